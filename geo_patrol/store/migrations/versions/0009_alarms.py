"""Alarms with their signs and positions, signs of life, notices, deliveries; alarm tokens."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarms",
        *_keys("alarms"),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("placed_at", UtcDateTime(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("silent_since", UtcDateTime(), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('sos', 'overdue')", name=op.f("ck_alarms_kind")),
        sa.CheckConstraint(
            "officer_id IS NOT NULL OR kind = 'overdue'", name=op.f("ck_alarms_officer")
        ),
        _refers("alarms", "squad_code", "squads.code"),
        _refers("alarms", "officer_id", "officers.id"),
    )
    _index("alarms", "squad_code", "occurred_at")
    _index("alarms", "squad_code", "ended_at")
    _index("alarms", "patrol_id")
    op.create_table(
        "alarm_signs",
        *_keys("alarm_signs"),
        sa.Column("alarm_id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("sign", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("sign IN ('seen', 'coming', 'ended')", name=op.f("ck_alarm_signs_sign")),
        _refers("alarm_signs", "alarm_id", "alarms.id"),
        _refers("alarm_signs", "squad_code", "squads.code"),
        _refers("alarm_signs", "officer_id", "officers.id"),
    )
    _index("alarm_signs", "alarm_id")
    op.create_table(
        "alarm_positions",
        *_keys("alarm_positions"),
        sa.Column("alarm_id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        _refers("alarm_positions", "alarm_id", "alarms.id"),
        _refers("alarm_positions", "squad_code", "squads.code"),
    )
    _index("alarm_positions", "alarm_id", "at")
    op.create_table(
        "signs_of_life",
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("placed_at", UtcDateTime(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        _refers("signs_of_life", "patrol_id", "patrols.id", "CASCADE"),
        sa.PrimaryKeyConstraint("patrol_id", name=op.f("pk_signs_of_life")),
    )
    _create_notices()
    # A log-in's row stays for a day when it has expired: by then its alarm token, and nothing
    # else of it, is good.
    op.add_column("sessions", sa.Column("alarm_sha256", sa.String(length=64), nullable=True))
    _index("sessions", "alarm_sha256", unique=True)


def _create_notices() -> None:
    op.create_table(
        "notices",
        *_keys("notices"),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("subject_kind", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('duty', 'crew', 'leaders')", name=op.f("ck_notices_audience")
        ),
        sa.UniqueConstraint("revision", name=op.f("uq_notices_revision")),
        _refers("notices", "squad_code", "squads.code"),
    )
    _index("notices", "squad_code", "revision")
    _index("notices", "squad_code", "ends_at")
    _index("notices", "told_at")
    op.create_table(
        "notice_marks",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        _refers("notice_marks", "officer_id", "officers.id", "CASCADE"),
        _refers("notice_marks", "notice_id", "notices.id", "CASCADE"),
        sa.PrimaryKeyConstraint("officer_id", "notice_id", name=op.f("pk_notice_marks")),
    )
    _index("notice_marks", "notice_id")
    op.create_table(
        "deliveries",
        *_keys("deliveries"),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("n_sent", sa.Integer(), nullable=False),
        sa.Column("n_failed", sa.Integer(), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("last_answer", sa.String(length=64), nullable=False),
        sa.CheckConstraint("event IN ('raised', 'ended')", name=op.f("ck_deliveries_event")),
        _refers("deliveries", "notice_id", "notices.id", "CASCADE"),
    )
    _index("deliveries", "notice_id", "event", unique=True)
    _index("deliveries", "next_at")


def _keys(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _refers(
    table: str, name: str, target: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    key = op.f(f"fk_{table}_{name}")
    return sa.ForeignKeyConstraint([name], [target], name=key, ondelete=ondelete)


def _index(table: str, *columns: str, unique: bool = False) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=unique)


def downgrade() -> None:
    op.drop_index(op.f("ix_sessions_alarm_sha256"), "sessions")
    op.drop_column("sessions", "alarm_sha256")
    for table in (
        "deliveries",
        "notice_marks",
        "notices",
        "signs_of_life",
        "alarm_positions",
        "alarm_signs",
        "alarms",
    ):
        op.drop_table(table)
