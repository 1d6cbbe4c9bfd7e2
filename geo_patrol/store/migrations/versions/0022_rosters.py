"""Rosters: what squads plan with, what people ask for, and who is on duty when."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

Column = sa.Column[Any]

TABLES = (
    "roster_setups",
    "officer_profiles",
    "leaves",
    "duty_wishes",
    "rosters",
    "roster_assignments",
    "swaps",
    "roster_answers",
)
OFFICER = {"officer_id": "officers.id"}  # not a message

ASSIGNMENTS_APART = "roster_assignments_apart"
"""What SQLite says when somebody would be on duty twice at once; tests know it."""


def upgrade() -> None:
    _create(
        "roster_setups",
        OFFICER,
        _key("officer_id", nullable=True),
        *_json("shifts", "posts", "rules"),
        *_text("note"),
    )
    _index("roster_setups", "squad_code", unique=True)
    _create("officer_profiles", OFFICER, *_profile())
    _index("officer_profiles", "officer_id")
    _index("officer_profiles", "squad_code", "officer_id", unique=True)
    _create(
        "leaves",
        OFFICER,
        _key("officer_id"),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        *_text("withdrawn"),
        _check("leaves", "kind", "kind IN ('annual', 'sick', 'training', 'other')"),
        _check("leaves", "period", "last_day >= first_day"),
    )
    _index("leaves", "squad_code", "received_at")
    _index("leaves", "officer_id", "first_day")
    _create(
        "duty_wishes",
        OFFICER,
        _key("officer_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("shift", sa.String(length=16), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        *_text("withdrawn"),
    )
    _index("duty_wishes", "squad_code", "received_at")
    _index("duty_wishes", "officer_id", "day")
    _create(
        "rosters",
        OFFICER,
        _key("officer_id", nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("n_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        *_json("shifts", "posts", "duties", "pins", "extra_needs", "rules"),
        *_text("reason", "note"),
        _check("rosters", "state", "state IN ('draft', 'published', 'withdrawn')"),
        _check("rosters", "n_days", "n_days > 0"),
    )
    _index("rosters", "squad_code", "first_day")
    _index("rosters", "squad_code", "received_at")
    _assignments()
    _create(
        "swaps",
        {**OFFICER, "taker_id": "officers.id", "roster_id": "rosters.id"},  # not a message
        _key("roster_id"),
        _key("officer_id"),
        sa.Column("day", sa.Date(), nullable=False),
        _key("taker_id"),
        sa.Column("returned_day", sa.Date(), nullable=True),
        *_text("withdrawn"),
    )
    _index("swaps", "roster_id")
    _index("swaps", "officer_id")
    _index("swaps", "taker_id")
    _index("swaps", "squad_code", "received_at")
    _create(
        "roster_answers",
        OFFICER,
        _key("officer_id", nullable=True),
        sa.Column("target_kind", sa.String(length=16), nullable=False),
        _key("target_id"),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        *_text("note"),
        _check("roster_answers", "target_kind", "target_kind IN ('leave', 'swap')"),
        _check(
            "roster_answers", "result", "result IN ('granted', 'refused', 'agreed', 'declined')"
        ),
    )
    _index("roster_answers", "target_id")
    _index("roster_answers", "squad_code", "at")


def _profile() -> list[Column]:
    numbers = ("most_hours", "least_hours", "most_run", "most_nights")
    balances = ("balance_nights", "balance_weekends", "balance_holidays", "balance_hours")
    return [
        _key("officer_id"),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("rostered", "boat_licence", "driver")
        ),
        *_json("skills"),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in numbers),
        *(sa.Column(name, sa.Double(), nullable=False) for name in balances),
        *_text("note"),
    ]


def _assignments() -> None:
    table = "roster_assignments"
    refers = {
        "squad_code": "squads.code",
        "officer_id": "officers.id",  # not a message
        "area_code": "areas.code",
    }
    op.create_table(
        table,
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        _key("roster_id"),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        _key("officer_id"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shift", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("post", sa.String(length=64), nullable=True),
        sa.Column("area_code", sa.String(length=32), nullable=True),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["roster_id"], ["rosters.id"], name=op.f(f"fk_{table}_roster_id"), ondelete="CASCADE"
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
            for name, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        _check(table, "times", "starts_at < ended_at"),
    )
    _index(table, "roster_id")
    _index(table, "officer_id", "published", "starts_at")
    _index(table, "squad_code", "published", "starts_at")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT ex_{table}_apart EXCLUDE USING gist"
            " (officer_id WITH =, tstzrange(starts_at, ended_at) WITH &&) WHERE (published)"
        )
        return
    overlap = (
        f"SELECT RAISE(ABORT, '{ASSIGNMENTS_APART}') WHERE NEW.published AND EXISTS"
        f" (SELECT 1 FROM {table} o WHERE o.officer_id = NEW.officer_id AND o.published"
        " AND o.pk IS NOT NEW.pk AND o.starts_at < NEW.ended_at AND o.ended_at > NEW.starts_at);"
    )
    for when in ("insert", "update"):
        op.execute(
            f"CREATE TRIGGER {table}_apart_{when} AFTER {when.upper()} ON {table}"
            f" BEGIN {overlap} END"
        )


def _text(*names: str) -> list[Column]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _json(*names: str) -> list[Column]:
    return [sa.Column(name, sa.JSON(), nullable=False) for name in names]


def _key(name: str, *, nullable: bool = False) -> Column:
    return sa.Column(name, sa.Uuid(), nullable=nullable)


def _check(table: str, name: str, holds: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(holds, name=op.f(f"ck_{table}_{name}"))


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


def _index(table: str, *columns: str, unique: bool = False) -> None:
    name = op.f(f"ix_{table}_{'_'.join(columns)}")
    op.create_index(name, table, list(columns), unique=unique)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
