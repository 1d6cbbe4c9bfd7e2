"""Which camera an alert is by, and which call it repeats; signs, publications and reviews."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

# Only what one camera has, by its code or its name to the letter: nothing is guessed here.
KNOWN = """
UPDATE camera_alerts SET camera_code = (
    SELECT CASE WHEN count(DISTINCT code) = 1 THEN min(code) END FROM cameras
    WHERE cameras.squad_code = camera_alerts.squad_code AND NOT cameras.retired
      AND (cameras.code = camera_alerts.camera OR cameras.name = camera_alerts.camera)
)
"""
ADDED = ("camera_code", "repeat_of", "n_repeats")


def upgrade() -> None:
    op.add_column("camera_alerts", sa.Column("camera_code", sa.String(length=64), nullable=True))
    op.add_column("camera_alerts", sa.Column("repeat_of", sa.Uuid(), nullable=True))
    op.add_column(
        "camera_alerts", sa.Column("n_repeats", sa.Integer(), nullable=False, server_default="0")
    )
    _index("camera_alerts", "squad_code", "camera", "repeat_of", "received_at")
    op.execute(KNOWN)
    op.create_table(
        "camera_signs",
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("camera", sa.String(length=64), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.CheckConstraint("every_s > 0", name=op.f("ck_camera_signs_every_s")),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_camera_signs_squad_code")
        ),
        sa.PrimaryKeyConstraint("squad_code", "camera", name=op.f("pk_camera_signs")),
    )
    _create(
        "camera_publications",
        {"officer_id": "officers.id"},  # not a message
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("camera", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
    )
    _index("camera_publications", "squad_code", "camera")
    _create(
        "camera_reviews",
        {"evidence_id": "evidence.id", "officer_id": "officers.id"},  # not a message
        sa.Column("evidence_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("location_published", sa.Boolean(), nullable=False),
        sa.Column("camera", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("voided", sa.Text(), nullable=False),
        sa.CheckConstraint("result IN ('clear', 'unclear')", name=op.f("ck_camera_reviews_result")),
    )
    _index("camera_reviews", "evidence_id")
    _index("camera_reviews", "squad_code", "at")


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
    for table in ("camera_reviews", "camera_publications", "camera_signs"):
        op.drop_table(table)
    op.drop_index(
        op.f("ix_camera_alerts_squad_code_camera_repeat_of_received_at"), table_name="camera_alerts"
    )
    for name in reversed(ADDED):
        op.drop_column("camera_alerts", name)
