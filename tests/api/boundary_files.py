"""Boundary files for tests of the API, and how they are sent."""

import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID, uuid4

import geopandas as gpd
import httpx
import shapely
from api_world import Client

IMPORTS = "/api/v1/boundary-imports"
BOUNDARIES = "/api/v1/boundaries"
LAKE = shapely.box(120.98, 29.46, 121.0, 29.48)
"""The outline that the small world's lake has."""

DRIVERS = {"gpkg": "GPKG", "kml": "KML"}


def geojson(*shapes: shapely.Geometry, **columns: list[Any]) -> bytes:
    """Return shapes as a GeoJSON file; columns have a value for each shape."""
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {name: values[number] for name, values in columns.items()},
        }
        for number, shape in enumerate(shapes)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def written_as(ending: str, shape: shapely.Geometry, crs: int = 4490) -> bytes:
    """Return a shape as a file of another format: ``zip`` is a Shapefile."""
    frame = gpd.GeoDataFrame({"name": ["一区"]}, geometry=[shape], crs=4326).to_crs(crs)
    with TemporaryDirectory() as folder:
        if ending != "zip":
            path = Path(folder) / f"layer.{ending}"
            frame.to_file(path, driver=DRIVERS[ending])
            return path.read_bytes()
        frame.to_file(Path(folder) / "layer.shp", encoding="utf-8")
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for one in Path(folder).iterdir():
                archive.write(one, one.name)
        return packed.getvalue()


def send(
    client: Client,
    data: bytes,
    import_id: UUID | None = None,
    media_type: str = "application/octet-stream",
    **query: Any,
) -> httpx.Response:
    """Bring a boundary in, the lake's outline unless another part is named."""
    params = {"area": "lake", "part": "outline", "name": "新边界.geojson", **query}
    return client.ask(
        "PUT",
        f"{IMPORTS}/{import_id or uuid4()}",
        params=params,
        content=data,
        headers={"content-type": media_type},
    )


def brought(client: Client, data: bytes, **query: Any) -> dict[str, Any]:
    """Bring a boundary in, which must be taken; return what was answered."""
    answer = send(client, data, **query)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def brought_again(client: Client, area: str) -> UUID:
    """Bring an area's own outline in once more; return the id of the draft."""
    told = client.get(f"{BOUNDARIES}/{area}").json()["outline"]
    shape = shapely.from_geojson(json.dumps(told))
    return UUID(brought(client, geojson(shape), area=area)["id"])


def force(client: Client, import_id: str, day: str = "2022-10-31", **body: Any) -> httpx.Response:
    """Put a boundary in force from a day on."""
    told = {"valid_from": day, "reason": "批复的新红线", **body}
    return client.put(f"{IMPORTS}/{import_id}/force", told)
