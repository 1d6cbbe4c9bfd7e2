"""Incidents that do not count: kept, told of, in no figure, and there is a way back."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import NOW, Client, World, incident_body, put_patrol, put_shift, where

from geo_patrol.store.repositories import incidents
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.auditing import verify

REASON = "与 02:10 的记录重复"
BODY = {"void": True, "reason": REASON}
BACK = {"void": False, "reason": "核对后是另一起"}
INCIDENTS = "/api/v1/incidents"
DAY = "from=2022-10-30&to=2022-11-02"
GOES_ON = {"start": "2022-10-31T08:00:00+08:00", "end": "2022-10-31T16:00:00+08:00"}
"""The world's present moment lies in it: noon."""
IN_IT = {"occurred_at": "2022-10-31T11:00:00+08:00"}


def put_incident(client: Client, **changes: Any) -> UUID:
    """Write an incident without measures and return its id."""
    incident_id = uuid4()
    answer = client.put(f"{INCIDENTS}/{incident_id}", incident_body(**{"seized": [], **changes}))
    assert answer.status_code == 201, answer.text
    return incident_id


def say(client: Client, incident_id: UUID, body: Any = BODY, **headers: str) -> Any:
    return client.put(f"{INCIDENTS}/{incident_id}/void", body, **headers)


def listed(client: Client, query: str) -> dict[str, dict[str, Any]]:
    items = client.get(f"{INCIDENTS}?limit=1000&{query}").json()["items"]
    return {one["id"]: one for one in items}


def test_an_incident_is_voided_with_a_reason_and_there_is_a_way_back(world: World) -> None:
    leader = world.member()
    incident_id = put_incident(leader, **IN_IT)
    assert leader.get(f"{INCIDENTS}/{incident_id}").json()["void_id"] is None
    first = say(leader, incident_id)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert say(leader, incident_id).status_code == 200
    read = leader.get(f"{INCIDENTS}/{incident_id}")
    assert (read.headers["etag"], read.json()["void"]) == ('"1"', True)
    assert read.json()["void_reason"] == REASON
    assert str(incident_id) not in listed(leader, DAY)
    marked = listed(leader, f"{DAY}&include_void=true")[str(incident_id)]
    assert (marked["void"], marked["void_reason"]) == (True, REASON)
    assert say(leader, incident_id, BACK).status_code == 409
    assert say(leader, incident_id, BACK, If_Match='"2"').status_code == 412
    back = say(leader, incident_id, BACK, If_Match='"1"')
    assert (back.status_code, back.json()["void"]) == (200, False)
    again = listed(leader, DAY)[str(incident_id)]
    assert (again["void"], again["void_reason"]) == (False, "")
    # That it was void once is a part of its history, which the incident leads to.
    said_id = leader.get(f"{INCIDENTS}/{incident_id}").json()["void_id"]
    history = leader.get(f"/api/v1/history/incident_void/{said_id}").json()
    assert [one["body"] for one in history["versions"]] == [BODY, BACK]
    # The one that came second is kept for a person to look at.
    assert [one["body"] for one in history["rivals"]] == [BACK]
    assert verify(world.store).sound


def test_an_edit_of_a_void_incident_leaves_it_void(world: World) -> None:
    leader = world.member()
    incident_id = put_incident(leader, **IN_IT)
    say(leader, incident_id)
    changed = incident_body(seized=[], narrative="改正", **IN_IT)
    edited = leader.put(f"{INCIDENTS}/{incident_id}", changed, If_Match='"1"').json()
    assert (edited["narrative"], edited["void"]) == ("改正", True)


def test_what_is_void_is_in_no_total_no_map_and_no_cell(loaded_world: World) -> None:
    leader = loaded_world.member()
    cell = leader.get("/api/v1/cells?area=changzhao&limit=1&format=geojson").json()["features"][0]
    corners = cell["geometry"]["coordinates"][0][:-1]
    lon, lat = (sum(place[axis] for place in corners) / len(corners) for axis in (0, 1))
    span = Span(NOW.replace(day=29), NOW.replace(day=30))

    def figures() -> tuple[Any, ...]:
        assert span.start is not None and span.end is not None
        with loaded_world.store.reader() as session:
            return (
                incidents.totals(
                    session, SYSTEM, squad="reservoir", start=span.start, end=span.end
                ),
                incidents.points(session, SYSTEM, ["changzhao"], span.start, span.end),
                incidents.n_by_cell(session, SYSTEM, "changzhao", span.start, span.end),
            )

    before = figures()
    point = {"lon": lon, "lat": lat}
    at = {"occurred_at": "2022-10-29T20:00:00+08:00"}
    incident_id = uuid4()
    path = f"{INCIDENTS}/{incident_id}"
    assert leader.put(path, incident_body(point=point, **at)).json()["area"] == "changzhao"
    counted = figures()
    assert (before[0], counted[0]) == ((0, 0, 0), (1, 2, 2))
    assert sum(counted[2].values()) == len(counted[1]) == 1
    say(leader, incident_id)
    assert figures() == before
    features = leader.get(f"{INCIDENTS}?format=geojson&from=2022-10-29&to=2022-10-30").json()
    assert features["features"] == []
    say(leader, incident_id, BACK, If_Match='"1"')
    assert figures() == counted


def test_any_order_and_repetition_ends_at_what_was_said_last(world: World) -> None:
    leader = world.member()
    incident_id = put_incident(leader, **IN_IT)
    path = f"{INCIDENTS}/{incident_id}"
    for headers, body, status in (
        ({}, BODY, 201),
        ({}, BODY, 200),
        ({"If_Match": '"1"'}, BACK, 200),
        # A late repeat of what was said first changes nothing.
        ({}, BODY, 200),
        ({"If_Match": '"1"'}, BACK, 200),
    ):
        assert say(leader, incident_id, body, **headers).status_code == status
    assert leader.get(path).json()["void"] is False
    assert leader.get(f"{path}/void").headers["etag"] == '"2"'
    say(leader, incident_id, BODY, If_Match='"2"')
    assert say(leader, incident_id, BACK, If_Match='"2"').status_code == 412
    assert leader.get(path).json()["void"] is True


def test_who_wrote_it_has_a_say_while_the_shift_goes_on(world: World) -> None:
    author, leader, mate = (world.member(one) for one in ("officer", "leader", "officer"))
    put_shift(leader, **GOES_ON)
    own = put_incident(author, **IN_IT)
    refused = say(mate, own)
    assert (refused.status_code, refused.json()["code"]) == (403, "incidents.not_yours_to_void")
    assert say(world.member("briefing"), own).status_code == 403
    assert say(author, own).status_code == 201
    assert say(author, own, BACK, If_Match='"1"').status_code == 200
    # What a leader said stands until a leader changes it.
    assert say(leader, own, BODY, If_Match='"2"').status_code == 200
    assert say(author, own, BACK, If_Match='"3"').status_code == 403
    over = put_incident(author)
    assert say(author, over).json()["code"] == "incidents.not_yours_to_void"
    assert say(leader, over).status_code == 201


def test_the_shift_is_that_of_the_patrol_that_the_incident_names(world: World) -> None:
    author, leader = world.member("officer"), world.member()
    put_shift(leader, **GOES_ON)
    over = put_patrol(leader)
    goes_on = put_patrol(leader, put_shift(leader, **GOES_ON), **GOES_ON)
    for patrol_id, status in ((over, 403), (goes_on, 201)):
        incident_id = put_incident(author, patrol_id=str(patrol_id), **IN_IT)
        assert say(author, incident_id).status_code == status


def test_who_may_take_no_measures_voids_none(world: World) -> None:
    author, leader = world.member("auxiliary"), world.member()
    put_shift(leader, **GOES_ON)
    incident_id = put_incident(author, **IN_IT)
    path = f"{INCIDENTS}/{incident_id}"
    assert leader.put(path, incident_body(**IN_IT), If_Match='"1"').status_code == 200
    refused = say(author, incident_id)
    assert (refused.status_code, refused.json()["code"]) == (
        403,
        "records.measures_not_permitted",
    )
    plain = put_incident(author, **IN_IT)
    assert say(author, plain).status_code == 201


def test_an_incident_of_another_squad_is_not_there(world: World) -> None:
    leader, stranger = world.member(), world.member("leader", "park")
    incident_id = put_incident(leader)
    assert say(stranger, incident_id).status_code == 404
    assert say(stranger, incident_id, If_Match='"1"').status_code == 412
    say(leader, incident_id)
    assert stranger.get(f"{INCIDENTS}/{incident_id}/void").status_code == 404
    assert say(stranger, incident_id, BACK, If_Match='"1"').status_code == 412
    assert leader.get(f"{INCIDENTS}/{incident_id}/void").json()["void"] is True
    assert leader.get(f"{INCIDENTS}/{uuid4()}/void").status_code == 404
    assert say(leader, uuid4()).status_code == 404


def test_what_was_said_of_it_keeps_an_incident_in_its_squad(world: World) -> None:
    both = world.signed_in(world.officer("leader", more_squads=("park",)))
    moved, stays = put_incident(both), put_incident(both)
    say(both, stays)
    to_park = incident_body(seized=[], squad="park")
    assert both.put(f"{INCIDENTS}/{moved}", to_park, If_Match='"1"').status_code == 200
    refused = both.put(f"{INCIDENTS}/{stays}", to_park, If_Match='"1"')
    assert (refused.status_code, refused.json()["code"]) == (
        422,
        "incidents.stays_with_its_squad",
    )


def test_who_works_on_records_only_reads_no_reason(world: World) -> None:
    leader, staff = world.member(), world.member("briefing")
    incident_id = put_incident(leader, **IN_IT)
    key = say(leader, incident_id).json()["id"]
    pages = (
        f"{INCIDENTS}/{incident_id}",
        f"{INCIDENTS}/{incident_id}/void",
        f"{INCIDENTS}?{DAY}&include_void=true&limit=1000",
        f"{INCIDENTS}?{DAY}&include_void=true&limit=1000&format=geojson",
        f"/api/v1/history/incident_void/{key}",
    )
    for path in pages:
        told = staff.get(path)
        assert told.status_code == 200
        assert REASON not in told.text
        assert REASON in leader.get(path).text


@pytest.mark.parametrize("typed", ["</script><b>'\"", "=cmd|' /C calc'!A0", "{{7*7}}'; --", "䶮\n"])
def test_a_reason_comes_back_as_it_was_typed(world: World, typed: str) -> None:
    leader = world.member()
    incident_id = put_incident(leader)
    assert say(leader, incident_id, {"void": True, "reason": typed}).json()["reason"] == typed
    assert leader.get(f"{INCIDENTS}/{incident_id}").json()["void_reason"] == typed


def test_a_reason_is_more_than_spaces(world: World) -> None:
    leader = world.member()
    incident_id = put_incident(leader)
    for reason in ("", " \n\u3000"):
        answer = say(leader, incident_id, {"void": True, "reason": reason})
        assert (answer.status_code, where(answer)) == (422, ["reason"])


def test_the_audit_entry_is_the_squad_s(world: World) -> None:
    leader = world.member()
    key = say(leader, put_incident(leader)).json()["id"]
    about = f"/api/v1/audit?object=incident_void/{key}"
    [entry] = world.member("auditor").get(about).json()["items"]
    assert (entry["action"], entry["chain"]) == ("create", "reservoir")
    assert REASON not in str(entry)
