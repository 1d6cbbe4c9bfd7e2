"""Hot spots from the store: whose incidents count, against which hours, and what is not known."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import numpy as np
import pytest
from duty_making import EARLY, NOW, VAULT, ZONE, make_patrol, send, walk_over

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.incidents.records import Incident, Source
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids
from geo_patrol.store.scope import SYSTEM, scope_of
from geo_patrol.workflows.coverage import coverage_table
from geo_patrol.workflows.hotspot_counts import SPOT_VALUES
from geo_patrol.workflows.hotspots import GiReport, RateReport, gi_report, rate_report
from geo_patrol.workflows.records import put_incident

DAY = EARLY.replace(hour=0)
TOMORROW = DAY + timedelta(days=1)
HERE = 220


def meet(
    store: Store,
    n: int = 1,
    *,
    cell: int = HERE,
    area: str = "changzhao",
    source: Source = "patrol",
    category: str = "angling",
    patrol_id: UUID | None = None,
    at: datetime = EARLY,
) -> None:
    """Write incidents in the middle of a cell."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, area)
    assert stored is not None
    point = stored.grid.cells[cell].geometry.representative_point()
    for _ in range(n):
        put_incident(
            store,
            SYSTEM,
            Incident(
                id=uuid4(),
                squad_code="reservoir",
                occurred_at=at,
                lon=point.x,
                lat=point.y,
                accuracy_m=5.0,
                placed_by="gps",
                category=category,
                source=source,
                patrol_id=patrol_id,
            ),
            VAULT,
            now=NOW,
        )


def rates(store: Store, now: datetime = NOW, **options: object) -> RateReport:
    with store.reader() as session:
        return rate_report(
            session,
            SYSTEM,
            "changzhao",
            DAY,
            TOMORROW,
            ZONE,
            now=now,
            **options,  # type: ignore[arg-type]
        )


def spots(store: Store, now: datetime = NOW, **options: object) -> GiReport:
    with store.reader() as session:
        return gi_report(
            session,
            SYSTEM,
            "changzhao",
            DAY,
            TOMORROW,
            ZONE,
            now=now,
            **options,  # type: ignore[arg-type]
        )


@pytest.fixture
def walked(loaded_store: Store) -> Store:
    """Give a boat that passed 40 cells, two minutes apart."""
    patrol = make_patrol(loaded_store)
    send(loaded_store, patrol, walk_over(loaded_store, "changzhao", range(200, 240), EARLY, 120))
    return loaded_store


def test_only_what_patrols_found_belongs_to_their_hours(walked: Store) -> None:
    patrol = make_patrol(walked, EARLY + timedelta(hours=4))
    for source in ("patrol", "camera", "citizen", "campaign", "joint"):
        meet(walked, source=source)
    meet(walked, source="campaign", patrol_id=patrol.id)
    meet(walked, source="camera", patrol_id=patrol.id)
    assert rates(walked).n.sum() == 2
    assert rates(walked, source="campaign").n.sum() == 1
    assert spots(walked).n.sum() == 7
    assert spots(walked, source="camera").n.sum() == 2
    assert spots(walked, value="per_hour").n.sum() == 2


def test_rates_are_of_the_hours_that_coverage_tells(walked: Store) -> None:
    meet(walked, 3)
    report = rates(walked, rings=0)
    with walked.reader() as session:
        table = coverage_table(session, SYSTEM, "changzhao", DAY, TOMORROW, ZONE)
    assert np.abs(report.hours * 3600 - table.presence_s).max() <= 5e-4
    assert report.n[HERE] == report.rates.incidents[HERE] == 3
    assert report.rates.per_h[HERE] == pytest.approx(3 / report.hours[HERE])
    assert report.rates.overall_per_h == pytest.approx(3 / report.hours.sum())


def test_a_neighbourhood_adds_incidents_and_hours_of_what_is_around(walked: Store) -> None:
    meet(walked, 3)
    alone, around = rates(walked, rings=0), rates(walked, rings=1)
    cells = around.grid.cells
    near = [
        cell.idx
        for cell in cells
        if max(abs(cell.row - cells[HERE].row), abs(cell.col - cells[HERE].col)) <= 1
    ]
    assert around.rates.hours[HERE] == pytest.approx(alone.hours[near].sum())
    assert around.rates.incidents[near].tolist() == [3] * len(near)
    assert around.n.tolist() == alone.n.tolist()
    assert around.rates.overall_per_h == alone.rates.overall_per_h


def test_a_cell_where_nobody_was_is_never_told_by_its_neighbours(walked: Store) -> None:
    meet(walked, 200)
    report = rates(walked, rings=3)
    nobody = report.hours == 0
    assert (report.rates.hours[nobody] > 0).any()
    assert {report.rate_class[i] for i in np.flatnonzero(nobody)} == {"too_little_effort"}


def test_without_an_incident_nothing_can_be_said(walked: Store) -> None:
    report = rates(walked)
    assert set(report.rate_class) == {"too_little_effort"}
    assert report.rates.overall_per_h == 0
    assert set(spots(walked).spot_class) == {"none"}


def test_without_a_patrol_there_is_no_rate(loaded_store: Store) -> None:
    meet(loaded_store, 4)
    report = rates(loaded_store)
    assert np.isnan(report.rates.overall_per_h)
    assert set(report.rate_class) == {"too_little_effort"}
    assert (report.n.sum(), report.hours.sum()) == (4, 0)
    assert set(spots(loaded_store, value="per_hour").spot_class) == {"no_value"}


def test_many_incidents_at_one_place_are_a_hot_spot_and_one_is_none(loaded_store: Store) -> None:
    meet(loaded_store)
    assert set(spots(loaded_store).spot_class) == {"none"}
    meet(loaded_store, 7)
    report = spots(loaded_store)
    hot = [i for i, name in enumerate(report.spot_class) if name == "hot"]
    assert HERE in hot
    assert (report.n_around[hot] == 8).all()
    assert (report.p_adjusted[hot] <= 0.05).all()


def test_a_correction_makes_fewer_spots_never_more(loaded_store: Store) -> None:
    meet(loaded_store, 3)
    meet(loaded_store, 3, cell=500)
    found = [
        spots(loaded_store, control=control).spot_class.count("hot")
        for control in ("bonferroni", "fdr", "none")
    ]
    assert found == sorted(found)


def test_shores_divide_only_where_there_is_one(loaded_store: Store) -> None:
    meet(loaded_store, 5)
    report = spots(loaded_store, value="per_km_shore")
    none = np.isnan(report.values)
    assert 0 < none.sum() < len(none)
    assert {report.spot_class[i] for i in np.flatnonzero(none)} == {"no_value"}
    inland = [cell.kind in ("open_water", "hinterland") for cell in report.grid.cells]
    assert none[np.array(inland)].mean() > 0.9


def test_per_area_a_cut_cell_weighs_more_than_a_whole_one(loaded_store: Store) -> None:
    report = spots(loaded_store, value="per_km2")
    area_m2 = np.array([cell.area_m2 for cell in report.grid.cells])
    cut = int(area_m2.argmin())
    meet(loaded_store, cell=cut)
    meet(loaded_store, cell=HERE)
    values = spots(loaded_store, value="per_km2").values
    assert values[cut] == pytest.approx(1e6 / area_m2[cut])
    assert values[cut] > values[HERE] > 0


def test_one_category_is_counted_by_itself(walked: Store) -> None:
    meet(walked, 2, category="swimming")
    meet(walked, 3)
    assert rates(walked, category="swimming").n.sum() == 2
    assert spots(walked, category="angling").n.sum() == 3
    for ask in (rates, spots):
        with pytest.raises(InvalidInput) as refused:
            ask(walked, category="sleeping")
        assert refused.value.key == "records.unknown_category"


def test_what_is_still_to_come_is_not_counted(walked: Store) -> None:
    meet(walked)
    meet(walked, at=EARLY + timedelta(hours=6))
    until = EARLY + timedelta(hours=1)
    assert (rates(walked, until).n.sum(), spots(walked, until).n.sum()) == (1, 1)
    assert rates(walked, until).hours.sum() < rates(walked).hours.sum()
    assert rates(walked, DAY - timedelta(days=1)).hours.sum() == 0


@pytest.mark.parametrize("value", SPOT_VALUES)
def test_each_value_is_compared_over_all_cells(walked: Store, value: str) -> None:
    meet(walked, 6)
    report = spots(walked, value=value)
    n_cells = len(report.grid.cells)
    for name in ("values", "n", "n_around", "z", "p", "p_adjusted", "spot_class"):
        assert len(getattr(report, name)) == n_cells
    assert (np.isnan(report.z) == np.isnan(report.values)).all()


def test_a_camera_finds_nothing_per_hour_of_presence(walked: Store) -> None:
    with pytest.raises(InvalidInput) as refused:
        spots(walked, value="per_hour", source="camera")
    assert refused.value.key == "hotspots.not_found_by_patrols"


def test_another_squad_s_area_is_not_there(loaded_store: Store) -> None:
    park = scope_of(UUID(int=8), ["park"], "leader", certified=True)
    with loaded_store.reader() as session:
        for report in (rate_report, gi_report):
            with pytest.raises(NotFound):
                report(session, park, "changzhao", DAY, TOMORROW, ZONE, now=NOW)


def test_an_empty_period_is_refused(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        for report in (rate_report, gi_report):
            with pytest.raises(InvalidInput) as refused:
                report(session, SYSTEM, "changzhao", DAY, DAY, ZONE, now=NOW)
            assert refused.value.key == "records.end_before_start"
