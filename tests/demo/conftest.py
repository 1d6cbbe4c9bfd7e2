"""The demo's input, and seasons made of it once."""

import pytest
from demo_input import DemoInput, sample_input

from geo_patrol.demo import DEFAULT_SEED, Season
from geo_patrol.demo.plan import Plan
from geo_patrol.demo.season import play


@pytest.fixture(scope="session")
def demo_input() -> DemoInput:
    """Return both reservoirs and the seven blocks of the sample boundaries."""
    return sample_input()


@pytest.fixture(scope="session")
def demo_plan(demo_input: DemoInput) -> Plan:
    """Return the plan of the default seed."""
    return demo_input.plan(DEFAULT_SEED)


@pytest.fixture(scope="session")
def demo_season(demo_plan: Plan) -> Season:
    """Return the season of the default seed."""
    return play(demo_plan)


@pytest.fixture(scope="session")
def small_input(demo_input: DemoInput) -> DemoInput:
    """Return one reservoir and one block: half the work."""
    return demo_input.only("changzhao", "yulin")


@pytest.fixture(scope="session")
def small_season(small_input: DemoInput) -> Season:
    """Return a small season of seed 5."""
    return small_input.season(5)


@pytest.fixture(scope="session")
def other_small_season(small_input: DemoInput) -> Season:
    """Return a small season of seed 6."""
    return small_input.season(6)
