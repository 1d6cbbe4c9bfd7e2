"""Handover notes, check points, tasks and alerts for tests of the API, and who sends them."""

from typing import Any
from uuid import UUID, uuid4

from api_world import Client, World, put_shift
from askers import gadget

AT = "2022-10-08T02:10:00+08:00"

FIELD = {
    "handover_id": "/api/v1/handovers",
    "check_point_id": "/api/v1/check-points",
    "check_in_id": "/api/v1/check-ins",
    "task_id": "/api/v1/tasks",
    "task_answer_id": "/api/v1/task-answers",
    "alert_id": "/api/v1/camera-alerts",
    "alert_answer_id": "/api/v1/alert-answers",
}
"""Where each kind is written, by the name of its id; each after what it names."""


def handover_body(shift_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return a note of a night shift."""
    body = {"shift_id": str(shift_id), "text": "东支库湾有手电光", "open_points": ["界标松动"]}
    return {**body, "at": AT, **changes}


def check_point_body(area: str = "lake", **changes: Any) -> dict[str, Any]:
    """Return a jetty on the lake."""
    body = {"area": area, "code": "CZ-03", "name": "岭根村码头", "lon": 120.99, "lat": 29.47}
    return {**body, "radius_m": 50, "interval_s": 28800, **changes}


def check_in_body(point_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return a check-in at that jetty, by its position."""
    body = {"check_point_id": str(point_id), "at": AT, "lon": 120.99, "lat": 29.47}
    return {**body, "accuracy_m": 8, "by": "near", **changes}


def task_body(**changes: Any) -> dict[str, Any]:
    """Return a task for whoever of the reservoir squad is on duty."""
    return {"squad": "reservoir", "text": "看一下界标", **changes}


def task_answer_body(task_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return that it was done."""
    return {"task_id": str(task_id), "at": AT, "result": "done", "text": "完好", **changes}


def alert_body(**changes: Any) -> dict[str, Any]:
    """Return people seen at the jetty."""
    body = {"camera": "大坝东 2 号", "at": AT, "kind": "person", "lon": 120.99, "lat": 29.47}
    return {**body, "note": "两人持竿", **changes}


def alert_answer_body(alert_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return that it was a dog."""
    return {"alert_id": str(alert_id), "at": AT, "result": "false", "text": "狗", **changes}


def field_bodies(ids: dict[str, UUID]) -> dict[str, Any]:
    """Return a body of each kind, over the sample areas; what they name has these ids."""
    return {
        "handover_id": handover_body(ids["shift_id"]),
        "check_point_id": check_point_body("changzhao"),
        "check_in_id": check_in_body(ids["check_point_id"]),
        "task_id": task_body(),
        "task_answer_id": task_answer_body(ids["task_id"]),
        "alert_id": alert_body(),
        "alert_answer_id": alert_answer_body(ids["alert_id"]),
    }


def written(client: Client, path: str, body: Any) -> UUID:
    """Write a record of a new id, and return the id."""
    made = uuid4()
    answer = client.put(f"{path}/{made}", body)
    assert answer.status_code == 201, answer.text
    return made


def put_handover(client: Client, shift_id: UUID | None = None, **changes: Any) -> UUID:
    """Write a note, of a new shift if none is given."""
    return written(
        client, FIELD["handover_id"], handover_body(shift_id or put_shift(client), **changes)
    )


def put_check_point(client: Client, area: str = "lake", **changes: Any) -> UUID:
    """Write a check point."""
    return written(client, FIELD["check_point_id"], check_point_body(area, **changes))


def put_task(client: Client, **changes: Any) -> UUID:
    """Write a task."""
    return written(client, FIELD["task_id"], task_body(**changes))


def put_alert(world: World, squad: str = "reservoir", **changes: Any) -> UUID:
    """Write an alert by a new camera of a squad: of one camera it might repeat another alert."""
    body = alert_body(**{"camera": f"大坝 {uuid4().hex[:8]}", **changes})
    return written(gadget(world, "camera", squad), FIELD["alert_id"], body)
