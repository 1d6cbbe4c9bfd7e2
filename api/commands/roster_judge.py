"""``geo-patrol roster check|explain``: what is in a roster, or in a file of one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, out, readable, say, say_findings, settings
from api.commands.roster_screen import show_doubts, show_fairness, show_said, show_verdict
from api.commands.roster_which import (
    FirstDay,
    Roster,
    Rules,
    Squad,
    day_of,
    officer_of,
    rules_in,
    which,
)
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import Language

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from geo_patrol.roster.settings import RuleSettings
    from geo_patrol.settings import Settings
    from geo_patrol.workflows.roster_judging import Judged
    from geo_patrol.workflows.roster_search import Question

What = Annotated[
    str | None,
    typer.Argument(
        help="Id of a roster, or a file (.xlsx, .csv) made by hand; or --squad and --first-day.",
        metavar="[ROSTER|FILE]",
    ),
]
Days = Annotated[
    int, typer.Option(min=1, max=62, help="Days of a file for which there is no roster yet.")
]
Officer = Annotated[str | None, typer.Option(help="Badge number or name: why each of their days.")]


def check(
    what: What = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    days: Days = 28,
    rules: Rules = None,
) -> None:
    """Judge a roster, or a file of one, by all rules; ends with 1 when one that must hold does not.

    Nothing of a file is kept.
    """
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_judging import judge_question
    from geo_patrol.workflows.roster_search import kept_question

    chosen = settings()
    office = rules_in(rules, chosen)
    with readable(chosen) as store, store.reader() as session:
        if what is not None and Path(what).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".csv"):
            judged = _of_file(session, Path(what), squad, first_day, days, office, chosen)
        else:
            kept = which(session, what, squad, first_day)
            judged = judge_question(
                kept_question(session, SYSTEM, kept.id, office, zone=chosen.zone, now=now())
            )
    _show(judged, chosen.language)
    if judged.report.hard_broken:
        raise typer.Exit(1)


def explain(
    roster: Roster = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    officer: Officer = None,
    rules: Rules = None,
) -> None:
    """Say what a roster lacks and why, what its soft rules cost, and who has how much."""
    from geo_patrol.roster.fairness import fairness
    from geo_patrol.roster.frame import frame_of
    from geo_patrol.roster.sheet import sheet_of
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_problem import roster_of
    from geo_patrol.workflows.roster_search import kept_question, verdict_of

    chosen = settings()
    office = rules_in(rules, chosen)
    with readable(chosen) as store, store.reader() as session:
        kept = which(session, roster, squad, first_day)
        question = kept_question(session, SYSTEM, kept.id, office, zone=chosen.zone, now=now())
        people = [one.id for one in question.problem.officers]
        who = None if officer is None else officer_of(session, people, officer)
    if who is not None:
        _explain_days(question, str(who), chosen.language)
        return
    show_doubts(question)
    duties = roster_of(question.roster)
    show_verdict(verdict_of(question, duties))
    show_fairness(fairness(sheet_of(frame_of(question.problem), duties)), question)


def _of_file(
    session: "Session",
    path: Path,
    squad: str | None,
    first_day: str | None,
    days: int,
    office: "RuleSettings",
    chosen: "Settings",
) -> "Judged":
    """Judge what a file says of the roster of its days, or of days that have none yet."""
    from geo_patrol.roster.files.reading import read_roster
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_importing import Horizon, read_for

    if squad is None or first_day is None:
        raise InvalidInput("roster_cli.whose_file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("roster_cli.unreadable", path=str(path)) from error
    about: UUID | Horizon
    try:
        about = which(session, None, squad, first_day).id
    except InvalidInput as error:
        if error.key != "roster_cli.no_roster":
            raise
        about = Horizon(squad, day_of(first_day, "--first-day"), days)
    found = read_for(
        session,
        SYSTEM,
        about,
        lambda problem, names: read_roster(data, path.name, problem, names),
        office,
        zone=chosen.zone,
        now=now(),
    )
    say("roster_cli.read", n=len(found.read.duties), path=path.name)
    say_findings((*found.read.findings, *found.read.remarks))
    return found.judged


def _show(judged: "Judged", language: Language) -> None:
    from geo_patrol.messages.words import Words
    from geo_patrol.roster.words import said

    show_doubts(judged.question)
    report, names = judged.report, judged.question.names
    say(
        "roster_cli.checked",
        hard=report.hard_broken,
        weight=report.hard_cost,
        soft=report.soft_cost,
    )
    hard = [one for one in report.violations if one.hard]
    show_said(Words(said(one, "zh", names), said(one, "en", names)) for one in hard)
    if not hard:
        say("roster_cli.all_hold")


def _explain_days(question: "Question", officer: str, language: Language) -> None:
    from geo_patrol.roster.explain import Explanation
    from geo_patrol.workflows.roster_problem import roster_of

    duties = roster_of(question.roster)
    explained = Explanation(question.problem, duties, question.settings)
    own = {one.day: one for one in duties if one.officer == officer}
    for day in question.problem.days:
        why = "; ".join(one.text(language, question.names) for one in explained.why(officer, day))
        shift = own[day].shift if day in own else "-"
        out.print(f"  {day}  {shift}  {why}", markup=False)
