"""What may name somebody is shown to who has need of it; what the law reserves is refused."""

from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, incident_body, patrol_body, put_shift, shift_body
from askers import logged, uncertified

from geo_patrol.roles import Role

PERSONS = [{"name": "欧阳垂钓", "plate": "浙D·98765", "phone": "13812345678"}, {"note": "同行"}]
PRIVATE = ("欧阳垂钓", "98765", "13812345678")
NARRATIVE, NOTE = "向欧阳家人了解情况", "交给王五"
SEIZED = [{"kind": "rod", "quantity": 2, "unit": "set", "note": NOTE}]


def full_body(**changes: Any) -> dict[str, Any]:
    body = incident_body(
        narrative=NARRATIVE,
        outcomes=[{"kind": "persuaded", "people": 2, "note": NOTE}],
        seized=SEIZED,
        persons=PERSONS,
    )
    return {**body, **changes}


@pytest.fixture(scope="module")
def path(world: World) -> str:
    """Return where an incident with persons is; it was edited once."""
    made = f"/api/v1/incidents/{uuid4()}"
    client = world.member("officer")
    assert client.put(made, full_body(source="camera")).status_code == 201
    assert client.put(made, full_body(), If_Match='"1"').status_code == 200
    return made


def in_list(client: Client, path: str) -> dict[str, Any]:
    items = client.get("/api/v1/incidents?limit=1000").json()["items"]
    [found] = [one for one in items if one["id"] == path.rpartition("/")[2]]
    return dict(found)


def history_of(path: str) -> str:
    kind, record_id = path.split("/")[-2:]
    return f"/api/v1/history/{kind.removesuffix('s')}/{record_id}"


@pytest.mark.parametrize("asker", ["officer", "leader", "uncertified"])
def test_who_works_with_an_incident_sees_the_persons(world: World, path: str, asker: Any) -> None:
    client = uncertified(world) if asker == "uncertified" else world.member(asker)
    for told in (client.get(path).json(), in_list(client, path)):
        assert [one["name"] for one in told["persons"]] == ["欧阳垂钓", ""]
        assert told["persons"][0]["plate"] == "浙D·98765"
        assert (told["persons_shown"], told["redacted"]) == ("shown", False)
        assert told["narrative"] == NARRATIVE


def test_an_auxiliary_sees_the_incident_without_its_persons(world: World, path: str) -> None:
    client = world.member("auxiliary")
    for told in (client.get(path).json(), in_list(client, path)):
        assert (told["persons"], told["persons_shown"]) == ([], "redacted")
        assert told["redacted"] is True
        assert told["repeats"] is None
        assert told["narrative"] == NARRATIVE
    assert not [one for one in PRIVATE if one in client.get(path).text]


def test_briefing_staff_see_neither_persons_nor_free_text(world: World, path: str) -> None:
    client = world.member("briefing")
    for told in (client.get(path).json(), in_list(client, path)):
        assert (told["persons"], told["persons_shown"]) == ([], "redacted")
        assert told["redacted"] is True
        assert told["narrative"] == ""
        [outcome] = told["outcomes"]
        assert (outcome["people"], outcome["note"]) == (2, "")
        assert told["seized"] == [{"kind": "rod", "quantity": 2, "unit": "set", "note": ""}]
    for address in (path, "/api/v1/incidents?limit=1000", "/api/v1/incidents?format=geojson"):
        assert not [one for one in (*PRIVATE, NARRATIVE, NOTE) if one in client.get(address).text]


def test_an_incident_without_persons_says_so_to_everybody(world: World) -> None:
    path = f"/api/v1/incidents/{uuid4()}"
    world.member("officer").put(path, full_body(persons=[]))
    roles: tuple[Role, ...] = ("officer", "auxiliary", "briefing")
    told = [world.member(role).get(path).json() for role in roles]
    assert [one["persons_shown"] for one in told] == ["none"] * 3
    assert [one["redacted"] for one in told] == [False, False, True]


def test_briefing_staff_see_patrols_and_shifts_without_crews_and_notes(world: World) -> None:
    leader, crew = world.member(), [str(world.officer("officer").id)]
    shift_id = put_shift(leader, note=NOTE)
    patrol = f"/api/v1/patrols/{uuid4()}"
    assert leader.put(patrol, patrol_body(shift_id, crew=crew, note=NOTE)).status_code == 201
    shift = f"/api/v1/shifts/{shift_id}"
    staff = world.member("briefing")
    assert {"crew": crew, "note": NOTE, "redacted": False}.items() <= leader.get(
        patrol
    ).json().items()
    assert {"crew": [], "note": "", "redacted": True}.items() <= staff.get(patrol).json().items()
    assert {"note": "", "redacted": True}.items() <= staff.get(shift).json().items()
    for address in ("/api/v1/patrols?limit=1000", "/api/v1/shifts?limit=1000"):
        assert not [one for one in (crew[0], NOTE) if one in staff.get(address).text]
        assert NOTE in leader.get(address).text
    for address in (history_of(patrol), history_of(shift)):
        assert not [one for one in (crew[0], NOTE) if one in staff.get(address).text]
        assert NOTE in leader.get(address).text


def test_a_history_tells_persons_to_nobody_and_free_text_to_who_works_with_it(
    world: World, path: str
) -> None:
    officer, staff = world.member("officer"), world.member("briefing")
    world.member("leader").put(path, full_body(narrative="另一部手机"))
    told = officer.get(history_of(path)).json()
    assert [one["body"]["source"] for one in told["versions"]] == ["camera", "patrol"]
    assert "另一部手机" in [one["body"]["narrative"] for one in told["rivals"]]
    assert not [one for one in PRIVATE if one in str(told)]
    redacted = staff.get(history_of(path))
    assert len(redacted.json()["versions"]) == 2
    assert {one["actor_id"] for one in redacted.json()["versions"]} == {None}
    hidden = (*PRIVATE, NARRATIVE, NOTE, "另一部手机")
    assert not [one for one in hidden if one in redacted.text]


def test_briefing_staff_read_no_history_of_tracks(world: World) -> None:
    answer = world.member("briefing").get(f"/api/v1/history/track/{uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


@pytest.mark.parametrize(("if_match", "status"), [(None, 409), ('"7"', 412)])
def test_what_a_conflict_is_with_has_the_form_that_is_sent(
    world: World, if_match: str | None, status: int
) -> None:
    client, path = world.member("officer"), f"/api/v1/incidents/{uuid4()}"
    headers = {} if if_match is None else {"If_Match": if_match}
    client.put(path, full_body())
    answer = client.put(path, full_body(narrative="x"), **headers)
    assert (answer.status_code, answer.headers["etag"]) == (status, '"1"')
    current = answer.json()["current"]
    assert set(current) <= set(client.get(path).json())
    sent = full_body()
    for name in ("point", "category", "narrative", "seized", "outcomes"):
        assert current[name] == sent[name]
    assert not [one for one in PRIVATE if one in answer.text]
    again = client.put(path, {**current, "persons": PERSONS})
    assert again.status_code == 200


@pytest.mark.parametrize(("if_match", "status"), [(None, 409), ('"7"', 412)])
def test_the_same_holds_for_shifts_and_patrols(
    world: World, if_match: str | None, status: int
) -> None:
    client = world.member()
    headers = {} if if_match is None else {"If_Match": if_match}
    shift_id = put_shift(client)
    patrol, shift = f"/api/v1/patrols/{uuid4()}", f"/api/v1/shifts/{shift_id}"
    client.put(patrol, patrol_body(shift_id))
    for path, other in (
        (patrol, patrol_body(shift_id, note="x")),
        (shift, shift_body(note="x")),
    ):
        answer = client.put(path, other, **headers)
        assert answer.status_code == status
        assert client.put(path, answer.json()["current"]).status_code == 200


MEASURES = [
    {"seized": [{"kind": "rod", "quantity": 1}], "outcomes": []},
    {"seized": [], "outcomes": [{"kind": "seized"}]},
    {"seized": [], "outcomes": [{"kind": "filed_simple", "people": None}]},
    {"seized": [], "outcomes": [{"kind": "persuaded", "people": 1}, {"kind": "filed_ordinary"}]},
]


@pytest.mark.parametrize("measure", MEASURES, ids=str)
@pytest.mark.parametrize("asker", ["auxiliary", "uncertified"])
def test_measures_are_for_officers_with_a_certificate(
    world: World, measure: dict[str, Any], asker: str
) -> None:
    client = uncertified(world) if asker == "uncertified" else world.member("auxiliary")
    path = f"/api/v1/incidents/{uuid4()}"
    with logged() as lines:
        refused = client.put(path, incident_body(**measure))
    assert (refused.status_code, refused.json()["code"]) == (403, "records.measures_not_permitted")
    assert [one["code"] for one in lines if one["event"] == "refused"] == [refused.json()["code"]]
    assert client.get(path).status_code == 404
    assert world.member("officer").put(path, incident_body(**measure)).status_code == 201


@pytest.mark.parametrize("asker", ["auxiliary", "uncertified"])
def test_everybody_in_the_field_may_persuade(world: World, asker: str) -> None:
    client = uncertified(world) if asker == "uncertified" else world.member("auxiliary")
    body = incident_body(seized=[], outcomes=[{"kind": "persuaded", "people": 2}])
    path = f"/api/v1/incidents/{uuid4()}"
    assert client.put(path, body).status_code == 201
    taken = incident_body(outcomes=[{"kind": "persuaded", "people": 2}])
    assert client.put(path, taken, If_Match='"1"').status_code == 403
    assert client.get(path).json()["seized"] == []
    assert world.member("leader").put(path, taken, If_Match='"1"').status_code == 200


@pytest.mark.parametrize("asker", ["auxiliary", "uncertified"])
def test_who_may_not_take_a_measure_cannot_undo_one(world: World, asker: str) -> None:
    client = uncertified(world) if asker == "uncertified" else world.member("auxiliary")
    path = f"/api/v1/incidents/{uuid4()}"
    world.member("officer").put(path, incident_body())
    undone = client.put(path, incident_body(seized=[]), If_Match='"1"')
    assert (undone.status_code, undone.json()["code"]) == (403, "records.measures_not_permitted")
    assert len(client.get(path).json()["seized"]) == 1
