"""Incidents from the office's ledger."""

from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.incidents import catalogue
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.incidents.records import Incident, Outcome, SeizedItem
from geo_patrol.incidents.terms import Term
from geo_patrol.ledgers import LedgerRead, incidents_from, read_mapping, read_table

DATA = Path(__file__).resolve().parents[1] / "data" / "ledgers"
NOW = datetime(2023, 1, 1, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
HOME = (120.6, 29.2, 121.2, 29.8)
HEADER = "时间,经度,纬度,类别"
ROW = "2022-10-03 21:40,120.9512,29.4731,垂钓"


def read(text: str, *pairs: str, **choice: object) -> LedgerRead[Incident]:
    table = read_table(text.encode(), "台账.csv")
    options = {"tz": SHANGHAI, "now": NOW, **choice}
    found = incidents_from(table, read_mapping(pairs), **options)  # type: ignore[arg-type]
    for item in found.bad:
        assert item.text("zh") and item.text("en")
    assert found.n_read == len(found.rows) + len({item.where for item in found.bad})
    return found


def one(columns: str = "", values: str = "", **choice: object) -> Incident:
    (incident,) = read(f"{HEADER}{columns}\n{ROW}{values}\n", **choice).rows
    return incident


def problem(columns: str, values: str, row: str = ROW, **choice: object) -> list[str]:
    found = read(f"{HEADER}{columns}\n{row}{values}\n", **choice)
    assert found.rows == ()
    assert {item.where for item in found.bad} == {"2"}
    return [item.key.removeprefix("ledgers.") for item in found.bad]


def test_an_offices_workbook_is_read() -> None:
    found = incidents_from(
        read_table(DATA / "incidents.xlsx"), tz=SHANGHAI, now=NOW, home_bounds=HOME
    )
    assert [(item.where, item.key) for item in found.bad] == [("8", "ledgers.total_row")]
    first, second, third, fourth = found.rows
    assert first.occurred_at == datetime(2022, 10, 3, 13, 40, tzinfo=UTC)
    assert (first.lon, first.lat, first.placed_by) == (120.9512, 29.4731, "ledger")
    assert (first.squad_code, first.category, first.source) == ("reservoir", "angling", "patrol")
    assert first.narrative == "长诏水库东岸；两人夜钓"
    assert first.outcomes == (Outcome("persuaded", 2), Outcome("warned"), Outcome("seized"))
    assert first.seized == (SeizedItem("rod", 2, "piece"),)
    assert (second.category, second.source) == ("netting", "camera")
    assert second.seized == (SeizedItem("ground_cage", 3, "piece"),)
    assert [o.kind for o in third.outcomes] == ["persuaded", "ordered"]
    assert [o.kind for o in fourth.outcomes] == ["persuaded", "ordered", "first_leniency"]
    assert (fourth.category, fourth.source) == ("barbecue_camping", "campaign")


def test_a_ledger_full_of_slips_keeps_the_good_rows_and_names_the_rest() -> None:
    table = read_table(DATA / "incidents.csv")
    found = incidents_from(table, tz=SHANGHAI, now=NOW, home_bounds=HOME)
    assert [(item.where, item.key.removeprefix("ledgers.")) for item in found.bad] == [
        ("3", "category_unknown"),
        ("5", "time_unreadable"),
        ("6", "place_missing"),
        ("7", "swapped"),
        ("8", "count_not_whole"),
        ("9", "not_a_number"),
        ("10", "formula"),
    ]
    assert [i.category for i in found.rows] == ["angling", "swimming", "electrofishing"]
    assert found.rows[1].occurred_at == datetime(2022, 10, 5, 6, 0, tzinfo=UTC)
    assert (found.n_read, found.n_bad) == (10, 7)
    assert "垂钓" in found.bad[0].text("zh")


def test_importing_again_changes_nothing() -> None:
    table = read_table(DATA / "incidents.csv")
    once, again = (incidents_from(table, tz=SHANGHAI, now=NOW) for _ in range(2))
    assert once == again
    assert len({incident.id for incident in once.rows}) == len(once.rows)


def test_the_id_follows_content_not_format_nor_order_of_words() -> None:
    typed = read(f"{HEADER},处理结果\n2022年10月3日21时40分,120.9512,29.4731,angling,警告、劝离\n")
    other = read(f"备注,处理结果,{HEADER}\n,劝离;警告,2022/10/3 21:40,120.95120,29.4731,垂钓\n")
    assert typed.rows == other.rows
    assert str(one().id) == "20eb37d7-9021-5d29-a5d5-e82b851389d0"


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        (",备注", ",x"),
        (",劝离人数", ",2"),
        (",暂扣渔具", ",2"),
        (",来源", ",视频"),
        (",台账编号", ",7"),
        (",精度", ",7"),
    ],
)
def test_any_other_content_is_another_incident(columns: str, values: str) -> None:
    assert one(columns, values).id != one().id


def test_rows_alike_in_everything_are_one_unless_the_ledger_numbers_them() -> None:
    found = read(f"{HEADER}\n{ROW}\n\n{ROW}\n")
    assert len(found.rows) == 1
    assert [(i.where, i.key, dict(i.params)["line"]) for i in found.bad] == [
        ("4", "ledgers.duplicate", 2)
    ]
    assert len(read(f"台账编号,{HEADER}\n1,{ROW}\n2,{ROW}\n").rows) == 2
    running = read(f"序号,{HEADER}\n1,{ROW}\n2,{ROW}\n")
    assert [i.key for i in running.bad] == ["ledgers.duplicate"]


@pytest.mark.parametrize("term", catalogue.categories().values(), ids=lambda term: term.code)
def test_categories_are_known_by_code_and_both_names(term: Term) -> None:
    for word in (term.code, term.zh, f" {term.en.upper()} "):
        row = f'2022-10-03 21:40,120.9512,29.4731,"{word}"'
        (incident,) = read(f"{HEADER}\n{row}\n").rows
        assert (incident.category, incident.squad_code) == (term.code, term.squad_code)


@pytest.mark.parametrize("term", catalogue.outcomes().values(), ids=lambda term: term.code)
def test_outcomes_are_known_by_code_and_both_names(term: Term) -> None:
    for word in (term.code, term.zh, term.en):
        assert [o.kind for o in one(",处理结果", f',"{word}"').outcomes] == [term.code]


def test_outcomes_may_be_listed_with_people() -> None:
    incident = one(",处理结果,劝离人数", ',"劝离3人、警告 2人，移送",4')
    assert incident.outcomes == (
        Outcome("persuaded", 4),
        Outcome("warned", 2),
        Outcome("transferred"),
    )


def test_an_unknown_outcome_is_told_with_what_is_near() -> None:
    found = read(f"{HEADER},处理结果\n{ROW},劝说离开\n")
    assert found.bad[0].key == "ledgers.outcome_unknown"
    assert "劝离 (persuaded)" in found.bad[0].text("zh")


def test_yes_in_a_column_of_an_outcome_without_people_is_that_outcome() -> None:
    incident = one(",移送,首违不罚", ",移送公安,3")
    assert incident.outcomes == (
        Outcome("first_leniency", 3),
        Outcome("transferred", note="移送公安"),
    )
    assert one(",移送,劝离人数", ",否,0").outcomes == ()


def test_of_a_total_only_what_the_kinds_leave_over_is_other_gear() -> None:
    both = one(",暂扣渔具(套),钓竿(根),地笼", ",5,2,2")
    assert both.seized == (
        SeizedItem("rod", 2, "piece"),
        SeizedItem("ground_cage", 2, "set"),
        SeizedItem("other", 1, "set", note="暂扣渔具(套)"),
    )
    assert sum(item.quantity for item in both.seized) == 5
    assert one(",暂扣渔具,钓竿", ",2,2").seized == (SeizedItem("rod", 2, "set"),)
    assert problem(",暂扣渔具,钓竿", ",1,2") == ["gear_total"]


def test_a_total_of_gear_leaves_the_fish_out() -> None:
    assert one(",暂扣渔具,钓竿,暂扣渔获物（尾）", ",2,2,30").seized == (
        SeizedItem("rod", 2, "set"),
        SeizedItem("catch", 30, "piece"),
    )


def test_counts_may_carry_their_unit_and_dashes_mean_none() -> None:
    incident = one(",劝离人数,钓竿,地笼", ",３人,2 根,—")
    assert incident.outcomes == (Outcome("persuaded", 3), Outcome("seized"))
    assert incident.seized == (SeizedItem("rod", 2, "set"),)


@pytest.mark.parametrize(
    ("count", "key"),
    [
        ("2.5", "count_not_whole"),
        ("-1", "count_negative"),
        ("三人", "not_a_number"),
        ("2+1", "not_a_number"),
        ("=2+1", "formula"),
    ],
)
def test_counts_that_are_none_are_problems(count: str, key: str) -> None:
    assert problem(",劝离人数", f",{count}") == [key]


@pytest.mark.parametrize(
    ("row", "keys"),
    [
        ("2022-10-03,120.95,29.47,垂钓", ["time_of_day_missing"]),
        (",120.95,29.47,垂钓", ["time_missing"]),
        ("2033-10-03 21:40,120.95,29.47,垂钓", ["future"]),
        ("1899-10-03 21:40,120.95,29.47,垂钓", ["too_old"]),
        ("=NOW(),120.95,29.47,垂钓", ["formula"]),
        ("2022-10-03 21:40,120.95,,垂钓", ["place_missing"]),
        ("2022-10-03 21:40,0,0,垂钓", ["place_missing"]),
        ("2022-10-03 21:40,nan,29.47,垂钓", ["not_a_number"]),
        ("2022-10-03 21:40,29.47,120.95,垂钓", ["swapped"]),
        ("2022-10-03 21:40,320.95,29.47,垂钓", ["outside"]),
        ("2022-10-03 21:40,120.95,29.47,", ["cell_empty"]),
        ("soon,x,y,飞行", ["time_unreadable", "not_a_number", "not_a_number", "category_unknown"]),
    ],
)
def test_all_that_is_wrong_with_a_row_is_told(row: str, keys: list[str]) -> None:
    assert problem("", "", row) == keys


def test_home_tells_swapped_places_that_would_be_possible_elsewhere() -> None:
    home = (29.0, 60.0, 31.0, 62.0)
    row = "2022-10-03 21:40,61,30,垂钓"
    assert problem("", "", row, home_bounds=home) == ["swapped"]
    assert len(read(f"{HEADER}\n{row}\n").rows) == 1
    assert len(read(f"{HEADER}\n2022-10-03 21:40,14.3,45.8,垂钓\n", home_bounds=HOME).rows) == 1


@pytest.mark.parametrize("place", ['"120.9512,29.4731"', "120.9512、29.4731", "E120.9512 N29.4731"])
def test_both_coordinates_may_stand_in_one_column(place: str) -> None:
    (incident,) = read(f"时间,坐标,类别\n2022-10-03 21:40,{place},垂钓\n").rows
    assert (incident.lon, incident.lat) == (120.9512, 29.4731)


def test_day_and_time_of_day_may_stand_apart() -> None:
    for header, row in (
        ("日期,时间", "2022-10-03,21:40"),
        ("日期,时刻", "2022年10月3日,晚上9点40分"),
        ("日期,时间", "44837,0.902777"),
        ("日期,时间", "2022/10/3,21时40分"),
    ):
        text = f"{header},经度,纬度,类别\n{row},120.9512,29.4731,垂钓\n"
        assert read(text).rows[0].occurred_at == datetime(2022, 10, 3, 13, 40, tzinfo=UTC)


def test_a_time_of_day_may_be_declared_for_rows_without_one() -> None:
    row = "2022-10-03,120.9512,29.4731,垂钓"
    (incident,) = read(f"{HEADER}\n{row}\n", clock_if_none=time(12)).rows
    assert incident.occurred_at == datetime(2022, 10, 3, 4, tzinfo=UTC)
    mixed = read(
        "日期,时刻,经度,纬度,类别\n2022-10-03,soon,120.9,29.5,垂钓\n", clock_if_none=time(12)
    )
    assert [item.key for item in mixed.bad] == ["ledgers.time_unreadable"]


def test_squad_and_source_may_be_given_for_rows_that_name_none() -> None:
    incident = one(squad="park", source="joint")
    assert (incident.squad_code, incident.source) == ("park", "joint")
    named = one(",队伍,来源", ",库区综合行政执法队,群众举报", squad="park", source="joint")
    assert (named.squad_code, named.source) == ("reservoir", "citizen")
    assert problem(",队伍,来源", ",水警,梦") == ["squad_unknown", "source_unknown"]


def test_a_mapping_names_the_offices_own_columns() -> None:
    found = read(
        "何时,E,N,何事,走了几个\n2022-10-03 21:40,120.9512,29.4731,垂钓,2\n",
        "occurred_at=何时", "lon=E", "lat=N", "category=何事", "outcome.persuaded=走了几个",
    )  # fmt: skip
    assert found.rows[0].outcomes == (Outcome("persuaded", 2),)
    assert found.columns == (
        ("occurred_at", "何时"),
        ("lon", "E"),
        ("lat", "N"),
        ("category", "何事"),
        ("outcome.persuaded", "走了几个"),
    )


def test_columns_that_are_needed_are_named_when_missing() -> None:
    with pytest.raises(InvalidInput) as caught:
        read("时间,备注\n2022-10-03 21:40,x\n")
    assert caught.value.params["missing"] == "category (类别), lon (经度), lat (纬度)"


def test_text_that_people_typed_comes_through_as_it_is() -> None:
    assert (
        one(",备注", ",<script>alert(1)</script> {x}").narrative == "<script>alert(1)</script> {x}"
    )
    hostile = read(f"{HEADER}\n2022-10-03 21:40,120.9,29.5,{{0}}<b>\n")
    assert "{0}<b>" in hostile.bad[0].text("zh")


def test_a_ledger_without_rows_gives_none() -> None:
    found = read(f"{HEADER}\n")
    assert (found.rows, found.bad, found.n_read) == ((), (), 0)


def test_an_office_s_own_terms_are_read_and_old_names_still_mean_what_they_did() -> None:
    own = built_in().with_terms(
        [
            Term("categories", "bait_drone", "无人机投饵", "Baiting by drone", None, "reservoir"),
            Term("outcomes", "mediated", "调解", "Mediated", counts_people=True),
            Term("gear", "net_gun", "网枪", "Net gun"),
            replace(built_in().categories["angling"], zh="钓鱼", retired=True),
        ]
    )
    rows = (
        "时间,经度,纬度,类别,调解人数,网枪\n"
        "2022-10-01 09:00,121.0,29.43,无人机投饵,2,1\n"
        "2022-10-01 10:00,121.0,29.43,垂钓,,\n"
        "2022-10-01 11:00,121.0,29.43,钓鱼,,\n"
    )
    table = read_table(rows.encode(), "ledger.csv")
    found = incidents_from(table, catalogue=own, tz=SHANGHAI, now=NOW)
    assert found.bad == ()
    assert [one.category for one in found.rows] == ["bait_drone", "angling", "angling"]
    assert found.rows[0].squad_code == "reservoir"
    assert found.rows[0].outcomes == (Outcome("seized"), Outcome("mediated", 2))
    assert found.rows[0].seized == (SeizedItem("net_gun", 1, "set"),)
    known = incidents_from(table, tz=SHANGHAI, now=NOW)
    assert [one.key for one in known.bad] == ["ledgers.category_unknown"] * 2
    assert known.rows[0].id == found.rows[1].id
