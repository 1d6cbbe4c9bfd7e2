"""Which column is which field."""

import json
from pathlib import Path

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.incidents import catalogue
from geo_patrol.incidents.catalogue import built_in
from geo_patrol.ledgers import INCIDENT_FIELDS, OFFICER_FIELDS, read_mapping
from geo_patrol.ledgers.fields import find_columns, incident_aliases, officer_aliases, unit_of


def found(*columns: str, **given: str) -> dict[str, str]:
    numbers = find_columns(columns, incident_aliases(built_in()), given)
    return {field: columns[number] for field, number in numbers.items()}


def test_usual_names_are_known_in_both_languages() -> None:
    assert found("发现时间", "经度", "纬度", "违法行为", "备注") == {
        "occurred_at": "发现时间",
        "lon": "经度",
        "lat": "纬度",
        "category": "违法行为",
        "narrative": "备注",
    }
    assert set(found("Time", "Longitude", "Latitude", "Category", "Source")) == {
        "occurred_at", "lon", "lat", "category", "source",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("劝离人数", "outcome.persuaded"),
        ("劝离", "outcome.persuaded"),
        ("逃离人数", None),
        ("人员逃离", "outcome.fled"),
        ("责令改正", "outcome.ordered"),
        ("责令停止人数", "outcome.ordered"),
        ("移送", "outcome.transferred"),
        ("暂扣渔具(套)", "gear.total"),
        ("暂扣渔具（套）", "gear.total"),
        ("钓竿", "gear.rod"),
        ("鱼竿（根）", "gear.rod"),
        ("地笼数量", "gear.ground_cage"),
        ("暂扣船只", "gear.boat"),
        ("船只", None),
        ("暂扣渔获物", "gear.catch"),
        ("渔获物", None),
        ("其他", None),
        ("序号", None),
        ("编号", "ledger_no"),
    ],
)
def test_columns_of_people_and_gear(column: str, field: str | None) -> None:
    assert list(found(column)) == ([field] if field else [])


def test_every_outcome_and_gear_of_the_catalogue_has_a_field() -> None:
    wanted = {f"outcome.{code}" for code in catalogue.outcomes()}
    wanted |= {f"gear.{code}" for code in catalogue.gear()}
    assert wanted <= set(INCIDENT_FIELDS)
    assert {"name", "badge_no", "squad", "login", "role", "certified"} == set(OFFICER_FIELDS)


def test_no_column_name_means_two_fields() -> None:
    for aliases in (incident_aliases(built_in()), officer_aliases()):
        names = [name for field in aliases.values() for name in dict.fromkeys(field)]
        twice = {name for name in names if names.count(name) > 1}
        assert twice <= {"执法证号", "执法证编号"}


def test_a_given_column_goes_first_and_is_not_taken_twice() -> None:
    assert found("时间", "登记时间", "类别", occurred_at="登记时间") == {
        "occurred_at": "登记时间",
        "category": "类别",
    }
    assert found("时间", narrative="时间") == {"narrative": "时间"}


def test_a_wrong_mapping_is_told_with_what_is_near() -> None:
    with pytest.raises(InvalidInput) as caught:
        found("时间", categry="时间")
    assert caught.value.key == "ledgers.field_unknown"
    assert "category" in caught.value.text("en")
    with pytest.raises(InvalidInput) as caught:
        found("时间", "类别", category="分类")
    assert caught.value.key == "ledgers.column_unknown"
    assert "时间, 类别" in caught.value.text("zh")


def test_mappings_come_from_pairs_and_files(tmp_path: Path) -> None:
    as_json = tmp_path / "map.json"
    as_json.write_text(
        json.dumps({"category": "案由", "outcome": {"persuaded": "劝离"}}), encoding="utf-8-sig"
    )
    as_toml = tmp_path / "map.toml"
    as_toml.write_text('category = "案由"\n[outcome]\npersuaded = "劝离"\n', encoding="utf-8")
    expected = {"category": "案由", "outcome.persuaded": "劝离"}
    assert read_mapping(file=as_json) == read_mapping(file=as_toml) == expected
    assert read_mapping(["category = 行为=类别"], as_json) == {
        "category": "行为=类别",
        "outcome.persuaded": "劝离",
    }
    assert read_mapping() == {}


@pytest.mark.parametrize("pair", ["category", "=类别", "category= "])
def test_a_pair_without_two_sides_is_refused(pair: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_mapping([pair])
    assert caught.value.key == "ledgers.mapping_pair"


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": 1}', '{"a": ["b"]}'])
def test_a_mapping_file_that_is_no_table_of_texts_is_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text(text)
    with pytest.raises(InvalidInput) as caught:
        read_mapping(file=file)
    assert caught.value.key == "ledgers.mapping_file"
    with pytest.raises(InvalidInput):
        read_mapping(file=tmp_path / "gone.toml")


def test_units_stand_in_brackets() -> None:
    assert [unit_of(c) for c in ("暂扣渔具(套)", "钓竿（根）", "地笼", "Rod (sets)")] == [
        "set", "piece", "set", "set",
    ]  # fmt: skip
