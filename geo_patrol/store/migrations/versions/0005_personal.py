"""Personal fields, each record's under a key of its own."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_keys",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("destroyed_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "record_id", name=op.f("pk_personal_keys")),
    )
    op.create_index(op.f("ix_personal_keys_due_at"), "personal_keys", ["due_at"])
    op.create_table(
        "personal_data",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "version", name=op.f("pk_personal_data")),
    )
    op.create_table(
        "person_marks",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=72), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "record_id", "mark", name=op.f("pk_person_marks")),
    )
    op.create_index(op.f("ix_person_marks_mark"), "person_marks", ["mark"])


def downgrade() -> None:
    op.drop_table("person_marks")
    op.drop_table("personal_data")
    op.drop_table("personal_keys")
