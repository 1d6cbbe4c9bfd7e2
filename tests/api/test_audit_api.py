"""The audit chains as an auditor reads them."""

from itertools import pairwise
from uuid import uuid4

import pytest
from api_world import Client, World, incident_body, put_shift, shift_body
from sqlalchemy import text

from geo_patrol.store.repositories import duty
from geo_patrol.workflows.enrolling import enrol

AUDIT = "/api/v1/audit"


@pytest.fixture
def auditor(world: World) -> Client:
    return world.member("auditor")


def test_every_write_is_entered_in_its_squad_s_chain(world: World, auditor: Client) -> None:
    officer = world.officer("leader")
    client, shift_id = world.signed_in(officer), uuid4()
    path = f"/api/v1/shifts/{shift_id}"
    client.put(path, shift_body())
    client.put(path, shift_body())
    client.put(path, shift_body(note="x"), If_Match='"1"')
    client.put(path, shift_body(note="y"), If_Match='"1"')
    entries = auditor.get(f"{AUDIT}?object=shift/{shift_id}").json()["items"]
    assert [(one["action"], one["outcome"]) for one in entries] == [
        ("edit", "refused"),
        ("edit", "done"),
        ("create", "done"),
    ]
    assert {one["chain"] for one in entries} == {"reservoir"}
    assert {one["actor"] for one in entries} == {f"officer/{officer.id}"}


def test_each_entry_is_bound_to_the_one_before(world: World, auditor: Client) -> None:
    client = world.member("leader", "park")
    for _ in range(3):
        put_shift(client, squad="park")
    entries = auditor.get(f"{AUDIT}?chain=park&limit=1000").json()["items"]
    assert [one["seq"] for one in entries] == list(range(len(entries), 0, -1))
    assert all(later["prev"] == former["hash"] for later, former in pairwise(entries))
    assert entries[-1]["prev"] == ""


def test_a_chain_is_read_page_by_page(world: World, auditor: Client) -> None:
    client = world.member()
    for _ in range(5):
        put_shift(client)
    whole = auditor.get(f"{AUDIT}?chain=reservoir&limit=1000").json()["items"]
    page, read = auditor.get(f"{AUDIT}?chain=reservoir&limit=2").json()["items"], []
    while page:
        read += page
        before = page[-1]["seq"]
        query = f"?chain=reservoir&limit=2&before={before}" if before > 1 else ""
        page = auditor.get(f"{AUDIT}{query}").json()["items"] if query else []
    assert read == whole


def test_entries_hold_nothing_personal(world: World, auditor: Client) -> None:
    client = world.member("officer")
    body = incident_body(narrative="岭根村", persons=[{"name": "欧阳垂钓", "phone": "13812345678"}])
    path = f"/api/v1/incidents/{uuid4()}"
    assert client.put(path, body).status_code == 201
    told = auditor.get(f"{AUDIT}?limit=1000").text
    assert f"incident/{path.rpartition('/')[2]}" in told
    assert not [one for one in ("欧阳垂钓", "13812345678", "岭根村", "王强") if one in told]


def test_the_anchor_names_every_chain_s_end(world: World, auditor: Client) -> None:
    put_shift(world.member())
    anchor = auditor.get(f"{AUDIT}/anchor").json()
    assert anchor["form"] == "geo-patrol-anchor-1"
    for head in anchor["heads"]:
        [last] = auditor.get(f"{AUDIT}?chain={head['chain']}&limit=1").json()["items"]
        assert (last["seq"], last["hash"]) == (head["seq"], head["hash"])
    assert "reservoir" in [head["chain"] for head in anchor["heads"]]


@pytest.fixture
def verifier(fresh_world: World) -> Client:
    """Give an auditor of a world with one shift, and of people who are all known to the chains."""
    auditor = fresh_world.member("auditor")
    put_shift(fresh_world.member())
    enrol(fresh_world.store, now=fresh_world.clock())
    return auditor


def test_a_sound_store_is_verified(verifier: Client) -> None:
    seen = verifier.get(f"{AUDIT}/verification").json()
    assert (seen["sound"], seen["n_findings"], seen["findings"]) == (True, 0, [])
    assert seen["n_entries"] >= seen["n_versions"] >= 1


def test_a_record_that_was_altered_behind_our_back_is_named(
    fresh_world: World, verifier: Client
) -> None:
    with fresh_world.store.upkeep() as session:
        session.execute(text("UPDATE shifts SET note = 'altered'"))
        [shift] = duty.all_shifts(session)
    seen = verifier.get(f"{AUDIT}/verification").json()
    assert (seen["sound"], seen["n_findings"]) == (False, 1)
    [finding] = seen["findings"]
    assert finding["where"] == f"shift/{shift.id}"
    assert finding["reason_zh"]
    assert finding["reason_en"]


def test_reading_leaves_no_entry(world: World, auditor: Client) -> None:
    client = world.member()
    path = f"/api/v1/shifts/{put_shift(client)}"
    before = auditor.get(f"{AUDIT}/anchor").json()["heads"]
    client.get(path)
    client.get("/api/v1/shifts")
    auditor.get(f"{AUDIT}/verification")
    assert auditor.get(f"{AUDIT}/anchor").json()["heads"] == before


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "before=0",
        "before=x",
        "chain=",
        "squad=park",
        "object=" + "x" * 129,
    ],
)
def test_a_query_of_another_shape_is_refused(auditor: Client, query: str) -> None:
    assert auditor.get(f"{AUDIT}?{query}").status_code == 422


def test_a_chain_or_an_object_that_is_not_there_has_no_entries(auditor: Client) -> None:
    for query in ("chain=river", "object=shift/none"):
        assert auditor.get(f"{AUDIT}?{query}").json() == {"items": []}
