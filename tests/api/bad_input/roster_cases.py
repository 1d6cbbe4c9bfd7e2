"""Bad setups, profiles, rosters, leave, wishes, swaps and answers, and searches that cannot be."""

from typing import Any

from bad_case import MISSING, Case, fields
from field_cases import NO_LINE, each
from hostile_text import HOSTILE

SETUP = "/api/v1/roster-setups/{new}"
PROFILE = "/api/v1/officer-profiles/{new}"
ROSTER = "/api/v1/rosters/{new}"
LEAVE = "/api/v1/leaves/{new}"
WISH = "/api/v1/duty-wishes/{new}"
SWAP = "/api/v1/swaps/{new}"
ANSWER = "/api/v1/roster-answers/{new}"

EARLY: dict[str, Any] = {"code": "早", "kind": "early", "start": "06:00", "end": "14:00"}
POST: dict[str, Any] = {
    "code": "lake-early",
    "name": "湖 早",
    "area": "lake",
    "shift": "早",
    "workday": 2,
    "weekend": 2,
    "holiday": 2,
}
PLAN: dict[str, Any] = {"shifts": [EARLY], "posts": [POST]}
GOOD_ROSTER: dict[str, Any] = {
    **PLAN,
    "first_day": "2098-01-06",
    "n_days": 28,
    "state": "draft",
    "duties": [
        {"officer_id": "{officer}", "day": "2098-01-07", "shift": "早", "post": "lake-early"}
    ],
}
GOOD_PROFILE: dict[str, Any] = {"officer_id": "{officer}", "boat_licence": True}
GOOD_LEAVE: dict[str, Any] = {
    "officer_id": "{officer}",
    "kind": "annual",
    "first_day": "2098-01-10",
    "last_day": "2098-01-12",
}
GOOD_WISH: dict[str, Any] = {"officer_id": "{officer}", "day": "2098-01-20", "on": False}
GOOD_SWAP: dict[str, Any] = {
    "roster_id": "{nil}",
    "officer_id": "{officer}",
    "day": "2098-01-12",
    "taker_id": "{user}",
}
GOOD_ANSWER: dict[str, Any] = {
    "target_kind": "leave",
    "target_id": "{nil}",
    "at": "2022-11-10T09:00:00+08:00",
    "result": "granted",
}

NO_DAY: list[tuple[Any, str]] = [
    (MISSING, "api.field.missing"),
    (None, "api.field.day"),
    (20221107, "api.field.day"),
    ("1667779200", "api.field.day"),
    ("2022-11-07T00:00:00Z", "api.field.day"),
    ("2022-02-30", "api.field.day"),
    ("11月7日", "api.field.day"),
    ("1066-10-14", "api.field.years"),
    ("9999-12-31", "api.field.years"),
]


def _said(what: str, address: str, code: str, body: dict[str, Any], **says: str) -> Case:
    return Case(what, "PUT", address, 422, code, says or None, body)


ROSTERS = [
    *fields("setup", SETUP, PLAN, each("shifts[0].code", NO_LINE)),
    *fields(
        "setup",
        SETUP,
        PLAN,
        [
            ("shifts", MISSING, "api.field.missing"),
            ("shifts", [], "api.field.too_few"),
            ("shifts", [EARLY] * 9, "api.field.too_many"),
            ("shifts[0].start", "24:30", "api.field.pattern"),
            ("shifts[0].start", "6:00", "api.field.pattern"),
            ("shifts[0].kind", "noon", "api.field.one_of"),
            ("shifts[0].paid_minutes", -1, "api.field.at_least"),
            ("posts", [POST] * 41, "api.field.too_many"),
            ("posts[0].workday", -1, "api.field.at_least"),
            ("posts[0].workday", 101, "api.field.at_most"),
            ("posts[0].workday", 1.5, "api.field.whole_number"),
            ("posts[0].on_water", "yes", "api.field.yes_no"),
            ("rules", {"rest": "hard"}, "api.field.list"),
            ("leader", "me", "api.field.unknown"),
        ],
    ),
    *(
        _said(f"a setup with {what}", SETUP, "rosters.invalid", {**PLAN, **changes})
        for what, changes in [
            ("two shifts of one code", {"shifts": [EARLY, EARLY]}),
            ("two posts of one code", {"posts": [POST, POST]}),
            ("a post in a shift that there is not", {"posts": [{**POST, "shift": "夜"}]}),
            ("a post in no area", {"posts": [{**POST, "area": "nowhere"}]}),
            ("a post in an area of others", {"posts": [{**POST, "area": "block"}]}),
            ("a rule that there is not", {"rules": [{"rule": "no_sleep", "kind": "hard"}]}),
            ("a number of another rule", {"rules": [{"rule": "rest", "numbers": {"most": 3}}]}),
            ("a number beyond all bounds", {"rules": [{"rule": "rest", "numbers": {"hours": 99}}]}),
        ]
    ),
    *fields(
        "profile",
        PROFILE,
        GOOD_PROFILE,
        [
            ("officer_id", MISSING, "api.field.missing"),
            ("officer_id", "7", "api.field.uuid"),
            ("most_run", 0, "api.field.at_least"),
            ("most_hours", 1001, "api.field.at_most"),
            ("first_day", "soon", "api.field.day"),
            ("skills", ["x"] * 21, "api.field.too_many"),
            ("balance_nights", 1e9, "api.field.at_most"),
        ],
    ),
    Case(
        "a profile of somebody of another squad",
        "PUT",
        PROFILE,
        404,
        "rosters.no_officer",
        body={"officer_id": "{foreign_officer}"},
    ),
    *fields("roster", ROSTER, GOOD_ROSTER, each("first_day", NO_DAY)),
    *fields("roster", ROSTER, GOOD_ROSTER, each("duties[0].day", NO_DAY)),
    *fields(
        "roster",
        ROSTER,
        GOOD_ROSTER,
        [
            ("n_days", 0, "api.field.at_least"),
            ("n_days", 400, "api.field.at_most"),
            ("n_days", "28", "api.field.whole_number"),
            ("state", "secret", "api.field.one_of"),
            ("duties", None, "api.field.list"),
            ("duties[0].officer_id", "7", "api.field.uuid"),
            ("duties[0].shift", "", "api.field.too_short"),
        ],
    ),
    *(
        _said(f"a roster with {what}", ROSTER, "rosters.invalid", {**GOOD_ROSTER, **changes})
        for what, changes in [
            (
                "a duty before its first day",
                {"duties": [{**GOOD_ROSTER["duties"][0], "day": "2098-01-05"}]},
            ),
            (
                "a duty in no such shift",
                {"duties": [{**GOOD_ROSTER["duties"][0], "shift": "夜"}]},
            ),
            (
                "a duty at no such post",
                {"duties": [{**GOOD_ROSTER["duties"][0], "post": "moon"}]},
            ),
            (
                "a duty of nobody",
                {"duties": [{**GOOD_ROSTER["duties"][0], "officer_id": "{nil}"}]},
            ),
            (
                "more people on a day that it does not have",
                {"extra_needs": [{"post": "lake-early", "day": "2098-03-01", "people": 4}]},
            ),
        ]
    ),
    *fields("leave", LEAVE, GOOD_LEAVE, each("first_day", NO_DAY)),
    *fields(
        "leave",
        LEAVE,
        GOOD_LEAVE,
        [
            ("kind", "hangover", "api.field.one_of"),
            ("officer_id", "7", "api.field.uuid"),
            ("reason", "flu", "api.field.unknown"),
            ("withdrawn", "x" * 501, "api.field.too_long"),
        ],
    ),
    *(
        _said(f"leave {what}", LEAVE, "roster_requests.invalid", {**GOOD_LEAVE, **changes})
        for what, changes in [
            ("that ends before it begins", {"last_day": "2098-01-09"}),
            ("of two years", {"last_day": "2099-12-31"}),
            ("of somebody of another squad", {"officer_id": "{foreign_officer}"}),
            ("that never was and is withdrawn", {"withdrawn": "不请了"}),
        ]
    ),
    *fields("wish", WISH, GOOD_WISH, each("day", NO_DAY)),
    *fields(
        "wish",
        WISH,
        GOOD_WISH,
        [
            ("on", "maybe", "api.field.yes_no"),
            ("weight", 0, "api.field.at_least"),
            ("weight", 6, "api.field.at_most"),
        ],
    ),
    _said(
        "a wish for a day that is over",
        WISH,
        "roster_requests.invalid",
        {**GOOD_WISH, "day": "2020-01-01"},
    ),
    *fields("swap", SWAP, GOOD_SWAP, each("day", NO_DAY)),
    *fields("swap", SWAP, GOOD_SWAP, [("taker_id", "7", "api.field.uuid")]),
    *fields(
        "answer",
        ANSWER,
        GOOD_ANSWER,
        [
            ("result", "perhaps", "api.field.one_of"),
            ("target_kind", "roster", "api.field.one_of"),
            ("at", "yesterday", "api.field.moment"),
        ],
    ),
    Case(
        "an answer to nothing",
        "PUT",
        ANSWER,
        404,
        "roster_requests.no_answer_target",
        body=GOOD_ANSWER,
    ),
    Case("a swap in no roster", "PUT", SWAP, 404, "roster_requests.no_roster", body=GOOD_SWAP),
    *(
        Case(f"{what} of no roster", "POST", f"/api/v1/rosters/{{nil}}/{what}", 404, code, body={})
        for what, code in [
            ("solve", "rosters.no_roster"),
            ("replan", "rosters.no_roster"),
            ("suggestions", "records.not_found"),
        ]
    ),
    *(
        Case(f"a page of rosters by {query}", "GET", f"/api/v1/rosters?{query}", 422, "api.invalid")
        for query in ("limit=0", "from=x", "colour=red")
    ),
    Case(
        "a roster whose note is hostile text is taken as it is",
        "PUT",
        ROSTER,
        201,
        body={**GOOD_ROSTER, "note": "\n".join(HOSTILE.values())},
        echo=("note",),
    ),
]
