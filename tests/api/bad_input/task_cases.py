"""Bad tasks and camera alerts, and bad answers to them."""

from dataclasses import replace
from typing import Any

from alarm_cases import NO_ID, NO_TEXT
from bad_case import MISSING, Case, fields
from duty_cases import NO_CODE, NO_MOMENT
from field_cases import AT, HALF, NO_FIGURE, OFF_THE_EARTH, each, places, refused, typed
from hostile_text import HOSTILE

TASK = "/api/v1/tasks/{new}"
TASK_ANSWER = "/api/v1/task-answers/{new}"
ALERT = "/api/v1/camera-alerts/{new}"
ALERT_ANSWER = "/api/v1/alert-answers/{new}"

GOOD_TASK: dict[str, Any] = {
    "squad": "reservoir",
    "shift_id": "{shift}",
    "patrol_id": "{patrol}",
    "area": "lake",
    "lon": 120.99,
    "lat": 29.47,
    "text": "看一下界标",
    "due": "2022-10-09T18:00:00+08:00",
    "withdrawn": False,
}
GOOD_TASK_ANSWER: dict[str, Any] = {
    "task_id": "{task}",
    "patrol_id": "{patrol}",
    "at": AT,
    "result": "done",
    "text": "完好",
}
GOOD_ALERT: dict[str, Any] = {
    "camera": "大坝东 2 号",
    "at": AT,
    "kind": "person",
    "lon": 120.99,
    "lat": 29.47,
    "note": "两人持竿",
}
GOOD_ALERT_ANSWER: dict[str, Any] = {
    "alert_id": "{alert}",
    "incident_id": "{incident}",
    "at": AT,
    "result": "true",
    "text": "两人夜钓",
}

TASKS = [
    *fields("task", TASK, GOOD_TASK, each("shift_id", NO_ID)),
    *fields("task", TASK, GOOD_TASK, each("patrol_id", NO_ID)),
    *fields("task", TASK, GOOD_TASK, each("text", [("", "api.field.too_short"), *NO_TEXT])),
    *fields("task", TASK, GOOD_TASK, each("due", NO_MOMENT[1:])),
    *fields("task", TASK, GOOD_TASK, each("lon", NO_FIGURE)),
    *fields(
        "task",
        TASK,
        GOOD_TASK,
        [
            ("squad", 7, "api.field.text"),
            ("squad", "", "api.field.too_short"),
            ("area", "a\nb", "api.field.control"),
            ("cell", "", "api.field.too_short"),
            ("cell", "3" * 16, "api.field.too_long"),
            ("cell", "a\u0000b", "api.field.control"),
            ("text", MISSING, "api.field.missing"),
            ("withdrawn", None, "api.field.yes_no"),
            ("open", False, "api.field.unknown"),
            ("answers", [], "api.field.unknown"),
        ],
    ),
    *places("task", TASK, GOOD_TASK, [*OFF_THE_EARTH, *HALF]),
    *refused(
        "task",
        TASK,
        GOOD_TASK,
        [
            ("squad", "park", 404, "records.no_squad"),
            ("squad", "nowhere", 404, "records.no_squad"),
            ("shift_id", "{foreign_shift}", 404, "records.no_shift"),
            ("patrol_id", "{foreign_patrol}", 404, "records.no_patrol"),
            ("area", "block", 404, "records.no_area"),
            ("area", HOSTILE["path"], 404, "records.no_area"),
            ("cell", "330624001001001", 404, "field.no_cell"),
        ],
    ),
    Case(
        "task of a cell of no area",
        "PUT",
        TASK,
        422,
        "field.cell_without_area",
        None,
        {**GOOD_TASK, "area": None, "cell": "330624001001001"},
    ),
    *typed("task", TASK, GOOD_TASK, "text"),
    *fields("task answer", TASK_ANSWER, GOOD_TASK_ANSWER, each("task_id", NO_ID)),
    *fields("task answer", TASK_ANSWER, GOOD_TASK_ANSWER, each("at", NO_MOMENT)),
    *fields("task answer", TASK_ANSWER, GOOD_TASK_ANSWER, each("text", NO_TEXT)),
    *fields(
        "task answer",
        TASK_ANSWER,
        GOOD_TASK_ANSWER,
        [
            ("task_id", MISSING, "api.field.missing"),
            ("result", MISSING, "api.field.missing"),
            ("result", "DONE", "api.field.one_of"),
            ("result", True, "api.field.one_of"),
            ("flags", [], "api.field.unknown"),
        ],
    ),
    *refused(
        "task answer",
        TASK_ANSWER,
        GOOD_TASK_ANSWER,
        [
            ("task_id", "{nil}", 404, "field.no_task"),
            ("task_id", "{foreign_task}", 404, "field.no_task"),
            ("task_id", "{officer}", 404, "field.no_task"),
            ("patrol_id", "{foreign_patrol}", 404, "records.no_patrol"),
        ],
    ),
]

_BY_CAMERA = {"authorization": "Bearer {camera_token}"}

ALERTS = [
    *(
        replace(case, who="stranger", headers=_BY_CAMERA)
        for case in (
            *fields("alert", ALERT, GOOD_ALERT, each("camera", NO_CODE)),
            *fields("alert", ALERT, GOOD_ALERT, each("kind", NO_CODE)),
            *fields("alert", ALERT, GOOD_ALERT, each("at", NO_MOMENT)),
            *fields("alert", ALERT, GOOD_ALERT, each("note", NO_TEXT)),
            *fields("alert", ALERT, GOOD_ALERT, each("lon", NO_FIGURE)),
            *fields(
                "alert",
                ALERT,
                GOOD_ALERT,
                [
                    ("squad", "park", "api.field.unknown"),
                    ("area", "lake", "api.field.unknown"),
                    ("picture", "aGk=", "api.field.unknown"),
                ],
            ),
            *places("alert", ALERT, GOOD_ALERT, [*OFF_THE_EARTH, *HALF]),
        )
    ),
    *(
        Case(f"alert by a {who}", "PUT", ALERT, status, code, None, GOOD_ALERT, who=who)
        for who, status, code in [
            ("leader", 403, "api.not_permitted"),
            ("stranger", 401, "api.not_signed_in"),
        ]
    ),
    *(
        Case(
            f"alert by a {kind}",
            "PUT",
            ALERT,
            403,
            "api.not_permitted",
            None,
            GOOD_ALERT,
            headers={"authorization": f"Bearer {{{kind}_token}}"},
            who="stranger",
        )
        for kind in ("tracker", "monitor")
    ),
    *fields("alert answer", ALERT_ANSWER, GOOD_ALERT_ANSWER, each("alert_id", NO_ID)),
    *fields("alert answer", ALERT_ANSWER, GOOD_ALERT_ANSWER, each("incident_id", NO_ID)),
    *fields("alert answer", ALERT_ANSWER, GOOD_ALERT_ANSWER, each("at", NO_MOMENT)),
    *fields("alert answer", ALERT_ANSWER, GOOD_ALERT_ANSWER, each("text", NO_TEXT)),
    *fields(
        "alert answer",
        ALERT_ANSWER,
        GOOD_ALERT_ANSWER,
        [
            ("alert_id", MISSING, "api.field.missing"),
            ("result", MISSING, "api.field.missing"),
            ("result", True, "api.field.one_of"),
            ("result", "maybe", "api.field.one_of"),
            ("camera", "a", "api.field.unknown"),
        ],
    ),
    *refused(
        "alert answer",
        ALERT_ANSWER,
        GOOD_ALERT_ANSWER,
        [
            ("alert_id", "{nil}", 404, "field.no_alert"),
            ("alert_id", "{foreign_alert}", 404, "field.no_alert"),
            ("incident_id", "{foreign_incident}", 404, "field.no_incident"),
            ("incident_id", "{officer}", 404, "field.no_incident"),
        ],
    ),
]
