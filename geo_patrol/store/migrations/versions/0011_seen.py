"""What tracks saw, cameras with their views, and cells that count as visited when seen."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RULES = "visit_rule IN ('entered', 'seen')"
ONLY_ENTERED = "visit_rule IN ('entered')"
SHARES = (
    "(visit_rule = 'seen') = (seen_share IS NOT NULL)"
    " AND (seen_share IS NULL OR (seen_share > 0 AND seen_share <= 1))"
)
TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'grid_cells'"


def upgrade() -> None:
    op.create_table(
        "cameras",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("azimuth_deg", sa.Double(), nullable=False),
        sa.Column("fov_deg", sa.Double(), nullable=False),
        sa.Column("range_m", sa.Double(), nullable=False),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=True),
        sa.Column("valid_to", UtcDateTime(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("fov_deg >= 0 AND fov_deg <= 360", name=op.f("ck_cameras_fov_deg")),
        sa.CheckConstraint("range_m >= 0", name=op.f("ck_cameras_range_m")),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_cameras_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_cameras")),
        sa.UniqueConstraint("id", name=op.f("uq_cameras_id")),
    )
    op.create_index(op.f("ix_cameras_squad_code_code"), "cameras", ["squad_code", "code"])
    op.create_table(
        "seen_blocks",
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("n_pixels", sa.Integer(), nullable=False),
        sa.Column("bits", sa.LargeBinary(), nullable=False),
        sa.Column("looks", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["track_id"],
            ["tracks.id"],
            name=op.f("fk_seen_blocks_track_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_seen_blocks_grid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_seen_blocks_patrol_id")
        ),
        sa.PrimaryKeyConstraint("track_id", "grid_id", name=op.f("pk_seen_blocks")),
    )
    op.create_index(op.f("ix_seen_blocks_patrol_id"), "seen_blocks", ["patrol_id"])
    op.create_index(
        op.f("ix_seen_blocks_grid_id_started_at"), "seen_blocks", ["grid_id", "started_at"]
    )
    op.create_table(
        "seen_backlogs",
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("done_pk", sa.BigInteger(), nullable=False),
        sa.Column("last_pk", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_seen_backlogs_grid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("grid_id", name=op.f("pk_seen_backlogs")),
    )
    # Tracks that are there already are looked at later, some at a time.
    op.execute(
        "INSERT INTO seen_backlogs (grid_id, done_pk, last_pk)"
        " SELECT id, 0, (SELECT max(pk) FROM tracks) FROM grids"
        " WHERE (retired_at IS NULL OR id IN (SELECT grid_id FROM grid_changes))"
        " AND EXISTS (SELECT 1 FROM tracks)"
    )
    if op.get_bind().dialect.name == "sqlite":
        _cells_anew(RULES, add=True)
    else:
        op.add_column("grid_cells", sa.Column("seen_share", sa.Double(), nullable=True))
        op.drop_constraint(op.f("ck_grid_cells_visit_rule"), "grid_cells", type_="check")
        op.create_check_constraint(op.f("ck_grid_cells_visit_rule"), "grid_cells", RULES)
        op.create_check_constraint(op.f("ck_grid_cells_seen_share"), "grid_cells", SHARES)


def _cells_anew(rules: str, *, add: bool) -> None:
    """Make the table of cells anew: SQLite cannot change a check (its R*Tree stays as it is)."""
    triggers = op.get_bind().execute(sa.text(TRIGGERS)).scalars().all()
    with op.batch_alter_table("grid_cells", recreate="always") as cells:
        if not add:
            cells.drop_constraint(op.f("ck_grid_cells_seen_share"), type_="check")
        cells.drop_constraint(op.f("ck_grid_cells_visit_rule"), type_="check")
        cells.create_check_constraint(op.f("ck_grid_cells_visit_rule"), rules)
        if add:
            cells.add_column(sa.Column("seen_share", sa.Double(), nullable=True))
            cells.create_check_constraint(op.f("ck_grid_cells_seen_share"), SHARES)
        else:
            cells.drop_column("seen_share")
    for trigger in triggers:
        op.execute(trigger)


def downgrade() -> None:
    op.execute("UPDATE grid_cells SET visit_rule = 'entered', seen_share = NULL")
    if op.get_bind().dialect.name == "sqlite":
        _cells_anew(ONLY_ENTERED, add=False)
    else:
        op.drop_constraint(op.f("ck_grid_cells_seen_share"), "grid_cells", type_="check")
        op.drop_column("grid_cells", "seen_share")
        op.drop_constraint(op.f("ck_grid_cells_visit_rule"), "grid_cells", type_="check")
        op.create_check_constraint(op.f("ck_grid_cells_visit_rule"), "grid_cells", ONLY_ENTERED)
    op.drop_table("seen_backlogs")
    op.drop_table("seen_blocks")
    op.drop_table("cameras")
