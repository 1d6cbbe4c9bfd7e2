"""Column types that hold the same values on both stores."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import shapely
from geoalchemy2 import Geometry as PostgisGeometry
from shapely.geometry.base import BaseGeometry
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

BigKey = BigInteger().with_variant(Integer(), "sqlite")
"""Integer key: 64 bits on both stores; SQLite gives rowids only to columns of type INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment: ``timestamptz`` in PostgreSQL, naive UTC text in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware moment into UTC; a naive one is a fault of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a naive datetime reached the store")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class WkbGeometry(TypeDecorator[BaseGeometry]):
    """A shapely geometry kept as well-known binary, for stores without a geometry type."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: BaseGeometry | None, dialect: Dialect) -> bytes | None:
        """Return little-endian WKB without SRID: everything stored is EPSG:4326."""
        return None if value is None else shapely.to_wkb(value, byte_order=1)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> BaseGeometry | None:
        """Return the geometry."""
        return None if value is None else shapely.from_wkb(value)


class ShapelyPostgisGeometry(PostgisGeometry):
    """PostGIS geometry that takes and gives shapely."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Send hex EWKB with the SRID: one form for single rows and for COPY."""

        def process(value: BaseGeometry | None) -> str | None:
            if value is None:
                return None
            marked = shapely.set_srid(value, self.srid)
            return shapely.to_wkb(marked, hex=True, include_srid=True)

        return process

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Read WKB as the driver gives it."""

        def process(value: str | bytes | memoryview | None) -> BaseGeometry | None:
            if value is None:
                return None
            raw = bytes(value) if isinstance(value, memoryview) else value
            return shapely.set_srid(shapely.from_wkb(raw), 0)

        return process


def geometry(kind: str) -> TypeEngine[BaseGeometry]:
    """Return the column type of a geometry in EPSG:4326, shapely values on both stores."""
    postgis = ShapelyPostgisGeometry(kind, 4326, spatial_index=False)
    return WkbGeometry().with_variant(postgis, "postgresql")
