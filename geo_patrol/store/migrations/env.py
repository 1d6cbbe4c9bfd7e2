"""Alembic's way in: it runs on the engine that `store.schema` hands over."""

from alembic import context
from sqlalchemy import Engine

from geo_patrol.store.tables import Base

engine: Engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        render_as_batch=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
