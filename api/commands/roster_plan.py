"""``geo-patrol roster make|list|solve``: drafts on the store."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from uuid import uuid4

import typer

from api.commands.common import now, out, readable, say, settings, writable
from api.commands.roster_screen import (
    search_shown,
    show_doubts,
    show_solution,
    show_verdict,
)
from api.commands.roster_which import (
    Deterministic,
    FirstDay,
    OneSquad,
    Roster,
    Rules,
    Seconds,
    Seed,
    Squad,
    day_of,
    rules_in,
    which,
)
from geo_patrol.errors import InvalidInput
from geo_patrol.messages import text

if TYPE_CHECKING:
    from geo_patrol.roster.records import KeptRoster
    from geo_patrol.roster.settings import RuleSettings
    from geo_patrol.settings import Settings
    from geo_patrol.store.engine import Store

Begins = Annotated[str, typer.Option("--first-day", help="First day, YYYY-MM-DD.")]
Days = Annotated[int, typer.Option(min=1, max=62, help="How many days.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what was found.")]
NoPins = Annotated[bool, typer.Option("--no-pins", help="Forget what was settled by hand.")]


def make(squad: OneSquad, first_day: Begins, days: Days = 28) -> None:
    """Make a draft of a squad's setup: no duties yet."""
    from geo_patrol.roster.records import KeptRoster
    from geo_patrol.store.repositories.rosters import setup_of

    chosen = settings()
    first = day_of(first_day, "--first-day")
    with writable(chosen) as store:
        with store.reader() as session:
            setup = setup_of(session, squad)
        if setup is None:
            raise InvalidInput("rosters.no_setup")
        plan = setup.record
        draft = KeptRoster(
            uuid4(), squad, first, days, "draft", plan.shifts, plan.posts, rules=plan.rules
        )
        put(store, draft, chosen.roster_rules, chosen, None)
    say("roster_cli.made", id=draft.id, first=first.isoformat(), days=days)


def show(squad: Squad = None) -> None:
    """List the rosters, by first day."""
    from geo_patrol.store.repositories.duty import Span
    from geo_patrol.store.repositories.rosters import ROSTERS
    from geo_patrol.store.scope import SYSTEM

    chosen = settings()
    with readable(chosen) as store, store.reader() as session:
        page = ROSTERS.page(session, SYSTEM, Span(), squad=squad, limit=1000)
    for one in sorted((kept.record for kept in page.items), key=lambda one: one.first_day):
        state = text(f"roster_cli.state_{one.state}", chosen.language)
        last = one.first_day + timedelta(days=one.n_days - 1)
        parts = (one.squad_code, f"{one.first_day}…{last}", str(one.id), state)
        duties = text("roster_cli.n_duties", chosen.language, n=len(one.duties))
        out.print("  ".join((*parts, duties)), markup=False)
    if not page.items:
        say("roster_cli.none")


def solve(
    roster: Roster = None,
    squad: Squad = None,
    first_day: FirstDay = None,
    seconds: Seconds = 60,
    seed: Seed = 1,
    deterministic: Deterministic = False,
    no_pins: NoPins = False,
    rules: Rules = None,
    dry_run: DryRun = False,
) -> None:
    """Fill a draft; Ctrl-C keeps the best roster so far."""
    from geo_patrol.roster.solver import Effort
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.roster_search import question_of, verdict_of, without_pins
    from geo_patrol.workflows.roster_solving import propose, save_proposal

    chosen = settings()
    office, effort = (
        rules_in(rules, chosen),
        Effort(seconds, seed=seed, deterministic=deterministic),
    )
    # The lock is held from the beginning: what was found must not be lost for want of it.
    with (readable if dry_run else writable)(chosen) as store:
        with store.reader() as session:
            kept = which(session, roster, squad, first_day)
            if kept.state != "draft" and not dry_run:
                raise InvalidInput("roster_jobs.no_draft")
            question = question_of(
                session,
                SYSTEM,
                kept.id,
                office,
                zone=chosen.zone,
                now=now(),
                changed=without_pins if no_pins else lambda one: one,
            )
        show_doubts(question)
        with search_shown(seconds) as screen:
            found = propose(question, effort, progress=screen.hear, stop=screen.stopped)
        show_solution(found.solution)
        show_verdict(verdict_of(question, found.solution.roster))
        if dry_run:
            say("roster_cli.not_written")
            return
        version = save_proposal(
            store,
            SYSTEM,
            found,
            office=office,
            zone=chosen.zone,
            now=now(),
            if_match=question.version,
        )
    say("roster_cli.written", id=kept.id, version=version)


def put(
    store: "Store",
    roster: "KeptRoster",
    office: "RuleSettings",
    chosen: "Settings",
    version: int | None,
) -> int:
    """Write a roster as the operator at the machine; return its version.

    Raises
    ------
    InvalidInput, PreconditionFailed
        As `rosters.put_roster`.
    """
    from geo_patrol.store.scope import SYSTEM
    from geo_patrol.workflows.rosters import put_roster

    written = put_roster(
        store, SYSTEM, roster, office=office, zone=chosen.zone, now=now(), if_match=version
    )
    return written.version
