"""Seizures over HTTP: taken as they are, and told what would not hold up."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from api_world import World, incident_body, where
from evidence_files import numbered
from seizing import (
    AT,
    SEIZURES,
    item_body,
    keys,
    put_incident,
    put_new,
    put_seizure,
    seizure_body,
    states,
    two_officers,
)

from geo_patrol.evidence.records import Subject, evidence_id


def test_a_seizure_is_written_once_and_tells_where_its_items_are(world: World) -> None:
    client, path = world.member("officer"), f"{SEIZURES}/{uuid4()}"
    body = seizure_body(*two_officers(world), incident_id=str(put_incident(client)))
    first, again = client.put(path, body), client.put(path, body)
    assert (first.status_code, first.headers["etag"]) == (201, '"1"')
    assert (again.status_code, again.json()) == (200, first.json())
    told = first.json()
    assert states(told) == {1: ("held", "巡查艇"), 2: ("held", "巡查艇")}
    assert [one["certified"] for one in told["officers"]] == [True, True]
    assert [(one["kind"], one["items"]) for one in told["events"]] == [("seized", [1, 2])]
    assert {one["kind"] for one in told["clocks"]} == {"seizure_report", "seizure"}
    assert told["open"] and not told["conflicts"]


def test_what_is_not_the_same_is_a_conflict_in_the_form_that_is_sent(world: World) -> None:
    client = world.member("officer")
    body = seizure_body(*two_officers(world))
    path = f"{SEIZURES}/{put_new(client, SEIZURES, body).json()['id']}"
    answer = client.put(path, {**body, "number": "另一份"})
    assert answer.status_code == 409
    assert client.put(path, answer.json()["current"]).status_code == 200
    edited = client.put(path, {**body, "note": "改"}, If_Match='"1"')
    assert (edited.status_code, edited.headers["etag"], edited.json()["note"]) == (200, '"2"', "改")


def test_one_officer_is_taken_and_told_loudly(world: World) -> None:
    client, alone = world.member("officer"), world.officer("officer")
    told = put_new(client, SEIZURES, seizure_body(alone.id)).json()
    assert "too_few_officers" in keys(told["findings"])
    [words] = [one for one in told["findings"] if one["key"].endswith("too_few_officers")]
    assert "行政处罚法 42" in words["reason_zh"] and "1" in words["reason_en"]
    listed = client.get(SEIZURES, params={"limit": 1000}).json()["items"]
    [line] = [one for one in listed if one["id"] == told["id"]]
    assert "seizures.too_few_officers" in line["flags"]


def test_an_auxiliary_who_takes_part_or_sends_it_is_told(world: World) -> None:
    officers = [*two_officers(world), world.officer("auxiliary").id]
    told = put_new(world.member("auxiliary"), SEIZURES, seizure_body(*officers)).json()
    assert {"not_certified", "sender_uncertified"} <= keys(told["findings"])
    assert "too_few_officers" not in keys(told["findings"])
    assert [one["certified"] for one in told["officers"]].count(False) == 1


def test_a_certificate_counts_as_it_was_on_that_day(world: World) -> None:
    admin, client = world.member("admin"), world.member("officer")
    officer = world.officer("officer")
    account = {
        "name": officer.name,
        "login": officer.login,
        "badge_no": officer.badge_no,
        "role": "officer",
        "squad": "reservoir",
    }
    path = f"/api/v1/users/{officer.id}"
    assert admin.put(path, {**account, "certified": True}).status_code in (200, 201)
    before = world.clock()
    world.clock.move(timedelta(minutes=2))
    lapsed = admin.put(path, {**account, "certified": False}, If_Match='"1"')
    assert lapsed.status_code == 200, lapsed.text
    then = put_new(client, SEIZURES, seizure_body(officer.id, at=before.isoformat())).json()
    since = world.clock().isoformat()
    now = put_new(client, SEIZURES, seizure_body(officer.id, at=since)).json()
    assert [then["officers"][0]["certified"], now["officers"][0]["certified"]] == [True, False]


def test_photos_and_signatures_that_have_not_come_are_told_until_they_do(world: World) -> None:
    client = world.member("officer")
    incident_id, photo = put_incident(client), numbered(77)
    digest = sha256(photo).hexdigest()
    address = f"/api/v1/evidence/{digest}?record=incident/{incident_id}"
    image = str(evidence_id(Subject("incident", incident_id), digest))
    body = seizure_body(
        *two_officers(world),
        incident_id=str(incident_id),
        items=[item_body(photos=[image])],
        signatures=[{"signer": "party", "at": AT, "image": image}],
    )
    told = put_new(client, SEIZURES, body).json()
    assert "evidence_missing" in keys(told["findings"])
    assert client.put_raw(address, photo, "image/jpeg").status_code == 201
    now = client.get(f"{SEIZURES}/{told['id']}").json()
    assert not {"evidence_missing", "party_unsigned", "no_photo"} & keys(now["findings"])


def test_a_refusal_to_sign_names_who_recorded_it(world: World) -> None:
    client, officers = world.member("officer"), two_officers(world)
    refused = {"signer": "party", "at": AT, "refused": True}
    body = seizure_body(*officers, signatures=[refused])
    assert "refusal_unrecorded" in keys(put_new(client, SEIZURES, body).json()["findings"])
    body = seizure_body(*officers, signatures=[{**refused, "recorded_by": str(officers[0])}])
    told = put_new(client, SEIZURES, body).json()
    assert not {"refusal_unrecorded", "party_unsigned"} & keys(told["findings"])
    assert told["signatures"][0]["recorded_by"] == str(officers[0])


def test_an_incident_that_knows_nothing_of_it_and_unknown_officers_are_told(world: World) -> None:
    client = world.member("officer")
    quiet = put_new(client, "/api/v1/incidents", incident_body(seized=[])).json()["id"]
    told = put_new(client, SEIZURES, seizure_body(uuid4(), incident_id=quiet)).json()
    assert {"incident_says_none", "officer_unknown"} <= keys(told["findings"])
    alone = put_new(client, SEIZURES, seizure_body(uuid4())).json()
    assert "no_incident" in keys(alone["findings"])


def test_an_inventory_of_ten_thousand_lines_is_answered_clearly(world: World) -> None:
    client, path = world.member("officer"), f"{SEIZURES}/{uuid4()}"
    many = [{"number": n, "kind": "rod", "quantity": 1, "unit": "支"} for n in range(1, 10_001)]
    answer = client.put(path, seizure_body(items=many))
    assert (answer.status_code, where(answer)) == (422, ["items"])
    assert "200" in answer.json()["findings"][0]["reason_zh"]
    for n in (201, 200):
        answer = client.put(path, seizure_body(items=[item_body(k + 1) for k in range(n)]))
        assert answer.status_code == (422 if n == 201 else 201), answer.text
    assert len(answer.json()["items"]) == 200


def test_words_of_rare_characters_come_back_as_they_were(world: World) -> None:
    client = world.member("officer")
    odd = item_body(note="䶮氏水埠 𠮷", storage_place="䶮库")
    told = put_new(client, SEIZURES, seizure_body(items=[odd], note="𬍛")).json()
    assert (told["note"], states(told)) == ("𬍛", {1: ("held", "䶮库")})
    found = client.get(SEIZURES, params={"text": "䶮库"}).json()["items"]
    assert told["id"] in {one["id"] for one in found}


def test_lists_are_filtered_and_paged(world: World) -> None:
    client = world.member("officer")
    a = put_seizure(client, world, number="甲-1", items=[item_body(kind="boat")])
    b = put_seizure(client, world, number="甲-2%", items=[item_body(storage_place="别处")])

    def ids(**asked: Any) -> set[str]:
        answer = client.get(SEIZURES, params={"limit": 1000, **asked})
        assert answer.status_code == 200, answer.text
        return {one["id"] for one in answer.json()["items"]} & {str(a), str(b)}

    assert (
        ids() == ids(open=True) == ids(state="held") == ids(squad="reservoir") == {str(a), str(b)}
    )
    assert ids(kind="boat") == ids(text="甲-1") == {str(a)}
    assert ids(place="别处") == ids(text="2%") == {str(b)}
    assert ids(kind="boat", place="别处") == ids(state="returned") == ids(text="1%") == set()
    assert ids(to="2022-10-08") == set()
    page = client.get(SEIZURES, params={"limit": 1, "text": "甲-"}).json()
    rest = client.get(SEIZURES, params={"limit": 1, "text": "甲-", "cursor": page["next"]}).json()
    assert [page["items"][0]["id"], rest["items"][0]["id"]] == [str(a), str(b)]
    assert rest["next"] is None
    newest = client.get(SEIZURES, params={"text": "甲-", "order": "newest"}).json()["items"]
    assert [one["id"] for one in newest] == [str(b), str(a)]


def test_only_a_certified_officer_voids_one_and_then_nothing_runs(world: World) -> None:
    client = world.member("officer")
    body = seizure_body(*two_officers(world))
    path = f"{SEIZURES}/{put_new(client, SEIZURES, body).json()['id']}"
    voided = {**body, "voided": "重复登记"}
    refused = world.member("auxiliary").put(path, voided, If_Match='"1"')
    assert (refused.status_code, refused.json()["code"]) == (403, "seizures.void_not_permitted")
    told = client.put(path, voided, If_Match='"1"').json()
    assert (told["open"], told["clocks"], told["voided"]) == (False, [], "重复登记")


def test_a_seizure_of_another_squad_is_not_there(world: World) -> None:
    client, other = world.member("officer"), world.member("leader", "park")
    seizure_id = put_seizure(client, world)
    path = f"{SEIZURES}/{seizure_id}"
    assert other.get(path).status_code == 404
    assert str(seizure_id) not in other.get(SEIZURES, params={"limit": 1000}).text
    assert other.put(path, seizure_body(squad="park")).status_code == 404
    theirs = seizure_body(incident_id=str(put_incident(client)), squad="park")
    assert other.put(f"{SEIZURES}/{uuid4()}", theirs).json()["code"] == "field.no_incident"


def test_briefing_staff_see_what_was_seized_and_no_word_that_may_name_somebody(
    world: World,
) -> None:
    client = world.member("officer")
    items = [item_body(note="王五的", condition="王五说是新的")]
    refused = {"signer": "party", "at": AT, "refused": True, "reason": "王五不签"}
    seizure_id = put_seizure(client, world, items=items, note="王五", signatures=[refused])
    staff = world.member("briefing")
    for address in (f"{SEIZURES}/{seizure_id}", f"/api/v1/history/seizure/{seizure_id}"):
        assert "王五" not in staff.get(address).text
    told = staff.get(f"{SEIZURES}/{seizure_id}").json()
    assert (told["redacted"], told["officers"], told["officer_id"]) == (True, [], None)
    assert staff.get(SEIZURES, params={"text": "王五"}).json()["items"] == []
    assert client.get(SEIZURES, params={"text": "王五"}).json()["items"] != []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"number": ""}, "number"),
    ({"measure": "confiscation"}, "measure"),
    ({"at": "2022-10-08T02:05:00"}, "at"),
    ({"officers": ["x"]}, "officers[0]"),
    ({"items": [item_body(quantity=0)]}, "items[0].quantity"),
    ({"items": [item_body(number=0)]}, "items[0].number"),
    ({"items": [item_body(unit="")]}, "items[0].unit"),
    ({"items": [item_body(note="a\u202eb")]}, "items[0].note"),
    ({"party": 0}, "party"),
    ({"signatures": [{"signer": "king", "at": AT}]}, "signatures[0].signer"),
    ({"approval": None}, "approval"),
]


@pytest.mark.parametrize(("changes", "place"), WRONG, ids=lambda value: str(value)[:40])
def test_each_wrong_field_is_named(world: World, changes: dict[str, Any], place: str) -> None:
    answer = world.member().put(f"{SEIZURES}/{uuid4()}", seizure_body(**changes))
    assert (answer.status_code, where(answer)) == (422, [place])


def test_an_empty_inventory_unknown_gear_and_gaps_are_told(world: World) -> None:
    client = world.member("officer")
    told = put_new(client, SEIZURES, seizure_body(items=[])).json()
    assert "no_items" in keys(told["findings"])
    odd = [item_body(1, kind="spear"), item_body(3, seal_number="F-1"), item_body(3)]
    found = keys(put_new(client, SEIZURES, seizure_body(items=odd)).json()["findings"])
    assert {"kind_unknown", "number_twice", "seal_twice", "numbers_missing"} <= found
