"""What a photo says of when and where it was taken."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

_TIME = "%Y:%m:%d %H:%M:%S"


def taken_at(exif: Image.Exif, zone: ZoneInfo) -> datetime | None:
    """Return the moment by the camera's clock, or None when it tells none that can be read.

    Parameters
    ----------
    zone
        Where the camera is thought to be when its EXIF names no offset.
    """
    more = exif.get_ifd(ExifTags.IFD.Exif)
    told = more.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    offset = more.get(ExifTags.Base.OffsetTimeOriginal) or more.get(ExifTags.Base.OffsetTime)
    text = _text(told)
    try:
        if offset:
            return datetime.strptime(f"{text} {_text(offset)}", f"{_TIME} %z")
        moment = datetime.strptime(text, _TIME)
        return moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def place(exif: Image.Exif) -> tuple[float, float] | None:
    """Return longitude and latitude in degrees by the camera, or None."""
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    try:
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], "S")
        lon = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], "W")
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return None
    return (lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _degrees(parts: Any, side: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if _text(side).upper() == negative else value


def _text(value: Any) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
    return text.strip("\x00 ")
