"""``geo-patrol due``: what falls due, the overdue first."""

from typing import Annotated

import typer

from api.commands.common import (
    moment,
    now,
    out,
    readable,
    say,
    say_findings,
    session_language,
    settings,
)
from geo_patrol.messages import text


def due(
    squad: Annotated[str | None, typer.Option(help="Code of a squad; default: all.")] = None,
    until: Annotated[
        str | None,
        typer.Option(help="Only what is due before, and the overdue: YYYY-MM-DD or a moment."),
    ] = None,
) -> None:
    """Show the open periods of seizures and cases: what is overdue comes first, in red."""
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.due import due_of

    chosen, at, language = settings(), now(), session_language()
    before = None if until is None else moment(until, chosen, "--until")
    with readable(chosen) as store, store.reader() as session:
        found = due_of(
            session,
            SYSTEM,
            now=at,
            tz=chosen.zone,
            squad=squad,
            until=before,
            limits=chosen.case_limits,
        )
    if not found.items and not found.case_steps:
        say("cli.due_none")
    for one in found.items:
        clock = one.due.clock
        what = one.subject.number or str(one.subject.id)
        local = clock.due_at.astimezone(chosen.zone).strftime("%Y-%m-%d %H:%M")
        name = text(f"seizures.clock_{clock.kind}", language)
        words = text(one.due.words.key, language, **dict(one.due.words.params))
        style = {"overdue": "bold red", "due_soon": "yellow"}.get(one.due.state, "")
        line = "  ".join((local, one.subject.squad_code, what, name, words))
        out.print(line, style=style, markup=False)
    for step in found.case_steps:
        local = step.due_at.astimezone(chosen.zone).strftime("%Y-%m-%d %H:%M")
        name = text(f"cases.limit_{step.run.what}", language)
        style = {"overdue": "bold red", "due_soon": "yellow"}.get(step.state, "")
        line = "  ".join((local, step.squad_code, str(step.case_id), name))
        out.print(line, style=style, markup=False)
    if found.items:
        counts = {"overdue": found.count("overdue"), "soon": found.count("due_soon")}
        say("cli.due_counts", **counts, n=len(found.items))
    if found.case_steps:
        counts = {"overdue": found.count_steps("overdue"), "soon": found.count_steps("due_soon")}
        say("cases.due_counts", **counts, n=len(found.case_steps))
    if found.n_older:
        say("cli.due_older", n=found.n_older)
    say_findings(found.findings)
