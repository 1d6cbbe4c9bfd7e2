"""GeoParquet 1.1: WKB, CRS as PROJJSON; what must be known is in the file's metadata."""

import json
from pathlib import Path

import numpy as np
import pyarrow.parquet
from pyproj import CRS

from api.exports.arrow_table import GEOMETRY, arrow_table
from api.exports.records import Export, stated


def write_parquet(export: Export, path: Path, epsg: int) -> None:
    """Write a table as GeoParquet; the period and the boundaries are under ``geo_patrol``.

    A table without shapes is plain Parquet.

    Raises
    ------
    InvalidInput
        When the CRS is neither EPSG:4326 nor metric.
    """
    table, bounds = arrow_table(export, epsg)
    geo = {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {
            GEOMETRY: {
                "encoding": "WKB",
                "geometry_types": [export.shape_kind],
                "crs": CRS.from_epsg(epsg).to_json_dict(),
                **({"bbox": bounds.tolist()} if np.isfinite(bounds).all() else {}),
            }
        },
    }
    about = {"geo_patrol": stated(export.about, epsg)}
    if export.located:
        about["geo"] = geo
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in about.items()}
    pyarrow.parquet.write_table(table.replace_schema_metadata(written), path, compression="zstd")
