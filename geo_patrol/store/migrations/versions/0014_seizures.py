"""Seizures with custody and clocks, decisions about the law, the office's law and calendar."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def upgrade() -> None:
    _create(
        "seizures",
        _refers("incident_id", "incidents.id", nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("measure", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ownerless", sa.Boolean(), nullable=False),
        sa.Column("party", sa.Integer(), nullable=True),
        *_json("officers", "certified", "signatures"),
        *_text("note", "voided"),
        *_json("flags"),
        sa.Column("open", sa.Boolean(), nullable=False),
        checks={
            "measure": "measure IN ('seizure', 'emergency_seizure', 'preservation')",
            "party": "party IS NULL OR party > 0",
        },
    )
    _index("seizures", "squad_code", "at")
    _index("seizures", "squad_code", "open")
    _index("seizures", "number")
    _index("seizures", "incident_id")
    _create_items()
    _create_events()
    _create(
        "law_decisions",
        _refers("incident_id", "incidents.id"),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        *_json("rules", "remarks"),
        sa.Column("applied", sa.String(length=64), nullable=True),
        *_text("decision", "reason"),
        *_json("flags"),
    )
    _index("law_decisions", "incident_id")
    _create_office()


def _create_items() -> None:
    op.create_table(
        "seizure_items",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("seizure_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        *_text("condition", "seal_number", "storage_place"),
        *_json("photos"),
        *_text("note"),
        sa.Column("state", sa.String(length=16), nullable=True),
        *_text("place"),
        sa.ForeignKeyConstraint(
            ["seizure_id"],
            ["seizures.id"],
            name=op.f("fk_seizure_items_seizure_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_seizure_items")),
    )
    _index("seizure_items", "seizure_id")
    _index("seizure_items", "kind")


def _create_events() -> None:
    _create(
        "custody_events",
        _refers("seizure_id", "seizures.id"),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *_json("items"),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_text("place", "from_place"),
        sa.Column("notice_ends", UtcDateTime(), nullable=True),
        *_text("handed_to", "note", "voided"),
        *_json("flags"),
    )
    _index("custody_events", "squad_code", "at")
    _index("custody_events", "seizure_id")
    _create(
        "clock_events",
        _refers("seizure_id", "seizures.id", nullable=True),
        _refers("incident_id", "incidents.id", nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        *_text("note", "voided"),
        *_json("flags"),
        checks={"subject": "(seizure_id IS NULL) <> (incident_id IS NULL)"},
    )
    _index("clock_events", "squad_code", "at")
    _index("clock_events", "seizure_id")
    _index("clock_events", "incident_id")


def _create_office() -> None:
    file_of_law = [
        *_text("name"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_text("text"),
    ]
    for table, columns in (("law_files", file_of_law), ("office_calendars", _json("days"))):
        op.create_table(
            table,
            sa.Column("pk", BigKey, autoincrement=True, nullable=False),
            sa.Column("id", sa.Uuid(), nullable=False),
            *columns,
            sa.Column("received_at", UtcDateTime(), nullable=False),
            sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
        )


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _json(*names: str) -> list[Column]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _refers(name: str, target: str, *, nullable: bool = False) -> tuple[Column, str]:
    return sa.Column(name, sa.Uuid(), nullable=nullable), target


def _create(
    table: str, *columns: Column | tuple[Column, str], checks: dict[str, str] | None = None
) -> None:
    """Create the table of a record of one squad; a column that refers comes with its target."""
    refers = [("squad_code", "squads.code")]
    refers += [(one[0].name, one[1]) for one in columns if isinstance(one, tuple)]
    op.create_table(
        table,
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        *(one[0] if isinstance(one, tuple) else one for one in columns),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in (checks or {}).items()
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
            for name, target in refers
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    for table in (
        "office_calendars",
        "law_files",
        "law_decisions",
        "clock_events",
        "custody_events",
        "seizure_items",
        "seizures",
    ):
        op.drop_table(table)
