"""Incidents: drawn until the published totals are met, where wrongdoing and watching meet."""

from collections import Counter
from uuid import UUID

import numpy as np
import pytest
import shapely
from demo_input import SHANGHAI, DemoInput

from geo_patrol.crs import project, to_metric
from geo_patrol.demo import Season
from geo_patrol.demo.luck import MAX_DRAWS, Totals, draw, draw_until
from geo_patrol.demo.places import PLACES
from geo_patrol.demo.plan import Plan
from geo_patrol.demo.waters import Waters
from geo_patrol.demo.wrongs import PARK_WRONGS, RESERVOIR_WRONGS, expected_totals
from geo_patrol.incidents.catalogue import categories, gear, outcomes
from geo_patrol.incidents.records import Incident


def of_squad(season: Season, squad_code: str) -> list[Incident]:
    return [incident for incident in season.incidents if incident.squad_code == squad_code]


def totals(incidents: list[Incident]) -> Totals:
    """Count from the records themselves, not from what was drawn."""
    return Totals(
        incidents=len(incidents),
        people=sum(o.people or 0 for i in incidents for o in i.outcomes if o.kind == "persuaded"),
        gear=sum(item.quantity for i in incidents for item in i.seized),
    )


def metres_apart(one: Incident, lon: float, lat: float) -> float:
    x, y = to_metric([one.lon, lon], [one.lat, lat])
    return float(np.hypot(x[1] - x[0], y[1] - y[0]))


def test_the_totals_are_the_published_ones(demo_season: Season) -> None:
    found = totals(of_squad(demo_season, "reservoir"))

    assert 390 <= found.incidents <= 399
    assert 500 <= found.people <= 519
    assert 320 <= found.gear <= 329
    assert 150 <= len(of_squad(demo_season, "park")) <= 300


def test_the_tables_expect_what_was_published() -> None:
    incidents, people, sets = expected_totals(RESERVOIR_WRONGS)

    assert 390 <= incidents <= 399
    assert 500 <= people <= 519
    assert 320 <= sets <= 329


def test_the_chances_add_up_to_what_the_tables_expect(demo_plan: Plan) -> None:
    for stage, wrongs in ((demo_plan.reservoir, RESERVOIR_WRONGS), (demo_plan.park, PARK_WRONGS)):
        each = np.diff(stage.chances.cumulative, prepend=0.0).reshape(-1, len(wrongs)).sum(axis=0)
        assert each == pytest.approx([wrong.expected for wrong in wrongs])


def test_single_draws_scatter_about_the_expectation(demo_plan: Plan) -> None:
    stage = demo_plan.reservoir
    rng = np.random.default_rng(1)
    drawn = [draw(rng, stage.chances, stage.wrongs).totals() for _ in range(200)]
    means = np.mean([(one.incidents, one.people, one.gear) for one in drawn], axis=0)

    assert means == pytest.approx(expected_totals(RESERVOIR_WRONGS), rel=0.03)
    assert len({one.incidents for one in drawn}) > 30


@pytest.mark.parametrize("seed", range(8))
def test_every_seed_meets_the_totals_in_a_bounded_number_of_draws(
    demo_plan: Plan, seed: int
) -> None:
    stage = demo_plan.reservoir

    drawn, _, redraws = draw_until(seed, stage.chances, stage.wrongs)

    assert drawn.totals().agree()
    # One draw in about eighty agrees: more than a thousand in vain is a chance in 200,000.
    assert redraws < 1000 < MAX_DRAWS


def test_other_seeds_whole_seasons_meet_the_totals(
    small_season: Season, other_small_season: Season
) -> None:
    for season in (small_season, other_small_season):
        assert totals(of_squad(season, "reservoir")).agree()


def test_incidents_use_the_catalogue(demo_season: Season) -> None:
    for incident in demo_season.incidents:
        assert categories()[incident.category].squad_code == incident.squad_code
        assert incident.outcomes
        for outcome in incident.outcomes:
            assert outcomes()[outcome.kind].counts_people == (outcome.people is not None)
        assert all(item.kind in gear() and item.quantity > 0 for item in incident.seized)
        assert bool(incident.seized) == ("seized" in {o.kind for o in incident.outcomes})
    assert {i.category for i in demo_season.incidents} == set(categories())
    assert {o.kind for i in demo_season.incidents for o in i.outcomes} == set(outcomes())


def test_who_fled_was_not_spoken_to(demo_season: Season) -> None:
    for incident in demo_season.incidents:
        kinds = {outcome.kind for outcome in incident.outcomes}
        assert "fled" not in kinds or kinds <= {"fled", "seized"}


def test_narratives_say_that_they_are_a_demo(demo_season: Season) -> None:
    assert all(i.narrative.startswith("【演示】") for i in demo_season.incidents)


def test_a_patrols_incident_lies_where_the_patrol_was_at_that_time(demo_season: Season) -> None:
    patrols = {patrol.id: patrol for patrol in demo_season.patrols}
    tracks = {t.patrol_id: t.fixes for t in demo_season.tracks if len(t.fixes) > 10}
    apart = []
    for incident in demo_season.incidents:
        assert (incident.patrol_id is None) == (incident.source in ("camera", "citizen"))
        if incident.patrol_id is None:
            continue
        patrol = patrols[incident.patrol_id]
        assert patrol.end is not None
        assert patrol.start <= incident.occurred_at < patrol.end
        if (fixes := tracks.get(patrol.id)) is not None:
            t_ms = incident.occurred_at.timestamp() * 1000
            here = (np.interp(t_ms, fixes.t_ms, axis) for axis in (fixes.lon, fixes.lat))
            apart.append(metres_apart(incident, *map(float, here)))

    assert len(apart) > 200
    assert np.quantile(apart, 0.95) < 250


def test_incidents_lie_in_an_area_of_their_squad(
    demo_season: Season, demo_input: DemoInput
) -> None:
    for squad in ("reservoir", "park"):
        ground = shapely.union_all(
            [project(area.outline) for area in demo_input.areas if area.squad_code == squad]
        )
        mine = of_squad(demo_season, squad)
        x, y = to_metric([i.lon for i in mine], [i.lat for i in mine])
        assert shapely.distance(ground, shapely.points(x, y)).max() < 1.0


def test_anglers_gather_on_the_village_shore_in_the_evening_and_on_days_off(
    demo_season: Season,
) -> None:
    anglers = [i for i in demo_season.incidents if i.category == "angling"]
    village = next(place for place in PLACES["changzhao"] if place.name == "岭根村岸")
    near = [i for i in anglers if metres_apart(i, village.lon, village.lat) < 1000]
    local = [i.occurred_at.astimezone(SHANGHAI) for i in anglers]

    assert len(near) > 0.25 * len(anglers)
    assert sum(16 <= moment.hour < 21 for moment in local) > 0.4 * len(local)
    # Two days of seven are 29 %.
    assert sum(moment.weekday() >= 5 for moment in local) > 0.36 * len(local)


def test_fish_are_netted_and_shocked_in_the_dark(demo_season: Season) -> None:
    hours = Counter(
        incident.occurred_at.astimezone(SHANGHAI).hour
        for incident in demo_season.incidents
        if incident.category in ("netting", "electrofishing")
    )

    assert sum(n for hour, n in hours.items() if hour >= 18 or hour < 7) > 0.85 * hours.total()


def test_people_swim_in_the_heat(demo_season: Season) -> None:
    months = Counter(
        incident.occurred_at.astimezone(SHANGHAI).month
        for incident in demo_season.incidents
        if incident.category == "swimming"
    )

    assert months[8] > 0.5 * months.total()
    assert months[11] == months[12] == 0


def test_cameras_watch_the_dams_and_citizens_report_from_where_nobody_goes(
    demo_season: Season, demo_input: DemoInput
) -> None:
    waters = {
        code: Waters(project(water), project(demo_input.dams[code]))
        for code, water in demo_input.water.items()
    }
    farness: dict[UUID, float] = {}
    for incident in of_squad(demo_season, "reservoir"):
        x, y = to_metric([incident.lon], [incident.lat])
        point = shapely.Point(x[0], y[0])
        nearest = min(waters.values(), key=lambda one: one.water.distance(point))
        farness[incident.id] = float(nearest.farness_at(x, y)[0])
    by_source = {
        source: [farness[i.id] for i in of_squad(demo_season, "reservoir") if i.source == source]
        for source in ("camera", "citizen", "patrol", "campaign", "joint")
    }

    assert all(by_source.values())
    assert max(by_source["camera"]) < 0.3
    assert sum(far > 0.75 for far in by_source["citizen"]) >= 3
    assert len(by_source["patrol"]) > 0.5 * len(farness)
