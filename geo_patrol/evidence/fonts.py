"""A font that has Chinese letters, for what is written on pictures."""

from functools import cache
from pathlib import Path

PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
"""Where systems keep one."""


@cache
def find_font(named: Path | None) -> Path | None:
    """Return the font that is named, or one that is found; None without any."""
    found = [named] if named is not None else [Path(place) for place in PLACES]
    return next((path for path in found if path.is_file()), None)
