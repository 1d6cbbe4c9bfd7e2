"""Incidents are found by what was written, by codes, and by persons, whom no log ever names."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from api_world import Client, World, incident_body, where
from askers import uncertified

from geo_patrol.workflows.auditing import verify

INCIDENTS = "/api/v1/incidents"
SEARCH = f"{INCIDENTS}/search"


def put(client: Client, day: str = "2022-09-01", **changes: Any) -> str:
    """Write an incident of a day and return its id."""
    incident_id = str(uuid4())
    body = {"occurred_at": f"{day}T10:00:00+08:00", "seized": [], "outcomes": [], **changes}
    answer = client.put(f"{INCIDENTS}/{incident_id}", incident_body(**body))
    assert answer.status_code == 201, answer.text
    return incident_id


def found(client: Client, query: str, day: str = "2022-09-01") -> set[str]:
    answer = client.get(f"{INCIDENTS}?limit=1000&from={day}&through={day}&{query}")
    assert answer.status_code == 200, answer.text
    return {one["id"] for one in answer.json()["items"]}


def post(client: Client, body: Any, query: str = "") -> Any:
    return client.ask("POST", f"{SEARCH}?limit=1000&{query}", json=body)


def named(client: Client, query: str = "", **body: str) -> set[str]:
    """Return the ids that a search by a person finds."""
    answer = post(client, body, query)
    assert answer.status_code == 200, answer.text
    return {one["id"] for one in answer.json()["items"]}


def test_words_are_looked_for_in_the_narrative_and_in_notes(world: World) -> None:
    client = world.member()
    told = put(client, narrative="岭根村岸段，两人夜钓，当场劝离")
    noted = put(client, narrative="夜钓", outcomes=[{"kind": "warned", "note": "家住岭根村"}])
    held = put(client, narrative="", seized=[{"kind": "rod", "quantity": 1, "note": "岭根"}])
    assert found(client, "text=岭根") == {told, noted, held}
    assert found(client, "text=岭根村") == {told, noted}
    assert found(client, "text=夜钓 岭根村") == {told, noted}
    assert found(client, "text=夜钓　劝离") == {told}
    assert found(client, "text=岭根 电鱼") == set()


@pytest.mark.parametrize(
    ("typed", "sought", "beside"),
    [
        ("抓获率 100% 属实", "100%", "抓获率 100 属实"),
        ("文件 a_b", "a_b", "文件 axb"),
        ("C:\\temp", "c:\\TEMP", "C:temp"),
        ("'; DROP TABLE incidents; --", "'; drop", "DROP"),
        ("姓氏䶮", "䶮", "姓氏龑"),
        ("号码 ＡＢ", "ＡＢ", "号码 CD"),
    ],
)
def test_what_stands_for_anything_in_a_query_stands_for_itself(
    world: World, typed: str, sought: str, beside: str
) -> None:
    client, mark = world.member(), uuid4().hex
    right = put(client, narrative=f"{mark} {typed}")
    put(client, narrative=f"{mark} {beside}")
    params = {"text": f"{mark.upper()} {sought}", "limit": "1000"}
    items = client.get(INCIDENTS, params=params).json()["items"]
    assert [one["id"] for one in items] == [right]


def test_capitals_beyond_ascii_are_told_apart_on_both_stores(world: World) -> None:
    client, mark = world.member(), uuid4().hex
    put(client, narrative=f"{mark} ÄÖ")
    items = client.get(INCIDENTS, params={"text": f"{mark} äö"}).json()["items"]
    assert items == []


def test_who_may_not_read_what_was_written_cannot_search_by_it(world: World) -> None:
    put(world.member(), narrative="欧阳")
    staff = world.member("briefing")
    answer = staff.get(f"{INCIDENTS}?text=欧阳")
    assert (answer.status_code, answer.json()["code"]) == (403, "incidents.text_not_permitted")
    assert staff.get(f"{INCIDENTS}?category=angling").status_code == 200


def test_codes_find_what_has_them(world: World) -> None:
    client, day = world.member(), "2022-09-02"
    one = put(
        client,
        day,
        category="netting",
        source="camera",
        outcomes=[{"kind": "fled", "people": 1}],
        seized=[{"kind": "ground_cage", "quantity": 3}],
    )
    two = put(client, day, outcomes=[{"kind": "warned"}, {"kind": "ordered"}])
    three = put(client, day, category="swimming", source="citizen")
    for query, ids in (
        ("", {one, two, three}),
        ("category=netting", {one}),
        ("category=fishing", {one, two}),
        ("outcome=ordered", {two}),
        ("outcome=fled&gear=ground_cage&source=camera", {one}),
        ("outcome=fled&source=patrol", set()),
        ("gear=boat", set()),
        ("source=citizen", {three}),
    ):
        assert found(client, query, day) == ids


def test_a_code_that_is_none_is_no_empty_answer(world: World) -> None:
    client = world.member()
    answer = client.get(f"{INCIDENTS}?category=fishingg&outcome=hanged&gear=spoon")
    assert answer.status_code == 422
    assert where(answer) == ["query.category", "query.outcome", "query.gear"]


def test_level_and_cell_are_those_of_the_place(loaded_world: World) -> None:
    client, day = loaded_world.member(), "2022-09-03"
    query = "/api/v1/cells?area=changzhao&limit=1&format=geojson"
    [cell] = client.get(query).json()["features"]
    corners = cell["geometry"]["coordinates"][0][:-1]
    lon, lat = (sum(place[axis] for place in corners) / len(corners) for axis in (0, 1))
    inside = put(client, day, point={"lon": lon, "lat": lat})
    outside = put(client, day, point={"lon": 120.9, "lat": 29.5})
    assert found(client, "", day) == {inside, outside}
    assert found(client, "zone_level=first", day) == {inside}
    assert found(client, f"cell={cell['properties']['code']}", day) == {inside}
    assert found(client, "zone_level=second", day) == set()
    assert found(client, "cell=330624000000000", day) == set()


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_go_on_with_what_is_sought(world: World, order: str) -> None:
    client, mark = world.member(), uuid4().hex
    ids = []
    for number in range(5):
        ids.append(put(client, narrative=mark, category="swimming", accuracy_m=number))
        put(client, narrative=mark)
    seen: list[str] = []
    query, cursor = f"text={mark}&category=swimming&limit=2&order={order}", ""
    while True:
        page = client.get(f"{INCIDENTS}?{query}{cursor}").json()
        seen += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    # All are of one moment: then what came last is the newest.
    assert seen == (ids if order == "oldest" else ids[::-1])


def test_a_person_is_found_by_each_thing_that_is_known_however_it_is_written(world: World) -> None:
    client = world.member("officer")
    person = {
        "name": "买买提·䶮",
        "id_number": "33062419900101002x",
        "phone": "138 0013 8001",
        "plate": "浙D·A1B2C",
    }
    incident_id = put(client, persons=[person, {"name": "同行"}])
    for body in (
        {"name": "买买提 䶮"},
        {"id_number": "33062419900101002X"},
        {"phone": "+86 13800138001"},
        {"plate": "浙Ｄ　a1b2c"},
        {**person},
        {"name": "同行", "plate": "浙DA1B2C"},
    ):
        assert named(client, **body) == {incident_id}
    for body in ({"name": "买买提"}, {"name": "买买提䶮", "plate": "浙D00000"}):
        assert named(client, **body) == set()
    assert named(client, "category=swimming", name="买买提䶮") == set()
    assert named(client, "from=2022-09-02", name="买买提䶮") == set()
    drawn = post(client, {"name": "买买提䶮"}, "format=geojson").json()
    assert [one["id"] for one in drawn["features"]] == [incident_id]


def test_only_who_may_see_persons_searches_by_them(world: World) -> None:
    body = {"name": "甲"}
    for role in ("auxiliary", "briefing", "auditor", "admin"):
        assert post(world.member(role), body).status_code == 403
    assert post(world.stranger(), body).status_code == 401
    assert post(uncertified(world), body).status_code == 200


def test_persons_of_another_squad_are_not_found(world: World) -> None:
    plate = f"浙D{uuid4().hex[:5]}"
    put(world.member("officer"), persons=[{"plate": plate}])
    assert named(world.member("officer", "park"), plate=plate) == set()
    both = world.signed_in(world.officer("leader", "park", more_squads=("reservoir",)))
    assert len(named(both, plate=plate)) == 1


def test_a_search_is_entered_without_whom_it_was_for(world: World) -> None:
    officer = world.officer("officer")
    client, plate = world.signed_in(officer), f"浙E{uuid4().hex[:5]}"
    put(client, persons=[{"name": "欧阳某某", "plate": plate}])
    named(client, name="欧阳某某", plate=plate)
    path = "/api/v1/audit?object=incidents&limit=1000"
    entries = world.member("auditor").get(path).json()["items"]
    [entry] = [one for one in entries if one["actor"] == f"officer/{officer.id}"]
    assert (entry["action"], entry["chain"]) == ("search", "reservoir")
    assert entry["details"] == {"by": ["name", "plate"], "n": 1}
    assert "欧阳" not in str(entries) and plate not in str(entries)
    assert verify(world.store).sound


@pytest.mark.parametrize("body", [{}, {"name": ""}, {"note": "x"}, {"name": "x" * 65}, []])
def test_a_search_for_nobody_is_refused(world: World, body: Any) -> None:
    assert post(world.member(), body).status_code == 422


def test_spaces_and_dots_are_nobody(world: World) -> None:
    answer = post(world.member(), {"name": " ·", "plate": "-"})
    assert (answer.status_code, answer.json()["code"]) == (422, "incidents.nobody_sought")


def test_earlier_incidents_of_the_same_are_told_in_time_order(world: World) -> None:
    client = world.member("officer")
    person, plate = {"id_number": f"{uuid4().int}"[:18]}, {"plate": f"浙F{uuid4().hex[:5]}"}
    first = put(client, "2022-05-01", persons=[person], outcomes=[{"kind": "first_leniency"}])
    second = put(client, "2022-06-01", persons=[plate, person], category="swimming")
    now = put(client, "2022-07-01", persons=[person, plate])
    put(client, "2022-08-01", persons=[person])
    voided = put(client, "2022-06-15", persons=[plate])
    leader = world.member()
    leader.put(f"{INCIDENTS}/{voided}/void", {"void": True, "reason": "重复"})
    told = client.get(f"{INCIDENTS}/{now}/repeats").json()
    assert [one["incident_id"] for one in told["items"]] == [first, second]
    assert [one["by"] for one in told["items"]] == [["person"], ["person", "plate"]]
    assert [one["outcomes"] for one in told["items"]] == [["first_leniency"], []]
    assert [one["category"] for one in told["items"]] == ["angling", "swimming"]
    assert told["truncated"] is False
    assert client.get(f"{INCIDENTS}/{first}/repeats").json()["items"] == []
    shown = client.get(f"{INCIDENTS}/{now}").json()["repeats"]
    assert voided not in [one["incident_id"] for one in shown]


def test_a_name_alone_makes_nobody_the_same(world: World) -> None:
    client, name = world.member("officer"), f"王{uuid4().hex[:6]}"
    put(client, "2022-05-01", persons=[{"name": name}])
    later = put(client, "2022-05-02", persons=[{"name": name}])
    assert client.get(f"{INCIDENTS}/{later}/repeats").json()["items"] == []
    assert client.get(f"{INCIDENTS}/{later}").json()["repeats"] == []
    assert len(named(client, name=name)) == 2


def test_repeats_are_for_who_may_see_persons_and_within_reach(world: World) -> None:
    client, plate = world.member("officer"), {"plate": f"浙G{uuid4().hex[:5]}"}
    elsewhere = world.member("officer", "park")
    theirs = put(elsewhere, "2022-05-01", persons=[plate])
    own = put(client, "2022-06-01", persons=[plate])
    assert client.get(f"{INCIDENTS}/{own}/repeats").json()["items"] == []
    assert elsewhere.get(f"{INCIDENTS}/{own}/repeats").status_code == 404
    assert client.get(f"{INCIDENTS}/{UUID(int=0)}/repeats").status_code == 404
    both = world.signed_in(world.officer("officer", more_squads=("park",)))
    items = both.get(f"{INCIDENTS}/{own}/repeats").json()["items"]
    assert [(one["incident_id"], one["squad"]) for one in items] == [(theirs, "park")]
    for role in ("auxiliary", "briefing"):
        assert world.member(role).get(f"{INCIDENTS}/{own}/repeats").status_code == 403
