"""Which village a cell belongs to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray

from geo_patrol.crs import project
from geo_patrol.errors import Finding, InvalidInput, finding
from geo_patrol.grid.codes import village_prefix
from geo_patrol.vector.mend import settle

if TYPE_CHECKING:
    import geopandas as gpd

Shapes = NDArray[np.object_]

_CODE_TITLES = ("code", "village_code", "村编码", "村代码", "行政区划代码", "代码", "编码", "xzqdm")
_TOWN_TITLES = ("town", "town_code", "乡镇编码", "乡镇代码")
_VILLAGE_TITLES = ("village", "village_code", "村编码", "村代码")


def village_prefixes(
    villages: "gpd.GeoDataFrame", county: str, epsg: int
) -> tuple[Shapes, list[str]]:
    """Return village shapes in a metric CRS, and the twelve digits that lead their cell codes.

    Parameters
    ----------
    villages
        Polygons with a column ``code`` (or 村编码, 代码, …) of twelve digits, or with columns
        ``town`` and ``village`` of three digits each. EPSG:4326 unless the frame says otherwise.
    county
        Six digits, used where town and village are given apart.

    Raises
    ------
    InvalidInput
        When there is no such column, or a code is not of that form: with the features' numbers.
    """
    titles = {str(title).lower(): title for title in villages.columns}
    whole = _first(titles, _CODE_TITLES)
    town, village = _first(titles, _TOWN_TITLES), _first(titles, _VILLAGE_TITLES)
    pairs: Iterable[tuple[object, object]]
    if town is not None and village is not None:
        pairs = zip(villages[town], villages[village], strict=True)
    elif whole is not None:
        pairs = ((None, code) for code in villages[whole])
    else:
        raise InvalidInput("space.villages_no_code", columns=", ".join(map(str, villages.columns)))
    prefixes: list[str] = []
    bad: list[Finding] = []
    for number, (its_town, its_village) in zip(villages.index, pairs, strict=True):
        try:
            prefixes.append(_prefix(county, its_town, its_village))
        except InvalidInput as error:
            bad.append(finding(number, error.key, **error.params))
    if bad:
        raise InvalidInput("space.villages_bad_codes", findings=tuple(bad), count=len(bad))
    degrees = villages if villages.crs is None else villages.to_crs(4326)
    return settle(project(np.asarray(degrees.geometry, dtype=object), epsg)), prefixes


def village_of(cells: Shapes, shapes: Shapes, prefixes: list[str], *, elsewhere: str) -> list[str]:
    """Return for each cell the prefix of the village that holds its largest part.

    All shapes in one metric CRS. Cells outside every village get ``elsewhere``.
    """
    chosen = [elsewhere] * len(cells)
    cell, village = shapely.STRtree(shapes).query(cells, predicate="intersects")
    shared = shapely.area(shapely.intersection(cells[cell], shapes[village]))
    # A village in several polygons counts as one.
    parts: defaultdict[tuple[int, str], float] = defaultdict(float)
    for c, v, area in zip(cell.tolist(), village.tolist(), np.atleast_1d(shared), strict=True):
        parts[c, prefixes[v]] += float(area)
    largest: dict[int, float] = {}
    for (c, prefix), area in sorted(parts.items()):
        if area > largest.get(c, 0.0):
            chosen[c], largest[c] = prefix, area
    return chosen


def _prefix(county: str, town: object, village: object) -> str:
    code = _text(village)
    if town is None:
        if len(code) != 12:
            raise InvalidInput("space.code_part", part=code, level="village", digits=12)
        return village_prefix(code[:6], code[6:9], code[9:])
    return village_prefix(county, _text(town).zfill(3), code.zfill(3))


def _text(value: object) -> str:
    """Return a code as digits; spreadsheets and DBF files turn codes into numbers."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _first(titles: dict[str, object], wanted: tuple[str, ...]) -> object | None:
    return next((titles[title] for title in wanted if title in titles), None)
