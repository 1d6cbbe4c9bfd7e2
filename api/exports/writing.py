"""Which format a file has, and writing it whole."""

from pathlib import Path
from typing import Literal, get_args

from api.exports.about_file import about_path, about_text
from api.exports.records import Export
from api.exports.whole import whole_file
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language

Format = Literal["csv", "geojson", "parquet", "gpkg", "zip", "kml"]
"""Ending of a file. ``zip`` is a Shapefile, which is several files."""
FORMATS: tuple[Format, ...] = get_args(Format)
STREAMED: tuple[Format, ...] = ("csv", "geojson")
"""What can be handed to another program through a pipe."""

WITH_CRS: tuple[Format, ...] = ("parquet", "gpkg", "zip")
"""CSV has a place in degrees only; GeoJSON and KML are WGS-84 by their standards."""


def format_of(target: Path) -> Format:
    """Return the format that a file's ending stands for.

    Raises
    ------
    InvalidInput
        ``exports.unknown_ending``, with those there are.
    """
    ending = target.suffix.lower().removeprefix(".")
    for name in FORMATS:
        if name == ending:
            return name
    choices = ", ".join("." + name for name in FORMATS)
    raise InvalidInput("exports.unknown_ending", path=target.name, choices=choices)


def require_crs(name: Format, epsg: int) -> None:
    """Refuse metres for a format that has degrees only.

    Raises
    ------
    InvalidInput
        ``exports.degrees_only``.
    """
    if epsg != 4326 and name not in WITH_CRS:
        choices = ", ".join("." + one for one in WITH_CRS)
        raise InvalidInput("exports.degrees_only", format=name, epsg=epsg, choices=choices)


def write(export: Export, target: Path, *, epsg: int, language: Language) -> Path | None:
    """Write a table to a file, whole, over what stands there.

    A CSV gets a page of text about it beside it, whose path is returned.

    Raises
    ------
    InvalidInput
        When the ending or the CRS will not do, or the place cannot be written to.
    """
    name = format_of(target)
    require_crs(name, epsg)
    with whole_file(target) as path:
        write_as(export, path, name, epsg=epsg, language=language)
    if name != "csv":
        return None
    with whole_file(about_path(target)) as path:
        path.write_text(about_text(export, target.name, language), encoding="utf-8-sig")
    return about_path(target)


def write_as(export: Export, path: Path, name: Format, *, epsg: int, language: Language) -> None:
    """Write a table to a path in a format, and nothing beside it.

    Raises
    ------
    InvalidInput
        When the CRS will not do, or the format needs shapes.
    """
    match name:
        case "csv" | "geojson":
            path.write_bytes(as_bytes(export, name, language))
        case "kml":
            from api.exports.kml_file import kml_bytes

            path.write_bytes(kml_bytes(export, language))
        case "parquet":
            from api.exports.parquet_file import write_parquet

            write_parquet(export, path, epsg)
        case "gpkg":
            from api.exports.geopackage_file import write_geopackage

            write_geopackage(export, path, epsg)
        case "zip":
            from api.exports.shapefile import write_shapefile

            write_shapefile(export, path, epsg, language)


def as_bytes(export: Export, name: Literal["csv", "geojson"], language: Language) -> bytes:
    """Return a table in a format that can be streamed."""
    if name == "csv":
        from api.exports.csv_file import csv_bytes

        return csv_bytes(export, language)
    from api.exports.geojson_file import geojson_bytes

    return geojson_bytes(export)
