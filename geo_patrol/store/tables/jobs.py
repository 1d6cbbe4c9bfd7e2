"""Long work: what was asked for, and what came of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class JobRow(Keyed, Base):
    """A job; ``progress`` is what was told last, ``result`` what came of it, both objects."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'stopped', 'failed', 'interrupted')",
            name="state",
        ),
        Index(None, "squad_code", "kind"),
        Index(None, "state"),
        Index(None, "created_at"),
    )

    squad_code: Mapped[str] = mapped_column(ForeignKey("squads.code"))
    kind: Mapped[str] = mapped_column(String(32))
    officer_id: Mapped[UUID | None] = mapped_column(ForeignKey("officers.id"))
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    demo: Mapped[bool]
