"""Reading polygons: all of a file or nothing of it."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from geo_patrol.crs import Datum
from geo_patrol.errors import Finding, InvalidInput, TooLarge, finding
from geo_patrol.vector.containers import DataSet, opened
from geo_patrol.vector.datums import Bounds, check_place, way_to_wgs84
from geo_patrol.vector.encodings import AS_BYTES, decode_columns
from geo_patrol.vector.json_faults import explain_json
from geo_patrol.vector.mend import mend, settle

MAX_FEATURES = 100_000
MAX_VERTICES = 5_000_000


@dataclass(frozen=True, eq=False)
class PolygonsRead:
    """What a file held.

    Attributes
    ----------
    frame
        GeoDataFrame in EPSG:4326 with the file's own columns; its index is the feature's number
        from 1, in the file's order; each geometry a valid Polygon or MultiPolygon without Z,
        shells counter-clockwise. Date-times are ISO 8601 strings.
    repaired
        What had to be mended, feature by feature.
    """

    frame: gpd.GeoDataFrame
    repaired: tuple[Finding, ...]


@dataclass(frozen=True, eq=False)
class _Layer:
    crs: str | None
    wkb: NDArray[np.object_]
    columns: pd.DataFrame


def read_polygons(
    path: Path | str,
    *,
    datum: Datum | None = None,
    home: Bounds | None = None,
    layer: str | None = None,
) -> PolygonsRead:
    """Read a file of polygons: GeoJSON, zipped Shapefile, GeoPackage, KML or KMZ.

    Parameters
    ----------
    path
        The file. A bare ``.shp`` needs its ``.shx`` and ``.dbf`` beside it.
    datum
        What the operator declares the coordinates to be. Required where the file has no CRS. It
        overrides a file's WGS-84 label (GeoJSON and KML carry no other by their standards, and
        copies in circulation are often GCJ-02); it must not contradict a CGCS2000 one.
    home
        West, south, east, north (degrees) of where shapes are expected: shapes outside that
        would be inside with axes swapped are refused.
    layer
        Which layer of a GeoPackage that has more than one with polygons. All folders of a KML
        file are read.

    Raises
    ------
    InvalidInput
        With one finding for every feature that cannot be taken; nothing is returned then.
    TooLarge
        When the file is over a limit of size, features or vertices.
    """
    with opened(Path(path)) as data:
        found = _read_layers(data, layer)
    n = len(found.wkb)
    if n == 0:
        raise InvalidInput("space.no_features", name=data.name)
    where = [str(number) for number in range(1, n + 1)]
    move = way_to_wgs84(found.crs, datum, data.name)
    mended = mend(found.wkb, where, check_winding=data.format in ("geojson", "kml"))
    _refuse(mended.refused, data.name)
    moved = np.asarray(shapely.transform(mended.geometries, move), dtype=object)
    check_place(mended.geometries, move, moved, home, data.name)
    _refuse(_off_the_globe(moved, where), data.name)
    frame = gpd.GeoDataFrame(found.columns, geometry=settle(moved), crs=4326)
    frame.index = pd.RangeIndex(1, n + 1, name="feature")
    return PolygonsRead(frame, mended.repaired)


def _refuse(refused: tuple[Finding, ...], name: str) -> None:
    if refused:
        raise InvalidInput("space.import_refused", findings=refused, name=name, count=len(refused))


def _off_the_globe(moved: NDArray[np.object_], where: list[str]) -> tuple[Finding, ...]:
    bounds = shapely.bounds(moved)
    inside = (
        np.isfinite(bounds).all(axis=1)
        & (bounds[:, 0] >= -180)
        & (bounds[:, 1] >= -90)
        & (bounds[:, 2] <= 180)
        & (bounds[:, 3] <= 90)
    )
    return tuple(
        finding(where[i], "space.coordinate_out_of_range") for i in np.flatnonzero(~inside)
    )


def _read_layers(data: DataSet, layer: str | None) -> _Layer:
    try:
        names = _layers_wanted(data, layer)
        parts = [_read_layer(data, name) for name in names]
    except (DataSourceError, DataLayerError, UnicodeDecodeError) as error:
        if data.format == "geojson":
            explain_json(data.path, data.name)
        raise InvalidInput("space.unreadable", name=data.name) from error
    whole = parts[0]
    if len(parts) > 1:
        columns = pd.concat([part.columns for part in parts], ignore_index=True)
        whole = _Layer(parts[0].crs, np.concatenate([part.wkb for part in parts]), columns)
    if len(whole.wkb) > MAX_FEATURES:
        raise TooLarge("space.too_many_features", name=data.name, limit=MAX_FEATURES)
    # Sixteen bytes is the least that a vertex takes.
    if sum(len(item) for item in whole.wkb if item is not None) > 16 * MAX_VERTICES:
        raise TooLarge("space.too_many_vertices", name=data.name, limit=MAX_VERTICES)
    return whole


def _layers_wanted(data: DataSet, layer: str | None) -> list[str]:
    with _quiet():
        listed = [(str(name), kind) for name, kind in pyogrio.list_layers(data.path)]
    if data.format == "kml":
        # GDAL finds no layer in XML of another root.
        if not listed:
            raise InvalidInput("space.not_what_it_says", name=data.name)
        return [name for name, _ in listed]
    shaped = [name for name, kind in listed if kind is not None]
    if layer is not None:
        if layer not in shaped:
            raise InvalidInput("space.layer_missing", name=data.name, layers=", ".join(shaped))
        return [layer]
    polygonal = [n for n, kind in listed if kind and ("Polygon" in kind or kind == "Unknown")]
    if len(polygonal) > 1:
        raise InvalidInput("space.layer_ambiguous", name=data.name, layers=", ".join(polygonal))
    wanted = polygonal or shaped[:1]
    if not wanted:
        raise InvalidInput("space.no_features", name=data.name)
    return wanted


def _read_layer(data: DataSet, name: str) -> _Layer:
    encoding = AS_BYTES if data.format == "shapefile" else None
    with _quiet():
        meta, _, wkb, fields = pyogrio.raw.read(
            data.path,
            layer=name,
            encoding=encoding,
            force_2d=True,
            max_features=MAX_FEATURES + 1,
            datetime_as_string=True,
        )
    titles = [str(field) for field in meta["fields"]]
    if data.format == "shapefile":
        # GDAL passes over a DBF that it cannot make out, and codes and names with it.
        if not titles:
            raise InvalidInput("space.unreadable", name=data.name)
        titles, fields = decode_columns(titles, fields, data.path.with_suffix(".cpg"))
    # By number first: a DBF may carry one title twice.
    columns = pd.DataFrame(dict(enumerate(fields)), index=range(len(wkb)))
    columns.columns = pd.Index(["geometry_" if title == "geometry" else title for title in titles])
    crs: str | None = meta["crs"]
    return _Layer(crs, wkb, columns)


def _quiet() -> Any:
    """Silence GDAL's remarks on what is judged here anyway: open rings, several layers."""
    return warnings.catch_warnings(action="ignore")
