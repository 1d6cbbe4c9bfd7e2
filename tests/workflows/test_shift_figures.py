"""Figures shift by shift add up to those of the period, and end as the period ends."""

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest
from duty_making import EARLY, NOW, ZONE, make_patrol, send, walk_over

from geo_patrol.coverage.gaps import GAP_CLASSES
from geo_patrol.errors import InvalidInput
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import places
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.area_cells import area_cells
from geo_patrol.workflows.coverage import coverage_table, gap_table
from geo_patrol.workflows.shift_figures import ShiftFigures, shift_figures


def figures(store: Store, start: datetime, end: datetime) -> ShiftFigures:
    with store.reader() as session:
        of = area_cells(session, SYSTEM, "changzhao")
        return shift_figures(session, SYSTEM, of, start, end, ZONE, now=NOW)


def walked(store: Store) -> None:
    """Send a walk in each of two shifts, and a patrol that left no track."""
    send(store, make_patrol(store), walk_over(store, "changzhao", range(0, 60), EARLY))
    next_day = EARLY + timedelta(days=1)
    second = make_patrol(store, next_day)
    send(store, second, walk_over(store, "changzhao", range(30, 90), next_day))
    make_patrol(store, EARLY + timedelta(days=2))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (EARLY - timedelta(hours=8), EARLY + timedelta(days=2, hours=16)),
        (EARLY + timedelta(minutes=7), EARLY + timedelta(days=1, minutes=11)),
        (EARLY, EARLY + timedelta(minutes=30)),
    ],
    ids=["whole days", "cut", "part of one shift"],
)
def test_they_are_those_of_the_period(loaded_store: Store, start: datetime, end: datetime) -> None:
    walked(loaded_store)
    found = figures(loaded_store, start, end)
    with loaded_store.reader() as session:
        given = (session, SYSTEM, "changzhao", start, end, ZONE)
        whole, gaps = coverage_table(*given, now=NOW), gap_table(*given, now=NOW)
    assert found.effort_s.sum() > 0
    assert found.effort_s.sum(axis=0) == pytest.approx(whole.effort_s, abs=1e-3)
    assert tuple(GAP_CLASSES[code] for code in found.gap_class[-1].tolist()) == gaps.gap_class
    assert len(found.bounds_us) == len(found.kinds) + 1 == len(found.gap_class) + 1
    assert (np.diff(found.bounds_us) > 0).all()


def test_each_shift_ends_as_a_period_that_ends_with_it(loaded_store: Store) -> None:
    walked(loaded_store)
    start, end = EARLY - timedelta(hours=8), EARLY + timedelta(days=2, hours=16)
    found = figures(loaded_store, start, end)
    for k, until_us in enumerate(found.bounds_us[1:].tolist()):
        until = datetime.fromtimestamp(until_us / 1e6, ZONE)
        with loaded_store.reader() as session:
            gaps = gap_table(session, SYSTEM, "changzhao", start, until, ZONE, now=NOW)
        assert tuple(GAP_CLASSES[code] for code in found.gap_class[k].tolist()) == gaps.gap_class


def test_the_shifts_are_night_early_middle(loaded_store: Store) -> None:
    found = figures(loaded_store, EARLY - timedelta(hours=8), EARLY + timedelta(hours=16))
    assert found.kinds == ("night", "early", "middle")
    assert not found.effort_s.any()


def test_where_an_area_was_given_up_shifts_go_on_but_nobody_is_missed(loaded_store: Store) -> None:
    walked(loaded_store)
    start, end = EARLY - timedelta(hours=8), EARLY + timedelta(days=2, hours=16)
    whole, given_up = figures(loaded_store, start, end), EARLY + timedelta(hours=3)
    with loaded_store.upkeep() as session:
        area = places.area(session, "changzhao", SYSTEM)
        assert area is not None
        places.save_area(session, replace(area, retired_at=given_up, retired_reason="不再巡查"))
    found = figures(loaded_store, start, end)
    # As many shifts as other areas have, so that a page can show them side by side.
    assert found.kinds == whole.kinds
    assert (found.bounds_us == whole.bounds_us).all()
    assert found.effort_s == pytest.approx(whole.effort_s)
    with loaded_store.reader() as session:
        gaps = gap_table(session, SYSTEM, "changzhao", start, end, ZONE, now=NOW)
    assert gaps.as_of == given_up
    assert tuple(GAP_CLASSES[code] for code in found.gap_class[-1].tolist()) == gaps.gap_class


def test_a_period_that_has_not_begun_is_refused(loaded_store: Store) -> None:
    with pytest.raises(InvalidInput):
        figures(loaded_store, NOW + timedelta(days=1), NOW + timedelta(days=2))
