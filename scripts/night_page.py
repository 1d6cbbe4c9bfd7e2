"""The page of one night at 长诏: the walk of tests/api/night_walk.py, over a new embedded store."""

import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1] / "tests"
LOADED = datetime(2023, 1, 1, 4, tzinfo=UTC)


def night_page() -> str:
    """Return the page."""
    sys.path[:0] = [str(TESTS), str(TESTS / "api")]
    import structlog

    from geo_patrol.settings import Settings
    from geo_patrol.store import schema
    from geo_patrol.store.engine import open_store
    from geo_patrol.workflows.samples import load_samples

    worlds, walks = import_module("api_world"), import_module("night_walk")
    # What the application logs of each request is not part of the page.
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/night.sqlite"
        with closing(open_store(url, exclusive=True)) as store, closing(worlds.Loop()) as loop:
            schema.upgrade(store)
            load_samples(store, Settings(_env_file=None), now=LOADED)
            with closing(worlds.make_world(store, loop)) as world:
                page: str = walks.page_of(walks.walk(world))
    return page


if __name__ == "__main__":
    sys.path.insert(0, str(TESTS.parent))
    print(night_page(), end="")
