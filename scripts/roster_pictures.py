"""Draw a month's roster as it is printed: solved, then made right after an illness.

python scripts/roster_pictures.py [FOLDER] [--seconds 20]

Writes roster.pdf, roster-changed.pdf, roster.xlsx and roster.ics to FOLDER (.local/rosters), and
the pages as PNG. The people are invented.
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
from geo_patrol.roster.files.account import account_of  # noqa: E402
from geo_patrol.roster.files.calendar import officer_calendar  # noqa: E402
from geo_patrol.roster.files.month import Both, Month, Names  # noqa: E402
from geo_patrol.roster.files.workbook import as_workbook  # noqa: E402
from geo_patrol.roster.replan import replan  # noqa: E402
from geo_patrol.roster.settings import builtin_rules  # noqa: E402
from geo_patrol.roster.solver import Effort, solve  # noqa: E402
from maps.documents.rostering import set_roster  # noqa: E402

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2022, 11, 4, 14, 2, tzinfo=ZONE)
ADDRESS = "https://patrol.example/api/v1/rosters/1/file?format=pdf"
ILL, SINCE = "s08", 8
SCALE = 1.6


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
    (asked.folder / "roster.xlsx").write_bytes(as_workbook(first, "zh"))
    (asked.folder / "roster.ics").write_bytes(officer_calendar([first], "s00", "zh"))


def _solved(effort: Effort) -> Month:
    problem = month(1)
    people = [one.id for one in problem.officers]
    names = Names(
        {id: f"队员{letter}" for id, letter in zip(people, _letters(len(people)), strict=True)},
        {id: f"演示-{n:03}" for n, id in enumerate(people, start=1)},
        {one.id: one.id for one in problem.posts},
        {
            "changzhao": Both("长诏水库", "Changzhao Reservoir"),
            "qincun": Both("钦寸水库", "Qincun Reservoir"),
        },
        {"reservoir": Both("库区中队", "Reservoir squad")},
    )
    found = solve(problem, builtin_rules(), effort)
    return Month(problem, found.roster, names, "reservoir", AT, ZONE, demo=True)


def _letters(n: int) -> list[str]:
    stems, branches = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
    return [stems[k % 10] + branches[k % 12] for k in range(n)]


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
                page.render(scale=SCALE).to_pil().save(folder / f"{stem}-{number}.png")
        print(folder / f"{stem}.pdf")


if __name__ == "__main__":
    main()
