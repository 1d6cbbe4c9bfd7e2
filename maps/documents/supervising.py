"""The supervision sheet of a case: what is overdue, its way so far, and who has to settle it."""

from collections.abc import Iterator

from geo_patrol.cases.limits import Limit
from geo_patrol.cases.sheet import LimitLine, SupervisionSheet, WayLine
from geo_patrol.messages import text
from maps.documents.document import Column, Document, Fact, Section, Signing, Table
from maps.documents.phrases import BLANK, breakable, day, end_in, indented, moment_in, zh

LONGEST_NOTE = 16
"""Letters of a word that find room in the column of notes."""


def supervision_sheet(sheet: SupervisionSheet) -> Document:
    """Return the sheet: facts, what was not kept, the way so far, the demand, who signs."""
    ordered = sheet.at or sheet.as_of
    return Document(
        title=zh("case_papers.title"),
        id=str(sheet.id),
        address=sheet.address,
        authority=sheet.authority,
        number=sheet.number,
        marks=tuple(_marks(sheet)),
        sections=(
            Section(facts=tuple(_facts(sheet))),
            Section(
                zh("case_papers.reasons"),
                paragraphs=tuple(_reasons(sheet)),
                table=_limits(sheet) if sheet.limits else None,
            ),
            Section(zh("case_papers.way"), table=_way(sheet)),
            Section(zh("case_papers.demand"), paragraphs=tuple(indented(_demand(sheet)))),
        ),
        signings=(
            Signing(zh("case_papers.orders")),
            Signing(text("case_papers.receives", "zh", to=sheet.to or BLANK)),
        ),
        seal=text(
            "papers.seal",
            "zh",
            authority=sheet.authority or BLANK,
            day=day(ordered.astimezone(sheet.zone)),
        ),
        notes=(
            text("case_papers.as_of", "zh", moment=moment_in(sheet.zone, sheet.as_of)),
            zh("case_papers.answer"),
        ),
    )


def _marks(sheet: SupervisionSheet) -> Iterator[str]:
    if sheet.demo:
        yield zh("papers.demo")
    if not sheet.counts:
        yield zh("papers.voided")
    elif sheet.draft:
        yield zh("case_papers.draft")


def _facts(sheet: SupervisionSheet) -> Iterator[Fact]:
    def when(moment: object) -> str:
        return moment_in(sheet.zone, moment)  # type: ignore[arg-type]

    yield zh("case_papers.category"), sheet.category
    yield zh("case_papers.source"), zh(f"case_papers.source_{sheet.source}")
    yield zh("case_papers.place"), breakable(sheet.place)
    yield zh("case_papers.reported_at"), when(sheet.reported_at)
    yield zh("case_papers.stage"), zh(f"case_papers.stage_{sheet.stage}")
    yield zh("case_papers.since"), when(sheet.since)
    yield zh("case_papers.holder"), breakable(sheet.to)
    yield zh("case_papers.until"), "" if sheet.until is None else when(sheet.until)


def _reasons(sheet: SupervisionSheet) -> Iterator[str]:
    told = "；".join(one.text("zh") for one in sheet.reasons)
    yield text("case_papers.because", "zh", reasons=told or zh("case_papers.no_reason"))


def _limits(sheet: SupervisionSheet) -> Table:
    return Table(
        columns=(
            Column(zh("case_papers.limit"), 1.0, "center"),
            Column(zh("case_papers.length"), 1.4, "center"),
            Column(zh("case_papers.from"), 1.9, "center"),
            Column(zh("case_papers.due"), 1.9, "center"),
            Column(zh("case_papers.met"), 1.9, "center"),
        ),
        rows=[[*_limit_row(sheet, one)] for one in sheet.limits],
    )


def _limit_row(sheet: SupervisionSheet, one: LimitLine) -> Iterator[str]:
    yield zh(f"cases.limit_{one.what}")
    yield length_of(one.limit)
    yield moment_in(sheet.zone, one.started_at)
    yield end_in(sheet.zone, one.due_at)
    yield zh("case_papers.not_yet") if one.met_at is None else moment_in(sheet.zone, one.met_at)


def length_of(limit: Limit) -> str:
    """Return how long a limit is, in words."""
    return text(f"cases.unit_{limit.unit}", "zh", n=limit.length)


def _way(sheet: SupervisionSheet) -> Table:
    return Table(
        columns=(
            Column(zh("case_papers.when"), 1.9, "center"),
            Column(zh("case_papers.step"), 0.9, "center"),
            Column(zh("case_papers.by"), 1.2, "center"),
            Column(zh("case_papers.to"), 1.2, "center"),
            Column(zh("case_papers.note"), 2.8),
        ),
        rows=[
            [
                moment_in(sheet.zone, sheet.reported_at),
                zh("case_papers.first_report"),
                "",
                "",
                "",
            ],
            *([*_way_row(sheet, one)] for one in sheet.way),
        ],
    )


def _way_row(sheet: SupervisionSheet, one: WayLine) -> Iterator[str]:
    yield moment_in(sheet.zone, one.at)
    yield zh(f"cases.kind_{one.kind}")
    yield breakable(one.by, LONGEST_NOTE)
    yield breakable(one.to, LONGEST_NOTE)
    yield breakable(one.note, LONGEST_NOTE)


def _demand(sheet: SupervisionSheet) -> str:
    return text(
        "case_papers.demanded",
        "zh",
        to=sheet.to or BLANK,
        until=BLANK if sheet.until is None else moment_in(sheet.zone, sheet.until),
        demand=sheet.demand or BLANK * 2,
    )
