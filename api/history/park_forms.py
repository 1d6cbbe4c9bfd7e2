"""Versions of blocks, responsibilities and their hand-overs in the form in which they are sent."""

from collections.abc import Callable
from typing import Any

Body = dict[str, Any]


def _block(body: Body, in_full: bool) -> Body:
    form = _periodic(body)
    return form if in_full else {**form, "note": "", "voided": ""}


def _responsibility(body: Body, in_full: bool) -> Body:
    form = _periodic(body)
    form["block"], form["cell"] = form.pop("block_code", None), form.pop("cell_code", None)
    return form if in_full else {**form, "holder_id": None, "note": "", "voided": ""}


def _handover(body: Body, in_full: bool) -> Body:
    if in_full:
        return body
    hidden = {"from_officer_id": None, "to_officer_id": None, "note": "", "voided": ""}
    return {**body, **hidden, "open_points": []}


def _periodic(body: Body) -> Body:
    form = dict(body)
    form["area"] = form.pop("area_code", None)
    form["start"], form["end"] = form.pop("starts_at", None), form.pop("ends_at", None)
    return form


PARK_FORMS: dict[str, Callable[[Body, bool], Body]] = {
    "block": _block,
    "responsibility": _responsibility,
    "duty_handover": _handover,
}
"""By kind: from the canonical form, and whether the asker reads in full."""
