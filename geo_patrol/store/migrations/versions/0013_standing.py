"""Tracks that do not count: withdrawn with a reason, or superseded by another one."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STANDINGS = "standing IN ('counts', 'withdrawn', 'superseded')"
SHOWN = (
    "SELECT t.pk, p.area_code, p.mode, t.started_at, t.ended_at, t.geometry"
    " FROM tracks t JOIN patrols p ON p.id = t.patrol_id"
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # What adds a check apart would have to make the table anew.
        op.execute(
            "ALTER TABLE tracks ADD COLUMN standing VARCHAR(16) NOT NULL DEFAULT 'counts'"
            f" CONSTRAINT ck_tracks_standing CHECK ({STANDINGS})"
        )
    else:
        standing = sa.Column("standing", sa.String(16), nullable=False, server_default="counts")
        op.add_column("tracks", standing)
        op.create_check_constraint(op.f("ck_tracks_standing"), "tracks", STANDINGS)
    op.create_table(
        "track_supersedes",
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("older_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("track_id <> older_id", name=op.f("ck_track_supersedes_other")),
        sa.ForeignKeyConstraint(
            ["track_id"],
            ["tracks.id"],
            name=op.f("fk_track_supersedes_track_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("track_id", "older_id", name=op.f("pk_track_supersedes")),
    )
    op.create_index(op.f("ix_track_supersedes_older_id"), "track_supersedes", ["older_id"])
    op.create_table(
        "track_withdrawals",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_track_withdrawals_patrol_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_track_withdrawals_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_track_withdrawals_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_track_withdrawals")),
        sa.UniqueConstraint("id", name=op.f("uq_track_withdrawals_id")),
    )
    op.create_index(op.f("ix_track_withdrawals_patrol_id"), "track_withdrawals", ["patrol_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW gis.tracks AS {SHOWN} WHERE t.standing = 'counts'")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW gis.tracks AS {SHOWN}")
    op.drop_table("track_withdrawals")
    op.drop_table("track_supersedes")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_tracks_standing"), "tracks", type_="check")
    op.drop_column("tracks", "standing")
