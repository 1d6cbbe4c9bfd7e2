"""The schema's version: from empty to head, and what to say when they differ."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from geo_patrol.errors import Unavailable
from geo_patrol.store.engine import Store


def _config(store: Store) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("geo_patrol.store") / "migrations"))
    config.attributes["engine"] = store.connect_for_schema()
    return config


def head() -> str:
    """Return the revision that this program works with."""
    config = Config()
    config.set_main_option("script_location", str(files("geo_patrol.store") / "migrations"))
    return str(ScriptDirectory.from_config(config).get_current_head())


def current(store: Store) -> str | None:
    """Return the store's revision, or None when it is empty.

    Raises
    ------
    Unavailable
        When the store does not answer. Asking does not wait for whoever writes.
    """
    with store.reader() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def upgrade(store: Store, revision: str = "head") -> None:
    """Bring the store's schema to a revision; each migration is one transaction.

    Raises
    ------
    Unavailable
        When the store was made by a newer program.
    """
    found = current(store)
    if found is not None and found not in _known():
        raise Unavailable("store.newer", found=found, head=head())
    command.upgrade(_config(store), revision)


def downgrade(store: Store, revision: str) -> None:
    """Take the store's schema back to a revision."""
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
    if found is not None and found not in _known():
        raise Unavailable("store.newer", found=found, head=head())
    raise Unavailable("store.behind", found=found or "-", head=head())


def _known() -> set[str]:
    config = Config()
    config.set_main_option("script_location", str(files("geo_patrol.store") / "migrations"))
    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
