"""Versions of leave, wishes, swaps and answers in the form in which they are sent."""

from collections.abc import Callable
from typing import Any

from geo_patrol.store.scope import Scope

Body = dict[str, Any]


def is_for(body: Body, scope: Scope) -> bool:
    """Tell whether what somebody asked is the asker's own, or one that they may decide on."""
    named = (body.get("officer_id"), body.get("taker_id"))
    own = scope.officer_id is not None and str(scope.officer_id) in named
    return own or scope.may("duty.plan")


def _leave(body: Body, scope: Scope) -> Body:
    form = _asked(body, scope)
    return form if is_for(body, scope) else {**form, "kind": None}


def _asked(body: Body, scope: Scope) -> Body:
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    if not is_for(body, scope):
        form["withdrawn"] = ""
    if not scope.reads_in_full:
        form |= {name: None for name in ("officer_id", "taker_id") if name in form}
    return form


def _answer(body: Body, scope: Scope) -> Body:
    # Whose leave it is about is not in it: of its note, the leave itself tells them.
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    return form if scope.may("duty.plan") else {**form, "note": ""}


ROSTER_REQUEST_FORMS: dict[str, Callable[[Body, Scope], Body]] = {
    "leave": _leave,
    "duty_wish": _asked,
    "swap": _asked,
    "roster_answer": _answer,
}
"""By kind: from the canonical form, and as far as the asker may see it."""
