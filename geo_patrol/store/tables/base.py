"""What all tables share."""

from uuid import UUID

from sqlalchemy import MetaData, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from geo_patrol.store.types import BigKey


class Base(DeclarativeBase):
    """Base of all rows; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Keyed:
    """An inner integer key (order of arrival, spatial index) beside the public, opaque id."""

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True, sort_order=-2)
    id: Mapped[UUID] = mapped_column(Uuid(as_uuid=True), unique=True, sort_order=-1)
