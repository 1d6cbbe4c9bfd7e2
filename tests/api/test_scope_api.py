"""Another squad's records are not there, to the letter; whoever reached for one is in the log."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import (
    Client,
    Loop,
    World,
    incident_body,
    make_world,
    patrol_body,
    put_patrol,
    put_shift,
    shift_body,
    track_rows,
)
from askers import gadget, logged, said

OFTEN = {"rate_per_caller": "100000/minute", "rate_anonymous": "100000/minute"}


@dataclass
class Theirs:
    """Records of the reservoir squad, and a shift and patrol of the park squad."""

    world: World
    shift: UUID
    patrol: UUID
    track: UUID
    incident: UUID
    park_shift: UUID
    park_patrol: UUID

    def addresses(self) -> list[str]:
        """Return where each record of the reservoir squad is read."""
        return [
            f"/api/v1/shifts/{self.shift}",
            f"/api/v1/patrols/{self.patrol}",
            f"/api/v1/patrols/{self.patrol}/tracks",
            f"/api/v1/patrols/{self.patrol}/tracks/{self.track}",
            f"/api/v1/patrols/{self.park_patrol}/tracks/{self.track}",
            f"/api/v1/incidents/{self.incident}",
            *(
                f"/api/v1/history/{kind}/{getattr(self, kind)}"
                for kind in ("shift", "patrol", "track", "incident")
            ),
        ]

    def nowhere(self, address: str) -> str:
        """Return the same address, with ids that no record has."""
        for one in (self.shift, self.patrol, self.track, self.incident):
            address = address.replace(str(one), str(uuid4()))
        return address


@pytest.fixture(scope="module")
def theirs(world: World, loop: Loop) -> Iterator[Theirs]:
    with closing(make_world(world.store, loop, **OFTEN)) as made:
        leader, park = made.member("leader"), made.member("leader", "park")
        shift = put_shift(leader)
        patrol = put_patrol(leader, shift)
        track, incident = uuid4(), uuid4()
        rows = {"device": "a", "fixes": track_rows()}
        assert leader.put(f"/api/v1/patrols/{patrol}/tracks/{track}", rows).status_code == 201
        assert leader.put(f"/api/v1/incidents/{incident}", incident_body()).status_code == 201
        park_shift = put_shift(park, squad="park")
        park_patrol = put_patrol(park, park_shift, area="block")
        yield Theirs(made, shift, patrol, track, incident, park_shift, park_patrol)


@pytest.mark.parametrize("role", ["officer", "auxiliary", "leader", "briefing"])
def test_reading_another_squad_s_record_is_answered_as_if_there_were_none(
    theirs: Theirs, role: Any
) -> None:
    neighbour, squad = theirs.world.member(role, "park"), theirs.world.member(role)
    for address in theirs.addresses():
        reads_tracks = role != "briefing" or "track" not in address
        if str(theirs.park_patrol) not in address:
            assert squad.get(address).status_code == (200 if reads_tracks else 403), address
        if reads_tracks:
            found, missing = neighbour.get(address), neighbour.get(theirs.nowhere(address))
            assert found.status_code == missing.status_code == 404, address
            assert said(found) == said(missing)
            assert found.headers["content-type"] == missing.headers["content-type"]


def writes(theirs: Theirs) -> list[tuple[str, Any]]:
    """Return a new content of the neighbour's own making for each record."""
    return [
        (f"/api/v1/shifts/{theirs.shift}", shift_body(squad="park")),
        (f"/api/v1/patrols/{theirs.patrol}", patrol_body(theirs.park_shift, area="block")),
        (f"/api/v1/incidents/{theirs.incident}", incident_body(squad="park")),
        (
            f"/api/v1/patrols/{theirs.park_patrol}/tracks/{theirs.track}",
            {"device": "b", "fixes": track_rows(5)},
        ),
    ]


def test_writing_over_another_squad_s_record_is_answered_as_if_there_were_none(
    theirs: Theirs,
) -> None:
    neighbour = theirs.world.member("leader", "park")
    nothing = said(neighbour.get(f"/api/v1/incidents/{uuid4()}"))
    for address, body in writes(theirs):
        answer = neighbour.put(address, body)
        assert answer.status_code == 404, address
        assert said(answer) == nothing
        assert "etag" not in answer.headers


@pytest.mark.parametrize("if_match", ['"1"', '"7"'])
def test_an_edit_of_another_squad_s_record_is_answered_as_one_of_nothing(
    theirs: Theirs, if_match: str
) -> None:
    neighbour = theirs.world.member("leader", "park")
    *edits, track = writes(theirs)
    for address, body in edits:
        answer = neighbour.put(address, body, If_Match=if_match)
        folder = address.rpartition("/")[0]
        unknown = neighbour.put(f"{folder}/{uuid4()}", body, If_Match=if_match)
        assert answer.status_code == 412, address
        assert said(answer) == said(unknown)
        assert "etag" not in answer.headers
    # Tracks are never edited.
    assert neighbour.put(*track, If_Match=if_match).status_code == 404


def test_another_squad_s_content_cannot_be_guessed_by_sending_it(theirs: Theirs) -> None:
    neighbour = theirs.world.member("leader", "park")
    theirs_exactly = neighbour.put(f"/api/v1/shifts/{theirs.shift}", shift_body())
    otherwise = neighbour.put(f"/api/v1/shifts/{theirs.shift}", shift_body(note="x"))
    assert theirs_exactly.status_code == otherwise.status_code == 404
    assert said(theirs_exactly) == said(otherwise)


def test_what_was_tried_on_another_squad_s_record_leaves_it_and_its_history_alone(
    theirs: Theirs,
) -> None:
    squad, neighbour = theirs.world.member(), theirs.world.member("leader", "park")
    before = [said(squad.get(one)) for one in theirs.addresses()]
    for address, body in writes(theirs):
        neighbour.put(address, body)
        neighbour.put(address, body, If_Match='"1"')
    assert [said(squad.get(one)) for one in theirs.addresses()] == before


def test_a_track_cannot_be_put_into_another_squad_s_patrol(theirs: Theirs) -> None:
    body = {"device": "b", "fixes": track_rows(5)}
    for neighbour in (
        theirs.world.member("officer", "park"),
        gadget(theirs.world, "tracker", "park"),
    ):
        into = neighbour.put(f"/api/v1/patrols/{theirs.patrol}/tracks/{uuid4()}", body)
        none = neighbour.put(f"/api/v1/patrols/{uuid4()}/tracks/{uuid4()}", body)
        assert into.status_code == none.status_code == 404
        assert said(into) == said(none)


@pytest.mark.parametrize(
    "path", ["coverage", "gaps", "hotspots/gi", "maps/zones", "maps/heat", "cells"]
)
def test_another_squad_s_area_is_answered_as_if_there_were_none(theirs: Theirs, path: str) -> None:
    neighbour = theirs.world.member("leader", "park")
    found = neighbour.get(f"/api/v1/{path}?area=lake")
    missing = neighbour.get(f"/api/v1/{path}?area=leak")
    assert found.status_code == missing.status_code == 404
    assert (
        found.text.replace("lake", "leak").replace(
            found.json()["request_id"], missing.json()["request_id"]
        )
        == missing.text
    )


@pytest.mark.parametrize("path", ["shifts", "patrols", "tracks", "incidents", "areas"])
@pytest.mark.parametrize("query", ["", "?format=geojson"])
def test_lists_hold_nothing_of_another_squad(theirs: Theirs, path: str, query: str) -> None:
    squad, neighbour = theirs.world.member(), theirs.world.member("leader", "park")
    own, other = ids(squad, path + query), ids(neighbour, path + query)
    assert own
    assert not own & other


@pytest.mark.parametrize("path", ["shifts", "patrols", "tracks", "incidents"])
def test_asking_for_another_squad_s_list_gives_an_empty_one(theirs: Theirs, path: str) -> None:
    neighbour = theirs.world.member("leader", "park")
    assert ids(neighbour, f"{path}?squad=reservoir") == set()
    assert ids(theirs.world.member(), f"{path}?squad=reservoir")


def ids(client: Client, path: str) -> set[str]:
    body = client.get(f"/api/v1/{path}").json()
    return {one.get("id", one.get("code")) for one in body.get("items", body.get("features"))}


def test_who_serves_two_squads_reaches_both(theirs: Theirs) -> None:
    both = theirs.world.signed_in(
        theirs.world.officer("leader", "park", more_squads=("reservoir",))
    )
    for address in theirs.addresses():
        if str(theirs.park_patrol) not in address:
            assert both.get(address).status_code == 200, address
    assert {str(theirs.shift), str(theirs.park_shift)} <= ids(both, "shifts")
    assert {"lake", "block"} == ids(both, "areas")
    edited = incident_body(narrative="两队联合巡查")
    path = f"/api/v1/incidents/{uuid4()}"
    assert both.put(path, {**edited, "squad": "reservoir"}).status_code == 201
    assert theirs.world.member("officer", "park").get(path).status_code == 404
    assert theirs.world.member("officer").get(path).status_code == 200


def test_briefing_staff_see_their_squads_only(theirs: Theirs) -> None:
    staff = theirs.world.member("briefing", "park")
    assert ids(staff, "areas") == {"block"}
    assert str(theirs.shift) not in ids(staff, "shifts")
    of_both = theirs.world.officer("briefing", "park", more_squads=("reservoir",))
    assert theirs.world.signed_in(of_both).get(f"/api/v1/shifts/{theirs.shift}").status_code == 200


def test_reaching_for_another_squad_s_record_is_logged_and_one_that_is_not_there_is_not(
    theirs: Theirs,
) -> None:
    officer = theirs.world.officer("officer", "park")
    neighbour, address = theirs.world.signed_in(officer), f"/api/v1/incidents/{theirs.incident}"
    with logged() as lines:
        neighbour.get(address)
        neighbour.put(address, incident_body(squad="park", narrative="张三"))
        neighbour.get(f"/api/v1/incidents/{uuid4()}")
    reached = [line for line in lines if line["event"] == "out of reach"]
    expected = {
        "event": "out of reach",
        "log_level": "warning",
        "actor": f"officer/{officer.id}",
        "object": f"incident/{theirs.incident}",
        "route": "/api/v1/incidents/{incident_id}",
    }
    assert reached == [{**expected, "method": "GET"}, {**expected, "method": "PUT"}]
    assert "张三" not in str(lines)
    assert officer.login not in str(lines)


def test_every_way_of_reaching_for_another_squad_s_record_is_logged(theirs: Theirs) -> None:
    neighbour = theirs.world.member("leader", "park")
    for address in theirs.addresses():
        with logged() as lines:
            neighbour.get(address)
        assert [line["event"] for line in lines].count("out of reach") == 1, address
    for address, body in writes(theirs):
        for headers in ({}, {"If_Match": '"1"'}):
            with logged() as lines:
                neighbour.put(address, body, **headers)
            assert [line["event"] for line in lines].count("out of reach") == 1, address


def test_a_refusal_is_logged_with_its_code(theirs: Theirs) -> None:
    staff = theirs.world.officer("briefing")
    with logged() as lines:
        theirs.world.signed_in(staff).put(f"/api/v1/shifts/{uuid4()}", shift_body())
    [line] = [line for line in lines if line["event"] == "refused"]
    assert (line["code"], line["actor"]) == ("api.not_permitted", f"officer/{staff.id}")
    assert (line["method"], line["route"]) == ("PUT", "/api/v1/shifts/{shift_id}")
    assert line["log_level"] == "warning"


def test_a_refusal_before_anybody_is_known_names_nobody(theirs: Theirs) -> None:
    with logged() as lines:
        answer = theirs.world.member().ask(
            "PUT", f"/api/v1/shifts/{uuid4()}", headers={"sec-fetch-site": "cross-site"}
        )
    assert answer.status_code == 403
    [line] = [line for line in lines if line["event"] == "refused"]
    assert (line["code"], line["actor"], line["route"]) == ("api.cross_site", "-", "-")
