"""What a file is, its content tells; what cannot be opened is refused in words."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from evidence_files import exif, pdf, photo, picture, png, recorded, sound, zipped

from geo_patrol.errors import InvalidInput
from geo_patrol.evidence.inspecting import MAX_PIXELS, inspect
from geo_patrol.evidence.records import Inspected

ZONE = ZoneInfo("Asia/Shanghai")


def looked(tmp_path: Path, data: bytes) -> Inspected:
    path = tmp_path / "file"
    path.write_bytes(data)
    return inspect(path, ZONE)


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (photo(), "image/jpeg", "photo"),
        (photo("PNG"), "image/png", "photo"),
        (photo("WEBP"), "image/webp", "photo"),
        (photo("TIFF"), "image/tiff", "photo"),
        (photo("MPO", append_images=[picture()], save_all=True), "image/jpeg", "photo"),
        (photo(image=picture(mode="CMYK")), "image/jpeg", "photo"),
        (recorded("photo.heic"), "image/heic", "photo"),
        (pdf(), "application/pdf", "document"),
        (recorded("walk.mp4"), "video/mp4", "video"),
        (recorded("walk.webm"), "video/webm", "video"),
        (recorded("note.webm"), "audio/webm", "audio"),
        (recorded("live.webm"), "audio/webm", "audio"),
        (sound(), "audio/wav", "audio"),
    ],
)
def test_a_file_is_what_its_content_says(
    tmp_path: Path, data: bytes, media_type: str, kind: str
) -> None:
    seen = looked(tmp_path, data)
    assert (seen.media_type, seen.kind) == (media_type, kind)


def test_a_photo_tells_its_size_upright_its_time_and_its_place(tmp_path: Path) -> None:
    seen = looked(tmp_path, photo(exif=exif(turned=6)))
    assert (seen.width, seen.height) == (480, 640)
    assert seen.taken_at == datetime(2022, 10, 8, 1, 39, 58, tzinfo=ZONE)
    assert (seen.lon, seen.lat) == pytest.approx((120.99, 29.47))


def test_an_offset_in_the_exif_counts_before_the_office_s_zone(tmp_path: Path) -> None:
    seen = looked(tmp_path, photo(exif=exif(offset="+09:00")))
    assert seen.taken_at == datetime(2022, 10, 8, 0, 39, 58, tzinfo=ZONE)


@pytest.mark.parametrize("at", ["0000:00:00 00:00:00", "yesterday", "", "2022-10-08", "9" * 200])
def test_a_time_that_is_none_is_no_time(tmp_path: Path, at: str) -> None:
    assert looked(tmp_path, photo(exif=exif(at=at))).taken_at is None


def test_a_southern_and_western_place_is_negative(tmp_path: Path) -> None:
    seen = looked(tmp_path, photo(exif=exif(place=(-70.5, -33.25))))
    assert (seen.lon, seen.lat) == pytest.approx((-70.5, -33.25))


def test_a_place_outside_the_earth_is_none(tmp_path: Path) -> None:
    assert looked(tmp_path, photo(exif=exif(place=(200.0, 29.0)))).lon is None


def test_a_recording_tells_how_long_it_is(tmp_path: Path) -> None:
    assert looked(tmp_path, sound(2.5)).duration_s == pytest.approx(2.5)
    assert looked(tmp_path, recorded("walk.mp4")).width == 160


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "evidence.empty"),
    "text": (b"no photo\n" * 1000, "evidence.no_evidence"),
    "text called a video": (b"ftypmp42" + b"words " * 5000, "evidence.no_evidence"),
    "a page with a script": (b"<html><script>alert(1)</script>", "evidence.no_evidence"),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "evidence.no_evidence",
    ),
    "an archive": (zipped(), "evidence.no_evidence"),
    "a program": (b"\x7fELF" + bytes(5000), "evidence.no_evidence"),
    "an animation": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "evidence.no_evidence"),
    "half a photo": (photo()[:9000], "evidence.damaged"),
    "half a HEIC": (recorded("photo.heic")[:2000], "evidence.no_evidence"),
    "half a video": (recorded("walk.mp4")[:2500], "evidence.damaged"),
    "half a WebM": (recorded("walk.webm")[:2000], "evidence.damaged"),
    "a WebM that broke off as it was recorded": (
        recorded("live.webm")[:8000],
        "evidence.damaged",
    ),
    "a photo of too many pixels": (png(50_000, 50_000, 1000), "evidence.too_many_pixels"),
    "a photo that promises more than it has": (png(9000, 9000, 1000), "evidence.damaged"),
    "a document of no pages": (pdf(pages=0), "evidence.damaged"),
    "a document of too many pages": (pdf(pages=201), "evidence.too_many_pages"),
    "a page as large as a field": (pdf(side_pt=14_000), "evidence.too_many_pixels"),
    "a document that is none": (b"%PDF-1.7\nnothing", "evidence.damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_evidence_is_refused(tmp_path: Path, name: str) -> None:
    data, key = BAD[name]
    with pytest.raises(InvalidInput) as caught:
        looked(tmp_path, data)
    assert caught.value.key == key


def test_a_photo_at_the_limit_of_pixels_is_taken(tmp_path: Path) -> None:
    side = int(MAX_PIXELS**0.5)
    seen = looked(tmp_path, png(side, side, (side + 1) * side))
    assert (seen.width, seen.height) == (side, side)


def test_what_hangs_behind_a_photo_makes_it_nothing_else(tmp_path: Path) -> None:
    seen = looked(tmp_path, photo() + zipped(1000) + b"<script>alert(1)</script>")
    assert seen.media_type == "image/jpeg"
