"""Incidents that do not count; what outcomes say of fines, agencies and times."""

import sqlalchemy as sa
from alembic import op

from geo_patrol.store.types import BigKey, UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SHOWN = (
    "SELECT pk, squad_code, area_code, cell_code, occurred_at, category, source, demo, geometry"
    " FROM incidents"
)


def upgrade() -> None:
    op.add_column(
        "incidents", sa.Column("void", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        op.f("ix_incidents_cell_code_occurred_at"), "incidents", ["cell_code", "occurred_at"]
    )
    for column in (
        sa.Column("at", UtcDateTime(), nullable=True),
        sa.Column("fine_yuan", sa.Integer(), nullable=True),
        sa.Column("agency", sa.String(length=32), nullable=True),
    ):
        op.add_column("incident_outcomes", column)
    op.create_table(
        "incident_voids",
        sa.Column("pk", BigKey, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incident_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("squad_code", sa.String(length=32), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_incident_voids_incident_id")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officers.id"], name=op.f("fk_incident_voids_officer_id")
        ),
        sa.ForeignKeyConstraint(
            ["squad_code"], ["squads.code"], name=op.f("fk_incident_voids_squad_code")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_incident_voids")),
        sa.UniqueConstraint("id", name=op.f("uq_incident_voids_id")),
    )
    op.create_index(op.f("ix_incident_voids_incident_id"), "incident_voids", ["incident_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW gis.incidents AS {SHOWN} WHERE NOT void")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE OR REPLACE VIEW gis.incidents AS {SHOWN}")
    op.drop_table("incident_voids")
    for name in ("agency", "fine_yuan", "at"):
        op.drop_column("incident_outcomes", name)
    op.drop_index(op.f("ix_incidents_cell_code_occurred_at"), "incidents")
    op.drop_column("incidents", "void")
