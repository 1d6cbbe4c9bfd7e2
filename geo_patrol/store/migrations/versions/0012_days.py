"""Days as packed blocks, and months of them, in place of the rows of ``cell_days``.

When somebody was in each cell stands in no row: it is made anew from the visits, which takes the
program's own figures. Until that is done (`geo_patrol.workflows.figures.make_ready`) a fact says
that it is due, and no figure is given.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from geo_patrol.coverage.day_blocks import unpack_sums
from geo_patrol.coverage.rollup import SHIFT_KINDS

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DUE = "figures_due"
CELL_DAYS = sa.table(
    "cell_days",
    sa.column("grid_id", sa.Uuid()),
    *(sa.column(name) for name in ("day", "shift_kind", "cell_idx", "presence_s", "effort_s")),
    *(sa.column(name) for name in ("length_m", "n_visits", "first_enter_us", "last_leave_us")),
)


def upgrade() -> None:
    op.create_table(
        "day_blocks",
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        # Whoever reads the second of two large values passes the first one, page by page.
        sa.Column("stays", sa.LargeBinary(), nullable=False),
        sa.Column("sums", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_day_blocks_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grid_id", "day", name=op.f("pk_day_blocks")),
    )
    op.create_table(
        "month_blocks",
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("leaves", sa.LargeBinary(), nullable=False),
        sa.Column("sums", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_month_blocks_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grid_id", "month", name=op.f("pk_month_blocks")),
    )
    op.create_index(
        op.f("ix_visit_blocks_grid_id_patrol_id_inside_s"),
        "visit_blocks",
        ["grid_id", "patrol_id", "inside_s"],
    )
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        # They are as narrow as they get: compressing them again would only take time.
        for table, column in (
            ("day_blocks", "sums"),
            ("day_blocks", "stays"),
            ("month_blocks", "sums"),
            ("month_blocks", "leaves"),
        ):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL")
    if bind.execute(sa.text("SELECT 1 FROM visit_blocks LIMIT 1")).first() is not None:
        now = datetime.now(UTC).isoformat()
        bind.execute(
            sa.text("INSERT INTO store_meta (key, value) VALUES (:key, :now)"),
            {"key": DUE, "now": now},
        )
    op.drop_table("cell_days")


def downgrade() -> None:
    op.create_table(
        "cell_days",
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("shift_kind", sa.String(length=16), nullable=False),
        sa.Column("cell_idx", sa.Integer(), nullable=False),
        sa.Column("presence_s", sa.Double(), nullable=False),
        sa.Column("effort_s", sa.Double(), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.Column("n_visits", sa.Integer(), nullable=False),
        sa.Column("first_enter_us", sa.BigInteger(), nullable=False),
        sa.Column("last_leave_us", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_cell_days_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "grid_id", "day", "shift_kind", "cell_idx", name=op.f("pk_cell_days")
        ),
    )
    bind = op.get_bind()
    blocks = sa.table(
        "day_blocks", sa.column("grid_id", sa.Uuid()), sa.column("day"), sa.column("sums")
    )
    for grid_id, day in bind.execute(sa.select(blocks.c.grid_id, blocks.c.day)).all():
        its = (blocks.c.grid_id == grid_id, blocks.c.day == day)
        _rows_again(bind, grid_id, day, bind.scalar(sa.select(blocks.c.sums).where(*its)))
    bind.execute(sa.text("DELETE FROM store_meta WHERE key = :key"), {"key": DUE})
    op.drop_index(op.f("ix_visit_blocks_grid_id_patrol_id_inside_s"), table_name="visit_blocks")
    op.drop_table("month_blocks")
    op.drop_table("day_blocks")


def _rows_again(bind: sa.Connection, grid_id: object, day: int, block: bytes | None) -> None:
    sums = unpack_sums(bytes(block or b""))
    rows = [
        {
            "grid_id": grid_id,
            "day": day,
            "shift_kind": SHIFT_KINDS[kind],
            "cell_idx": cell,
            "presence_s": presence_us / 1e6,
            "effort_s": effort_us / 1e6,
            "length_m": way_um / 1e6,
            "n_visits": n_visits,
            "first_enter_us": first_us,
            "last_leave_us": last_us,
        }
        for cell, kind, presence_us, effort_us, way_um, n_visits, first_us, last_us in zip(
            *(column.tolist() for column in vars(sums).values()), strict=True
        )
    ]
    if rows:
        bind.execute(sa.insert(CELL_DAYS), rows)
