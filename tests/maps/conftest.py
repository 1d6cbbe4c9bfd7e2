"""One sample for all map tests."""

import pytest
from map_samples import Sample, make_sample


@pytest.fixture(scope="session")
def sample() -> Sample:
    return make_sample(100)


@pytest.fixture(scope="session")
def coarse() -> Sample:
    """Return a sample of fewer, larger cells, for tests that look at what surrounds them."""
    return make_sample(250)
