"""Whatever order custody events come in, the chain is the same, and so is what lists say of it."""

from typing import Any
from uuid import UUID, uuid4

import hypothesis.strategies as st
from api_world import Client, World
from hypothesis import HealthCheck, given, settings
from seizing import CUSTODY, SEIZURES, custody_body, item_body, put_seizure

KINDS = ("moved", "inspected", "confiscated", "returned", "destroyed", "released_live", "seized")
PLACES = ("巡查艇", "甲库", "乙库")
ITEMS = (1, 2, 3)


@st.composite
def events(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return events around one night, several of one moment among them."""
    made = []
    for _ in range(draw(st.integers(1, 6))):
        items = draw(st.lists(st.sampled_from((*ITEMS, 9)), min_size=1, max_size=3, unique=True))
        hour = draw(st.integers(0, 5))
        event = {
            "kind": draw(st.sampled_from(KINDS)),
            "items": items,
            "at": f"2022-10-08T{hour:02}:05:00+08:00",
            "place": draw(st.sampled_from(PLACES)),
        }
        made.append(event)
    return made


def sent(client: Client, world: World, made: list[tuple[int, dict[str, Any]]]) -> dict[str, Any]:
    """Send events of a new seizure, each of them twice; return what it looks like then."""
    items = [item_body(number) for number in ITEMS]
    seizure_id = put_seizure(client, world, items=items)
    for number, event in made:
        body = {**custody_body(seizure_id), "from_place": "", **event}
        # Of one moment, ids decide: those of an event sort alike in each seizure.
        path = f"{CUSTODY}/{uuid_of(seizure_id, number)}"
        assert client.put(path, body).status_code == 201
        assert client.put(path, body).status_code == 200
    told: dict[str, Any] = client.get(f"{SEIZURES}/{seizure_id}").json()
    asked = client.get(SEIZURES, params={"limit": 1000, "text": told["number"]}).json()
    [told["line"]] = [one for one in asked["items"] if one["id"] == str(seizure_id)]
    return told


def uuid_of(seizure_id: UUID, number: int) -> UUID:
    """Return an id that sorts by its number, whatever the seizure."""
    return UUID(int=(number << 120) | (seizure_id.int >> 8))


def seen(told: dict[str, Any]) -> dict[str, Any]:
    """Return what must not depend on the order in which events came."""
    found = [
        (one["remark"]["key"], one["remark"]["reason_zh"], tuple(one["items"]))
        for one in told["conflicts"]
    ]
    fields = ("number", "state", "place", "since", "to")
    return {
        "items": [{name: one[name] for name in fields} for one in told["items"]],
        "events": [(one["kind"], one["at"], one["items"]) for one in told["events"]],
        "conflicts": found,
        "clocks": [(one["kind"], one["met_at"]) for one in told["clocks"]],
        "states": told["line"]["states"],
        "flags": told["line"]["flags"],
        "open": told["line"]["open"],
    }


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(made=events(), data=st.data())
def test_any_order_gives_the_same_chain(
    world: World, made: list[dict[str, Any]], data: st.DataObject
) -> None:
    client = world.member("officer")
    numbered = list(enumerate(made, 1))
    shuffled = data.draw(st.permutations(numbered))
    first, second = (sent(client, world, one) for one in (numbered, shuffled))
    assert seen(first) == seen(second)
    # What a list says is what the chain says, kept.
    counted: dict[str, int] = {}
    for item in first["items"]:
        counted[item["state"]] = counted.get(item["state"], 0) + 1
    assert first["line"]["states"] == counted


def test_ids_of_two_seizures_sort_alike() -> None:
    one, other = uuid4(), uuid4()
    assert uuid_of(one, 1) < uuid_of(other, 2) and uuid_of(other, 1) < uuid_of(one, 2)
