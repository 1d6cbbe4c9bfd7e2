"""Sites to break: on a new store of each kind, with sixteen officers of two squads."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_site import EACH, Site, Templates, make_sqlite_site, open_sessions


@pytest.fixture
def site(
    request: pytest.FixtureRequest, backend: str, templates: Templates, tmp_path: Path
) -> Iterator[Site]:
    """Give a site with the sample boundaries."""
    if backend == "sqlite":
        yield make_sqlite_site(tmp_path, templates)
        return
    url = templates.copy_postgis(request.getfixturevalue("postgis_url"), "loaded")
    yield Site(tmp_path, url, open_sessions(url, EACH))
    templates.drop(url)
