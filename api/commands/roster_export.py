"""``geo-patrol roster export``: a roster as month grid, list, calendar or paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, readable, say, settings
from api.commands.roster_which import FirstDay, Roster, Squad, officer_of, which
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from uuid import UUID

    from geo_patrol.settings import Settings
    from geo_patrol.workflows.roster_files import RosterPaper

Form = Annotated[
    str | None,
    typer.Option("--format", help="xlsx, csv, ics or pdf; otherwise the ending of --out says it."),
]
Target = Annotated[
    Path | None,
    typer.Option("--out", help="File to write; default: roster-SQUAD-DAY, in this folder."),
]
Officer = Annotated[
    str | None, typer.Option(help="Badge number or name: the calendar of one person.")
]


def export(
    roster: Roster = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    form: Form = None,
    target: Target = None,
    officer: Officer = None,
) -> None:
    """Write a roster as month grid, list, calendar or paper; --officer: one person's calendar."""
    from api.exports.whole import whole_file
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_files import roster_paper

    chosen = settings()
    ending = f".{form}" if form is not None else "" if target is None else target.suffix
    if (make := _FORMS.get(ending.lower())) is None:
        raise InvalidInput("roster_cli.ending", said=ending or "-")
    if officer is not None and ending.lower() != ".ics":
        raise InvalidInput("roster_cli.only_calendar")
    with readable(chosen) as store, store.reader() as session:
        kept = which(session, roster, squad, first_day)
        paper = roster_paper(
            session,
            SYSTEM,
            kept.id,
            chosen.roster_rules,
            zone=chosen.zone,
            now=now(),
            leave_kinds=False,
        )
        people = [one.id for one in paper.month.problem.officers]
        who = None if officer is None else officer_of(session, people, officer)
    data = make(paper, who, chosen)
    path = target or Path(f"roster-{kept.squad_code}-{kept.first_day}{ending.lower()}")
    with whole_file(path) as beside:
        beside.write_bytes(data)
    say("roster_cli.exported", path=str(path), kb=max(1, round(len(data) / 1024)))


def _xlsx(paper: "RosterPaper", _officer: "UUID | None", chosen: "Settings") -> bytes:
    from geo_patrol.roster.files.workbook import as_workbook

    return as_workbook(paper.month, chosen.language)


def _csv(paper: "RosterPaper", _officer: "UUID | None", chosen: "Settings") -> bytes:
    from geo_patrol.roster.files.duty_list import as_csv

    return as_csv(paper.month, chosen.language)


def _ics(paper: "RosterPaper", officer: "UUID | None", chosen: "Settings") -> bytes:
    from geo_patrol.roster.files.calendar import officer_calendar, squad_calendar

    if officer is None:
        return squad_calendar(paper.month, chosen.language)
    return officer_calendar([paper.month], str(officer), chosen.language)


def _pdf(paper: "RosterPaper", _officer: "UUID | None", chosen: "Settings") -> bytes:
    from geo_patrol.evidence.fonts import find_font
    from maps.documents.rostering import set_roster

    made = set_roster(
        paper.month,
        paper.account(),
        find_font(chosen.font_file),
        language=chosen.language,
        address=f"urn:uuid:{paper.month.id}",
    )
    return made.pdf


_FORMS: dict[str, Callable[["RosterPaper", "UUID | None", "Settings"], bytes]] = {
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".ics": _ics,
    ".pdf": _pdf,
}
