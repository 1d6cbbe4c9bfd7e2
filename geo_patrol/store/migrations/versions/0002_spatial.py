"""Spatial indexes, checks that only a spatial store can make, and views for desktop GIS."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

INDEXED = ("zones", "grid_cells", "reference_features", "tracks", "incidents")
VALID = ("areas", "zones", "grid_cells")
EDGES = ("min_lon", "max_lon", "min_lat", "max_lat")

ZONES_APART = "a zone of this code is already in force at that time"


def upgrade() -> None:
    """Index every geometry; keep zone versions apart in time; show GIS users no free text."""
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
    else:
        _upgrade_sqlite()


def downgrade() -> None:
    """Take it all away again."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA gis CASCADE")
        op.execute("ALTER TABLE zones DROP CONSTRAINT ex_zones_valid_time")
        for table in VALID:
            op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_geometry_valid")
        for table in INDEXED:
            op.execute(f"DROP INDEX gist_{table}_geometry")
        return
    op.execute("DROP TRIGGER zones_apart_insert")
    op.execute("DROP TRIGGER zones_apart_update")
    for table in INDEXED:
        for when in ("insert", "update", "delete"):
            op.execute(f"DROP TRIGGER {table}_rtree_{when}")
        op.execute(f"DROP TABLE {table}_rtree")


def _upgrade_postgresql() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    for table in INDEXED:
        op.execute(f"CREATE INDEX gist_{table}_geometry ON {table} USING gist (geometry)")
    for table in VALID:
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_geometry_valid"
            " CHECK (ST_IsValid(geometry))"
        )
    op.execute(
        "ALTER TABLE zones ADD CONSTRAINT ex_zones_valid_time EXCLUDE USING gist"
        " (area_code WITH =, code WITH =, tstzrange(valid_from, valid_to) WITH &&)"
    )
    _views_for_gis()


def _views_for_gis() -> None:
    """Make views without free text or names: safe for a read-only role that QGIS logs in with."""
    op.execute("CREATE SCHEMA gis")
    op.execute(
        "CREATE VIEW gis.zones AS SELECT pk, area_code, level, code, name, status, status_note,"
        " source, licence, valid_from, valid_to, geometry FROM zones"
    )
    op.execute(
        "CREATE VIEW gis.cells AS SELECT c.pk, g.area_code, c.code, c.kind, c.zone_level,"
        " c.required_interval_s, c.area_m2, c.geometry FROM grid_cells c"
        " JOIN grids g ON g.id = c.grid_id WHERE g.retired_at IS NULL"
    )
    op.execute(
        "CREATE VIEW gis.incidents AS SELECT pk, squad_code, area_code, cell_code, occurred_at,"
        " category, source, demo, geometry FROM incidents"
    )
    op.execute(
        "CREATE VIEW gis.tracks AS SELECT t.pk, p.area_code, p.mode, t.started_at, t.ended_at,"
        " t.geometry FROM tracks t JOIN patrols p ON p.id = t.patrol_id"
    )


def _upgrade_sqlite() -> None:
    for table in INDEXED:
        _rtree(table)
    overlap = (
        "SELECT RAISE(ABORT, '" + ZONES_APART + "') WHERE EXISTS (SELECT 1 FROM zones z"
        " WHERE z.area_code = NEW.area_code AND z.code = NEW.code AND z.pk IS NOT NEW.pk"
        " AND (z.valid_to IS NULL OR z.valid_to > NEW.valid_from)"
        " AND (NEW.valid_to IS NULL OR NEW.valid_to > z.valid_from));"
    )
    op.execute(f"CREATE TRIGGER zones_apart_insert AFTER INSERT ON zones BEGIN {overlap} END")
    op.execute(f"CREATE TRIGGER zones_apart_update AFTER UPDATE ON zones BEGIN {overlap} END")


def _rtree(table: str) -> None:
    op.execute(f"CREATE VIRTUAL TABLE {table}_rtree USING rtree(id, {', '.join(EDGES)})")
    edges = ", ".join(f"gp_{edge}(NEW.geometry)" for edge in EDGES)
    insert = (
        f"INSERT INTO {table}_rtree SELECT NEW.pk, {edges}"
        " WHERE gp_min_lon(NEW.geometry) IS NOT NULL;"
    )
    delete = f"DELETE FROM {table}_rtree WHERE id = OLD.pk;"
    op.execute(f"CREATE TRIGGER {table}_rtree_insert AFTER INSERT ON {table} BEGIN {insert} END")
    op.execute(
        f"CREATE TRIGGER {table}_rtree_update AFTER UPDATE OF geometry, pk ON {table}"
        f" BEGIN {delete} {insert} END"
    )
    op.execute(f"CREATE TRIGGER {table}_rtree_delete AFTER DELETE ON {table} BEGIN {delete} END")
