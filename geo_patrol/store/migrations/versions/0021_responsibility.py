"""Blocks of areas, who answers for them and for cells, and how that was handed over."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

TABLES = ("blocks", "responsibilities", "responsibility_handovers")


def upgrade() -> None:
    _create(
        "blocks",
        {"area_code": "areas.code", "officer_id": "officers.id"},  # not a message
        sa.Column("area_code", sa.String(length=32), nullable=False),
        _key("officer_id", nullable=True),
        sa.Column("code", sa.String(length=64), nullable=False),
        *_text("name"),
        sa.Column("cells", sa.JSON(), nullable=False),
        *_period(),
        *_text("note", "voided"),
        _check("blocks", "period", "ends_at IS NULL OR ends_at > starts_at"),
    )
    _index("blocks", "area_code")
    _index("blocks", "squad_code", "starts_at")
    _create(
        "responsibilities",
        {
            "area_code": "areas.code",
            "officer_id": "officers.id",  # not a message
            "holder_id": "officers.id",  # not a message
        },
        sa.Column("area_code", sa.String(length=32), nullable=False),
        _key("officer_id", nullable=True),
        sa.Column("block_code", sa.String(length=64), nullable=True),
        sa.Column("cell_code", sa.String(length=15), nullable=True),
        _key("holder_id"),
        *_period(),
        *_text("note", "voided"),
        _check("responsibilities", "target", "(block_code IS NULL) <> (cell_code IS NULL)"),
        _check("responsibilities", "period", "ends_at IS NULL OR ends_at > starts_at"),
    )
    _index("responsibilities", "area_code")
    _index("responsibilities", "squad_code", "starts_at")
    _create(
        "responsibility_handovers",
        {
            "responsibility_id": "responsibilities.id",
            "officer_id": "officers.id",  # not a message
            "from_officer_id": "officers.id",  # not a message
            "to_officer_id": "officers.id",  # not a message
        },
        _key("responsibility_id"),
        _key("officer_id", nullable=True),
        _key("from_officer_id"),
        _key("to_officer_id"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("open_points", sa.JSON(), nullable=False),
        *_text("note", "voided"),
    )
    _index("responsibility_handovers", "responsibility_id")
    _index("responsibility_handovers", "squad_code", "at")


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _key(name: str, *, nullable: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _period() -> list[Column]:
    return [
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
    ]


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
