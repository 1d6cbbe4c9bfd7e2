"""From a record's canonical form to the form in which clients send and read it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from api.history.firm_forms import FIRM_FORMS
from api.history.park_forms import PARK_FORMS
from api.history.roster_forms import ROSTER_FORMS
from api.history.roster_request_forms import ROSTER_REQUEST_FORMS
from geo_patrol.errors import Conflict, PreconditionFailed
from geo_patrol.store.scope import Scope

Body = dict[str, Any]


def on_the_wire(kind: str, body: Body, scope: Scope) -> Body:
    """Return a canonical body as its kind's clients know it, redacted for who has no need.

    Persons are not in it: the canonical form has no more of them than a commitment.
    """
    scoped = ROSTER_REQUEST_FORMS.get(kind)
    if scoped is not None:
        return scoped(body, scope)
    form = _FORMS.get(kind)
    return body if form is None else form(body, scope.reads_in_full)


@contextmanager
def told_on_the_wire(kind: str, scope: Scope) -> Iterator[None]:
    """Turn the version that a conflict is with into the form that the client knows."""
    try:
        yield
    except (Conflict, PreconditionFailed) as error:
        if error.current is not None:
            error.current = on_the_wire(kind, error.current, scope)
        raise


def _shift(body: Body, in_full: bool) -> Body:
    form = {_renamed(key): value for key, value in body.items()}
    return form if in_full else {**form, "note": ""}


def _patrol(body: Body, in_full: bool) -> Body:
    form = {_renamed(key): value for key, value in body.items()}
    return form if in_full else {**form, "crew": [], "note": ""}


def _incident(body: Body, in_full: bool) -> Body:
    left = {key: value for key, value in body.items() if key not in ("lon", "lat", "persons")}
    form = {_renamed(key): value for key, value in left.items()}
    form["point"] = {"lon": body.get("lon"), "lat": body.get("lat")}
    if not in_full:
        form["narrative"] = ""
        for part in ("outcomes", "seized"):
            form[part] = [{**one, "note": ""} for one in form.get(part, [])]
    return form


def _handover(body: Body, in_full: bool) -> Body:
    form = _of_field(body, in_full)
    form["at"] = form.pop("written_at", None)
    return form if in_full else {**form, "open_points": []}


def _check_in(body: Body, _in_full: bool) -> Body:
    form = dict(body)
    form["by"] = form.pop("told_by", None)
    return form


def _of_field(body: Body, in_full: bool) -> Body:
    form = {_renamed(key): value for key, value in body.items()}
    free: Body = {key: "" for key in ("text", "note") if key in form}
    return form if in_full else {**form, **free}


def _declared_route(body: Body, in_full: bool) -> Body:
    left = {key: value for key, value in body.items() if key not in ("start", "end", "patrol_id")}
    form = {"at_from": body.get("start"), "at_to": body.get("end"), **left}
    return form if in_full else {**form, "text": ""}


def _track_withdrawal(body: Body, in_full: bool) -> Body:
    form = {key: body.get(key) for key in ("withdrawn", "reason")}
    return form if in_full else {**form, "reason": ""}


def _incident_void(body: Body, in_full: bool) -> Body:
    form = {key: body.get(key) for key in ("void", "reason")}
    return form if in_full else {**form, "reason": ""}


def _officer(body: Body, in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items() if key != "demo"}


def _device(body: Body, in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items()}


def _camera(body: Body, _in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items()}


def _camera_review(body: Body, in_full: bool) -> Body:
    return body if in_full else {**body, "note": "", "voided": ""}


def _camera_publication(body: Body, in_full: bool) -> Body:
    form = {_renamed(key): value for key, value in body.items()}
    return form if in_full else {**form, "voided": ""}


def _catalogue_term(body: Body, _in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items()}


def _renamed(key: str) -> str:
    return key.removesuffix("_code")


def _alarm(body: Body, in_full: bool) -> Body:
    # Where somebody is who called for help is told by the alarm's own route, which knows who may
    # see it now.
    form = {key: value for key, value in body.items() if key not in _PLACE}
    return form if in_full else {**form, "officer_id": None, "text": ""}


def _alarm_position(body: Body, _in_full: bool) -> Body:
    return {key: value for key, value in body.items() if key not in _PLACE}


def _seizure(body: Body, in_full: bool) -> Body:
    form = {_renamed(key): value for key, value in body.items()}
    if in_full:
        return form
    items = [{**one, "condition": "", "note": ""} for one in form.get("items", [])]
    return {**form, "items": items, "officers": [], "signatures": [], "note": "", "voided": ""}


def _custody_event(body: Body, in_full: bool) -> Body:
    form = dict(body)
    form["to"] = form.pop("handed_to", "")
    return form if in_full else {**form, "to": "", "note": "", "voided": ""}


def _clock_event(body: Body, in_full: bool) -> Body:
    return body if in_full else {**body, "note": "", "voided": ""}


def _law_decision(body: Body, in_full: bool) -> Body:
    form = {key: value for key, value in body.items() if key != "incident_id"}
    return form if in_full else {**form, "decision": "", "reason": ""}


def _operation(body: Body, in_full: bool) -> Body:
    # What was decided is read back in the form in which it is sent.
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    form["start"], form["end"] = form.pop("starts_at", None), form.pop("ends_at", None)
    form["areas"] = form.pop("area_codes", [])
    at, summary = form.pop("closed_at", None), form.pop("summary", "")
    form["closed"] = None if at is None else {"at": at, "summary": summary}
    if in_full:
        return form
    if at is not None:
        form["closed"]["summary"] = ""
    form["agencies"] = [{**one, "task": ""} for one in form.get("agencies", [])]
    return {**form, "aim": "", "note": "", "voided": ""}


def _operation_link(body: Body, in_full: bool) -> Body:
    return body if in_full else {**body, "removed": ""}


def _transfer(body: Body, in_full: bool) -> Body:
    form = dict(body)
    by, at = form.pop("taken_by", ""), form.pop("taken_at", None)
    form["received"] = None if at is None else {"by": by if in_full else "", "at": at}
    form["evidence"] = [one["sha256"] for one in form.get("evidence", [])]
    return form if in_full else {**form, "reason": "", "note": "", "voided": ""}


def _case(body: Body, in_full: bool) -> Body:
    return body if in_full else {**body, "place": "", "note": "", "voided": ""}


def _case_step(body: Body, in_full: bool) -> Body:
    form = {key: value for key, value in body.items() if key not in ("to_kind", "to_code")}
    kind, code = body.get("to_kind"), body.get("to_code")
    shown = in_full or kind != "officer"
    form["to"] = {"kind": kind, "code": code if shown else ""} if kind else None
    return form if in_full else {**form, "note": "", "voided": ""}


_PLACE = frozenset({"lon", "lat", "accuracy_m", "placed_at"})


_FORMS: dict[str, Callable[[Body, bool], Body]] = {
    "shift": _shift,
    "patrol": _patrol,
    "incident": _incident,
    "declared_route": _declared_route,
    "track_withdrawal": _track_withdrawal,
    "incident_void": _incident_void,
    "handover": _handover,
    "check_point": _of_field,
    "check_in": _check_in,
    "task": _of_field,
    "task_answer": _of_field,
    "camera_alert": _of_field,
    "alert_answer": _of_field,
    "alarm": _alarm,
    "alarm_sign": _alarm,
    "alarm_position": _alarm_position,
    "camera": _camera,
    "camera_review": _camera_review,
    "published_camera": _camera_publication,
    "catalogue_term": _catalogue_term,
    "seizure": _seizure,
    "custody_event": _custody_event,
    "clock_event": _clock_event,
    "law_decision": _law_decision,
    "case": _case,
    "case_step": _case_step,
    "operation": _operation,
    "operation_link": _operation_link,
    "transfer": _transfer,
    "officer": _officer,
    "device": _device,
    **FIRM_FORMS,
    **PARK_FORMS,
    **ROSTER_FORMS,
}
