"""Cameras, reviews of their files and publications of their places for tests of the API."""

from typing import Any
from uuid import UUID, uuid4

from api_world import World

from geo_patrol.cameras.records import Camera
from geo_patrol.store.repositories.cameras import StoredCamera
from geo_patrol.workflows.cameras import write_camera

REVIEWS = "/api/v1/camera-reviews"
PUBLICATIONS = "/api/v1/camera-publications"
REVIEWED_AT = "2022-10-09T09:30:00+08:00"
CODE = "CH-C01"


def add_camera(world: World, code: str = CODE, squad: str = "reservoir") -> None:
    """Put a camera on a squad's list."""
    with world.store.writer() as session:
        camera = Camera(uuid4(), code, f"大坝 {code}", 120.99, 29.47, 90, 60, 300)
        write_camera(session, StoredCamera(camera, squad, world.clock()))


def review_body(file: UUID, **changes: Any) -> dict[str, Any]:
    """Return that a file is clear."""
    body = {"evidence_id": str(file), "camera": CODE, "at": REVIEWED_AT, "result": "clear"}
    return {**body, "location_published": True, **changes}


def publication_body(**changes: Any) -> dict[str, Any]:
    """Return that the public was told of a camera before the season."""
    body = {"camera": CODE, "text": "县政府门户网站公告", "since": "2022-08-01T00:00:00+08:00"}
    return {**body, **changes}
