"""The demo's operations: on the days that the season gave to them, and what they handed on."""

from collections import Counter
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from geo_patrol.demo import Season
from geo_patrol.demo.operations import MOST_TRANSFERS, operations, transfers
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.operations.checks import operation_faults, transfer_faults

ZONE = ZoneInfo("Asia/Shanghai")
NAMESPACE = UUID(int=7)


def make_id(name: str) -> UUID:
    return uuid5(NAMESPACE, name)


def test_each_month_has_a_campaign_and_a_joint_operation_and_all_make_sense(
    small_season: Season,
) -> None:
    made = operations(small_season, ["changzhao"], ZONE, make_id)
    kinds = Counter(one.operation.kind for one in made)
    assert kinds == {"campaign": 5, "joint": 5}
    for one in made:
        operation = one.operation
        assert operation.closed_at is not None
        faults = operation_faults(operation, built_in(), now=operation.closed_at)
        assert list(faults) == []
        assert len(one.links) == {"campaign": 2, "joint": 1}[operation.kind]


def test_every_incident_of_a_drive_is_within_an_operation_of_its_kind(small_season: Season) -> None:
    spans = [one.operation for one in operations(small_season, ["changzhao"], ZONE, make_id)]
    driven = [one for one in small_season.incidents if one.source in ("campaign", "joint")]
    assert driven
    for one in driven:
        assert [
            each.kind
            for each in spans
            if each.kind == one.source and each.starts_at <= one.occurred_at < each.ends_at
        ] == [one.source]


def test_cases_of_electro_fishing_go_to_the_police_soundly(demo_season: Season) -> None:
    made = operations(demo_season, ["changzhao", "qincun"], ZONE, make_id)
    handed = transfers(demo_season, made, make_id)
    assert 0 < len(handed) <= MOST_TRANSFERS
    of = {one.id: one for one in demo_season.incidents}
    for one in handed:
        incident = of[one.incident_id]
        assert incident.category == "electrofishing"
        now = one.taken_at or one.at
        assert list(transfer_faults(one, incident, built_in(), now=now)) == []
