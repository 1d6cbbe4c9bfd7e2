"""The schema's version: from empty to head, and what to say when they differ."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = tuple(f"{number:04}" for number in range(1, 26))
"""In order. That they are those of the scripts is tested; whether a store is up to date is asked
all the time, and must not need what brings it there."""

_CURRENT = text("SELECT version_num FROM alembic_version")


def _config(store: Store) -> "Config":
    # Loaded for who changes a schema.
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("geo_patrol.store") / "migrations"))
    config.attributes["engine"] = store.connect_for_schema()
    return config


def head() -> str:
    """Return the revision that this program works with."""
    return REVISIONS[-1]


def current(store: Store) -> str | None:
    """Return the store's revision, or None when it is empty.

    Raises
    ------
    Unavailable
        When the store does not answer. Asking does not wait for whoever writes.
    """
    with store.reader() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        found: str | None = session.scalar(_CURRENT)
        return found


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the store's schema to a revision; each migration is one transaction.

    Raises
    ------
    Unavailable
        When the store was made by a newer program.
    """
    found = current(store)
    if found is not None and found not in REVISIONS:
        raise Unavailable("store.newer", found=found, head=head())
    if found == head():
        return
    from alembic import command

    command.upgrade(_config(store), revision)


def downgrade(store: Store, revision: str) -> None:
    """Take the store's schema back to a revision."""
    from alembic import command

    command.downgrade(_config(store), revision)


def require_head(store: Store) -> None:
    """Refuse to work on a schema of another version.

    Raises
    ------
    Unavailable
        With what to do: upgrade the store, or the program.
    """
    found = current(store)
    if found == head():
        return
    if found is not None and found not in REVISIONS:
        raise Unavailable("store.newer", found=found, head=head())
    raise Unavailable("store.behind", found=found or "-", head=head())
