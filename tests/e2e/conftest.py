"""A site and phones for tests of the officers' app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from capture_pages import served_page
from officer_site import OfficerSite, make_site


@pytest.fixture
def site(tmp_path: Path, sqlite_samples: Path) -> Iterator[OfficerSite]:
    """Give a site with one officer and a shift that runs; it is served."""
    made = make_site(tmp_path / "site", sqlite_samples)
    made.add_officer("演示甲", "R-07")
    made.add_shift()
    made.start()
    yield made
    made.stop()
    made.line.stop()


@pytest.fixture(scope="session")
def capture_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page that has what capture does within reach."""
    with served_page(tmp_path_factory.mktemp("capture_page")) as address:
        yield address
