"""Hooks of schemathesis: well-formed requests are about what there is, so that most are taken."""

from typing import Any

import schemathesis

START, END = "2022-10-08T00:00:00+08:00", "2022-10-08T08:00:00+08:00"

KNOWN: dict[str, Any] = {
    "squad": "reservoir",
    "area": "lake",
    "start": START,
    "end": END,
    "occurred_at": START,
    "category": "angling",
    "point": {"lon": 120.99, "lat": 29.47},
    "crew": [],
    "patrol_id": None,
    "outcomes": [{"kind": "persuaded", "people": 2}],
    "seized": [{"kind": "rod", "quantity": 2}],
    "fixes": [[START, 120.985, 29.47, 5]],
}
"""Members of bodies, by name. What names nothing that exists is refused, and rightly so, before
anything deeper is reached."""

ASKED: dict[str, Any] = {
    "area": "changzhao",
    "squad": "reservoir",
    "from": "2022-10-01",
    "to": "2022-11-01",
    "through": None,
    "at": "2022-10-08",
    "cursor": None,
    "bbox": "120.9,29.4,121.1,29.5",
    "tz": "Asia/Shanghai",
}
"""Parameters of queries; None leaves one out."""


@schemathesis.hook
def before_call(
    context: schemathesis.HookContext, case: schemathesis.Case, kwargs: dict[str, Any]
) -> None:
    """Put known values for those of a well-formed request; every second one stays as it is."""
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    if not positive or len(case.id) % 2 == ord(case.id[-1]) % 2:
        return
    if isinstance(case.body, dict):
        linked = {"shift_id", "patrol_id"}
        for name in case.body.keys() & KNOWN.keys() - linked:
            case.body[name] = KNOWN[name]
        if "fixes" in case.body:
            for column in ("t", "lon", "lat", "accuracy_m"):
                case.body.pop(column, None)
    query = dict(case.query or {})
    for name in query.keys() & ASKED.keys():
        if ASKED[name] is None:
            del query[name]
        else:
            query[name] = ASKED[name]
    case.query = query
