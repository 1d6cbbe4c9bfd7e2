"""The terms that the program brings, and what fits beside them."""

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from geo_patrol.incidents.catalogue import built_in
from geo_patrol.incidents.term_checks import MOST, check_term
from geo_patrol.incidents.terms import GROUPS, Group, Term

OWN = Term("categories", "bait_drone", "无人机投饵", "Baiting by drone", "fishing", "reservoir")


def faults(term: Term) -> list[tuple[str, str]]:
    return [(one.where, one.key) for one in check_term(term, built_in())]


def test_the_program_s_terms_are_those_of_its_file_in_its_order() -> None:
    path = files("geo_patrol.incidents") / "catalogue.json"
    seed = json.loads(path.read_text(encoding="utf-8"))
    assert list(seed) == list(GROUPS)
    for group in GROUPS:
        assert {code: (one.zh, one.en) for code, one in built_in().of(group).items()} == {
            code: (row["zh"], row["en"]) for code, row in seed[group].items()
        }
        assert list(built_in().of(group)) == list(seed[group])


def test_the_program_s_terms_fit_together() -> None:
    assert [faults(term) for term in built_in().terms if faults(term)] == []


def test_every_category_is_in_a_group_of_its_squad() -> None:
    groups = built_in().category_groups
    for term in built_in().categories.values():
        assert term.parent is not None and groups[term.parent].squad_code == term.squad_code
    assert {term.parent for term in built_in().categories.values()} == set(groups)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"code": "Bait"}, [("code", "catalogue.bad_code")]),
        ({"code": "b" * 33}, [("code", "catalogue.bad_code")]),
        ({"code": "bait\n"}, [("code", "catalogue.bad_code")]),
        ({"zh": ""}, [("zh", "catalogue.bad_name")]),
        ({"en": "x\u202ey"}, [("en", "catalogue.bad_name")]),
        ({"zh": "无人机 "}, [("zh", "catalogue.bad_name")]),
        ({"position": 10_000}, [("position", "catalogue.bad_position")]),
        ({"parent": "sky"}, [("parent", "catalogue.no_parent")]),
        ({"parent": None}, []),
        ({"parent": "street"}, [("parent", "catalogue.parent_of_other_squad")]),
        ({"counts_people": True}, [("counts_people", "catalogue.not_of_group")]),
        ({"zh": "垂 钓"}, [("zh", "catalogue.name_taken")]),
        ({"en": "ＡＮＧＬＩＮＧ"}, [("zh", "catalogue.name_taken")]),
        ({"zh": "<b>䶮</b>"}, []),
    ],
    ids=str,
)
def test_what_keeps_a_term_out_is_named(
    changes: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert faults(replace(OWN, **changes)) == found


def test_what_the_law_says_of_the_program_s_outcomes_is_not_edited_away() -> None:
    seized = built_in().outcomes["seized"]
    assert faults(replace(seized, zh="暂扣物品", retired=True)) == []
    assert faults(replace(seized, is_measure=False)) == [("is_measure", "catalogue.fixed_flag")]
    own = Term("outcomes", "mediated", "调解", "Mediated", counts_people=True)
    assert faults(own) == []


def test_a_group_has_room_for_what_people_can_choose_from() -> None:
    many = [Term("gear", f"g{n}", f"物{n}", f"Thing {n}") for n in range(MOST)]
    [fault] = check_term(Term("gear", "more", "更多", "More"), built_in().with_terms(many))
    assert fault.key == "catalogue.full"


def test_an_office_s_term_stands_before_other_and_changes_take_their_place() -> None:
    renamed = replace(built_in().gear["rod"], zh="鱼竿")
    made = built_in().with_terms([Term("gear", "net_gun", "网枪", "Net gun"), renamed])
    codes = list(made.gear)
    assert codes[-2:] == ["net_gun", "other"] and codes[0] == "rod"
    assert made.gear["rod"].zh == "鱼竿" and built_in().gear["rod"].zh == "钓竿"


@pytest.mark.parametrize("group", GROUPS)
def test_the_order_that_ids_are_made_from_outlives_every_edit(group: Group) -> None:
    before = [one.code for one in built_in().settled(group)]
    turned = [replace(one, position=9999 - one.position) for one in built_in().terms]
    own = Term(group, "aaa", "甲", "First", position=0)
    after = [one.code for one in built_in().with_terms([*turned, own]).settled(group)]
    assert after == [*before, "aaa"]
