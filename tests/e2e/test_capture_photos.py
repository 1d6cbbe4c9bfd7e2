"""Photos as a phone's browser makes them ready, and as the server finds them."""

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from capture_pages import LAT, LON, ZONE, looked, opened
from evidence_files import exif, photo, picture, recorded
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page

from geo_patrol.evidence.doubts import Told, doubts
from geo_patrol.evidence.records import EvidenceFile

pytestmark = pytest.mark.browser

CALLED_PHOTO = "IMG_0001.jpg"


@pytest.fixture
def page(browser: Browser, capture_address: str) -> Iterator[Page]:
    """Give the page to an officer who lets it know where the phone is."""
    with opened(browser, capture_address, "geolocation") as made:
        yield made


def take(page: Page, data: bytes, place: dict[str, Any] | None = None) -> dict[str, Any]:
    file: FilePayload = {"name": CALLED_PHOTO, "mimeType": "image/jpeg", "buffer": data}
    page.locator("#file").set_input_files(file)
    taken: dict[str, Any] = page.evaluate("place => takeChosen(place)", place)
    for name in ("blob", "stamped"):
        if taken.get(name) is not None:
            taken[name] = base64.b64decode(taken[name])
    return taken


def place_now(**changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    return {"lon": LON, "lat": LAT, "accuracyM": 8, "at": now, "source": "gps", **changes}


def camera_now(**changes: Any) -> Image.Exif:
    return exif(at=datetime.now(ZONE).strftime("%Y:%m:%d %H:%M:%S"), place=None, **changes)


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def is_like(pixel: Any, color: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, color, strict=True))


def test_a_photo_is_shrunk_and_the_server_finds_it_whole_and_in_no_doubt(
    page: Page, tmp_path: Path
) -> None:
    original = photo(image=picture(3000, 2250), exif=camera_now())
    taken = take(page, original, place_now())
    seen = looked(tmp_path, taken["blob"])
    assert (seen.media_type, seen.width, seen.height) == ("image/jpeg", 2048, 1536)
    assert (seen.lon, seen.lat) == pytest.approx((LON, LAT), abs=1e-7)
    assert seen.taken_at is not None
    file = EvidenceFile(taken["sha256"], len(taken["blob"]), seen, datetime.now(UTC))
    assert doubts(file, Told(seen.taken_at, seen.taken_at, LON, LAT, 8)) == ()


def test_digests_are_those_of_the_original_and_of_what_is_sent(page: Page) -> None:
    original = photo(exif=camera_now())
    taken = take(page, original, place_now())
    assert taken["originalSha256"] == hashlib.sha256(original).hexdigest()
    assert taken["originalBytes"] == len(original)
    assert taken["sha256"] == hashlib.sha256(taken["blob"]).hexdigest()


def test_what_is_sent_vouches_for_its_original(page: Page) -> None:
    original = photo(exif=camera_now())
    told = Image.open(io.BytesIO(take(page, original, place_now())["blob"])).getexif()
    digest = hashlib.sha256(original).hexdigest()
    assert told[0x010E] == f"original sha256 {digest}"
    comment = told.get_ifd(0x8769)[0x9286]
    assert comment.startswith(b"ASCII\0\0\0")
    assert json.loads(comment[8:]) == {
        "original_sha256": digest,
        "original_bytes": len(original),
        "time_from": "camera",
        "clock_offset_ms": 0,
        "place_from": "phone",
        "accuracy_m": 8,
    }


def test_nothing_else_that_the_camera_wrote_leaves_the_phone(page: Page) -> None:
    original = photo(exif=camera_now(), comment=b"serial 12345")
    taken = take(page, original, place_now())
    assert b"Nobody" in original and b"serial" in original
    assert b"Nobody" not in taken["blob"] and b"serial" not in taken["blob"]
    stamped = Image.open(io.BytesIO(taken["stamped"]))
    assert not stamped.getexif() and "comment" not in stamped.info


def test_a_photo_held_sideways_comes_upright(page: Page, tmp_path: Path) -> None:
    image = Image.new("RGB", (600, 400), "blue")
    image.paste("red", (0, 0, 300, 400))
    taken = take(page, photo(image=image, exif=camera_now(turned=6)), place_now())
    seen = looked(tmp_path, taken["blob"])
    assert (seen.width, seen.height) == (taken["width"], taken["height"]) == (400, 600)
    upright = shown(taken["blob"])
    assert is_like(upright.getpixel((200, 100)), (255, 0, 0))
    assert is_like(upright.getpixel((200, 500)), (0, 0, 255))


def test_the_stamp_stands_below_the_picture_and_covers_nothing_of_it(page: Page) -> None:
    plain = Image.new("RGB", (1200, 900), (20, 160, 60))
    taken = take(page, photo(image=plain, exif=camera_now()), place_now())
    stamped = shown(taken["stamped"])
    assert stamped.width == 1200 and stamped.height > 900
    assert is_like(stamped.getpixel((600, 890)), (20, 160, 60))
    strip = stamped.crop((0, 905, 1200, stamped.height))
    colors = [color for _, color in strip.getcolors(1 << 20) or []]
    for color in ((16, 24, 32), (255, 176, 0), (236, 240, 243)):
        assert any(is_like(one, color) for one in colors)


def test_a_photo_of_48_megapixels_is_taken(page: Page, tmp_path: Path) -> None:
    image = picture(800, 600).resize((8000, 6000))
    original = photo(image=image, exif=camera_now(), quality=90)
    taken = take(page, original, place_now())
    seen = looked(tmp_path, taken["blob"])
    assert (seen.width, seen.height) == (2048, 1536)
    assert taken["originalSha256"] == hashlib.sha256(original).hexdigest()


def test_ten_large_photos_in_a_row_are_taken(page: Page) -> None:
    image = picture(400, 300).resize((4000, 3000))
    large = photo(image=image, exif=camera_now())
    taken = [take(page, large + bytes([number]), place_now()) for number in range(10)]
    assert len({one["originalSha256"] for one in taken}) == 10
    assert {one["width"] for one in taken} == {2048}


@pytest.mark.parametrize(
    "data",
    [
        b"no photo\n" * 100,
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>',
        photo()[:300],
    ],
    ids=["text", "nothing", "a drawing", "the head of a photo"],
)
def test_what_is_no_photo_is_said_to_be_none(page: Page, data: bytes) -> None:
    assert take(page, data) == {"key": "officer.capture.not_a_photo", "fill": {}}


def test_a_photo_of_more_pixels_than_the_server_takes_is_refused_here(page: Page) -> None:
    huge = photo(image=Image.new("L", (12_000, 10_100)), exif=Image.Exif())
    assert take(page, huge) == {
        "key": "officer.capture.photo_too_large",
        "fill": {"megapixels": 121, "limit": 120},
    }


def test_a_format_that_this_browser_cannot_open_is_sent_as_it_is(page: Page) -> None:
    original = recorded("photo.heic")
    taken = take(page, original)
    assert taken["blob"] == original
    assert taken["sha256"] == taken["originalSha256"] == hashlib.sha256(original).hexdigest()
    assert (taken["stamped"], taken["width"]) == (None, None)


def test_a_photo_from_the_gallery_keeps_its_time_and_gets_no_place_of_now(
    page: Page, tmp_path: Path
) -> None:
    original = photo(exif=exif(at="2022:10:08 01:39:58", place=None))
    taken = take(page, original, place_now())
    seen = looked(tmp_path, taken["blob"])
    assert seen.taken_at == datetime(2022, 10, 8, 1, 39, 58, tzinfo=ZONE)
    assert seen.lon is None and taken["lon"] is None


def test_a_photo_has_the_place_that_the_phone_knew_before_the_camera_was_in_front(
    page: Page, tmp_path: Path
) -> None:
    page.evaluate("capture.bestPosition(20_000, { clock })")
    seen = looked(tmp_path, take(page, photo(exif=camera_now()), None)["blob"])
    assert (seen.lon, seen.lat) == pytest.approx((LON, LAT), abs=1e-7)


def test_a_photo_that_knows_its_place_keeps_it_when_the_phone_does_not(
    page: Page, tmp_path: Path
) -> None:
    taken = take(page, photo(exif=exif(place=(120.99, 29.47))))
    seen = looked(tmp_path, taken["blob"])
    assert (seen.lon, seen.lat) == pytest.approx((120.99, 29.47))


def test_a_photo_without_a_position_is_a_photo(page: Page, tmp_path: Path) -> None:
    taken = take(page, photo(exif=camera_now()))
    seen = looked(tmp_path, taken["blob"])
    assert seen.lon is None and seen.taken_at is not None


def test_a_clock_known_to_be_wrong_by_a_day_is_put_right_in_the_photo(
    page: Page, tmp_path: Path
) -> None:
    page.evaluate("clock.followServer(-86_400_000)")
    a_day_ago = datetime.now(UTC) - timedelta(days=1)
    taken = take(page, photo(exif=camera_now()), place_now(at=a_day_ago.isoformat()))
    seen = looked(tmp_path, taken["blob"])
    file = EvidenceFile(taken["sha256"], 1, seen, datetime.now(UTC))
    assert doubts(file, Told(a_day_ago, a_day_ago, LON, LAT)) == ()
