"""The addresses that a briefing's figures give: each is answered, and lists what was counted."""

from uuid import uuid4

import pytest
from api_world import Client, World, incident_body

from geo_patrol.reports.briefing import Amount, BriefingKind
from geo_patrol.store.scope import scope_of
from geo_patrol.workflows.briefing import assemble

SCOPE = scope_of(uuid4(), ["reservoir", "park"], "briefing", certified=False)


def told(world: World, kind: BriefingKind, period: str, *areas: str) -> dict[str, Amount]:
    with world.store.reader() as session:
        found = assemble(
            session, SCOPE, kind, period, areas, settings=world.settings, now=world.clock()
        )
    return {one.code: one for each in found.sections for one in each.amounts}


@pytest.fixture
def reader(loaded_world: World) -> Client:
    of_both = loaded_world.officer("briefing", "reservoir", more_squads=("park",))
    return loaded_world.signed_in(of_both)


def put_incident(world: World, lon: float, lat: float) -> None:
    client = world.member()
    body = incident_body(point={"lon": lon, "lat": lat})
    answer = client.put(f"/api/v1/incidents/{uuid4()}", body)
    assert answer.status_code == 201, answer.text


def test_every_address_is_answered(loaded_world: World, reader: Client) -> None:
    put_incident(loaded_world, 121.03, 29.42)
    addresses = {
        one
        for found in (
            told(loaded_world, "monthly", "2022-10"),
            told(loaded_world, "annual", "2022", "changzhao", "yulin"),
        )
        for amount in found.values()
        for one in amount.records
    }
    assert len(addresses) > 30
    refused = {one: reader.get(one).status_code for one in sorted(addresses)}
    assert set(refused.values()) == {200}, refused


def test_the_list_behind_a_figure_has_as_many_records(loaded_world: World, reader: Client) -> None:
    put_incident(loaded_world, 121.03, 29.42)
    violations = told(loaded_world, "monthly", "2022-10")["violations"]
    listed = [reader.get(one).json()["items"] for one in violations.records]
    assert violations.value == sum(len(one) for one in listed) > 0
    figures = reader.get("/api/v1/figures?from=2022-10-01&to=2022-11-01").json()["squads"]
    counted = [one for each in figures for one in each["figures"] if one["code"] == "violations"]
    assert sum(one["value"] for one in counted) == violations.value
