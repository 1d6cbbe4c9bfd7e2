"""Who signs a paper: each in a place of its own, with the picture, the refusal, or room for it."""

from collections.abc import Iterator
from typing import Any

from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Attendant, Sheet, Signed
from maps.documents.phrases import BLANK, moment, zh

Place = dict[str, Any]
"""``label``, ``lines``, ``picture`` (a path, or None), ``blank``: a line to sign on."""


def signatures(
    sheet: Sheet,
    party_key: str = "papers.party_signs",
    officer_key: str = "papers.officer_signs",
) -> Iterator[Place]:
    """Yield where party, witness and officers sign: two officers at least."""
    if sheet.party.known == "ownerless":
        yield _place(party_key, zh("papers.nobody_there"), blank=False)
    else:
        yield from _of(sheet, "party", party_key)
    yield from _of(sheet, "witness", "papers.witness_signs")
    signed = {one.officer_id: one for one in sheet.signatures if one.signer == "officer"}
    for officer in sheet.officers:
        yield _officer(sheet, officer_key, officer, signed.pop(officer.id, None))
    for one in signed.values():
        # Of somebody who is not said to have been there: what was signed is shown all the same.
        yield _signed(sheet, officer_key, one)
    for _ in range(len(sheet.officers), 2):
        yield _place(officer_key)


def _of(sheet: Sheet, signer: str, key: str) -> Iterator[Place]:
    found = [one for one in sheet.signatures if one.signer == signer]
    for one in found:
        yield _signed(sheet, key, one)
    if not found:
        yield _place(key)


def _officer(sheet: Sheet, key: str, officer: Attendant, signed: Signed | None) -> Place:
    badge = officer.badge_no or BLANK
    who = text("papers.officer", "zh", name=officer.name or BLANK, badge=badge)
    if not officer.certified:
        who += zh("papers.uncertified")
    if signed is None:
        return _place(key, who)
    made = _signed(sheet, key, signed)
    return {**made, "lines": [who, *made["lines"]]}


def _signed(sheet: Sheet, key: str, one: Signed) -> Place:
    when = moment(sheet, one.at)
    if one.refused:
        refusal = text("papers.refused", "zh", reason=one.reason or zh("papers.no_reason"))
        by = text("papers.recorded", "zh", name=one.recorded_by or BLANK, when=when)
        return _place(key, refusal, by, blank=False)
    absent = [zh("papers.picture_absent")] if one.picture is None else []
    return {**_place(key, when, *absent), "picture": one.picture}


def approval(sheet: Sheet) -> Place:
    """Return where who approved signs."""
    if sheet.approved_at is None:
        return _place("papers.approver")
    when = moment(sheet, sheet.approved_at)
    return _place("papers.approver", sheet.approved_by or BLANK, when)


def _place(key: str, *lines: str, blank: bool = True) -> Place:
    """Return where somebody signs; ``blank`` leaves a line for it where there is no picture."""
    label = text(key, "zh")
    return {"label": label, "lines": list(lines), "picture": None, "blank": blank}
