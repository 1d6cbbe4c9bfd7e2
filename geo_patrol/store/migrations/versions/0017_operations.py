"""Operations, what belongs to them, and cases handed to other agencies."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def upgrade() -> None:
    _create(
        "operations",
        [_refers("officer_id", "officers.id")],
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_text("name"),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        *_text("aim"),
        *_json("area_codes", "agencies"),
        *_text("note"),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        *_text("summary", "voided"),
        sa.CheckConstraint("kind IN ('campaign', 'joint')", name=op.f("ck_operations_kind")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_operations_period")),
    )
    _index("operations", "squad_code", "starts_at")
    _create(
        "operation_links",
        [_refers("officer_id", "officers.id"), _refers("operation_id", "operations.id")],
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        *_text("removed"),
        sa.CheckConstraint(
            "kind IN ('shift', 'patrol', 'task', 'incident')",
            name=op.f("ck_operation_links_kind"),
        ),
    )
    _index("operation_links", "operation_id")
    _index("operation_links", "kind", "target_id")
    _index("operation_links", "squad_code", "received_at")
    _create(
        "transfers",
        [_refers("officer_id", "officers.id"), _refers("incident_id", "incidents.id")],
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        *_text("reason"),
        *_json("evidence"),
        *_text("taken_by"),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        *_text("note", "voided"),
    )
    _index("transfers", "incident_id")
    _index("transfers", "squad_code", "at")


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _json(*names: str) -> list[Column]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _refers(name: str, target: str) -> tuple[str, str]:
    return name, target


def _create(table: str, refers: list[tuple[str, str]], *parts: Column | sa.CheckConstraint) -> None:
    """Create the table of a record of one squad; ``refers`` are columns with their targets."""
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
            for name, target in [_refers("squad_code", "squads.code"), *refers]
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    for table in ("transfers", "operation_links", "operations"):
        op.drop_table(table)
