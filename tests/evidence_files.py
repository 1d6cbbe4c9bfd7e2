"""Files as phones send them, and as nobody should."""

import io
import struct
import wave
import zipfile
import zlib
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

RECORDED = Path(__file__).resolve().parent / "data" / "evidence"


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Return a picture with something to see in it."""
    return Image.effect_mandelbrot((width, height), (-2, -1.5, 1, 1.5), 60).convert(mode)


def exif(
    at: str | None = "2022:10:08 01:39:58",
    offset: str | None = None,
    place: tuple[float, float] | None = (120.99, 29.47),
    turned: int = 1,
) -> Image.Exif:
    """Return what a camera would say: its time, and its place in degrees (lon, lat)."""
    told = Image.Exif()
    told[ExifTags.Base.Make] = "Nobody"
    told[ExifTags.Base.Orientation] = turned
    inner = told.get_ifd(ExifTags.IFD.Exif)
    if at is not None:
        inner[ExifTags.Base.DateTimeOriginal] = at
    if offset is not None:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    if place is not None:
        gps = told.get_ifd(ExifTags.IFD.GPSInfo)
        for number, (degrees, sides) in enumerate(zip(place[::-1], ("NS", "EW"), strict=True)):
            gps[1 + 2 * number] = sides[degrees < 0]
            gps[2 + 2 * number] = (abs(degrees), 0.0, 0.0)
    return told


def photo(form: str = "JPEG", **options: Any) -> bytes:
    """Return a photo in a format, with EXIF where it has any."""
    made = io.BytesIO()
    told = options.pop("exif", None)
    if told is None and form in ("JPEG", "PNG", "WEBP", "MPO"):
        told = exif()
    image = options.pop("image", None) or picture()
    image.save(made, form, **options, **({} if told is None else {"exif": told}))
    return made.getvalue()


def numbered(number: int) -> bytes:
    """Return a small photo that differs from those of other numbers."""
    return photo(image=Image.new("RGB", (64, 48), (20, 60, 90)), comment=str(number))


def pdf(*, script: bool = False, pages: int = 1, side_pt: int = 300) -> bytes:
    """Return a document by hand; one with a script runs it on opening, if anything lets it."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    opening = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>" if script else ""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {side_pt} {side_pt}] >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {opening} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< >>",
        *[page] * pages,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode()
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
    return bytes(out + trailer.encode())


def sound(seconds: float = 1.0) -> bytes:
    """Return a sound as a WAV file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x10\x00" * round(8000 * seconds))
    return made.getvalue()


def recorded(name: str) -> bytes:
    """Return one of the recordings of `tests/data/evidence`."""
    return (RECORDED / name).read_bytes()


def png(width: int, height: int, lines: int) -> bytes:
    """Return a PNG that says it is so large, with so many bytes of picture behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * lines, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def zipped(size: int = 10_000_000) -> bytes:
    """Return an archive that unpacks to far more than it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", b"\x00" * size)
    return made.getvalue()
