"""The fixed cameras of a demo, in the store."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shapely.geometry.base import BaseGeometry
from sqlalchemy.orm import Session

from geo_patrol.store.repositories.cameras import StoredCamera
from geo_patrol.workflows.cameras import write_camera

if TYPE_CHECKING:
    from geo_patrol.demo import DemoArea


def save_cameras(
    session: Session,
    seed: int,
    areas: "Sequence[DemoArea]",
    water: Mapping[str, BaseGeometry],
    now: datetime,
) -> None:
    """Keep the cameras of a season, marked as demo."""
    # As the season itself: later starts go without what it needs.
    from geo_patrol.demo.cameras import cameras

    for squad_code, camera in cameras(seed, areas, water):
        write_camera(session, StoredCamera(camera, squad_code, now, demo=True))
