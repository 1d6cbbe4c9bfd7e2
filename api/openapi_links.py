"""Links of the OpenAPI document: from what was written to what can be done with it."""

from typing import Any

OWN_ID = "$response.body#/id"

Link = tuple[str, str, dict[str, str], dict[str, str]]

LINKS: dict[tuple[str, str], tuple[Link, ...]] = {
    ("PUT", "/api/v1/shifts/{shift_id}"): (
        ("shift", "GET /api/v1/shifts/{shift_id}", {"shift_id": OWN_ID}, {}),
        ("patrol", "PUT /api/v1/patrols/{patrol_id}", {}, {"shift_id": OWN_ID}),
    ),
    ("PUT", "/api/v1/patrols/{patrol_id}"): (
        ("patrol", "GET /api/v1/patrols/{patrol_id}", {"patrol_id": OWN_ID}, {}),
        (
            "track",
            "PUT /api/v1/patrols/{patrol_id}/tracks/{track_id}",
            {"patrol_id": OWN_ID},
            {},
        ),
        ("tracks", "GET /api/v1/patrols/{patrol_id}/tracks", {"patrol_id": OWN_ID}, {}),
        ("incident", "PUT /api/v1/incidents/{incident_id}", {}, {"patrol_id": OWN_ID}),
    ),
    ("PUT", "/api/v1/patrols/{patrol_id}/tracks/{track_id}"): (
        (
            "track",
            "GET /api/v1/patrols/{patrol_id}/tracks/{track_id}",
            {"patrol_id": "$response.body#/patrol_id", "track_id": OWN_ID},
            {},
        ),
    ),
    ("PUT", "/api/v1/incidents/{incident_id}"): (
        ("incident", "GET /api/v1/incidents/{incident_id}", {"incident_id": OWN_ID}, {}),
    ),
}
"""By method and path: name, target, its parameters, members of its body."""


def links_of(method: str, path: str) -> dict[str, Any]:
    """Return the links of an answer; none for most."""
    made: dict[str, Any] = {}
    for name, target, parameters, body in LINKS.get((method, path), ()):
        link: dict[str, Any] = {"operationRef": _reference(target)}
        if parameters:
            link["parameters"] = parameters
        if body:
            link["requestBody"] = body
        made[name] = link
    return made


def _reference(target: str) -> str:
    """Return where in the document an operation is: ``/`` is written ``~1`` there."""
    method, _, path = target.partition(" ")
    return f"#/paths/{path.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
