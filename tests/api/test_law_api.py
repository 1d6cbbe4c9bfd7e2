"""The law table over HTTP: what applies and how certain it is, and what people decided."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from api_world import Client, World, incident_body, where
from seizing import keys, put_new

from api.law.schemas import OWN_TABLE
from geo_patrol.workflows.auditing import verify

LAW = "/api/v1/law"
OFFICE = f"{LAW}/office"
BEFORE, AFTER = "2026-08-14T23:59:59+08:00", "2026-08-15T00:00:00+08:00"
CORRECTED = OWN_TABLE.replace("max: 500", "max: 300")
BROKEN = OWN_TABLE.replace("first, second", "first, third")


def ask(client: Client, **asked: Any) -> dict[str, Any]:
    answer = client.get(f"{LAW}/applicable", params=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def put_table(client: Client, text: str, if_match: str | None = None, **asked: Any) -> Any:
    body = {"name": "office.yaml", "text": text}
    headers = {} if if_match is None else {"If-Match": if_match}
    return client.ask("PUT", OFFICE, params=asked, json=body, headers=headers)


@pytest.fixture
def in_september(fresh_world: World) -> World:
    fresh_world.clock.moment = datetime(2026, 9, 10, 4, tzinfo=UTC)
    return fresh_world


def test_an_act_is_answered_by_the_law_of_its_day(in_september: World) -> None:
    client = in_september.member("officer")
    [new] = ask(client, zone="first", act="angling", at=AFTER)["acts"]
    [answer] = new["answers"]
    [applied] = answer["applies"]
    assert applied["rule"]["id"] == "eec-1145-individual"
    assert applied["rule"]["authority"]["zh"] == "生态环境主管部门"
    assert applied["procedures"] == [
        {"subject": "person", "on_the_spot": "up_to_limit", "limit": 200}
    ]
    assert (new["officers_needed"], new["certain"]) == (2, False)
    assert {"record", "officers", "on_the_spot", "handover"} <= {d["topic"] for d in new["duties"]}
    assert "unverified" in keys(new["remarks"])
    [old] = ask(client, zone="first", act="angling", at=BEFORE)["acts"]
    [answer] = old["answers"]
    assert (answer["then"]["id"], answer["lighter"]) == ("wpl-91-individual", "person_decides")
    assert len(answer["applies"]) == 2
    [earlier] = ask(client, zone="first", act="angling", at=BEFORE, decided="2026-08-14")["acts"]
    [answer] = earlier["answers"]
    assert [one["rule"]["id"] for one in answer["applies"]] == ["wpl-91-individual"]
    assert {"person_decides", "authority_unknown"} <= keys(old["remarks"])


def test_a_category_may_be_several_acts_and_nothing_in_the_table_is_not_lawful(
    in_september: World,
) -> None:
    client = in_september.member("auxiliary")
    told = ask(client, zone="first", category="angling")
    assert [one["act"]["id"] for one in told["acts"]] == ["angling", "organised_angling"]
    [one] = ask(client, zone="outside", act="washing")["acts"]
    assert (one["answers"], one["certain"], keys(one["remarks"])) == ([], False, {"none_outside"})


WRONG: list[tuple[dict[str, str], str]] = [
    ({"zone": "third", "act": "angling"}, "law.level_unknown"),
    ({"zone": "first", "act": "flying"}, "law.act_unknown"),
    ({"zone": "first", "category": "flying"}, "law.category_unknown"),
    ({"zone": "first", "act": "angling", "at": "soon"}, "api.invalid"),
    ({"zone": "first"}, "api.invalid"),
    ({"zone": "first", "act": "angling", "category": "angling"}, "api.invalid"),
    ({"act": "angling"}, "api.invalid"),
    ({"zone": "first", "act": "angling", "at": BEFORE, "decided": "2026-08-13"}, "api.invalid"),
    ({"zone": "first", "act": "angling", "decided": "soon"}, "api.invalid"),
    ({"zone": "first", "act": "angling", "level": "x"}, "api.invalid"),
]


@pytest.mark.parametrize(("asked", "code"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_question_is_refused_in_words(
    world: World, asked: dict[str, str], code: str
) -> None:
    answer = world.member("officer").get(f"{LAW}/applicable", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_phone_keeps_the_whole_table_and_asks_whether_it_changed(in_september: World) -> None:
    client = in_september.member("officer")
    first = client.get(f"{LAW}/table")
    tag = first.headers["etag"]
    assert client.get(f"{LAW}/table", headers={"If-None-Match": tag}).status_code == 304
    told = first.json()
    assert told["edition"] == ask(client, zone="first", act="angling")["edition"]
    assert {"acts", "rules", "duties", "periods"} <= set(told)
    assert put_table(in_september.member("admin"), OWN_TABLE).status_code == 201
    after = client.get(f"{LAW}/table", headers={"If-None-Match": tag})
    assert (after.status_code, after.headers["etag"] == tag) == (200, False)
    assert after.json()["office"]["name"] == "office.yaml"


def test_the_office_s_table_is_looked_at_put_in_force_and_kept(in_september: World) -> None:
    admin, client = in_september.member("admin"), in_september.member("officer")

    def fines() -> list[int]:
        [one] = ask(client, zone="first", act="washing")["acts"]
        return [a["applies"][0]["rule"]["fine"]["max"] for a in one["answers"]]

    looked = put_table(admin, BROKEN, dry_run=True)
    assert looked.status_code == 200 and looked.json()["bad"] and fines() == []
    refused = put_table(admin, BROKEN)
    assert (refused.status_code, refused.json()["code"]) == (422, "law.table_unsound")
    assert where(refused) and fines() == []
    assert put_table(admin, OWN_TABLE, dry_run=True).json()["version"] is None and fines() == []
    assert put_table(admin, OWN_TABLE).status_code == 201
    assert fines() == [500]
    same = put_table(admin, OWN_TABLE)
    assert (same.status_code, same.json()["changed"]) == (200, False)
    assert put_table(admin, CORRECTED).json()["version"] == 2
    assert fines() == [300]
    assert put_table(admin, OWN_TABLE).json()["version"] == 3
    versions = admin.get(f"{OFFICE}/versions").json()["items"]
    assert [one["version"] for one in versions] == [1, 2, 3]
    assert versions[0]["sha256"] == versions[2]["sha256"] != versions[1]["sha256"]
    assert versions[0]["actor_id"] is not None
    assert verify(in_september.store).sound
    assert put_table(in_september.member("leader"), OWN_TABLE).status_code == 403


def test_a_table_is_compared_with_the_one_in_force_and_follows_the_version_that_was_read(
    in_september: World,
) -> None:
    admin = in_september.member("admin")

    def differences(text: str) -> list[tuple[str, str, str]]:
        told = put_table(admin, text, dry_run=True).json()["differences"]
        return [(one["id"], one["since"], one["change"]) for one in told]

    rule = ("office-washing", "2026-09-01")
    assert differences(OWN_TABLE) == [(*rule, "added")]
    assert put_table(admin, OWN_TABLE, '"1"').status_code == 412
    assert put_table(admin, OWN_TABLE, '"0"').status_code == 201
    assert differences(OWN_TABLE) == []
    assert differences(CORRECTED) == [(*rule, "changed")]
    assert differences("") == [(*rule, "dropped")]
    assert put_table(admin, CORRECTED, '"0"').status_code == 412
    assert put_table(admin, CORRECTED, '"1"').json()["version"] == 2

    # The way back: an old file again, or none.
    old = admin.get(f"{OFFICE}/versions/1").json()
    assert (old["text"], old["name"]) == (OWN_TABLE, "office.yaml")
    assert put_table(admin, old["text"], '"2"').json()["version"] == 3
    assert put_table(admin, "", '"3"').json()["version"] == 4
    told = ask(in_september.member("officer"), zone="first", act="washing")["acts"]
    assert told[0]["answers"] == []
    assert admin.get(f"{OFFICE}/versions/5").json()["code"] == "law.no_version"
    assert in_september.member("leader").get(f"{OFFICE}/versions/1").status_code == 403


def incident(client: Client, **changes: Any) -> str:
    return str(put_new(client, "/api/v1/incidents", incident_body(**changes)).json()["id"])


def test_an_incident_is_answered_by_its_category_zone_and_time(loaded_world: World) -> None:
    client = loaded_world.member("officer")
    here = {"point": {"lon": 121.0085, "lat": 29.4285}, "seized": []}
    told = client.get(f"/api/v1/incidents/{incident(client, **here)}/law").json()
    assert (told["zone"], told["category"]) == ("first", "angling")
    assert told["at"].startswith("2022-10-07T17:40:00")
    assert {"zone_not_approved"} == keys(told["remarks"])
    assert {one["answers"][0]["then"]["id"] for one in told["acts"]} == {
        "wpl-91-individual",
        "wpl-91-organised",
    }


def test_a_place_without_zones_is_answered_as_outside_and_said_so(world: World) -> None:
    client = world.member("officer")
    told = client.get(f"/api/v1/incidents/{incident(client)}/law").json()
    assert (told["zone"], keys(told["remarks"])) == ("outside", {"zone_unknown"})


def decision_body(edition: str, **changes: Any) -> dict[str, Any]:
    body = {"at": "2022-10-08T01:52:00+08:00", "act": "angling", "edition": edition}
    shown = {"rules": ["wpl-91-individual"], "remarks": ["law.unverified"]}
    return {**body, **shown, "decision": "责令停止", "reason": "幅度未录", **changes}


def test_a_decision_keeps_what_was_shown_and_why_and_is_never_edited(world: World) -> None:
    client = world.member("officer")
    edition = client.get(f"{LAW}/table").json()["edition"]
    incident_id = incident(client)
    path = f"/api/v1/incidents/{incident_id}/law-decisions"
    one, body = f"{path}/{uuid4()}", decision_body(edition)
    first, again = client.put(one, body), client.put(one, body)
    assert (first.status_code, again.status_code, first.json()["flags"]) == (201, 200, [])
    assert client.put(one, {**body, "reason": "x"}).status_code == 409
    odd = decision_body("0123456789abcdef", applied="eec-1145-individual")
    assert put_new(client, path, odd).json()["flags"] == ["other_edition", "applied_not_shown"]
    listed = client.get(path).json()["items"]
    assert [each["reason"] for each in listed] == ["幅度未录", "幅度未录"]
    told = world.member("briefing").get(path).json()["items"][0]
    assert (told["decision"], told["reason"], told["officer_id"]) == ("", "", None)
    other = world.member("leader", "park")
    assert other.get(path).status_code == 404
    assert other.put(f"{path}/{uuid4()}", body).status_code == 404
    history = client.get(f"/api/v1/history/law_decision/{first.json()['id']}").json()
    assert history["versions"][0]["body"] == body | {
        "applied": None,
        "at": "2022-10-07T17:52:00+00:00",
    }
