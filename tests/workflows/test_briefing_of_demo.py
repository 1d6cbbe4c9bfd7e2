"""Briefings of a whole season: their counts are those of the other workflows, on both stores."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.messages.words import Words
from geo_patrol.reports import FIGURES
from geo_patrol.reports.briefing import Amount, Briefing, BriefingKind, Section, Table
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store, open_store
from geo_patrol.store.repositories import people
from geo_patrol.store.repositories.duty import Span
from geo_patrol.store.scope import SYSTEM
from geo_patrol.workflows.briefing import assemble, figures_json
from geo_patrol.workflows.camera_figures import camera_figures
from geo_patrol.workflows.case_figures import case_figures
from geo_patrol.workflows.case_standings import case_terms
from geo_patrol.workflows.compliance import compliance_report
from geo_patrol.workflows.demo import load_demo
from geo_patrol.workflows.firm_plans import firm_figures
from geo_patrol.workflows.ranking import ranking
from geo_patrol.workflows.reporting import squad_report

ZONE = ZoneInfo("Asia/Shanghai")
CHOSEN = Settings(_env_file=None)
NOW = datetime(2023, 1, 2, tzinfo=UTC)
START, END = datetime(2022, 10, 1, tzinfo=ZONE), datetime(2022, 11, 1, tzinfo=ZONE)

pytestmark = pytest.mark.slow


def _season(templates: Any, url: str) -> Iterator[Store]:
    with closing(open_store(url, exclusive=True)) as store:
        load_demo(store, CHOSEN, now=NOW, make_password=lambda: "x", hash_password=lambda _: "hash")
        yield store
    templates.remove(url)


@pytest.fixture(scope="module")
def sqlite_season(templates: Any) -> Iterator[Store]:
    yield from _season(templates, templates.copy_sqlite("empty"))


@pytest.fixture(scope="module")
def postgis_season(templates: Any, postgis_url: str) -> Iterator[Store]:
    yield from _season(templates, templates.copy_postgis(postgis_url, "empty"))


@pytest.fixture
def season(request: pytest.FixtureRequest, backend: str) -> Store:
    found: Store = request.getfixturevalue(f"{backend}_season")
    return found


def brief(store: Store, kind: BriefingKind = "monthly", period: str = "2022-10") -> Briefing:
    with store.reader() as session:
        return assemble(session, SYSTEM, kind, period, settings=CHOSEN, now=NOW)


def amounts(briefing: Briefing) -> dict[str, Amount]:
    return {one.code: one for each in briefing.sections for one in each.amounts}


def section(briefing: Briefing, code: str) -> Section:
    return next(one for one in briefing.sections if one.code == code)


def table(briefing: Briefing, code: str) -> Table:
    return next(one for each in briefing.sections for one in each.tables if one.code == code)


def zh(value: object) -> object:
    return value.zh if isinstance(value, Words) else value


def test_the_months_figures_are_those_of_the_squads_and_places(season: Store) -> None:
    found = brief(season)
    told = amounts(found)
    with season.reader() as session:
        report = squad_report(session, SYSTEM, START, END)
        watched = compliance_report(session, SYSTEM, found.area_codes, START, END, ZONE, now=END)
        terms = case_terms(session, END, ZONE, CHOSEN.case_limits)
        cases = case_figures(session, SYSTEM, Span(START, END), terms, by="area")
        cameras = camera_figures(session, SYSTEM, Span(START, END), ZONE)
        firms = firm_figures(session, SYSTEM, Span(START, END), terms.worktime, squad="park").whole
    for number, figure in enumerate(FIGURES):
        values = [one.values[number].value for one in report.squads]
        if figure.code in told and None not in values:
            assert told[figure.code].value == sum(one for one in values if one is not None)
    met, windows = int(watched.windows.met.sum()), int(watched.windows.windows.sum())
    assert told["compliance"].value == met / windows
    assert told["never_cells"].value == watched.classes["never"]
    assert told["untracked_patrols"].value == len({one.id for one in watched.untracked})
    assert told["cases_reported"].value == cases.whole.n
    assert told["cases_in_time"].value == cases.whole.share_in_time
    assert told["camera_alerts"].value == cameras.whole.n
    assert told["camera_precision"].value == cameras.whole.share
    assert told["firm_visits_avoided"].value == firms.n_avoided
    assert told["service_visits"].value == firms.n_served


def test_areas_add_up_to_the_whole(season: Store) -> None:
    found = brief(season)
    by_area = table(found, "found_by_area")
    *rows, total = by_area.rows
    for column in range(1, len(by_area.columns)):
        assert sum(int(str(row[column])) for row in rows) == total[column]
    assert total[1] == amounts(found)["violations"].value
    *places, together = table(found, "coverage_by_area").rows
    assert sum(int(str(row[1])) for row in places) == together[1]
    hours = table(found, "hours_weekdays")
    assert hours.rows[-1][-1] == amounts(found)["violations"].value
    assert table(found, "by_category").rows[-1][1] == amounts(found)["violations"].value


def test_every_figure_has_its_definition_and_its_records(season: Store) -> None:
    elsewhere = {"problems_assigned", "supervision_sheets", "combined_inspections"}
    for kind, period in (("monthly", "2022-10"), ("annual", "2022")):
        for one in amounts(brief(season, kind, period)).values():  # type: ignore[arg-type]
            assert one.definition.zh and one.definition.en and one.name.zh
            assert (one.records == ()) == (one.code in elsewhere), one.code


def test_sentences_tell_numbers_with_their_units(season: Store) -> None:
    found = brief(season)
    words = "".join(one.zh for one in section(found, "overall").paragraphs)
    told = amounts(found)
    for code in ("patrols", "violations", "persuaded", "gear_seized", "cases_simple"):
        assert f"{told[code].value} {told[code].unit.zh}" in words
    assert re.search(r"达标率 \d+\.\d%（环比(上升|下降) \d+\.\d 个百分点）", words)
    english = " ".join(one.en for one in section(found, "overall").paragraphs)
    assert f"{told['violations'].value} {told['violations'].unit.en}" in english
    for each in found.sections:
        for one in each.paragraphs:
            assert "{" not in one.zh + one.en and "None" not in one.zh + one.en


def test_a_months_maps_show_gaps_and_coverage_of_each_group(season: Store) -> None:
    maps = [one for each in brief(season).sections for one in each.maps]
    assert [one.subject for one in maps] == [*["gaps", "coverage"] * 3, "heat", "hotspots"]
    assert len({one.code for one in maps}) == len(maps)
    assert maps[4].area_codes[0] == "chengtan" and len(maps[4].area_codes) == 7


def test_the_quarters_lists_are_those_of_the_ranking(season: Store) -> None:
    found = brief(season, "quarterly", "2022Q4")
    start, end = datetime(2022, 10, 1, tzinfo=ZONE), datetime(2023, 1, 1, tzinfo=ZONE)
    with season.reader() as session:
        terms = case_terms(session, end, ZONE, CHOSEN.case_limits)
        for level in ("area", "block"):
            own = ranking(
                session,
                SYSTEM,
                level,  # type: ignore[arg-type]
                start,
                end,
                CHOSEN.ranking_rule,
                ZONE,
                terms,
            )
            for one in own.lists:
                rows = table(found, f"ranking_{level}_{one.squad_code}").rows
                assert [(row[0], zh(row[1])) for row in rows] == [
                    (line.rank, line.place.names[0]) for line in one.lines
                ]
    words = "".join(one.zh for one in section(found, "ranking").paragraphs)
    assert "合规率 × 40%" in words and "不按人、不按罚款" in words


def test_the_year_tells_the_published_figures_of_each_squad(season: Store) -> None:
    found = brief(season, "annual", "2022")
    rows = {zh(row[0]): row[1:] for row in table(found, "published_by_squad").rows}
    assert rows["库区综合行政执法队"] == (397, 503, 321)
    months = table(found, "months").rows
    assert [row[1] for row in months[:7]] == [None] * 7
    *_, total = months
    for column in (2, 3, 4):
        assert sum(int(str(row[column])) for row in months[7:12]) == total[column]
    [overview] = section(found, "overall").maps
    assert overview.subject == "overview"


def test_what_is_proposed_follows_from_gaps_and_hot_spots(season: Store) -> None:
    ahead = section(brief(season), "ahead")
    [cells] = ahead.tables
    assert 0 < len(cells.rows) <= 10 and all(zh(row[-1]) for row in cells.rows)
    words = "".join(one.zh for one in ahead.paragraphs)
    assert "是建议，不是指令" in words and words.startswith("建议")


def test_no_persons_name_is_in_a_briefing(season: Store) -> None:
    with season.reader() as session:
        names = {one.name for one in people.officers(session, SYSTEM)}
    assert names
    for kind, period in (("monthly", "2022-10"), ("quarterly", "2022Q4"), ("annual", "2022")):
        told = figures_json(brief(season, kind, period)).decode()  # type: ignore[arg-type]
        assert not [one for one in names if one in told]


def test_both_stores_give_the_same_bytes(sqlite_season: Store, postgis_season: Store) -> None:
    for kind, period in (("monthly", "2022-10"), ("quarterly", "2022Q4"), ("annual", "2022")):
        told = [
            figures_json(brief(one, kind, period))  # type: ignore[arg-type]
            for one in (sqlite_season, postgis_season, sqlite_season)
        ]
        assert told[0] == told[1] == told[2]
