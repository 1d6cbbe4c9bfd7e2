"""Versions of firms, and of what they have, in the form in which they are sent."""

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]


def _firm(body: Body, in_full: bool) -> Body:
    form = {key: value for key, value in body.items() if key != "persons"}
    form["squad"] = form.pop("squad_code", None)
    form["quiet"] = [
        {**one, "weekdays": [int(day) for day in one.get("weekdays", "")]}
        for one in form.get("quiet", [])
    ]
    return form if in_full else {**form, "note": "", "voided": ""}


def _service_visit(body: Body, in_full: bool) -> Body:
    hidden = {"asked": "", "advised": "", "note": "", "voided": ""}
    return body if in_full else {**body, **hidden, "officers": []}


def _guidance_slot(body: Body, in_full: bool) -> Body:
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    form["start"], form["end"] = form.pop("starts_at", None), form.pop("ends_at", None)
    firm, wish = form.pop("booked_by", None), form.pop("wish", "")
    form["booking"] = None if firm is None else {"firm_id": firm, "wish": wish if in_full else ""}
    return form if in_full else {**form, "cancelled": "", "voided": ""}


def _planned_check(body: Body, in_full: bool) -> Body:
    form = dict(body)
    form["window"] = {"start": form.pop("opens_at", None), "end": form.pop("closes_at", None)}
    return form if in_full else {**form, "note": "", "voided": ""}


def _combined_visit(body: Body, in_full: bool) -> Body:
    form = dict(body)
    form["start"] = form.pop("starts_at", None)
    start, end = form.pop("happened_from", None), form.pop("happened_to", None)
    form["happened"] = None if start is None else {"start": start, "end": end}
    return form if in_full else {**form, "note": "", "voided": ""}


FIRM_FORMS: dict[str, Callable[[Body, bool], Body]] = {
    "firm": _firm,
    "service_visit": _service_visit,
    "guidance_slot": _guidance_slot,
    "planned_check": _planned_check,
    "combined_visit": _combined_visit,
}
"""By kind: from the canonical form, and whether the asker reads in full."""
