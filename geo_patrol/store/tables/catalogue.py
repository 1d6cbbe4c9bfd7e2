"""The office's own terms of the catalogue."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from geo_patrol.store.tables.base import Base, Keyed
from geo_patrol.store.types import UtcDateTime


class CatalogueTermRow(Keyed, Base):
    """A term that the office made, or changed; the others are as the program brings them."""

    __tablename__ = "catalogue_terms"
    __table_args__ = (Index(None, "group_name", "code", unique=True),)

    group_name: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(32))
    zh: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    parent: Mapped[str | None] = mapped_column(String(32))
    squad_code: Mapped[str | None] = mapped_column(ForeignKey("squads.code"))
    counts_people: Mapped[bool]
    is_measure: Mapped[bool]
    position: Mapped[int]
    retired: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
