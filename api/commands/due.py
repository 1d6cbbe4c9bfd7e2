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
        found = due_of(session, SYSTEM, now=at, tz=chosen.zone, squad=squad, until=before)
    if not found.items:
        say("cli.due_none")
    for one in found.items:
        clock = one.due.clock
        what = one.number or str(one.subject_id)
        local = clock.due_at.astimezone(chosen.zone).strftime("%Y-%m-%d %H:%M")
        name = text(f"seizures.clock_{clock.kind}", language)
        words = text(one.due.words.key, language, **dict(one.due.words.params))
        style = {"overdue": "bold red", "due_soon": "yellow"}.get(one.due.state, "")
        line = "  ".join((local, one.squad_code, what, name, words))
        out.print(line, style=style, markup=False)
    if found.items:
        counts = {"overdue": found.count("overdue"), "soon": found.count("due_soon")}
        say("cli.due_counts", **counts, n=len(found.items))
    if found.n_older:
        say("cli.due_older", n=found.n_older)
    say_findings(found.findings)
