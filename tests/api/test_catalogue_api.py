"""The catalogue over HTTP: whole for everybody, edited by who keeps it."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from api_world import World, incident_body, where

from api.catalogue.schemas import EXAMPLES
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.incidents.terms import GROUPS
from geo_patrol.workflows.auditing import verify

PATH = "/api/v1/catalogue"
OWN = EXAMPLES["category"]["value"]


def fresh(group: str = "categories") -> str:
    """Return the address of a term that is not there."""
    return f"{PATH}/{group}/t{uuid4().hex[:12]}"


def named(**changes: Any) -> dict[str, Any]:
    """Return a category whose names nobody else has."""
    name = uuid4().hex[:12]
    return {**OWN, "zh": f"类{name}", "en": f"Kind {name}", **changes}


def terms(answer: httpx.Response, group: str) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in answer.json()[group]}


@pytest.mark.parametrize("role", ["officer", "auxiliary", "leader", "briefing", "auditor", "admin"])
def test_everybody_who_is_signed_in_reads_the_whole_of_it(fresh_world: World, role: Any) -> None:
    answer = fresh_world.member(role).get(PATH)
    assert list(answer.json()) == list(GROUPS)
    for group in GROUPS:
        assert list(terms(answer, group)) == list(built_in().of(group))
    assert {one["version"] for one in answer.json()["gear"]} == {0}
    assert len(answer.content) < 20_000


def test_the_whole_has_a_tag_that_changes_with_any_term(world: World) -> None:
    admin, path = world.member("admin"), fresh()
    tag = admin.get(PATH).headers["etag"]
    same = admin.get(PATH, headers={"If-None-Match": tag})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert admin.put(path, named()).status_code == 201
    changed = admin.get(PATH, headers={"If-None-Match": tag})
    assert changed.status_code == 200 and path.rpartition("/")[2] in terms(changed, "categories")


def test_a_term_is_made_edited_and_retired(world: World) -> None:
    admin, path, body = world.member("admin"), fresh(), named()
    made = admin.put(path, body)
    assert (made.status_code, made.headers["etag"], made.json()["version"]) == (201, '"1"', 1)
    assert admin.put(path, body).status_code == 200
    clash = admin.put(path, {**body, "position": 7})
    assert (clash.status_code, clash.json()["code"]) == (409, "records.conflict")
    assert clash.json()["current"]["squad"] == "reservoir"
    gone = admin.put(path, {**body, "retired": True}, If_Match='"1"')
    assert (gone.status_code, gone.headers["etag"]) == (200, '"2"')
    late = admin.put(path, body, If_Match='"1"')
    assert (late.status_code, late.json()["code"]) == (412, "records.edited_since")
    assert world.member("officer").get(path).json()["retired"] is True
    versions = admin.get(f"{path}/versions").json()["items"]
    assert [(one["version"], one["body"]["retired"]) for one in versions] == [(1, 0), (2, 1)]
    assert all(UUID(one["actor_id"]) for one in versions)
    assert admin.ask("DELETE", path).status_code == 405


def test_one_of_the_program_s_is_at_version_0_until_it_is_edited(world: World) -> None:
    admin, path = world.member("admin"), f"{PATH}/gear/lift_net"
    before = admin.get(path)
    assert before.headers["etag"] == '"0"'
    body = {name: before.json()[name] for name in ("zh", "en", "position")}
    same = admin.put(path, body)
    assert (same.status_code, same.headers["etag"]) == (200, '"0"')
    assert admin.get(f"{path}/versions").json()["items"] == []
    made = admin.put(path, {**body, "zh": "抬网"}, If_Match='"0"')
    assert (made.status_code, made.headers["etag"], made.json()["zh"]) == (201, '"1"', "抬网")


@pytest.mark.parametrize("role", ["officer", "auxiliary", "leader", "briefing", "auditor"])
def test_nobody_else_writes_or_reads_who_did(world: World, role: Any) -> None:
    member, path = world.member(role), f"{PATH}/gear/rod"
    for answer in (member.put(path, {"zh": "鱼竿", "en": "Rod"}), member.get(f"{path}/versions")):
        assert (answer.status_code, answer.json()["code"]) == (403, "api.not_permitted")


def test_a_stranger_reads_nothing(world: World) -> None:
    assert world.stranger().get(PATH).status_code == 401


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"zh": "垂钓"}, ["zh"]),
        ({"parent": "sky"}, ["parent"]),
        ({"counts_people": True, "is_measure": True}, ["counts_people", "is_measure"]),
        ({"en": " x"}, ["en"]),
    ],
    ids=str,
)
def test_what_does_not_fit_is_refused_with_where(
    world: World, changes: dict[str, Any], places: list[str]
) -> None:
    answer = world.member("admin").put(fresh(), named(**changes))
    assert (answer.status_code, answer.json()["code"]) == (422, "catalogue.does_not_fit")
    assert where(answer) == places


@pytest.mark.parametrize(
    "end", ["fish/rod", "gear/Rod", f"gear/{'r' * 33}", "gear/r-d", "gear/%0a"]
)
def test_an_address_that_no_term_has_is_refused(world: World, end: str) -> None:
    admin = world.member("admin")
    for answer in (admin.get(f"{PATH}/{end}"), admin.put(f"{PATH}/{end}", OWN)):
        assert (answer.status_code, answer.json()["code"]) == (422, "api.invalid")


def test_a_term_that_is_not_there_is_not_found(world: World) -> None:
    admin, path = world.member("admin"), fresh()
    for answer in (admin.get(path), admin.get(f"{path}/versions")):
        assert (answer.status_code, answer.json()["code"]) == (404, "catalogue.no_term")
    answer = admin.put(path, named(squad="navy", parent=None))
    assert (answer.status_code, answer.json()["code"]) == (404, "records.no_squad")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_taken(fresh_world: World, name: str) -> None:
    code = {"category": "bait_drone", "retired": "washing"}[name]
    answer = fresh_world.member("admin").put(f"{PATH}/categories/{code}", EXAMPLES[name]["value"])
    assert answer.status_code == 201


def test_phones_are_told_what_is_in_use_in_two_levels(fresh_world: World) -> None:
    admin, officer = fresh_world.member("admin"), fresh_world.member("officer")
    before = officer.get("/api/v1/my/shift").json()
    assert [one["code"] for one in before["category_groups"]] == [
        "fishing",
        "on_the_water",
        "on_the_shore",
        "works",
    ]
    assert {one["parent"] for one in before["categories"]} == {
        one["code"] for one in before["category_groups"]
    }
    admin.put(f"{PATH}/categories/bait_drone", {**OWN, "position": 5})
    admin.put(f"{PATH}/categories/washing", EXAMPLES["retired"]["value"])
    told = [one["code"] for one in officer.get("/api/v1/my/shift").json()["categories"]]
    assert told[:2] == ["bait_drone", "angling"] and "washing" not in told


def test_an_incident_of_a_phone_that_had_not_heard_is_taken_and_flagged(world: World) -> None:
    admin, officer, path = world.member("admin"), world.member("officer"), fresh()
    body, code = named(), path.rpartition("/")[2]
    incident = incident_body(category=code, seized=[])
    unknown = officer.put(f"/api/v1/incidents/{uuid4()}", incident)
    assert (unknown.status_code, where(unknown)) == (422, ["category"])
    admin.put(path, body)
    admin.put(path, {**body, "retired": True}, If_Match='"1"')
    taken = officer.put(f"/api/v1/incidents/{uuid4()}", incident)
    assert (taken.status_code, taken.json()["flags"]) == (201, ["retired_term"])
    assert verify(world.store).sound


def test_a_hostile_name_stays_text_on_a_map(loaded_world: World) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    admin, leader = loaded_world.member("admin"), loaded_world.member("leader")
    path = fresh()
    assert admin.put(path, named(zh=hostile, parent=None)).status_code == 201
    cell = leader.get("/api/v1/cells?area=changzhao&limit=1&format=geojson").json()["features"][0]
    lon, lat = cell["geometry"]["coordinates"][0][0]
    body = incident_body(category=path.rpartition("/")[2], point={"lon": lon, "lat": lat})
    assert leader.put(f"/api/v1/incidents/{uuid4()}", body).status_code == 201
    drawn = leader.get("/api/v1/maps/heat?area=changzhao&from=2022-10-01&through=2022-10-31")
    assert drawn.status_code == 200
    assert "onerror=alert(1)" in drawn.text and hostile not in drawn.text
