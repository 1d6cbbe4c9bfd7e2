"""One Chromium and one sample for all map tests."""

from collections.abc import Iterator

import pytest
from browser import launch
from map_samples import Sample, make_sample
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launch() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def sample() -> Sample:
    return make_sample(100)


@pytest.fixture(scope="session")
def coarse() -> Sample:
    """Return a sample of fewer, larger cells, for tests that look at what surrounds them."""
    return make_sample(250)
