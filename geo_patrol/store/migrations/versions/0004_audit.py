"""Audit chains; history that nobody can rewrite; versions that lost are kept too."""

from collections import defaultdict
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from geo_patrol.audit import ADMINISTRATION, Act, Head, link
from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_log", "record_versions", "rival_versions")
# Where a record's squad is found: kind, and the query of its id and squad.
SQUADS = {
    "shift": "SELECT id, squad_code FROM shifts",
    "patrol": "SELECT id, squad_code FROM patrols",
    "incident": "SELECT id, squad_code FROM incidents",
    "track": "SELECT t.id, p.squad_code FROM tracks t JOIN patrols p ON p.id = t.patrol_id",
    "zone": "SELECT z.id, a.squad_code FROM zones z JOIN areas a ON a.code = z.area_code",
}


def upgrade() -> None:
    """Begin the chains: versions accepted before are adopted as they stand."""
    op.create_table(
        "audit_log",
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("seq", BigKey, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("object", sa.String(length=128), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("algorithm", sa.String(length=16), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_log_seq")),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name=op.f("ck_audit_log_outcome")),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_object"), "audit_log", ["object"])
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.create_table(
        "rival_versions",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_rival_versions")),
    )
    op.create_index(
        op.f("ix_rival_versions_kind_record_id_body_sha256"),
        "rival_versions",
        ["kind", "record_id", "body_sha256"],
        unique=True,
    )
    # The default serves the rows there are; what comes later always names its chain.
    op.add_column(
        "record_versions",
        sa.Column("chain", sa.String(length=32), nullable=False, server_default=ADMINISTRATION),
    )
    _adopt()
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("record_versions", "chain", server_default=None)
        _protect_postgresql()
    else:
        _protect_sqlite()


def _adopt() -> None:
    bind = op.get_bind()
    squad_of: dict[tuple[str, str], str] = {}
    for kind, query in SQUADS.items():
        for record_id, squad in bind.execute(sa.text(query)):
            squad_of[kind, _plain(record_id)] = squad
            bind.execute(
                sa.text(
                    "UPDATE record_versions SET chain = :squad"
                    " WHERE kind = :kind AND record_id = :record_id"
                ),
                {"squad": squad, "kind": kind, "record_id": record_id},
            )
    now = datetime.now(UTC)
    acts: dict[str, list[Act]] = defaultdict(list)
    found = sa.text(
        "SELECT kind, record_id, version, body_sha256, chain FROM record_versions ORDER BY pk"
    )
    for kind, record_id, version, digest, chain in bind.execute(found):
        details = {"version": version, "sha256": digest}
        name = f"{kind}/{_plain(record_id)}"
        acts[chain].append(Act(chain, "system", "adopt", name, now, details))
    log = sa.table(
        "audit_log",
        *(
            sa.column(name)
            for name in ("chain", "seq", "actor", "action", "object", "outcome", "details")
        ),
        sa.column("at", UtcDateTime()),
        *(sa.column(name) for name in ("algorithm", "prev", "hash")),
    )
    for chain, of_chain in sorted(acts.items()):
        entries = link(of_chain, Head(chain), "sha256")
        op.bulk_insert(log, [entry._asdict() for entry in entries])


def _plain(record_id: object) -> str:
    """Return an id as its canonical text: SQLite gives 32 digits, PostgreSQL a UUID."""
    text = str(record_id).replace("-", "")
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _protect_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME"
        " USING ERRCODE = 'insufficient_privilege'; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
        # The right too, not only the trigger: also the owner of the tables has no use for it.
        op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, CURRENT_USER")


def _protect_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def downgrade() -> None:
    """Give up the chains, and the versions that lost."""
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            op.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
            op.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER")
        op.execute("DROP FUNCTION refuse_rewriting()")
    else:
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER {table}_no_{verb}")
    op.drop_column("record_versions", "chain")
    op.drop_table("rival_versions")
    op.drop_table("audit_log")
