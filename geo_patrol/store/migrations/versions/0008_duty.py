"""Handover notes, check points and check-ins, tasks, camera alerts, and the answers to them."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Column = sa.Column[Any]


def upgrade() -> None:
    _create(
        "handovers",
        _refers("shift_id", "shifts.id"),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("written_at", UtcDateTime(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("open_points", sa.JSON(), nullable=False),
    )
    _index("handovers", "squad_code", "received_at")
    _index("handovers", "shift_id")
    _create(
        "check_points",
        _refers("area_code", "areas.code", kind=sa.String(length=32)),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_place(nullable=False),
        sa.Column("radius_m", sa.Double(), nullable=False),
        sa.Column("interval_s", sa.Integer(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        checks={
            "radius_m": "radius_m > 0",
            "interval_s": "interval_s IS NULL OR interval_s > 0",
        },
    )
    _index("check_points", "squad_code", "area_code")
    _create(
        "check_ins",
        _refers("check_point_id", "check_points.id"),
        _refers("patrol_id", "patrols.id", nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_place(nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("told_by", sa.String(length=8), nullable=False),
        sa.Column("proven", sa.Boolean(), nullable=False),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        checks={"told_by": "told_by IN ('qr', 'near')"},
    )
    _index("check_ins", "check_point_id", "counts", "at")
    _index("check_ins", "squad_code", "at")
    _index("check_ins", "patrol_id")
    _create_tasks()
    _create_alerts()


def _create_tasks() -> None:
    _create(
        "tasks",
        _refers("shift_id", "shifts.id", nullable=True),
        _refers("patrol_id", "patrols.id", nullable=True),
        _refers("area_code", "areas.code", kind=sa.String(length=32), nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        sa.Column("cell_code", sa.String(length=15), nullable=True),
        *_place(nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
    )
    _index("tasks", "squad_code", "received_at")
    _index("tasks", "shift_id")
    _index("tasks", "patrol_id")
    _create(
        "task_answers",
        _refers("task_id", "tasks.id"),
        _refers("patrol_id", "patrols.id", nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        *_answer(),
        checks={"result": "result IN ('done', 'not_possible', 'seen_nothing')"},
    )
    _index("task_answers", "task_id")
    _index("task_answers", "patrol_id")


def _create_alerts() -> None:
    _create(
        "camera_alerts",
        _refers("area_code", "areas.code", kind=sa.String(length=32), nullable=True),
        sa.Column("camera", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        *_place(nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
    )
    _index("camera_alerts", "squad_code", "at")
    _index("camera_alerts", "squad_code", "received_at")
    _create(
        "alert_answers",
        _refers("alert_id", "camera_alerts.id"),
        _refers("incident_id", "incidents.id", nullable=True),
        _refers("officer_id", "officers.id", nullable=True),
        *_answer(),
        checks={"result": "result IN ('true', 'false', 'duplicate')"},
    )
    _index("alert_answers", "alert_id")
    _index("alert_answers", "incident_id")


def _place(*, nullable: bool) -> tuple[Column, Column]:
    return (
        sa.Column("lon", sa.Double(), nullable=nullable),
        sa.Column("lat", sa.Double(), nullable=nullable),
    )


def _answer() -> tuple[Column, Column, Column, Column]:
    return (
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
    )


def _refers(
    name: str, target: str, *, kind: sa.types.TypeEngine[Any] | None = None, nullable: bool = False
) -> tuple[Column, str]:
    return sa.Column(name, kind or sa.Uuid(), nullable=nullable), target


def _create(
    table: str, *columns: Column | tuple[Column, str], checks: dict[str, str] | None = None
) -> None:
    """Create the table of a record of one squad; a column that refers comes with its target."""
    refers = [("squad_code", "squads.code")]
    refers += [(one[0].name, one[1]) for one in columns if isinstance(one, tuple)]
    op.create_table(
        table,
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        *(one[0] if isinstance(one, tuple) else one for one in columns),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in (checks or {}).items()
        ),
        *(
            sa.ForeignKeyConstraint([name], [target], name=op.f(f"fk_{table}_{name}"))
            for name, target in refers
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("id", name=op.f(f"uq_{table}_id")),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def downgrade() -> None:
    for table in (
        "alert_answers",
        "camera_alerts",
        "task_answers",
        "tasks",
        "check_ins",
        "check_points",
        "handovers",
    ):
        op.drop_table(table)
