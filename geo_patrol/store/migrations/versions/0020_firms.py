"""Firms, service and guidance for them, planned checks and the visits that combine them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

TABLES = ("firms", "service_visits", "guidance_slots", "planned_checks", "combined_visits")


def upgrade() -> None:
    _create(
        "firms",
        {"officer_id": "officers.id", "area_code": "areas.code"},  # not a message
        _key("officer_id", nullable=True),
        *_text("name"),
        sa.Column("credit_code", sa.String(length=32), nullable=False),
        sa.Column("tier", sa.String(length=1), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        *_text("place"),
        *_json("quiet"),
        *_text("note", "voided"),
        sa.Column("area_code", sa.String(length=32), nullable=True),
        sa.Column("cell_code", sa.String(length=15), nullable=True),
        *_json("flags"),
        _check("firms", "tier", "tier IN ('A', 'B', 'C', 'D')"),
    )
    _index("firms", "squad_code", "received_at")
    _index("firms", "squad_code", "credit_code")
    _create(
        "service_visits",
        {"firm_id": "firms.id", "officer_id": "officers.id"},  # not a message
        _key("firm_id"),
        _key("officer_id", nullable=True),
        _moment("at"),
        *_json("officers"),
        *_text("asked", "advised"),
        _moment("solved_at", nullable=True),
        *_text("note", "voided"),
        *_json("flags"),
    )
    _index("service_visits", "firm_id")
    _index("service_visits", "squad_code", "at")
    _create(
        "guidance_slots",
        {"officer_id": "officers.id", "booked_by": "firms.id"},  # not a message
        _key("officer_id", nullable=True),
        _moment("starts_at"),
        _moment("ends_at"),
        *_text("topic", "place"),
        _key("booked_by", nullable=True),
        *_text("wish", "cancelled", "voided"),
        _check("guidance_slots", "period", "ends_at > starts_at"),
    )
    _index("guidance_slots", "booked_by")
    _index("guidance_slots", "squad_code", "starts_at")
    _create(
        "planned_checks",
        {"firm_id": "firms.id", "officer_id": "officers.id"},  # not a message
        _key("firm_id"),
        _key("officer_id", nullable=True),
        *_text("matter"),
        sa.Column("agency", sa.String(length=32), nullable=False),
        _moment("opens_at"),
        _moment("closes_at"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("unannounced", sa.Boolean(), nullable=False),
        *_text("note", "voided"),
        _check("planned_checks", "period", "closes_at > opens_at"),
        _check("planned_checks", "minutes", "minutes > 0"),
    )
    _index("planned_checks", "firm_id")
    _index("planned_checks", "squad_code", "opens_at")
    _create(
        "combined_visits",
        {"firm_id": "firms.id", "officer_id": "officers.id"},  # not a message
        _key("firm_id"),
        _key("officer_id", nullable=True),
        _moment("starts_at"),
        sa.Column("minutes", sa.Integer(), nullable=False),
        *_json("checks"),
        _moment("happened_from", nullable=True),
        _moment("happened_to", nullable=True),
        *_text("note", "voided"),
        *_json("flags"),
        _check("combined_visits", "minutes", "minutes > 0"),
        _check(
            "combined_visits",
            "happened",
            "(happened_from IS NULL) = (happened_to IS NULL)"
            " AND (happened_from IS NULL OR happened_to > happened_from)",
        ),
    )
    _index("combined_visits", "firm_id")
    _index("combined_visits", "squad_code", "starts_at")


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _json(*names: str) -> list[Column]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _key(name: str, *, nullable: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _check(table: str, name: str, holds: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(holds, name=op.f(f"ck_{table}_{name}"))


def _create(table: str, refers: dict[str, str], *parts: Column | sa.CheckConstraint) -> None:
    """Create the table of a record of one squad; ``refers`` are its columns' targets."""
    op.create_table(
        table,
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        *parts,
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
            for name, target in {"squad_code": "squads.code", **refers}.items()
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
