"""People apart from how they sign in; more roles and squads; sessions that idle; devices."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROLES = "role IN ('officer', 'auxiliary', 'leader', 'briefing', 'auditor', 'admin')"
FORMER_ROLES = "role IN ('officer', 'leader', 'briefing', 'admin')"
SQUAD = "squad_code IS NOT NULL OR role IN ('auditor', 'admin')"
PERSON = "id, squad_code, badge_no, name, login, role, certified, demo"


def upgrade() -> None:
    """Move password hashes to accounts; everybody signs in anew."""
    op.create_table(
        "accounts",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("password_set_at", UtcDateTime(), nullable=True),
        sa.Column("change_due", sa.Boolean(), nullable=False),
        sa.Column("past_hashes", sa.JSON(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("totp_since", UtcDateTime(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("recovery", sa.JSON(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_accounts_officer_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_accounts")),
    )
    op.execute(
        "INSERT INTO accounts (officer_id, password_hash, change_due, past_hashes, recovery)"
        " SELECT id, password_hash, false, '[]', '[]' FROM officers"
        " WHERE password_hash IS NOT NULL"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_officers_role"), "officers")
        op.create_check_constraint(op.f("ck_officers_role"), "officers", ROLES)
        op.alter_column("officers", "squad_code", nullable=True)
        op.create_check_constraint(op.f("ck_officers_squad"), "officers", SQUAD)
        op.drop_column("officers", "password_hash")
    else:
        _rebuild_officers(ROLES, [sa.CheckConstraint(SQUAD, name=op.f("ck_officers_squad"))])
    _create_sessions()
    op.create_table(
        "officer_squads",
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer_id"],
            ["officers.id"],
            name=op.f("fk_officer_squads_officer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_officer_squads_squad_code")
        ),
        sa.PrimaryKeyConstraint("officer_id", "squad_code", name=op.f("pk_officer_squads")),
    )
    op.create_index(op.f("ix_officer_squads_squad_code"), "officer_squads", ["squad_code"])
    op.create_table(
        "devices",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=True),
        sa.Column("token_at", UtcDateTime(), nullable=True),
        sa.Column("revoked_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('tracker', 'camera', 'monitor')", name=op.f("ck_devices_kind")
        ),
        sa.CheckConstraint(
            "squad_code IS NOT NULL OR kind = 'monitor'", name=op.f("ck_devices_squad")
        ),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_devices_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_devices")),
        sa.UniqueConstraint("id", name=op.f("uq_devices_id")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_devices_token_sha256")),
    )


def _create_sessions() -> None:
    op.drop_table("sessions")
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("idle_s", sa.Integer(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('console', 'phone')", name=op.f("ck_sessions_kind")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_sessions_officer_id")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id", name=op.f("uq_sessions_id")),
    )
    op.create_index(op.f("ix_sessions_officer_id"), "sessions", ["officer_id"])
    op.create_index(op.f("ix_sessions_expires_at"), "sessions", ["expires_at"])


def _rebuild_officers(roles: str, more: list[sa.CheckConstraint], *, former: bool = False) -> None:
    """Make the table anew in SQLite, which cannot change a constraint."""
    password = [sa.Column("password_hash", sa.Text(), nullable=True)] if former else []
    op.create_table(
        "officers_anew",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=not former),
        sa.Column("badge_no", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("certified", sa.Boolean(), nullable=False),
        *password,
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(roles, name=op.f("ck_officers_role")),
        *more,
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_officers_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_officers")),
        sa.UniqueConstraint("id", name=op.f("uq_officers_id")),
        sa.UniqueConstraint("login", name=op.f("uq_officers_login")),
    )
    op.execute(f"INSERT INTO officers_anew (pk, {PERSON}) SELECT pk, {PERSON} FROM officers")
    op.drop_table("officers")
    op.rename_table("officers_anew", "officers")
    op.create_index(
        op.f("ix_officers_squad_code_badge_no"), "officers", ["squad_code", "badge_no"], unique=True
    )


def downgrade() -> None:
    """Go back; who has a role or no squad, as only this revision knows, is made an officer."""
    op.drop_table("devices")
    op.drop_table("officer_squads")
    op.execute("UPDATE officers SET role = 'officer' WHERE role = 'auxiliary'")
    op.execute("UPDATE officers SET role = 'briefing' WHERE role = 'auditor'")
    op.execute(
        "UPDATE officers SET squad_code = (SELECT min(code) FROM squads) WHERE squad_code IS NULL"
    )
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_officers_role"), "officers")
        op.create_check_constraint(op.f("ck_officers_role"), "officers", FORMER_ROLES)
        op.drop_constraint(op.f("ck_officers_squad"), "officers")
        op.alter_column("officers", "squad_code", nullable=False)
        op.add_column("officers", sa.Column("password_hash", sa.Text(), nullable=True))
    else:
        _rebuild_officers(FORMER_ROLES, [], former=True)
    op.execute(
        "UPDATE officers SET password_hash = (SELECT a.password_hash FROM accounts a"
        " WHERE a.officer_id = officers.id)"
    )
    op.drop_table("accounts")
    op.drop_table("sessions")
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
    op.create_index(op.f("ix_sessions_officer_id"), "sessions", ["officer_id"])
