"""What commands of rosters show: how far a search is, what came of it, what is broken."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.commands.common import err, out, say, say_findings, session_language
from geo_patrol.messages import Language, text

if TYPE_CHECKING:
    from geo_patrol.messages.words import Words
    from geo_patrol.roster.fairness import FairRow
    from geo_patrol.roster.solver import Progress as Told
    from geo_patrol.roster.solver import Solution
    from geo_patrol.workflows.roster_search import Question, Verdict

LISTED = 20
_LINE_EVERY_S = 2.0


class Screen:
    """Shows a search as it goes on, and hears Ctrl-C: then the best so far is the answer."""

    def __init__(self, bar: Progress, seconds: float, language: Language) -> None:
        self._bar, self._language = bar, language
        self._began = monotonic()
        self._told_at = -_LINE_EVERY_S
        self._best: Told | None = None
        self._task = bar.add_task(text("roster_cli.begins", language), total=seconds)
        self.interrupted = False

    def hear(self, progress: "Told") -> None:
        """Take what a search tells; see `solver.Tell`."""
        from geo_patrol.workflows.roster_watching import further

        before, self._best = self._best, further(self._best, progress)
        said = self._line(self._best)
        self._bar.update(self._task, completed=self._best.seconds, description=said)
        moved = before is None or before.aim != self._best.aim
        if not err.is_terminal and (moved or monotonic() - self._told_at >= _LINE_EVERY_S):
            self._told_at = monotonic()
            err.print(said, markup=False)

    def stopped(self) -> bool:
        """Whether somebody pressed Ctrl-C; asked all the time, so that the bar goes on."""
        self._bar.update(self._task, completed=monotonic() - self._began)
        return self.interrupted

    def _line(self, told: "Told") -> str:
        return text(
            "roster_cli.progress",
            self._language,
            aim=text(f"roster_jobs.aim_{told.aim}", self._language),
            value=told.value,
            bound=told.bound,
            seconds=f"{told.seconds:.1f}",
        )


@contextmanager
def search_shown(seconds: float) -> Iterator[Screen]:
    """Give what shows a search; Ctrl-C once has it end with its best, twice ends the command."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(24), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, refresh_per_second=4) as bar:
        screen = Screen(bar, seconds, session_language())

        def interrupt(_number: int, _frame: object) -> None:
            if screen.interrupted:
                raise KeyboardInterrupt
            screen.interrupted = True

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield screen
        finally:
            signal.signal(signal.SIGINT, before)


def show_solution(found: "Solution") -> None:
    """Say what a roster costs, and how good that is."""
    language = session_language()
    say(
        "roster_cli.solution",
        n=len(found.roster),
        hard=found.value.hard,
        soft=found.value.soft,
        bound_hard=found.bound.hard,
        bound_soft=found.bound.soft,
        seconds=f"{found.seconds:.1f}",
        status=text(f"roster.status_{found.status}", language),
    )


def show_verdict(verdict: "Verdict") -> None:
    """Say what a roster lacks and why, and what its soft rules cost."""
    language = session_language()
    show_said(verdict.shortages)
    show_said(verdict.broken)
    if verdict.n_more:
        out.print(text("cli.more", language, n=verdict.n_more), markup=False)
    if not verdict.report.hard_broken:
        say("roster_cli.all_hold")
    if not verdict.soft:
        return
    table = Table(
        text("roster_cli.column_rule", language),
        text("roster_cli.column_times", language),
        text("roster_cli.column_cost", language),
    )
    for rule, times, cost in verdict.soft:
        table.add_row(text(f"roster.rule_{rule}", language), str(times), str(cost))
    out.print(table)


def show_said(lines: Iterable["Words"]) -> None:
    """Print sentences, a long list cut with the count of what is left."""
    language = session_language()
    told = [one.of(language) for one in lines]
    for one in told[:LISTED]:
        out.print("  - " + one, markup=False)
    if len(told) > LISTED:
        out.print(text("cli.more", language, n=len(told) - LISTED), markup=False)


def show_doubts(question: "Question") -> None:
    """Say what cannot all be met, before anybody plans."""
    from geo_patrol.workflows.roster_search import told_before

    if found := told_before(question):
        say("roster_cli.doubts")
        say_findings(found)


def show_fairness(rows: Iterable["FairRow"], question: "Question") -> None:
    """Print who has how much, against their share."""
    language = session_language()
    table = Table(text("roster_cli.column_who", language))
    for name in (
        text("roster.rule_fair_nights", language),
        text("roster.rule_fair_weekends", language),
        text("roster.rule_fair_holidays", language),
        text("roster.rule_fair_hours", language),
    ):
        table.add_column(name, justify="right")
    for row in rows:
        cells = [
            f"{one.worked:g} / {one.share:.1f}"
            for one in (row.nights, row.weekends, row.holidays, row.hours)
        ]
        table.add_row(question.names.get(row.officer, row.officer), *cells)
    out.print(table)
