"""What is made of tracks: visits, what was seen, and the sums of days."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, PrimaryKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base
from geo_patrol.store.types import UtcDateTime


class VisitBlockRow(Base):
    """The visits of one track in one grid version, packed, with the track's own totals."""

    __tablename__ = "visit_blocks"
    __table_args__ = (
        PrimaryKeyConstraint("track_id", "grid_id"),
        Index(None, "grid_id", "started_at"),
        Index(None, "grid_id", "patrol_id", "inside_s"),
    )

    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id", ondelete="CASCADE"))
    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    n_visits: Mapped[int]
    visits: Mapped[bytes] = mapped_column(LargeBinary)
    length_m: Mapped[float]
    observed_s: Mapped[float]
    unobserved_s: Mapped[float]
    inside_s: Mapped[float]


class SeenBlockRow(Base):
    """What one track saw in one grid version, packed.

    ``looks`` are the stays within sight of cells that count as visited when seen; null in a grid
    without such cells.
    """

    __tablename__ = "seen_blocks"
    __table_args__ = (
        PrimaryKeyConstraint("track_id", "grid_id"),
        Index(None, "grid_id", "started_at"),
    )

    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id", ondelete="CASCADE"))
    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    patrol_id: Mapped[UUID] = mapped_column(ForeignKey("patrols.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    n_pixels: Mapped[int]
    bits: Mapped[bytes] = mapped_column(LargeBinary)
    looks: Mapped[bytes | None] = mapped_column(LargeBinary)


class SeenBacklogRow(Base):
    """A grid of which tracks that are older than seen blocks are still to be looked at.

    Those are the tracks up to ``last_pk`` by order of arrival; the ones up to ``done_pk`` are done.
    """

    __tablename__ = "seen_backlogs"
    __table_args__ = (PrimaryKeyConstraint("grid_id"),)

    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    done_pk: Mapped[int] = mapped_column(BigInteger)
    last_pk: Mapped[int] = mapped_column(BigInteger)


class DayBlockRow(Base):
    """A local day of a grid, packed: a cache, rebuilt from the blocks of tracks.

    ``sums`` are those of each shift and cell; ``stays`` is when anybody was in each cell. ``day``
    counts local days since 1970-01-01.
    """

    __tablename__ = "day_blocks"
    __table_args__ = (PrimaryKeyConstraint("grid_id", "day"),)

    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    day: Mapped[int]
    stays: Mapped[bytes] = mapped_column(LargeBinary)
    sums: Mapped[bytes] = mapped_column(LargeBinary)


class MonthBlockRow(Base):
    """A local month of a grid that days of a later month follow, packed as days are.

    ``leaves`` is when each cell was last left in it. ``month`` counts from January 1970.
    """

    __tablename__ = "month_blocks"
    __table_args__ = (PrimaryKeyConstraint("grid_id", "month"),)

    grid_id: Mapped[UUID] = mapped_column(ForeignKey("grids.id", ondelete="CASCADE"))
    month: Mapped[int]
    leaves: Mapped[bytes] = mapped_column(LargeBinary)
    sums: Mapped[bytes] = mapped_column(LargeBinary)
