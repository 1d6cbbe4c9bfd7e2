"""Copies hold the pixels and the stamp, and nothing of what came with the pixels."""

import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from evidence_files import exif, pdf, photo, picture, recorded, sound, zipped
from PIL import Image

from geo_patrol.errors import NotFound
from geo_patrol.evidence.copying import MAX_SIDE_PX, copy
from geo_patrol.evidence.fonts import find_font
from geo_patrol.evidence.inspecting import inspect
from geo_patrol.evidence.records import media_type_of_copy

STAMP = (
    "副本 · COPY · 2022-10-08 01:40 +0800",
    "29.47012 N 120.99012 E",
    "incident/… · SHA-256 3f2a",
)
ZONE = ZoneInfo("Asia/Shanghai")


def copied(tmp_path: Path, data: bytes, stamp: tuple[str, ...] = STAMP) -> bytes:
    path = tmp_path / "file"
    path.write_bytes(data)
    return copy(path, inspect(path, ZONE), stamp, find_font(None))


def test_a_copy_has_no_exif_and_nothing_that_hung_behind_the_photo(tmp_path: Path) -> None:
    made = copied(tmp_path, photo(exif=exif()) + zipped(1000) + b"HIDDEN")
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "JPEG"
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"Nobody", b"HIDDEN", b"passwd"):
        assert trace not in made


def test_the_picture_stands_above_the_stamp_upright(tmp_path: Path) -> None:
    upright = picture(300, 600)
    made = copied(tmp_path, photo(image=upright.rotate(90, expand=True), exif=exif(turned=6)))
    with Image.open(io.BytesIO(made)) as image:
        assert image.width == 480
        top = image.crop((90, 0, 390, 600)).convert("L")
        difference = [
            abs(a - b) for a, b in zip(top.tobytes(), upright.convert("L").tobytes(), strict=True)
        ]
        assert sum(difference) / len(difference) < 6


def test_the_stamp_can_be_seen(tmp_path: Path) -> None:
    with_words = copied(tmp_path, photo())
    with Image.open(io.BytesIO(with_words)) as image:
        strip = image.crop((0, 480, image.width, image.height)).convert("L")
        dark, light = strip.getextrema()
        assert dark < 40
        assert light > 170
        n_light = sum(strip.histogram()[150:])
        assert 0.01 < n_light / (strip.width * strip.height) < 0.4


def test_a_long_line_is_broken_not_cut(tmp_path: Path) -> None:
    heights = []
    for stamp in (("short",), ("long " * 60,)):
        with Image.open(io.BytesIO(copied(tmp_path, photo(), stamp))) as image:
            heights.append(image.height)
    assert heights[1] > heights[0]


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_other_photos_become_jpeg(tmp_path: Path, form: str) -> None:
    made = copied(tmp_path, photo(form))
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "JPEG"


def test_a_heic_becomes_a_jpeg_without_its_place(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(copied(tmp_path, recorded("photo.heic")))) as image:
        assert (image.format, dict(image.getexif())) == ("JPEG", {})


def test_what_was_transparent_is_white(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (600, 100), (255, 0, 0, 0))
    with Image.open(io.BytesIO(copied(tmp_path, photo("PNG", image=clear)))) as image:
        assert min(image.getpixel((300, 50))) > 245  # type: ignore[type-var,arg-type]


def test_a_large_photo_is_made_smaller(tmp_path: Path) -> None:
    made = copied(tmp_path, photo(image=picture(5000, 2500)))
    with Image.open(io.BytesIO(made)) as image:
        assert image.width == MAX_SIDE_PX


def test_a_document_becomes_pictures_of_its_pages_without_its_script(tmp_path: Path) -> None:
    made = copied(tmp_path, pdf(script=True, pages=3))
    assert b"JavaScript" not in made
    path = tmp_path / "copy.pdf"
    path.write_bytes(made)
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 3
    assert media_type_of_copy(inspect(path, ZONE)) == "application/pdf"


def test_there_is_no_copy_of_a_sound(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        copied(tmp_path, sound())
    assert caught.value.key == "evidence.no_copy"


def test_without_a_chinese_font_the_stamp_is_written_in_ascii(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(photo())
    made = copy(path, inspect(path, ZONE), ("COPY 2022-10-08",), None)
    with Image.open(io.BytesIO(made)) as image:
        assert image.height > 480
