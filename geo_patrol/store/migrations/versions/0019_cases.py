"""Cases of the closed loop with their steps; evidence of cases."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

EVIDENCE_OF = "record_kind IN ('incident', 'patrol', 'shift', 'case')"
BEFORE = "record_kind IN ('incident', 'patrol', 'shift')"


def upgrade() -> None:
    _create(
        "cases",
        {
            "incident_id": "incidents.id",  # not a message
            "alert_id": "camera_alerts.id",
            "officer_id": "officers.id",
            "area_code": "areas.code",
        },
        sa.Column("incident_id", sa.Uuid(), nullable=True),
        sa.Column("alert_id", sa.Uuid(), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=16), nullable=True),
        sa.Column("category", sa.String(length=64), nullable=True),
        sa.Column("reported_at", UtcDateTime(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        *_text("place", "note", "voided"),
        sa.Column("area_code", sa.String(length=32), nullable=True),
        sa.Column("cell_code", sa.String(length=15), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False, server_default="reported"),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "(incident_id IS NULL) = (category IS NOT NULL)"
            " AND (category IS NULL) = (source IS NULL)",
            name=op.f("ck_cases_origin"),
        ),
        sa.CheckConstraint(
            "(stage = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_cases_closed")
        ),
    )
    _index("cases", "squad_code", "stage")
    _index("cases", "squad_code", "closed_at")
    _index("cases", "incident_id")
    _index("cases", "alert_id")
    _create(
        "case_steps",
        {"case_id": "cases.id", "officer_id": "officers.id"},  # not a message
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("to_kind", sa.String(length=16), nullable=False),
        sa.Column("to_code", sa.String(length=64), nullable=False),
        *_text("note"),
        sa.Column("photos", sa.JSON(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        *_text("voided"),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "score IS NULL OR score BETWEEN 1 AND 5", name=op.f("ck_case_steps_score")
        ),
    )
    _index("case_steps", "squad_code", "at")
    _index("case_steps", "case_id")
    _evidence_of(EVIDENCE_OF)


def _evidence_of(kinds: str) -> None:
    """Change what evidence can be of; SQLite cannot change a check but with its table."""
    name = op.f("ck_evidence_record_kind")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("evidence", recreate="always") as evidence:
            evidence.drop_constraint(name, type_="check")
            evidence.create_check_constraint(name, kinds)
    else:
        op.drop_constraint(name, "evidence", type_="check")
        op.create_check_constraint(name, "evidence", kinds)


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


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
    # What was evidence of a case has nothing left that it could be of.
    op.execute("DELETE FROM evidence WHERE record_kind = 'case'")
    _evidence_of(BEFORE)
    op.drop_table("case_steps")
    op.drop_table("cases")
