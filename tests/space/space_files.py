"""Files as offices send them, written for the tests of this room."""

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pyogrio
from shapely import Polygon
from shapely.geometry import mapping

# A place in the county, and a square kilometre or so around it.
HERE = (120.95, 29.47)
SQUARE = Polygon([(120.95, 29.47), (120.96, 29.47), (120.96, 29.48), (120.95, 29.48)])
HOME = (120.0, 29.0, 121.5, 30.0)


def ring(*points):
    """Return a GeoJSON polygon of one ring, exactly as given."""
    return {"type": "Polygon", "coordinates": [[list(point) for point in points]]}


def square_ring(west=120.95, south=29.47, side=0.01):
    east, north = west + side, south + side
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def write_geojson(path: Path, *geometries, crs: str | None = None, properties=None) -> Path:
    whole = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties[i] if properties else {"name": f"f{i + 1}"},
                "geometry": geometry
                if geometry is None or isinstance(geometry, dict)
                else mapping(geometry),
            }
            for i, geometry in enumerate(geometries)
        ],
    }
    if crs:
        whole["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path


def frame(*shapes, crs=4326, **columns) -> gpd.GeoDataFrame:
    columns = columns or {"name": [f"f{i + 1}" for i in range(len(shapes))]}
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs)


def write_shapefile_zip(
    path: Path,
    data: gpd.GeoDataFrame,
    *,
    encoding="UTF-8",
    cpg: str | None = "as written",
    prj=True,
    folder="",
) -> Path:
    """Zip a Shapefile; ``cpg=None`` leaves the .cpg out and clears the language byte."""
    stem = path.with_suffix(".shp")
    pyogrio.write_dataframe(data, stem, encoding=encoding)
    parts = {part: stem.with_suffix(part).read_bytes() for part in (".shp", ".shx", ".dbf")}
    if cpg != "as written":
        parts[".dbf"] = parts[".dbf"][:29] + b"\0" + parts[".dbf"][30:]
    if prj and stem.with_suffix(".prj").exists():
        parts[".prj"] = stem.with_suffix(".prj").read_bytes()
    if cpg is not None:
        parts[".cpg"] = (
            stem.with_suffix(".cpg").read_bytes() if cpg == "as written" else cpg.encode()
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, data_bytes in parts.items():
            archive.writestr(f"{folder}{path.stem}{part}", data_bytes)
    for part in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
        stem.with_suffix(part).unlink(missing_ok=True)
    return path


def kml(*placemarks: str, head: str = "") -> str:
    body = "".join(placemarks)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
    )


def placemark(points, name="一级保护区") -> str:
    text = " ".join(f"{lon},{lat},35" for lon, lat in points)
    return (
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{text}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )
