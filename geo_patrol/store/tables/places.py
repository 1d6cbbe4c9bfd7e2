"""Areas, protection zones, grids and their cells, and what is drawn around them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import BigKey, UtcDateTime, geometry

STATUSES = "('approved', 'illustrative', 'draft', 'placeholder')"


class AreaRow(Base):
    """A reservoir or a block of the park: what a squad patrols and reports on.

    From ``retired_at`` on nobody plans or misses patrols there; what was recorded stays.
    """

    __tablename__ = "areas"
    __table_args__ = (
        CheckConstraint("kind IN ('reservoir', 'park')", name="kind"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
    )

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(16))
    name_zh: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    status_note: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    geometry: Mapped[shapely.MultiPolygon] = mapped_column(geometry("MULTIPOLYGON"))
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retired_reason: Mapped[str | None] = mapped_column(Text)


class ZoneRow(Keyed, Base):
    """A protection zone as it was in force in ``[valid_from, valid_to)``."""

    __tablename__ = "zones"
    __table_args__ = (
        CheckConstraint("level IN ('first', 'second', 'quasi')", name="level"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("valid_to IS NULL OR valid_from < valid_to", name="valid_time"),
        Index(None, "area_code", "valid_from"),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"))
    level: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    status_note: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[datetime] = mapped_column(UtcDateTime)
    valid_to: Mapped[datetime | None] = mapped_column(UtcDateTime)
    geometry: Mapped[shapely.MultiPolygon] = mapped_column(geometry("MULTIPOLYGON"))


class GridRow(Keyed, Base):
    """One version of an area's grid; the one without ``retired_at`` is in use.

    A regular grid keeps its lattice: ``cell_of`` is row-major int32, one cell index a square.
    An imported irregular grid has none.
    """

    __tablename__ = "grids"
    __table_args__ = (
        Index(
            "uq_grids_in_use",
            "area_code",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"))
    epsg: Mapped[int]
    code_digits: Mapped[int]
    provisional: Mapped[bool]
    x0: Mapped[float | None]
    y0: Mapped[float | None]
    size_m: Mapped[float | None]
    n_rows: Mapped[int | None]
    n_cols: Mapped[int | None]
    cell_of: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GridChangeRow(Base):
    """A grid that an area is to use once the squad's tracks are traced through it.

    Tracks up to ``done_pk``, in order of arrival, are; the grid counts as retired meanwhile.
    """

    __tablename__ = "grid_changes"

    area_code: Mapped[str] = mapped_column(ForeignKey("areas.code"), primary_key=True)
    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"), unique=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_pk: Mapped[int] = mapped_column(BigInteger)
    n_done: Mapped[int]


class CellRow(Base):
    """A unit grid cell: what a visit is counted in."""

    __tablename__ = "grid_cells"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('shoreline', 'access', 'open_water', 'hinterland', 'park')", name="kind"
        ),
        CheckConstraint(
            "zone_level IS NULL OR zone_level IN ('first', 'second', 'quasi')", name="zone_level"
        ),
        CheckConstraint("visit_rule IN ('entered', 'seen')", name="visit_rule"),
        CheckConstraint(
            "(visit_rule = 'seen') = (seen_share IS NOT NULL)"
            " AND (seen_share IS NULL OR (seen_share > 0 AND seen_share <= 1))",
            name="seen_share",
        ),
        CheckConstraint("required_interval_s IS NULL OR required_interval_s > 0", name="interval"),
        Index(None, "grid_id", "idx", unique=True),
        Index(None, "grid_id", "code", unique=True),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    idx: Mapped[int]
    code: Mapped[str] = mapped_column(String(15))
    row: Mapped[int | None]
    col: Mapped[int | None]
    kind: Mapped[str] = mapped_column(String(16))
    zone_level: Mapped[str | None] = mapped_column(String(16))
    required_interval_s: Mapped[int | None]
    visit_rule: Mapped[str] = mapped_column(String(16))
    seen_share: Mapped[float | None]
    responsible_officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    area_m2: Mapped[float]
    geometry: Mapped[BaseGeometry] = mapped_column(geometry("GEOMETRY"))


class ReferenceRow(Keyed, Base):
    """A shape drawn around the areas: water, road, dam, town seat, county outline."""

    __tablename__ = "reference_features"

    layer: Mapped[str] = mapped_column(String(16), index=True)
    area_code: Mapped[str | None] = mapped_column(ForeignKey("areas.code"))
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(16))
    status_note: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    licence: Mapped[str] = mapped_column(Text)
    geometry: Mapped[BaseGeometry] = mapped_column(geometry("GEOMETRY"))


def feature_properties(row: ZoneRow | AreaRow | ReferenceRow) -> dict[str, Any]:
    """Return what must be shown with any boundary: its status, source and licence."""
    return {
        "status": row.status,
        "status_note": row.status_note,
        "source": row.source,
        "licence": row.licence,
    }
