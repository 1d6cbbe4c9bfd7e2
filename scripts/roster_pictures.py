"""Draw a month's roster as it is printed: solved, made right after an illness, and one too short.

python scripts/roster_pictures.py [FOLDER] [--seconds 20]

Writes roster.pdf, roster-changed.pdf, roster-short.pdf, roster.xlsx and roster.ics to FOLDER
(.local/rosters), and the pages as PNG. Nobody in them is real.
"""

import argparse
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.roster_months import ill, month  # noqa: E402
from geo_patrol.evidence.fonts import find_font  # noqa: E402
from geo_patrol.messages import LANGUAGES  # noqa: E402
from geo_patrol.messages.words import Words  # noqa: E402
from geo_patrol.roster.files.account import account_of  # noqa: E402
from geo_patrol.roster.files.calendar import officer_calendar  # noqa: E402
from geo_patrol.roster.files.month import Month, Names  # noqa: E402
from geo_patrol.roster.files.workbook import as_workbook  # noqa: E402
from geo_patrol.roster.problem import Leave, Problem  # noqa: E402
from geo_patrol.roster.replan import replan  # noqa: E402
from geo_patrol.roster.settings import builtin_rules  # noqa: E402
from geo_patrol.roster.solver import Effort, solve  # noqa: E402
from maps.documents.rostering import set_roster  # noqa: E402

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 11, 4, 14, 2, tzinfo=ZONE)
ADDRESS = "https://patrol.example/api/v1/rosters/1/file?format=pdf"
ILL, SINCE = "s08", 8
AWAY_FROM, AWAY_DAYS, N_AWAY = 8, 3, 13
"""Of the month that is too short: so many are away at once."""
SCALE = 1.6
COLOURS = 256


def main() -> None:
    """Solve the month, have somebody fall ill, and print both."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / ".local" / "rosters")
    parser.add_argument("--seconds", type=float, default=20)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    effort = Effort(asked.seconds)
    first = _solved(effort)
    _print(first, asked.folder, "roster")
    _print(_made_right(first, effort), asked.folder, "roster-changed")
    _print(_solved(effort, _too_short(month(1))), asked.folder, "roster-short")
    (asked.folder / "roster.xlsx").write_bytes(as_workbook(first, "zh"))
    (asked.folder / "roster.ics").write_bytes(officer_calendar([first], "s00", "zh"))


def _solved(effort: Effort, problem: Problem | None = None) -> Month:
    problem = problem or month(1)
    people = [one.id for one in problem.officers]
    names = Names(
        {id: f"演示{n:02}" for n, id in enumerate(people, start=1)},
        {id: f"演示-{n:03}" for n, id in enumerate(people, start=1)},
        {one.id: one.id for one in problem.posts},
        {
            "changzhao": Words("长诏水库", "Changzhao Reservoir"),
            "qincun": Words("钦寸水库", "Qincun Reservoir"),
        },
        {"reservoir": Words("库区中队", "Reservoir squad")},
    )
    found = solve(problem, builtin_rules(), effort)
    return Month(problem, found.roster, names, "reservoir", AT, ZONE, demo=True)


def _too_short(problem: Problem) -> Problem:
    """Return the month with half of the squad away on the same days."""
    first, last = (problem.days[AWAY_FROM], problem.days[AWAY_FROM + AWAY_DAYS - 1])
    away = [Leave(one.id, first, last) for one in problem.officers[:N_AWAY]]
    return replace(problem, leave=(*problem.leave, *away))


def _made_right(first: Month, effort: Effort) -> Month:
    """Return the month published, and planned again around somebody who fell ill."""
    told = replace(
        first.problem, published=first.roster, published_days=frozenset(first.problem.days)
    )
    problem = ill(told, ILL, SINCE)
    found = replan(problem, builtin_rules(), effort)
    return replace(
        first,
        problem=problem,
        roster=found.solution.roster,
        before=first.roster,
        state="published",
        version=2,
        reason="有人临时缺勤，11 月 15 日起重排",
    )


def _print(one: Month, folder: Path, name: str) -> None:
    account = account_of(one, builtin_rules())
    for language in LANGUAGES:
        stem = name if language == "zh" else f"{name}-{language}"
        made = set_roster(one, account, find_font(None), language=language, address=ADDRESS)
        (folder / f"{stem}.pdf").write_bytes(made.pdf)
        with pypdfium2.PdfDocument(made.pdf) as document:
            for number, page in enumerate(document, start=1):
                drawn = page.render(scale=SCALE).to_pil().convert("RGB").quantize(COLOURS)
                drawn.save(folder / f"{stem}-{number}.png", optimize=True)
        print(folder / f"{stem}.pdf")


if __name__ == "__main__":
    main()
