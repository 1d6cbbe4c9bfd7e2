"""Bad words on tracks: what they stand for, and why they do not count."""

from typing import Any
from uuid import UUID

from alarm_cases import NO_ID
from bad_case import MISSING, Case, Raw, fields
from hostile_text import CONTROLS
from track_cases import GOOD as GOOD_TRACK
from track_cases import TRACK

OF_TRACK = "/api/v1/patrols/{patrol}/tracks/{track}/withdrawal"
OF_NEW = "/api/v1/patrols/{patrol}/tracks/{new}/withdrawal"
FILE = b"time,lon,lat\n2022-10-08T00:01:00+08:00,120.985,29.47\n"
MANY = [str(UUID(int=number)) for number in range(1, 1001)]
GOOD: dict[str, Any] = {"withdrawn": True, "reason": "手机落在另一条船上"}

SUPERSEDED = [
    *fields(
        "track",
        TRACK,
        {**GOOD_TRACK, "supersedes": ["{nil}"]},
        [
            ("supersedes", "{track}", "api.field.list"),
            ("supersedes", {}, "api.field.list"),
            ("supersedes", MANY, "api.field.too_many"),
            ("supersedes", ["{nil}"] * 101, "api.field.too_many"),
            *(("supersedes[0]", value, reason) for value, reason in NO_ID),
        ],
    ),
    Case(
        "track that supersedes one of another patrol",
        "PUT",
        TRACK,
        422,
        "tracks.supersedes_elsewhere",
        None,
        {**GOOD_TRACK, "supersedes": ["{foreign_track}"]},
    ),
    Case(
        "track that supersedes itself",
        "PUT",
        "/api/v1/patrols/{patrol}/tracks/{nil}",
        422,
        "tracks.supersedes_itself",
        None,
        {**GOOD_TRACK, "supersedes": ["{nil}"]},
    ),
    Case(
        "track that supersedes one twice",
        "PUT",
        TRACK,
        201,
        body={**GOOD_TRACK, "supersedes": [MANY[0], MANY[0]]},
    ),
    *(
        Case(
            f"track file that supersedes {name}",
            "PUT",
            f"{TRACK}?{query}",
            422,
            "api.invalid",
            says,
            None,
            FILE,
            "text/csv",
        )
        for name, query, says in [
            (
                "a thousand",
                "&".join(f"supersedes={one}" for one in MANY),
                {"query.supersedes": "api.field.too_many"},
            ),
            ("what is no id", "supersedes=x", {"query.supersedes[0]": "api.field.uuid"}),
            ("nothing", "supersedes=", {"query.supersedes[0]": "api.field.uuid"}),
        ]
    ),
]

WITHDRAWALS = [
    *fields(
        "withdrawal",
        OF_NEW,
        GOOD,
        [
            ("reason", MISSING, "api.field.missing"),
            ("reason", None, "api.field.text"),
            ("reason", 7, "api.field.text"),
            ("reason", "", "api.field.too_short"),
            ("reason", "\u3000 ", "api.field.pattern"),
            ("reason", "错" * 501, "api.field.too_long"),
            ("reason", "x" * 10_000, "api.field.too_long"),
            *(("reason", text, "api.field.control") for text in CONTROLS.values() if "\n" != text),
            ("withdrawn", MISSING, "api.field.missing"),
            ("withdrawn", None, "api.field.yes_no"),
            ("withdrawn", 1, "api.field.yes_no"),
            ("withdrawn", "true", "api.field.yes_no"),
            ("withdrawn", Raw("1e400"), "api.field.yes_no"),
            ("track_id", "{track}", "api.field.unknown"),
        ],
    ),
    *(
        Case(f"withdrawal {name}", "PUT", f"{path}/withdrawal", 404, code, None, GOOD)
        for name, path, code in [
            ("for no patrol", "/api/v1/patrols/{new}/tracks/{track}", "records.no_patrol"),
            ("for a shift", "/api/v1/patrols/{shift}/tracks/{track}", "records.no_patrol"),
            (
                "for another squad's patrol",
                "/api/v1/patrols/{foreign_patrol}/tracks/{foreign_track}",
                "records.no_patrol",
            ),
            (
                "of another patrol's track",
                "/api/v1/patrols/{patrol}/tracks/{foreign_track}",
                "records.not_found",
            ),
        ]
    ),
    Case("withdrawal that is not there", "GET", OF_TRACK, 404, "records.not_found"),
    Case(
        "withdrawal edited before it is there",
        "PUT",
        OF_NEW,
        412,
        "records.nothing_to_edit",
        None,
        GOOD,
        headers={"if-match": '"1"'},
    ),
    Case(
        "withdrawal by who did not send the track",
        "PUT",
        OF_TRACK,
        403,
        "tracks.not_yours",
        None,
        GOOD,
        who="auxiliary",
    ),
    Case(
        "withdrawal by who only reads",
        "PUT",
        OF_TRACK,
        403,
        "api.not_permitted",
        None,
        GOOD,
        who="briefing",
    ),
]
