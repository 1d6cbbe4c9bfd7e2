"""Areas that somebody plans, and areas that are no longer patrolled."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLE = "new_areas"
CHECKS = {
    "state": "state IN ('draft', 'opened', 'discarded')",
    "kind": "kind IN ('reservoir', 'park')",
    "status": "status IN ('approved', 'illustrative', 'draft', 'placeholder')",
}
OFFICER = "officers.id"  # not a message


def upgrade() -> None:
    op.add_column("areas", sa.Column("retired_at", UtcDateTime(), nullable=True))
    op.add_column("areas", sa.Column("retired_reason", sa.Text(), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("size_m", sa.Double(), nullable=False),
        sa.Column("datum", sa.String(length=16), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("grid_due", sa.Boolean(), nullable=False),
        *[
            sa.CheckConstraint(condition, name=op.f(f"ck_{TABLE}_{name}"))
            for name, condition in CHECKS.items()
        ],
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f(f"fk_{TABLE}_squad_code")
        ),
        *[
            sa.ForeignKeyConstraint([name], [OFFICER], name=op.f(f"fk_{TABLE}_{name}"))
            for name in ("created_by", "decided_by")
        ],
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{TABLE}_id")),
    )
    op.create_index(op.f(f"ix_{TABLE}_state"), TABLE, ["state"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("areas", "retired_reason")
    op.drop_column("areas", "retired_at")
