"""Keep docs/reported-figures.md what the program says of its figures, and the demo season counts.

python scripts/reported_figures.py        loads a demo season into a store of its own, and writes it
"""

import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from geo_patrol.reports import FIGURES, Figure, FigureValue
from geo_patrol.settings import Settings
from geo_patrol.store import schema
from geo_patrol.store.engine import open_store
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.demo import load_demo
from geo_patrol.workflows.reporting import squad_report

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reported-figures.md"
ZONE = ZoneInfo("Asia/Shanghai")
SEASON = datetime(2022, 8, 1, tzinfo=ZONE), datetime(2023, 1, 1, tzinfo=ZONE)
LOADED_AT = datetime(2023, 1, 2, tzinfo=UTC)

PUBLISHED = {
    "violations": "390+, the reservoir squad",
    "persuaded": "500+, the reservoir squad",
    "gear_seized": "320+, the reservoir squad",
    "cases_simple": "55,603, the whole county in 2022",
    "fines_simple": "¥6,966,450, the whole county in 2022",
    "cases_ordinary": "2,326, the whole county in 2022",
    "fines_ordinary": "¥9,189,981, the whole county in 2022",
    "problems_assigned": "11,316, the whole county in 2022",
    "supervision_sheets": "38, the whole county in 2022",
    "combined_inspections": "3,300, the whole county in 2022",
}
"""What the county's report says, published 2023-02-22; the reservoir squad's from August on."""

HEAD = """# Reported figures: one definition each (上报数字：一个指标一个定义)

This page is written by `scripts/reported_figures.py`.

`geo-patrol figures --from … --to … [--squad …] [--out file.csv|json]` and
`GET /api/v1/figures?from=…&to=…&squad=…` tell each of them with its definition, by squad; the API
also gives the lists with the records behind it. The definitions stand in
`geo_patrol/reports/figures.py`, the queries in `geo_patrol/store/repositories/figures.py`. The same
period and records give the same bytes. Periods are half-open. What the system does not record is
"not counted here", never 0.

**By squad, never by officer.** Article 74 of the Administrative Penalty Law (行政处罚法) forbids to
assess officers by fines. No query knows who wrote a record; squads stand in the order of their
codes.

"""

BESIDE = """
## Beside the published figures (与公开数字对照)

The county's report on law-based government (2023-02-22) names three figures of the reservoir squad,
from August 2022 to the end of the year; the others are of the whole county, not of the two squads.
The demo season is invented, and drawn so that counting it comes to the same three. The right
columns are counted, by the definitions above, from 2022-08-01 to 2022-12-31.

"""


def page(session: Session) -> str:
    """Return the page, with the figures of a store that holds the demo season."""
    report = squad_report(session, SYSTEM, *SEASON)
    values = {one.squad.code: one.values for one in report.squads}
    rows = ["| figure | published | demo, reservoir | demo, park |", "| --- | --- | --- | --- |"]
    for number, figure in enumerate(FIGURES):
        told = [_told(figure, values[squad][number]) for squad in ("reservoir", "park")]
        published = PUBLISHED.get(figure.code, "–")
        rows.append(
            f"| {figure.name('en')} ({figure.name('zh')}) | {published} | {' | '.join(told)} |"
        )
    return HEAD + "\n".join(_definitions()) + "\n" + BESIDE + "\n".join(rows) + "\n"


def _definitions() -> list[str]:
    lines = ["## Definitions (定义)", ""]
    for one in FIGURES:
        lines += [
            f"### {one.name('en')} ({one.name('zh')}): `{one.code}`",
            "",
            f"{one.means('en')}. Unit: {one.unit_name('en')}. {one.counted('en')}.",
            "",
            f"{one.means('zh')}。单位：{one.unit_name('zh')}。{one.counted('zh')}。",
            "",
        ]
    return lines[:-1]


def _told(figure: Figure, found: FigureValue) -> str:
    if found.value is not None:
        return f"{found.value:,}"
    return f"none of {found.unknown} tells an amount" if found.unknown else "not counted here"


def main() -> int:
    """Load a season, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.sqlite"
        with closing(open_store(url, exclusive=True)) as store:
            schema.upgrade(store)
            load_demo(
                store,
                Settings(_env_file=None),
                now=LOADED_AT,
                make_password=lambda: "none",
                hash_password=lambda _: "none",
            )
            with store.reader() as session:
                PAGE.write_text(page(session), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
