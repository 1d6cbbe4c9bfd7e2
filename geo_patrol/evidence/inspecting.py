"""A look into a file: what it is by its content, whether it can be opened, what it says of itself.

Files come from anybody's phone and are opened by large libraries: this runs in a process of its
own, with bounds on memory and time. What a file is called, and what its sender says it is, counts
for nothing.
"""

import warnings
from pathlib import Path
from zoneinfo import ZoneInfo

import pi_heif
import pypdfium2
from PIL import Image, ImageOps
from pymediainfo import MediaInfo

from geo_patrol.errors import InvalidInput
from geo_patrol.evidence import exif, webm
from geo_patrol.evidence.records import Inspected, MediaKind

MAX_PIXELS = 120_000_000
"""Of a photo, or of a document's page as it is drawn: phones take up to 108 million."""
MAX_PAGES = 200
PDF_DPI = 110

PHOTOS: dict[str, str] = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
    "HEIF": "image/heic",
    "AVIF": "image/avif",
}
"""Media types of photos and scans, by the decoder's name. An MPO is a JPEG with more behind it."""

RECORDINGS: dict[str, tuple[str, str]] = {
    "MPEG-4": ("video/mp4", "audio/mp4"),
    "QuickTime": ("video/quicktime", "audio/mp4"),
    "WebM": ("video/webm", "audio/webm"),
    "Matroska": ("video/x-matroska", "audio/webm"),
    "Ogg": ("video/ogg", "audio/ogg"),
    "MPEG Audio": ("video/mpeg", "audio/mpeg"),
    "ADTS": ("video/mpeg", "audio/aac"),
    "Wave": ("video/x-msvideo", "audio/wav"),
    "FLAC": ("video/ogg", "audio/flac"),
    "AMR": ("video/3gpp", "audio/amr"),
}
"""Media types with and without pictures, by container."""

_WALKED = {*RECORDINGS["WebM"], *RECORDINGS["Matroska"]}
"""May have been written as they were recorded: their heads do not tell all."""

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, TypeError, MemoryError)
"""What decoders raise on files that are not whole, or were never meant to be read."""

pi_heif.register_heif_opener()
Image.init()
_DECODERS = [name for name in PHOTOS if name in Image.OPEN]


def inspect(path: Path, zone: ZoneInfo) -> Inspected:
    """Return what a file is; it has been decoded once from beginning to end as far as it can be.

    Raises
    ------
    InvalidInput
        When it is empty, of a type that is no evidence, cannot be decoded, or is too large to be.
    """
    with path.open("rb") as file:
        head = file.read(1024)
    if not head:
        raise InvalidInput("evidence.empty")
    if head.lstrip().startswith(b"%PDF-"):
        return _document(path)
    return _photo(path, zone) or _recording(path)


def open_photo(path: Path) -> Image.Image:
    """Return a photo, not decoded yet, by the decoders that evidence may come in.

    Raises
    ------
    InvalidInput
        When it has more pixels than are decoded.
    """
    with warnings.catch_warnings():
        # What Pillow warns of, as of a bomb, is held to our own limit right here.
        warnings.simplefilter("ignore")
        Image.MAX_IMAGE_PIXELS = None
        image = Image.open(path, formats=_DECODERS)
    n_pixels = image.width * image.height
    if n_pixels > MAX_PIXELS:
        image.close()
        raise InvalidInput(
            "evidence.too_many_pixels", megapixels=n_pixels // 10**6, limit=MAX_PIXELS // 10**6
        )
    return image


def _photo(path: Path, zone: ZoneInfo) -> Inspected | None:
    try:
        image = open_photo(path)
    except _UNREADABLE:
        return None
    with image:
        media_type = PHOTOS[str(image.format)]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                image.load()
                told = image.getexif()
                upright = ImageOps.exif_transpose(image)
        except _UNREADABLE as error:
            raise InvalidInput("evidence.damaged", media_type=media_type) from error
        try:
            at, where = exif.taken_at(told, zone), exif.place(told)
        except _UNREADABLE:
            # A photo is no less one for what is wrong in its EXIF.
            at, where = None, None
    lon, lat = where or (None, None)
    return Inspected(
        media_type,
        "photo",
        width=upright.width,
        height=upright.height,
        taken_at=at,
        lon=lon,
        lat=lat,
    )


def _document(path: Path) -> Inspected:
    try:
        with pypdfium2.PdfDocument(path) as document:
            n_pages = len(document)
            sizes = [document.get_page_size(number) for number in range(min(n_pages, MAX_PAGES))]
    except (pypdfium2.PdfiumError, *_UNREADABLE) as error:
        raise InvalidInput("evidence.damaged", media_type="application/pdf") from error
    if not 1 <= n_pages <= MAX_PAGES:
        raise InvalidInput("evidence.too_many_pages", pages=n_pages, limit=MAX_PAGES)
    scale = PDF_DPI / 72
    for width, height in sizes:
        n_pixels = int(width * height * scale * scale)
        if n_pixels > MAX_PIXELS:
            raise InvalidInput(
                "evidence.too_many_pixels", megapixels=n_pixels // 10**6, limit=MAX_PIXELS // 10**6
            )
    return Inspected("application/pdf", "document", pages=n_pages)


def _recording(path: Path) -> Inspected:
    try:
        tracks = MediaInfo.parse(path).tracks
    except (RuntimeError, *_UNREADABLE) as error:
        raise InvalidInput("evidence.no_evidence") from error
    general = next((one for one in tracks if one.track_type == "General"), None)
    if general is None or general.format not in RECORDINGS:
        raise InvalidInput("evidence.no_evidence")
    pictures = [one for one in tracks if one.track_type == "Video"]
    sounds = [one for one in tracks if one.track_type == "Audio"]
    kind: MediaKind = "video" if pictures else "audio"
    with_pictures, without = RECORDINGS[general.format]
    media_type = with_pictures if pictures else without
    seconds = _seconds(general.duration)
    whole = general.istruncated != "Yes"
    if media_type in _WALKED and (seconds is None or not whole):
        seconds = _within_a_day(webm.live_seconds(path))
        whole = seconds is not None
    if not (pictures or sounds) or seconds is None or not whole:
        raise InvalidInput("evidence.damaged", media_type=media_type)
    first = pictures[0] if pictures else None
    return Inspected(
        media_type,
        kind,
        width=None if first is None else first.width,
        height=None if first is None else first.height,
        duration_s=seconds,
    )


def _seconds(milliseconds: object) -> float | None:
    try:
        seconds = float(str(milliseconds)) / 1000
    except ValueError:
        return None
    return _within_a_day(seconds)


def _within_a_day(seconds: float | None) -> float | None:
    return seconds if seconds is not None and 0 < seconds < 24 * 3600 else None
