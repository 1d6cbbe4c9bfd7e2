"""Versions of setups, profiles and rosters in the form in which they are sent."""

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]


def _setup(body: Body, in_full: bool) -> Body:
    form = _planned(body)
    return form if in_full else {**form, "note": ""}


def _profile(body: Body, in_full: bool) -> Body:
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    return form if in_full else {**form, "officer_id": None, "note": ""}


def _roster(body: Body, in_full: bool) -> Body:
    form = _planned(body)
    return form if in_full else {**form, "reason": "", "note": ""}


def _planned(body: Body) -> Body:
    form = dict(body)
    form["squad"] = form.pop("squad_code", None)
    form["posts"] = [
        {key: value for key, value in one.items() if key != "area_code"}
        | {"area": one.get("area_code") or None}
        for one in form.get("posts", [])
    ]
    form["rules"] = [{**one, "numbers": dict(one["numbers"])} for one in form.get("rules", [])]
    return form


ROSTER_FORMS: dict[str, Callable[[Body, bool], Body]] = {
    "roster_setup": _setup,
    "officer_profile": _profile,
    "roster": _roster,
}
"""By kind: from the canonical form, and whether the asker reads in full."""
