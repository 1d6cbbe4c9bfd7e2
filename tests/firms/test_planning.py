"""A month's proposal: fewest visits, no agency in two places, quiet windows kept, reasons told."""

from typing import Any
from uuid import UUID

from firm_making import FIRM, WORKTIME, at, check

from geo_patrol.firms.planning import Busy, Plan, plan
from geo_patrol.firms.records import PlannedCheck, QuietWindow
from geo_patrol.firms.stretches import Stretch

OTHER = UUID(int=2)
WEEK = QuietWindow("赶订单", first="2022-10-10", last="2022-10-14")


def planned(*checks: PlannedCheck, **options: Any) -> Plan:
    return plan(checks, options.pop("quiet", {}), WORKTIME, **options)


def reasons(found: Plan) -> list[list[str]]:
    return [[why.key for why in one.reasons] for one in found.proposals]


def test_three_matters_of_a_firm_become_one_visit_of_the_longest() -> None:
    found = planned(
        check(8, 14, 60),
        check(10, 20, 120, agency="emergency"),
        check(11, 31, 30, agency="ecology"),
    )
    [visit] = found.proposals
    assert (len(visit.checks), visit.minutes) == (3, 120)
    assert visit.starts_at == at(11, 8.5) and visit.ends_at == at(11, 10.5)
    assert visit.agencies == {"market", "emergency", "ecology"}
    assert (found.n_checks, found.n_avoided, found.fewest) == (3, 2, True)
    assert reasons(found) == [["firms.why_merged"]]


def test_a_quiet_week_is_kept_and_what_finds_no_room_is_told() -> None:
    early, long = check(10, 14), check(10, 18, agency="emergency")
    found = planned(early, long, quiet={FIRM: [WEEK]})
    [(refused, [why])] = found.no_room
    assert (refused, why.key) == (early, "firms.all_quiet")
    [visit] = found.proposals
    assert visit.starts_at == at(17, 8.5)
    assert reasons(found) == [["firms.why_alone", "firms.why_quiet"]]


def test_an_agency_is_at_one_firm_at_a_time() -> None:
    found = planned(check(10, 10), check(10, 10, firm_id=OTHER))
    assert [one.starts_at for one in found.proposals] == [at(10, 8.5), at(10, 9.5)]
    decided = Busy(OTHER, frozenset({"market"}), Stretch(at(10, 8.5), at(10, 12)))
    [visit] = planned(check(10, 10), busy=[decided]).proposals
    assert visit.starts_at == at(10, 14)


def test_a_firm_has_one_visit_at_a_time() -> None:
    found = planned(check(10, 10), check(10, 10, agency="ecology", unannounced=True))
    assert [one.starts_at for one in found.proposals] == [at(10, 8.5), at(10, 9.5)]
    assert sorted(reasons(found)) == [["firms.why_alone"], ["firms.why_unannounced"]]


def test_an_agency_goes_to_no_more_firms_a_day_than_it_can() -> None:
    found = planned(check(10, 11), check(10, 11, firm_id=OTHER), capacity=1)
    assert [one.starts_at for one in found.proposals] == [at(10, 8.5), at(11, 8.5)]
    crowded = planned(check(10, 10), check(10, 10, firm_id=OTHER), capacity=1)
    assert [one.starts_at for one in crowded.proposals] == [at(10, 8.5)] * 2
    assert sorted(map(len, reasons(crowded))) == [1, 2]
    assert "firms.why_crowded" in reasons(crowded)[0] + reasons(crowded)[1]


def test_who_can_wait_least_goes_first() -> None:
    patient, urgent = check(10, 20), check(10, 10, firm_id=OTHER)
    found = planned(patient, urgent)
    assert [one.firm_id for one in found.proposals] == [OTHER, FIRM]


def test_nothing_planned_is_an_empty_plan() -> None:
    assert planned() == Plan()
    assert (Plan().n_checks, Plan().n_avoided) == (0, 0)
