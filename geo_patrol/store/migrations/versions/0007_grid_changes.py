"""Grids that are being made ready to be used: how far their tracks are traced."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "grid_changes",
        sa.Column("area_code", sa.String(length=32), nullable=False),
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("done_pk", sa.BigInteger(), nullable=False),
        sa.Column("n_done", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_code"], ["areas.code"], name=op.f("fk_grid_changes_area_code_areas")
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"],
            ["grids.id"],
            name=op.f("fk_grid_changes_grid_id_grids"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("area_code", name=op.f("pk_grid_changes")),
        sa.UniqueConstraint("grid_id", name=op.f("uq_grid_changes_grid_id")),
    )


def downgrade() -> None:
    op.drop_table("grid_changes")
