"""A base map of pictures under a map: out of a file that the office has, or from Tianditu."""

import math
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Bounds = tuple[float, float, float, float]
ReadTile = Callable[[int, int, int], bytes | None]

MOST_BYTES = 1_500_000
"""Of pictures in one file: a map is to open on an old office machine, and go by mail."""

TIANDITU_SERVERS = "01234567"
_TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
TIANDITU_HOSTS = " ".join(f"https://t{n}.tianditu.gov.cn" for n in TIANDITU_SERVERS)
"""What a page with Tianditu under it must be allowed to load pictures from."""


@dataclass(frozen=True)
class Ground:
    """A base map: pictures in Web Mercator by ``z/x/y`` (counted from the north-west), or servers.

    Attributes
    ----------
    pictures
        ``data:`` addresses, carried in the file.
    addresses
        Templates of addresses, the lowest first; a file with them needs a network.
    notice
        Whose it is, to be shown on the map.
    """

    min_zoom: int
    max_zoom: int
    notice: str
    pictures: dict[str, str] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()

    def payload(self) -> dict[str, object]:
        """Return it as values of a page."""
        return {
            "min_zoom": self.min_zoom,
            "max_zoom": self.max_zoom,
            "notice": self.notice,
            "pictures": self.pictures,
            "addresses": list(self.addresses),
            "subdomains": TIANDITU_SERVERS,
        }


def tianditu(key: str) -> Ground:
    """Return Tianditu's map and its names (CGCS2000: nothing has to be shifted)."""
    layers = ("vec", "cva")
    addresses = tuple(_TIANDITU.format(layer=layer, key=key) for layer in layers)
    return Ground(1, 18, "天地图 · 国家地理信息公共服务平台", addresses=addresses)


def pictures(
    read: ReadTile,
    bounds: Bounds,
    zooms: tuple[int, int],
    notice: str,
    *,
    most_bytes: int = MOST_BYTES,
) -> Ground | None:
    """Return the pictures that cover a box, as deep as they fit into a file.

    Parameters
    ----------
    read
        Returns a PNG, JPEG or WebP by zoom, column and row; None where there is none.
    bounds
        West, south, east, north in degrees.
    zooms
        The first and the last that there are.
    most_bytes
        The next zoom is left out whole when it would not fit any more.

    Returns
    -------
    None where nothing covers the box.
    """
    kept: dict[str, str] = {}
    used = 0
    depth = None
    first = max(zooms[0], _zoom_of(bounds))
    for zoom in range(first, zooms[1] + 1):
        level = [
            (f"{zoom}/{column}/{row}", data)
            for column, row in tiles_of(bounds, zoom)
            if (data := read(zoom, column, row)) is not None
        ]
        used += sum(len(data) for _, data in level)
        if used > most_bytes:
            break
        if level:
            kept |= {name: _as_address(data) for name, data in level}
            depth = zoom
    if depth is None:
        return None
    return Ground(first, depth, notice, pictures=kept)


def tiles_of(bounds: Bounds, zoom: int) -> Iterator[tuple[int, int]]:
    """Yield column and row of the tiles that meet a box."""
    west, south, east, north = bounds
    left, top = _tile(west, north, zoom)
    right, bottom = _tile(east, south, zoom)
    for column in range(left, right + 1):
        for row in range(top, bottom + 1):
            yield column, row


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    n = 1 << zoom
    sine = math.sin(math.radians(max(-85.05, min(85.05, lat))))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return min(n - 1, max(0, int((lon + 180) / 360 * n))), min(n - 1, max(0, int(y * n)))


def _zoom_of(bounds: Bounds) -> int:
    """Return the zoom at which a box is about a screen wide."""
    west, _, east, _ = bounds
    return max(0, int(math.log2(360 / max(east - west, 1e-4))) + 1)


def _as_address(data: bytes) -> str:
    kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
    kind = next((name for magic, name in kinds.items() if data.startswith(magic)), "image/png")
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"
