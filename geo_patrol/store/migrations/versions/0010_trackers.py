"""Trackers have officers, their fixes wait for patrols; routes are declared by hand."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime, geometry

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_officer()
    op.create_table(
        "tracker_fixes",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("t_ms", sa.BigInteger(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_tracker_fixes_device_id")
        ),
        sa.PrimaryKeyConstraint("device_id", "t_ms", name=op.f("pk_tracker_fixes")),
    )
    op.create_index(op.f("ix_tracker_fixes_received_at"), "tracker_fixes", ["received_at"])
    op.create_table(
        "tracker_pieces",
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("n_fixes", sa.Integer(), nullable=False),
        sa.CheckConstraint("started_at <= ended_at", name=op.f("ck_tracker_pieces_times")),
        sa.ForeignKeyConstraint(
            ["track_id"],
            ["tracks.id"],
            name=op.f("fk_tracker_pieces_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_tracker_pieces_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_tracker_pieces_patrol_id")
        ),
        sa.PrimaryKeyConstraint("track_id", name=op.f("pk_tracker_pieces")),
    )
    op.create_index(op.f("ix_tracker_pieces_patrol_id"), "tracker_pieces", ["patrol_id"])
    op.create_index(op.f("ix_tracker_pieces_ended_at"), "tracker_pieces", ["ended_at"])
    op.create_index(
        op.f("ix_tracker_pieces_device_id_ended_at"), "tracker_pieces", ["device_id", "ended_at"]
    )
    counts = ("n_kept", "n_off_duty", "n_unusable", "n_doubtful", "n_late", "n_expired")
    op.create_table(
        "tracker_tallies",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.ForeignKeyConstraint(
            ["device_id"], ["devices.id"], name=op.f("fk_tracker_tallies_device_id")
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_tracker_tallies")),
    )
    op.create_table(
        "declared_routes",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("geometry", geometry("LINESTRING"), nullable=False),
        sa.CheckConstraint("started_at < ended_at", name=op.f("ck_declared_routes_times")),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_declared_routes_patrol_id")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_declared_routes")),
        sa.UniqueConstraint("id", name=op.f("uq_declared_routes_id")),
    )
    op.create_index(op.f("ix_declared_routes_patrol_id"), "declared_routes", ["patrol_id"])


def _add_officer() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # What adds a constraint apart would have to make the table anew.
        op.execute(
            "ALTER TABLE devices ADD COLUMN officer_id CHAR(32)"
            " CONSTRAINT fk_devices_officer_id REFERENCES officers (id)"
        )
    else:
        op.add_column("devices", sa.Column("officer_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(
            op.f("fk_devices_officer_id"), "devices", "officers", ["officer_id"], ["id"]
        )
    op.create_index(op.f("ix_devices_officer_id"), "devices", ["officer_id"])


def downgrade() -> None:
    op.drop_table("declared_routes")
    op.drop_table("tracker_tallies")
    op.drop_table("tracker_pieces")
    op.drop_table("tracker_fixes")
    op.drop_index(op.f("ix_devices_officer_id"), "devices")
    op.drop_column("devices", "officer_id")
