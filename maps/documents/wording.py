"""What stands on each paper, as JSON values for its template: every word, in its place."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from geo_patrol.messages import text
from geo_patrol.seizures.sheet import Paper, Sheet
from maps.documents.phrases import BLANK, breakable, day, moment, zh
from maps.documents.signing import approval, signatures

Page = dict[str, Any]
"""JSON values, but for a signature's ``picture``: a path, or None."""

LONGEST_WORDS = (5, 11, 5, 4, 11, 11, 14, 4, 11)
"""Letters of a word that find room in a cell of each column of items."""


def page_of(paper: Paper, sheet: Sheet) -> Page:
    """Return what stands on a paper of a seizure.

    Members: ``authority``, ``title``, ``number``, ``id``, ``marks`` across each page, ``facts``
    (names and values), ``paragraphs``, ``columns`` and ``rows`` of items, ``total``,
    ``signatures``, ``seal``, ``notes``, ``words`` of the template.
    """
    special = {"inventory": _inventory, "decision": _decision, "receipt": _receipt}[paper](sheet)
    return {
        "authority": sheet.authority,
        "title": _title(paper, sheet),
        "number": sheet.number,
        "id": str(sheet.id),
        "marks": [*_marks(sheet)],
        "columns": [],
        "rows": [],
        "total": "",
        "paragraphs": [],
        "seal": "",
        "notes": [],
        "words": {
            "number": zh("papers.number"),
            "page": text("papers.page", "zh", here="{here}", all="{all}"),
            "code": zh("papers.code"),
            "blank": BLANK,
            "stood_in": zh("papers.stood_in"),
            "missing": zh("papers.missing"),
            "end": zh("papers.end"),
        },
        **special,
    }


def _inventory(sheet: Sheet) -> Page:
    rows = [
        [
            str(one.number),
            one.name,
            str(one.quantity),
            one.unit,
            one.condition,
            one.seal_number,
            one.storage_place,
            str(one.n_photos or ""),
            one.note,
        ]
        for one in sheet.lines
    ]
    return {
        "facts": _facts(
            ("papers.party", _party(sheet)),
            ("papers.id_number", sheet.party.id_number),
            ("papers.phone", sheet.party.phone),
            ("papers.address", ""),
            ("papers.seized_at", moment(sheet, sheet.at)),
            ("papers.place", sheet.place),
            ("papers.cause", sheet.cause),
            ("papers.measure", text(f"papers.measure_{sheet.measure}", "zh")),
        ),
        "columns": [
            zh("papers.column_number"),
            zh("papers.column_name"),
            zh("papers.column_quantity"),
            zh("papers.column_unit"),
            zh("papers.column_condition"),
            zh("papers.column_seal"),
            zh("papers.column_storage"),
            zh("papers.column_photos"),
            zh("papers.column_note"),
        ],
        "rows": [[*map(breakable, row, LONGEST_WORDS)] for row in rows],
        "total": _total(sheet),
        "signatures": [*signatures(sheet)],
        "seal": _seal(sheet, sheet.at),
        "notes": [*_noted(sheet), zh("papers.two_copies")],
    }


def _decision(sheet: Sheet) -> Page:
    start = sheet.at.astimezone(sheet.zone)
    filled = {
        "authority": sheet.authority or zh("papers.this_authority"),
        "cause": sheet.cause or BLANK,
        "moment": moment(sheet, sheet.at),
        "place": sheet.place or BLANK,
        "n": len(sheet.lines),
        "blank": BLANK,
        "start": day(start),
        "end": BLANK if sheet.due_day is None else day(sheet.due_day),
        "storage": "、".join(dict.fromkeys(filter(None, _storages(sheet)))) or BLANK,
    }
    why = "ownerless" if sheet.party.known == "ownerless" else sheet.measure
    notes = [*_noted(sheet)]
    if sheet.due_day is not None and not sheet.due_verified:
        notes.insert(0, zh("papers.period_unverified"))
    return {
        "facts": _facts(
            ("papers.party", _party(sheet)),
            ("papers.id_number", sheet.party.id_number),
            ("papers.phone", sheet.party.phone),
            ("papers.address", ""),
        ),
        "paragraphs": [
            text(f"papers.decided_{why}", "zh", **filled),
            text("papers.kept_in", "zh", storage=filled["storage"]),
            text("papers.rights", "zh", blank=BLANK),
        ],
        "signatures": [*signatures(sheet), approval(sheet)],
        "seal": _seal(sheet, sheet.at),
        "notes": notes,
    }


def _receipt(sheet: Sheet) -> Page:
    handed = text("papers.handed", "zh", decision=_title("decision", sheet), n=len(sheet.lines))
    party = [one for one in sheet.signatures if one.signer == "party"]
    signed = any(not one.refused for one in party)
    at = moment(sheet, party[-1].at) if signed else ""
    direct = "■" if signed else "□"
    nobody = sheet.party.known == "ownerless" or any(one.refused for one in party)
    received = text("papers.received", "zh", total=_total(sheet))
    return {
        "facts": _facts(
            ("papers.receiver", _party(sheet)),
            ("papers.id_number", sheet.party.id_number),
            ("papers.papers_handed", handed),
            ("papers.number", sheet.number),
            ("papers.handed_in", ""),
            ("papers.handed_at", at),
            ("papers.way", text("papers.ways", "zh", direct=direct)),
            ("papers.proxy", ""),
        ),
        "paragraphs": [] if nobody else [received],
        "signatures": [*signatures(sheet, "papers.receiver_signs", "papers.server_signs")],
        "seal": _seal(sheet, sheet.at),
        "notes": [zh("papers.refusal_note"), *_noted(sheet)],
    }


def _title(paper: Paper, sheet: Sheet) -> str:
    if paper == "receipt":
        return zh("papers.receipt")
    kept = sheet.measure == "preservation"
    if paper == "inventory":
        return zh("papers.inventory_preservation") if kept else zh("papers.inventory")
    return zh("papers.decision_preservation") if kept else zh("papers.decision")


def _marks(sheet: Sheet) -> Iterator[str]:
    if sheet.demo:
        yield zh("papers.demo")
    if sheet.voided:
        yield zh("papers.voided")


def _facts(*named: tuple[str, str]) -> list[list[str]]:
    return [[text(key, "zh"), breakable(value)] for key, value in named]


def _party(sheet: Sheet) -> str:
    party = sheet.party
    if party.known == "ownerless":
        return zh("papers.ownerless")
    return zh("papers.expired") if party.known == "expired" else party.name


def _total(sheet: Sheet) -> str:
    units: Counter[str] = Counter()
    for one in sheet.lines:
        units[one.unit] += one.quantity
    told = "、".join(f"{n} {unit}".strip() for unit, n in units.items())
    return text("papers.total", "zh", n=len(sheet.lines), quantities=told or "0")


def _storages(sheet: Sheet) -> Iterator[str]:
    return (one.storage_place for one in sheet.lines)


def _seal(sheet: Sheet, at: datetime) -> str:
    return text(
        "papers.seal", "zh", authority=sheet.authority or BLANK, day=day(at.astimezone(sheet.zone))
    )


def _noted(sheet: Sheet) -> Iterator[str]:
    if sheet.note:
        yield text("papers.note", "zh", note=sheet.note)
    if sheet.voided:
        yield text("papers.voided_why", "zh", reason=sheet.voided)
