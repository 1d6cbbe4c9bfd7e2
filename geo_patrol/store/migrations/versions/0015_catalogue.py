"""The office's own terms of the catalogue."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_terms",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_name", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("parent", sa.String(length=32), nullable=True),
        sa.Column("squad_code", sa.String(length=32), nullable=True),
        sa.Column("counts_people", sa.Boolean(), nullable=False),
        sa.Column("is_measure", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_catalogue_terms_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_catalogue_terms")),
        sa.UniqueConstraint("id", name=op.f("uq_catalogue_terms_id")),
    )
    op.create_index(
        op.f("ix_catalogue_terms_group_name_code"),
        "catalogue_terms",
        ["group_name", "code"],
        unique=True,
    )


def downgrade() -> None:
    op.drop_table("catalogue_terms")
    # What was remembered of them would be taken for theirs when they come back.
    op.execute("DELETE FROM store_meta WHERE key = 'catalogue'")
