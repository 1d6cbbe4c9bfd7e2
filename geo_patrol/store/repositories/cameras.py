"""Fixed cameras."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from geo_patrol.cameras.records import Camera, Hours
from geo_patrol.store.repositories.rows import row_of, rows_of, save_row, table_of
from geo_patrol.store.scope import Scope
from geo_patrol.store.tables import CameraRow


@dataclass(frozen=True)
class StoredCamera:
    """A camera as it is kept; one that is ``retired`` was put right by another and never counts."""

    camera: Camera
    squad_code: str
    received_at: datetime
    demo: bool = False
    retired: bool = False


_TABLE = table_of(CameraRow)


def save_camera(session: Session, stored: StoredCamera, *, new: bool) -> None:
    """Add a new camera, or replace what is there under its id."""
    camera = stored.camera
    values: dict[str, Any] = {
        **{name: value for name, value in vars(camera).items() if name not in ("id", "hours")},
        "hours": hours_of(camera),
        "retired": stored.retired,
        "squad_code": stored.squad_code,
    }
    first = {"received_at": stored.received_at, "demo": stored.demo}
    save_row(session, CameraRow, camera.id, values, new=new, **first)


def hours_of(camera: Camera) -> list[list[str]]:
    """Return the hours of a camera as JSON values."""
    return [[one.start.isoformat(), one.end.isoformat()] for one in camera.hours]


def cameras(
    session: Session, scope: Scope, *, squad: str | None = None, retired: bool = False
) -> list[StoredCamera]:
    """Return the cameras within reach by squad and code; those retired too when asked for."""
    columns = _TABLE.c
    found = select(_TABLE).where(scope.within(columns.squad_code))
    if squad is not None:
        found = found.where(columns.squad_code == squad)
    if not retired:
        found = found.where(~columns.retired)
    found = found.order_by(columns.squad_code, columns.code, columns.pk)
    return [_kept(row) for row in rows_of(session, found)]


def camera(session: Session, camera_id: UUID, scope: Scope) -> StoredCamera | None:
    """Return a camera within reach, or None."""
    found = select(_TABLE).where(_TABLE.c.id == camera_id, scope.within(_TABLE.c.squad_code))
    row = row_of(session, found)
    return None if row is None else _kept(row)


def names(session: Session, squad_code: str) -> list[tuple[str, str]]:
    """Return codes and names of a squad's cameras that count, former ones too."""
    columns = _TABLE.c
    found = select(columns.code, columns.name).where(
        columns.squad_code == squad_code, ~columns.retired
    )
    return [(row.code, row.name) for row in rows_of(session, found.order_by(columns.pk))]


def place_of(
    session: Session, squad_code: str, code: str, at: datetime
) -> tuple[float, float] | None:
    """Return where a camera stood at a moment, in degrees; None when nobody knows."""
    columns = _TABLE.c
    found = select(columns.lon, columns.lat).where(
        columns.squad_code == squad_code,
        columns.code == code,
        ~columns.retired,
        or_(columns.valid_from.is_(None), columns.valid_from <= at),
        or_(columns.valid_to.is_(None), columns.valid_to > at),
    )
    row = row_of(session, found.order_by(columns.pk.desc()).limit(1))
    return None if row is None else (row.lon, row.lat)


def all_cameras(session: Session) -> Iterator[StoredCamera]:
    """Yield every camera there is."""
    found = select(_TABLE).order_by(_TABLE.c.pk).execution_options(yield_per=1000)
    for row in session.connection().execute(found):
        yield _kept(row)


def _kept(row: Any) -> StoredCamera:
    camera = Camera(
        id=row.id,
        code=row.code,
        name=row.name,
        lon=row.lon,
        lat=row.lat,
        azimuth_deg=row.azimuth_deg,
        fov_deg=row.fov_deg,
        range_m=row.range_m,
        hours=tuple(Hours(time.fromisoformat(a), time.fromisoformat(b)) for a, b in row.hours),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
    return StoredCamera(camera, row.squad_code, row.received_at, row.demo, row.retired)
