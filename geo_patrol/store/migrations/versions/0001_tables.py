"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime, geometry

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record_versions",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("accepted_at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_record_versions")),
    )
    op.create_index(
        op.f("ix_record_versions_kind_record_id_version"),
        "record_versions",
        ["kind", "record_id", "version"],
        unique=True,
    )
    op.create_table(
        "squads",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_squads")),
    )
    op.create_table(
        "store_meta",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_meta")),
    )
    op.create_table(
        "areas",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("geometry", geometry("MULTIPOLYGON"), nullable=False),
        sa.CheckConstraint("kind IN ('reservoir', 'park')", name=op.f("ck_areas_kind")),
        sa.CheckConstraint(
            "status IN ('approved', 'illustrative', 'draft', 'placeholder')",
            name=op.f("ck_areas_status"),
        ),
        sa.ForeignKeyConstraint(["squad_code"], ["squads.code"], name=op.f("fk_areas_squad_code")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_areas")),
    )
    op.create_table(
        "officers",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("badge_no", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("certified", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('officer', 'leader', 'briefing', 'admin')", name=op.f("ck_officers_role")
        ),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_officers_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_officers")),
        sa.UniqueConstraint("id", name=op.f("uq_officers_id")),
        sa.UniqueConstraint("login", name=op.f("uq_officers_login")),
    )
    op.create_index(
        op.f("ix_officers_squad_code_badge_no"), "officers", ["squad_code", "badge_no"], unique=True
    )
    op.create_table(
        "shifts",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('early', 'middle', 'night')", name=op.f("ck_shifts_kind")),
        sa.CheckConstraint("started_at < ended_at", name=op.f("ck_shifts_times")),
        sa.ForeignKeyConstraint(["squad_code"], ["squads.code"], name=op.f("fk_shifts_squad_code")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_shifts")),
        sa.UniqueConstraint("id", name=op.f("uq_shifts_id")),
    )
    op.create_index(
        op.f("ix_shifts_squad_code_started_at"),
        "shifts",
        ["squad_code", "started_at"],
        unique=False,
    )
    op.create_table(
        "grids",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(length=32), nullable=False),
        sa.Column("epsg", sa.Integer(), nullable=False),
        sa.Column("code_digits", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("x0", sa.Double(), nullable=True),
        sa.Column("y0", sa.Double(), nullable=True),
        sa.Column("size_m", sa.Double(), nullable=True),
        sa.Column("n_rows", sa.Integer(), nullable=True),
        sa.Column("n_cols", sa.Integer(), nullable=True),
        sa.Column("cell_of", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_code"], ["areas.code"], name=op.f("fk_grids_area_code")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_grids")),
        sa.UniqueConstraint("id", name=op.f("uq_grids_id")),
    )
    op.create_index(
        "uq_grids_in_use",
        "grids",
        ["area_code"],
        unique=True,
        sqlite_where=sa.text("retired_at IS NULL"),
        postgresql_where=sa.text("retired_at IS NULL"),
    )
    op.create_table(
        "patrols",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shift_id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("area_code", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("mode IN ('foot', 'car', 'boat')", name=op.f("ck_patrols_mode")),
        sa.CheckConstraint(
            "ended_at IS NULL OR started_at < ended_at", name=op.f("ck_patrols_times")
        ),
        sa.ForeignKeyConstraint(["area_code"], ["areas.code"], name=op.f("fk_patrols_area_code")),
        sa.ForeignKeyConstraint(["shift_id"], ["shifts.id"], name=op.f("fk_patrols_shift_id")),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_patrols_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_patrols")),
        sa.UniqueConstraint("id", name=op.f("uq_patrols_id")),
    )
    op.create_index(
        op.f("ix_patrols_area_code_started_at"),
        "patrols",
        ["area_code", "started_at"],
        unique=False,
    )
    op.create_index(op.f("ix_patrols_shift_id"), "patrols", ["shift_id"], unique=False)
    op.create_index(
        op.f("ix_patrols_squad_code_started_at"),
        "patrols",
        ["squad_code", "started_at"],
        unique=False,
    )
    op.create_table(
        "reference_features",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("layer", sa.String(length=16), nullable=False),
        sa.Column("area_code", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("geometry", geometry("GEOMETRY"), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_code"], ["areas.code"], name=op.f("fk_reference_features_area_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_reference_features")),
        sa.UniqueConstraint("id", name=op.f("uq_reference_features_id")),
    )
    op.create_index(
        op.f("ix_reference_features_layer"), "reference_features", ["layer"], unique=False
    )
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_sessions_officer_id")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_officer_id"), "sessions", ["officer_id"], unique=False)
    op.create_table(
        "zones",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(length=32), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("valid_from", UtcDateTime(), nullable=False),
        sa.Column("valid_to", UtcDateTime(), nullable=True),
        sa.Column("geometry", geometry("MULTIPOLYGON"), nullable=False),
        sa.CheckConstraint("level IN ('first', 'second', 'quasi')", name=op.f("ck_zones_level")),
        sa.CheckConstraint(
            "status IN ('approved', 'illustrative', 'draft', 'placeholder')",
            name=op.f("ck_zones_status"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from < valid_to", name=op.f("ck_zones_valid_time")
        ),
        sa.ForeignKeyConstraint(["area_code"], ["areas.code"], name=op.f("fk_zones_area_code")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_zones")),
        sa.UniqueConstraint("id", name=op.f("uq_zones_id")),
    )
    op.create_index(
        op.f("ix_zones_area_code_valid_from"), "zones", ["area_code", "valid_from"], unique=False
    )
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
    op.create_table(
        "grid_cells",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("idx", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=15), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("col", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("zone_level", sa.String(length=16), nullable=True),
        sa.Column("required_interval_s", sa.Integer(), nullable=True),
        sa.Column("visit_rule", sa.String(length=16), nullable=False),
        sa.Column("responsible_officer_id", sa.Uuid(), nullable=True),
        sa.Column("area_m2", sa.Double(), nullable=False),
        sa.Column("geometry", geometry("GEOMETRY"), nullable=False),
        sa.CheckConstraint(
            "kind IN ('shoreline', 'access', 'open_water', 'hinterland', 'park')",
            name=op.f("ck_grid_cells_kind"),
        ),
        sa.CheckConstraint("visit_rule IN ('entered')", name=op.f("ck_grid_cells_visit_rule")),
        sa.CheckConstraint(
            "zone_level IS NULL OR zone_level IN ('first', 'second', 'quasi')",
            name=op.f("ck_grid_cells_zone_level"),
        ),
        sa.CheckConstraint(
            "required_interval_s IS NULL OR required_interval_s > 0",
            name=op.f("ck_grid_cells_interval"),
        ),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_grid_cells_grid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_officer_id"],
            ["officers.id"],
            name=op.f("fk_grid_cells_responsible_officer_id"),
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_grid_cells")),
    )
    op.create_index(
        op.f("ix_grid_cells_grid_id_code"), "grid_cells", ["grid_id", "code"], unique=True
    )
    op.create_index(
        op.f("ix_grid_cells_grid_id_idx"), "grid_cells", ["grid_id", "idx"], unique=True
    )
    op.create_table(
        "incidents",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("area_code", sa.String(length=32), nullable=True),
        sa.Column("zone_id", sa.Uuid(), nullable=True),
        sa.Column("cell_code", sa.String(length=15), nullable=True),
        sa.Column("patrol_id", sa.Uuid(), nullable=True),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("placed_by", sa.String(length=16), nullable=False),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("geometry", geometry("POINT"), nullable=False),
        sa.CheckConstraint(
            "placed_by IN ('gps', 'map', 'ledger')", name=op.f("ck_incidents_placed_by")
        ),
        sa.CheckConstraint(
            "source IN ('patrol', 'camera', 'citizen', 'campaign', 'joint')",
            name=op.f("ck_incidents_source"),
        ),
        sa.ForeignKeyConstraint(["area_code"], ["areas.code"], name=op.f("fk_incidents_area_code")),
        sa.ForeignKeyConstraint(["patrol_id"], ["patrols.id"], name=op.f("fk_incidents_patrol_id")),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_incidents_squad_code")
        ),
        sa.ForeignKeyConstraint(
            ["zone_id"], ["zones.id"], name=op.f("fk_incidents_zone_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_incidents")),
        sa.UniqueConstraint("id", name=op.f("uq_incidents_id")),
    )
    op.create_index(
        op.f("ix_incidents_area_code_occurred_at"),
        "incidents",
        ["area_code", "occurred_at"],
        unique=False,
    )
    op.create_index(op.f("ix_incidents_patrol_id"), "incidents", ["patrol_id"], unique=False)
    op.create_index(
        op.f("ix_incidents_squad_code_occurred_at"),
        "incidents",
        ["squad_code", "occurred_at"],
        unique=False,
    )
    op.create_table(
        "patrol_crew",
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_patrol_crew_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_patrol_crew_patrol_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("patrol_id", "officer_id", name=op.f("pk_patrol_crew")),
    )
    op.create_index(op.f("ix_patrol_crew_officer_id"), "patrol_crew", ["officer_id"], unique=False)
    op.create_table(
        "tracks",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("n_fixes", sa.Integer(), nullable=False),
        sa.Column("n_bad", sa.Integer(), nullable=False),
        sa.Column("bad_fixes", sa.JSON(), nullable=False),
        sa.Column("fixes", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("geometry", geometry("LINESTRING"), nullable=True),
        sa.ForeignKeyConstraint(["patrol_id"], ["patrols.id"], name=op.f("fk_tracks_patrol_id")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_tracks")),
        sa.UniqueConstraint("id", name=op.f("uq_tracks_id")),
    )
    op.create_index(op.f("ix_tracks_patrol_id"), "tracks", ["patrol_id"], unique=False)
    op.create_table(
        "incident_outcomes",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "people IS NULL OR people >= 0", name=op.f("ck_incident_outcomes_people")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_incident_outcomes_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_incident_outcomes")),
    )
    op.create_index(
        op.f("ix_incident_outcomes_incident_id"), "incident_outcomes", ["incident_id"], unique=False
    )
    op.create_table(
        "seized_items",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_seized_items_quantity")),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incidents.id"],
            name=op.f("fk_seized_items_incident_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_seized_items")),
    )
    op.create_index(
        op.f("ix_seized_items_incident_id"), "seized_items", ["incident_id"], unique=False
    )
    op.create_table(
        "visit_blocks",
        sa.Column("track_id", sa.Uuid(), nullable=False),
        sa.Column("grid_id", sa.Uuid(), nullable=False),
        sa.Column("patrol_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=False),
        sa.Column("n_visits", sa.Integer(), nullable=False),
        sa.Column("visits", sa.LargeBinary(), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.Column("observed_s", sa.Double(), nullable=False),
        sa.Column("unobserved_s", sa.Double(), nullable=False),
        sa.Column("inside_s", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["grid_id"], ["grids.id"], name=op.f("fk_visit_blocks_grid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["patrol_id"], ["patrols.id"], name=op.f("fk_visit_blocks_patrol_id")
        ),
        sa.ForeignKeyConstraint(
            ["track_id"], ["tracks.id"], name=op.f("fk_visit_blocks_track_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("track_id", "grid_id", name=op.f("pk_visit_blocks")),
    )
    op.create_index(
        op.f("ix_visit_blocks_grid_id_started_at"),
        "visit_blocks",
        ["grid_id", "started_at"],
        unique=False,
    )
    op.create_index(op.f("ix_visit_blocks_patrol_id"), "visit_blocks", ["patrol_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_visit_blocks_patrol_id"), table_name="visit_blocks")
    op.drop_index(op.f("ix_visit_blocks_grid_id_started_at"), table_name="visit_blocks")
    op.drop_table("visit_blocks")
    op.drop_index(op.f("ix_seized_items_incident_id"), table_name="seized_items")
    op.drop_table("seized_items")
    op.drop_index(op.f("ix_incident_outcomes_incident_id"), table_name="incident_outcomes")
    op.drop_table("incident_outcomes")
    op.drop_index(op.f("ix_tracks_patrol_id"), table_name="tracks")
    op.drop_table("tracks")
    op.drop_index(op.f("ix_patrol_crew_officer_id"), table_name="patrol_crew")
    op.drop_table("patrol_crew")
    op.drop_index(op.f("ix_incidents_squad_code_occurred_at"), table_name="incidents")
    op.drop_index(op.f("ix_incidents_patrol_id"), table_name="incidents")
    op.drop_index(op.f("ix_incidents_area_code_occurred_at"), table_name="incidents")
    op.drop_table("incidents")
    op.drop_index(op.f("ix_grid_cells_grid_id_idx"), table_name="grid_cells")
    op.drop_index(op.f("ix_grid_cells_grid_id_code"), table_name="grid_cells")
    op.drop_table("grid_cells")
    op.drop_table("cell_days")
    op.drop_index(op.f("ix_zones_area_code_valid_from"), table_name="zones")
    op.drop_table("zones")
    op.drop_index(op.f("ix_sessions_officer_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(op.f("ix_reference_features_layer"), table_name="reference_features")
    op.drop_table("reference_features")
    op.drop_index(op.f("ix_patrols_squad_code_started_at"), table_name="patrols")
    op.drop_index(op.f("ix_patrols_shift_id"), table_name="patrols")
    op.drop_index(op.f("ix_patrols_area_code_started_at"), table_name="patrols")
    op.drop_table("patrols")
    op.drop_index("uq_grids_in_use", table_name="grids")
    op.drop_table("grids")
    op.drop_index(op.f("ix_shifts_squad_code_started_at"), table_name="shifts")
    op.drop_table("shifts")
    op.drop_index(op.f("ix_officers_squad_code_badge_no"), table_name="officers")
    op.drop_table("officers")
    op.drop_table("areas")
    op.drop_table("store_meta")
    op.drop_table("squads")
    op.drop_index(op.f("ix_record_versions_kind_record_id_version"), table_name="record_versions")
    op.drop_table("record_versions")
