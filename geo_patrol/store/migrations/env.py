"""Alembic's way in: it runs on the engine that `store.schema` hands over."""

from alembic import context
from sqlalchemy import Engine, text

from geo_patrol.store.tables import Base

LOCK = 3306240001
engine: Engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        render_as_batch=False,
    )
    if connection.dialect.name == "postgresql":
        # Two processes that start at once: the second one finds the work done.
        connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
        connection.commit()
    try:
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
    finally:
        if connection.dialect.name == "postgresql":
            connection.rollback()
            connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
            connection.commit()
