"""Briefings of a small store: what is told of little, of nothing, and to whom."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import shapely
from duty_making import EARLY, NOW, VAULT, ZONE, make_patrol, send, walk_over

from geo_patrol.errors import InvalidInput, NotFound
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.reports.briefing import Amount, Briefing, Section, Table
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import grids, people, places
from geo_patrol.store.scope import SYSTEM, Scope, scope_of
from geo_patrol.workflows.briefing import assemble, figures_json
from geo_patrol.workflows.records import put_incident

CHOSEN = Settings(_env_file=None)


def brief(
    store: Store,
    period: str = "2022-10",
    *areas: str,
    kind: str = "monthly",
    scope: Scope = SYSTEM,
    now: datetime = NOW,
) -> Briefing:
    with store.reader() as session:
        return assemble(
            session,
            scope,
            kind,  # type: ignore[arg-type]
            period,
            areas,
            settings=CHOSEN,
            now=now,
        )


def section(briefing: Briefing, code: str) -> Section:
    return next(one for one in briefing.sections if one.code == code)


def table(briefing: Briefing, code: str) -> Table:
    return next(one for each in briefing.sections for one in each.tables if one.code == code)


def amounts(briefing: Briefing) -> dict[str, Amount]:
    return {one.code: one for each in briefing.sections for one in each.amounts}


def said(briefing: Briefing, code: str) -> str:
    return "".join(one.zh for one in section(briefing, code).paragraphs)


def meet(store: Store, at: datetime = EARLY, *, area: str = "changzhao", cell: int = 220) -> None:
    """Write an incident with two people who left and a rod that was held."""
    with store.reader() as session:
        stored = grids.grid_in_use(session, area)
    assert stored is not None
    point = stored.grid.cells[cell].geometry.representative_point()
    squad = "reservoir" if area in ("changzhao", "qincun") else "park"
    incident = Incident(
        id=uuid4(),
        squad_code=squad,
        occurred_at=at,
        lon=point.x,
        lat=point.y,
        accuracy_m=5.0,
        placed_by="gps",
        category="angling" if squad == "reservoir" else "noise",
        source="patrol",
        outcomes=(Outcome("persuaded", people=2),),
        seized=(SeizedItem("rod", 1),) if squad == "reservoir" else (),
    )
    put_incident(store, SYSTEM, incident, VAULT, now=NOW)


def test_without_any_record_nothing_is_told_as_nought(loaded_store: Store) -> None:
    found = brief(loaded_store)
    assert {one.value for one in amounts(found).values()} == {None}
    assert "没有任何记录" in said(found, "overall")
    for code in ("coverage", "violations", "closing", "cameras", "firms", "ahead"):
        assert not re.search(r"\d", said(found, code)), code
        assert not section(found, code).tables and not section(found, code).maps


def test_a_month_before_the_first_record_is_not_known(loaded_store: Store) -> None:
    meet(loaded_store)
    found = brief(loaded_store, "2022-09")
    assert {one.value for one in amounts(found).values()} == {None}
    assert "2022-10-03" in said(found, "overall") and "未统计" in said(found, "overall")


def test_one_incident_makes_a_whole_bulletin(loaded_store: Store) -> None:
    meet(loaded_store)
    found = brief(loaded_store)
    told = amounts(found)
    assert (told["violations"].value, told["persuaded"].value) == (1, 2)
    assert told["gear_seized"].value == 1
    assert "发现违法行为 1 起" in said(found, "overall")
    assert "垂钓 1 起（100.0%）" in said(found, "violations")
    assert "没有检出热点网格" in said(found, "violations")
    [heat] = [one for one in section(found, "violations").maps if one.subject == "heat"]
    assert heat.area_codes == ("changzhao",)


def test_a_month_without_incidents_after_the_first_record_has_none(loaded_store: Store) -> None:
    meet(loaded_store)
    found = brief(loaded_store, "2022-11")
    violations = amounts(found)["violations"]
    assert (violations.value, violations.before, violations.year_before) == (0, 1, None)
    assert "0 起" in said(found, "violations") and "不等于没有发生" in said(found, "violations")
    assert "环比减少 1 起，下降 100.0%" in said(found, "overall")
    assert "同比无可比数据" in said(found, "overall")


def test_a_period_that_records_begin_in_the_middle_of_is_not_compared_with(
    loaded_store: Store,
) -> None:
    meet(loaded_store, EARLY + timedelta(days=10))
    found = brief(loaded_store, "2022-11")
    assert amounts(found)["violations"].before is None
    assert "环比、同比均无可比数据" in said(found, "overall")


def test_each_squads_coverage_is_counted_from_its_first_record_on(loaded_store: Store) -> None:
    meet(loaded_store, datetime(2022, 10, 28, 9, tzinfo=ZONE))
    alone = brief(loaded_store, "2022-10", "yulin", "changzhao")
    [row] = table(alone, "coverage_by_area").rows
    assert getattr(row[0], "en", "").startswith("Changzhao")
    assert "羽林区块所属中队没有记录，未统计" in said(alone, "coverage")
    meet(loaded_store, datetime(2022, 10, 30, 9, tzinfo=ZONE), area="yulin", cell=3)
    both = brief(loaded_store, "2022-10", "yulin", "changzhao")
    _changzhao, yulin, _whole = table(both, "coverage_by_area").rows
    # Two days of 130 cells that want one visit each.
    assert yulin[1:3] == (260, 0)
    assert "2022-10-28" in said(both, "overall") and "2022-10-30" in said(both, "overall")
    addresses = amounts(both)["compliance"].records
    assert [one.split("from=")[1][:10] for one in addresses] == ["2022-10-28", "2022-10-30"]


def test_the_visits_of_one_patrol_are_told(loaded_store: Store) -> None:
    patrol = make_patrol(loaded_store, area="yulin")
    send(loaded_store, patrol, walk_over(loaded_store, "yulin", range(5), EARLY, step_s=60))
    found = brief(loaded_store, "2022-10", "yulin")
    told = amounts(found)
    assert told["patrols"].value == 1 and told["untracked_patrols"].value == 0
    assert isinstance(told["presence_hours"].value, float) and told["presence_hours"].value > 0
    assert told["never_cells"].value == 130 - 5
    worst = table(found, "worst_cells")
    assert len(worst.rows) == 5 and all("2022-10-03" in str(row[-1]) for row in worst.rows)


def test_a_period_that_is_not_over_says_so_and_is_compared_with_none(loaded_store: Store) -> None:
    meet(loaded_store, EARLY - timedelta(days=40))
    meet(loaded_store)
    now = EARLY + timedelta(days=5)
    found = brief(loaded_store, now=now)
    assert not found.complete and found.as_of == now
    assert "尚未结束" in said(found, "overall") and "不作环比、同比" in said(found, "overall")
    assert amounts(found)["violations"].before is None
    assert "增加" not in said(found, "overall") and "减少" not in said(found, "overall")
    assert brief(loaded_store).complete


def test_what_has_not_begun_and_what_is_out_of_reach_is_refused(loaded_store: Store) -> None:
    with pytest.raises(InvalidInput) as early:
        brief(loaded_store, "2023-01")
    assert early.value.key == "briefing.not_begun"
    with pytest.raises(NotFound) as unknown:
        brief(loaded_store, "2022-10", "changzhao", "nowhere")
    assert unknown.value.key == "records.no_area"
    park = scope_of(uuid4(), ["park"], "leader", certified=True)
    with pytest.raises(NotFound):
        brief(loaded_store, "2022-10", "changzhao", scope=park)


def test_a_squads_member_is_told_of_that_squad_alone(loaded_store: Store) -> None:
    meet(loaded_store)
    meet(loaded_store, area="yulin", cell=3)
    park = scope_of(uuid4(), ["park"], "leader", certified=True)
    found = brief(loaded_store, scope=park)
    assert "changzhao" not in found.area_codes and "yulin" in found.area_codes
    assert amounts(found)["violations"].value == 1
    assert amounts(brief(loaded_store))["violations"].value == 2
    assert "长诏" not in figures_json(found).decode()
    assert all("squad=reservoir" not in one for one in amounts(found)["violations"].records)


def test_chosen_areas_are_counted_by_themselves(loaded_store: Store) -> None:
    meet(loaded_store)
    meet(loaded_store, area="qincun")
    found = brief(loaded_store, "2022-10", "qincun")
    assert found.area_codes == ("qincun",)
    assert amounts(found)["violations"].value == 1
    [address] = amounts(found)["violations"].records
    assert "area=qincun" in address and "squad" not in address
    # The park is not meant: its firms are none of the briefing's.
    assert "firms" not in [one.code for one in found.sections]


def test_forty_areas_are_told_in_one_bulletin(loaded_store: Store) -> None:
    with loaded_store.reader() as session:
        like = places.areas(session, SYSTEM)[-1]
    with loaded_store.upkeep() as session:
        for n in range(40):
            place = shapely.MultiPolygon(
                [shapely.box(120.6 + n / 100, 29.3, 120.605 + n / 100, 29.305)]
            )
            places.save_area(
                session,
                replace(like, code=f"a{n:02}", name_zh=f"第{n}块", name_en=f"B{n}", geometry=place),
            )
    meet(loaded_store)
    found = brief(loaded_store)
    assert len(found.area_codes) == 49
    by_area = table(found, "found_by_area")
    assert len(by_area.rows) == 50 and by_area.totals
    assert "第39块没有划分网格，未统计" in said(found, "coverage")
    # The park's areas with a grid share a sheet of each subject.
    assert len([one for one in section(found, "coverage").maps if one.subject == "gaps"]) == 3
    assert all(len(one.title.zh) < 60 for each in found.sections for one in each.maps)


def test_an_area_without_a_grid_has_no_coverage_and_says_so(store: Store) -> None:
    with store.upkeep() as session:
        people.ensure_squad(session, "park", "园区执法队", "Park squad")
        shape = shapely.MultiPolygon([shapely.box(120.9, 29.5, 120.91, 29.51)])
        text = ("街区", "Block", "placeholder", "drawn for a test", "nobody", "CC0-1.0")
        places.save_area(session, places.Area("block", "park", "park", *text, shape))
    found = brief(store)
    assert "没有划分网格" in said(found, "coverage")
    assert section(found, "coverage").amounts == () and section(found, "coverage").maps == ()


def test_the_same_records_give_the_same_bytes_whenever_it_is_made(loaded_store: Store) -> None:
    meet(loaded_store)
    first = figures_json(brief(loaded_store))
    assert first == figures_json(brief(loaded_store, now=NOW + timedelta(days=400)))
    told = json.loads(first)
    assert told["as_of"] == told["end"] == "2022-11-01T00:00:00+08:00"
    meet(loaded_store)
    assert first != figures_json(brief(loaded_store))


@pytest.mark.parametrize(("kind", "period"), [("quarterly", "2022Q4"), ("annual", "2022")])
def test_a_quarter_and_a_year_of_one_incident_are_told(
    loaded_store: Store, kind: str, period: str
) -> None:
    meet(loaded_store)
    found = brief(loaded_store, period, kind=kind, now=datetime(2023, 2, 1, tzinfo=ZONE))
    assert found.complete and amounts(found)["violations"].value == 1
    assert [one.heading.zh[0] for one in found.sections] == [*"一二三四五六七八"][
        : len(found.sections)
    ]
