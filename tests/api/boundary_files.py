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
PLANS = "/api/v1/new-areas"
FREE = shapely.box(121.10, 29.40, 121.112, 29.41)
"""Ground that no area of the small world has."""
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


def plan(client: Client, data: bytes, draft_id: UUID | None = None, **query: Any) -> httpx.Response:
    """Plan an area of the park, unless something else is said of it."""
    told = {"code": "blocks", "name_zh": "新片区", "kind": "park", "squad": "park", **query}
    return client.ask(
        "PUT",
        f"{PLANS}/{draft_id or uuid4()}",
        params={"name": "片区.geojson", **told},
        content=data,
        headers={"content-type": "application/octet-stream"},
    )


def planned(client: Client, data: bytes, **query: Any) -> dict[str, Any]:
    """Plan an area, which must be taken; return what was answered."""
    answer = plan(client, data, **query)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told
