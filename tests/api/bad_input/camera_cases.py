"""Bad signs of cameras, bad reviews of their files, and bad publications of their places."""

from dataclasses import replace
from typing import Any

from alarm_cases import NO_ID, NO_TEXT
from bad_case import MISSING, Case, fields
from duty_cases import NO_CODE, NO_MOMENT
from field_cases import AT, each, refused
from hostile_text import HOSTILE

SIGN = "/api/v1/camera-signs/CH-C01"
REVIEW = "/api/v1/camera-reviews/{new}"
PUBLICATION = "/api/v1/camera-publications/{new}"
PRECISION, SILENCE = "/api/v1/cameras/precision", "/api/v1/cameras/silence"

GOOD_SIGN = {"every_s": 300}
GOOD_REVIEW: dict[str, Any] = {
    "evidence_id": "{nil}",
    "camera": "CH-C01",
    "at": AT,
    "result": "clear",
    "location_published": True,
}
GOOD_PUBLICATION: dict[str, Any] = {
    "camera": "CH-C01",
    "text": "县政府门户网站公告",
    "since": AT,
}
_BY_CAMERA = {"authorization": "Bearer {camera_token}"}

CAMERAS = [
    *(
        replace(case, who="stranger", headers=_BY_CAMERA)
        for case in fields(
            "camera sign",
            SIGN,
            GOOD_SIGN,
            [
                ("every_s", MISSING, "api.field.missing"),
                ("every_s", 0, "api.field.at_least"),
                ("every_s", 604_801, "api.field.at_most"),
                ("every_s", "300", "api.field.whole_number"),
                ("every_s", True, "api.field.whole_number"),
                ("at", AT, "api.field.unknown"),
            ],
        )
    ),
    Case("a sign by a leader", "PUT", SIGN, 403, "api.not_permitted", None, GOOD_SIGN),
    *fields("camera review", REVIEW, GOOD_REVIEW, each("evidence_id", NO_ID)),
    *fields("camera review", REVIEW, GOOD_REVIEW, each("signature", NO_ID)),
    *fields("camera review", REVIEW, GOOD_REVIEW, each("at", NO_MOMENT)),
    *fields("camera review", REVIEW, GOOD_REVIEW, each("note", NO_TEXT)),
    *fields(
        "camera review",
        REVIEW,
        GOOD_REVIEW,
        [
            ("evidence_id", MISSING, "api.field.missing"),
            ("result", MISSING, "api.field.missing"),
            ("result", "true", "api.field.one_of"),
            ("location_published", MISSING, "api.field.missing"),
            ("location_published", 1, "api.field.yes_no"),
            ("camera", "a\nb", "api.field.control"),
            ("camera", "x" * 65, "api.field.too_long"),
            ("reviewed_by", "{officer}", "api.field.unknown"),
        ],
    ),
    *refused(
        "camera review",
        REVIEW,
        GOOD_REVIEW,
        [
            ("evidence_id", "{nil}", 404, "cameras.no_file"),
            ("evidence_id", "{incident}", 404, "cameras.no_file"),
        ],
    ),
    *fields("publication", PUBLICATION, GOOD_PUBLICATION, each("camera", NO_CODE)),
    *fields("publication", PUBLICATION, GOOD_PUBLICATION, each("since", NO_MOMENT)),
    *fields(
        "publication",
        PUBLICATION,
        GOOD_PUBLICATION,
        [
            ("text", MISSING, "api.field.missing"),
            ("text", "", "api.field.too_short"),
            ("text", "\u3000 ", "api.field.pattern"),
            ("text", "错" * 501, "api.field.too_long"),
            ("until", AT, "api.field.unknown"),
        ],
    ),
    *(
        Case(
            f"publication of {text[:20]!r}",
            "PUT",
            PUBLICATION,
            422,
            "cameras.invalid",
            {"camera": "cameras.unknown_code"},
            {**GOOD_PUBLICATION, "camera": text},
        )
        for text in HOSTILE.values()
        if 0 < len(text) <= 64 and text.isprintable()
    ),
    *refused(
        "publication", PUBLICATION, GOOD_PUBLICATION, [("squad", "park", 404, "records.no_squad")]
    ),
    *(
        Case(f"{name}?{query}", "GET", f"{path}?{query}", 422, "api.invalid", {place: reason})
        for name, path, query, place, reason in [
            ("precision", PRECISION, "by=officer", "query.by", "api.field.one_of"),
            ("precision", PRECISION, "from=yesterday", "query.from", "api.field.moment"),
            ("precision", PRECISION, "person=1", "query.person", "api.field.unknown"),
            ("silence", SILENCE, "at=now", "query.at", "api.field.moment"),
            ("silence", SILENCE, "days=3", "query.days", "api.field.unknown"),
        ]
    ),
]
