"""From a record's canonical form to the form in which clients send and read it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from geo_patrol.errors import Conflict, PreconditionFailed
from geo_patrol.store.scope import Scope

Body = dict[str, Any]


def on_the_wire(kind: str, body: Body, scope: Scope) -> Body:
    """Return a canonical body as its kind's clients know it, redacted for who has no need.

    Persons are not in it: the canonical form has no more of them than a commitment.
    """
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


def _officer(body: Body, in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items() if key != "demo"}


def _device(body: Body, in_full: bool) -> Body:
    return {_renamed(key): value for key, value in body.items()}


def _renamed(key: str) -> str:
    return key.removesuffix("_code")


_FORMS: dict[str, Callable[[Body, bool], Body]] = {
    "shift": _shift,
    "patrol": _patrol,
    "incident": _incident,
    "officer": _officer,
    "device": _device,
}
