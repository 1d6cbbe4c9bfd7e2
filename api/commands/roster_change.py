"""``geo-patrol roster publish|replan``: what squads are told, and what becomes of it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.common import now, out, readable, say, settings, writable
from api.commands.roster_plan import put
from api.commands.roster_screen import (
    search_shown,
    show_doubts,
    show_said,
    show_solution,
)
from api.commands.roster_which import (
    Deterministic,
    FirstDay,
    Reason,
    Roster,
    Rules,
    Seconds,
    Seed,
    Squad,
    day_of,
    officer_of,
    rules_in,
    which,
)
from geo_patrol.errors import InvalidInput

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy.orm import Session

    from geo_patrol.roster.records import ExtraNeed, KeptRoster
    from geo_patrol.workflows.roster_search import Question

Away = Annotated[
    list[str],
    typer.Option(
        help="Who is away, by badge number or name, and when: `N012:2022-11-10..2022-11-14`;"
        " again for more. Leave that is kept counts without being named."
    ),
]
Need = Annotated[
    list[str],
    typer.Option(help="A post that needs another number of people on a day: `dam:2022-11-20:4`."),
]
FreezeUntil = Annotated[
    str | None, typer.Option(help="Up to this day, included, nothing is to change.")
]
Save = Annotated[
    bool, typer.Option("--save", help="Publish the changes; --reason says why they are made.")
]


def replan(
    roster: Roster = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    away: Away = [],  # noqa: B006  # as typer has it
    need: Need = [],  # noqa: B006
    freeze_until: FreezeUntil = None,
    seconds: Seconds = 60,
    seed: Seed = 1,
    deterministic: Deterministic = False,
    rules: Rules = None,
    save: Save = False,
    reason: Reason = "",
) -> None:
    """Make a published roster hold again with the fewest changes, and prove that."""
    from geo_patrol.messages.words import Words
    from geo_patrol.roster.solver import Effort
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_replanning import (
        change_said,
        replan_question,
        summary,
        with_leave,
        with_needs,
    )
    from geo_patrol.workflows.roster_search import duties_of, question_of, verdict_of

    chosen = settings()
    if save and not reason.strip():
        raise InvalidInput("roster_cli.reason")
    office, effort = (
        rules_in(rules, chosen),
        Effort(seconds, seed=seed, deterministic=deterministic),
    )
    with (writable if save else readable)(chosen) as store:
        with store.reader() as session:
            kept = which(session, roster, squad, first_day)
            needs = [_need(one) for one in need]
            question = question_of(
                session,
                SYSTEM,
                kept.id,
                office,
                zone=chosen.zone,
                now=now(),
                changed=lambda one: with_needs(one, needs),
                frozen=_days_until(kept, freeze_until),
            )
            question = with_leave(question, [_away(session, question, one) for one in away])
        show_doubts(question)
        with search_shown(seconds) as screen:
            found = replan_question(question, effort, progress=screen.hear, stop=screen.stopped)
        show_solution(found.solution)
        show_said(
            Words(change_said(question, one, "zh"), change_said(question, one, "en"))
            for one in found.changes
        )
        out.print(summary(found, chosen.language), markup=False)
        verdict = verdict_of(question, found.solution.roster)
        show_said((*verdict.shortages, *verdict.broken))
        if not save:
            say("roster_cli.not_written")
            return
        changed = replace(question.roster, duties=duties_of(found.solution.roster), reason=reason)
        version = put(store, changed, office, chosen, question.version)
    say("roster_cli.written", id=kept.id, version=version)


def publish(
    roster: Roster = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    reason: Reason = "",
    rules: Rules = None,
) -> None:
    """Publish a draft: the officers are told, and patrols belong to its shifts."""
    from geo_patrol.store.repositories import history
    from geo_patrol.workflows.rosters import ROSTER

    chosen = settings()
    with writable(chosen) as store:
        with store.reader() as session:
            kept = which(session, roster, squad, first_day)
            version = history.latest_version(session, ROSTER, kept.id)
        if kept.state != "draft":
            raise InvalidInput("roster_cli.no_draft")
        told = replace(kept, state="published", reason=reason)
        put(store, told, rules_in(rules, chosen), chosen, version)
    say("roster_cli.published", id=kept.id)


def _days_until(roster: "KeptRoster", until: str | None) -> "list[date]":
    from geo_patrol.roster.clock import days_of

    if until is None:
        return []
    last = day_of(until, "--freeze-until")
    return [one for one in days_of(roster) if one <= last]


def _need(said: str) -> "ExtraNeed":
    from geo_patrol.roster.records import ExtraNeed

    post, _, rest = said.rpartition(":")[0].partition(":")
    people = said.rpartition(":")[2]
    if not post or not people.isdigit():
        raise InvalidInput("roster_cli.bad_need", said=said)
    return ExtraNeed(post, day_of(rest, "--need"), int(people))


def _away(session: "Session", question: "Question", said: str) -> "tuple[UUID, date, date]":
    who, _, days = said.rpartition(":")
    first, _, last = days.partition("..")
    if not who:
        raise InvalidInput("roster_cli.bad_away", said=said)
    people = [one.id for one in question.problem.officers]
    found = officer_of(session, people, who)
    return found, day_of(first, "--away"), day_of(last or first, "--away")
