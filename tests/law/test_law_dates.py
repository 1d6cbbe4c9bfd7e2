"""What applies at the moment a law changes, and one microsecond before."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from geo_patrol.errors import InvalidInput
from geo_patrol.incidents import catalogue
from geo_patrol.law import LEVELS, Applicable, applicable, builtin_table
from geo_patrol.law.wording import stands_of

ZONE = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 26)
CODE = datetime(2026, 8, 15, tzinfo=ZONE)
FISHERIES = datetime(2026, 5, 1, tzinfo=ZONE)
INSTANT = timedelta(microseconds=1)


def ask(level: str, act: str, at: datetime, today: date = TODAY) -> Applicable:
    found = applicable(builtin_table(), level, act, at, today=today, tz=ZONE)
    for remark in found.remarks:
        assert remark.text("zh") and remark.text("en")
    return found


def then_and_now(found: Applicable) -> list[tuple[str, str | None]]:
    return [(one.then.id, one.now.id if one.now else None) for one in found.answers]


def keys(found: Applicable) -> list[str]:
    return [remark.key for remark in found.remarks]


@pytest.mark.parametrize("as_utc", [False, True])
@pytest.mark.parametrize(
    ("level", "act", "border", "before", "after"),
    [
        ("first", "angling", CODE, "wpl-91-individual", "eec-1145-individual"),
        ("first", "swimming", CODE, "wpl-91-individual", "eec-1145-individual"),
        ("first", "tourism", CODE, "wpl-91-individual", "eec-1145-individual"),
        ("first", "cage_farming", CODE, "wpl-91-organised", "eec-1145-organised"),
        ("first", "organised_angling", CODE, "wpl-91-organised", "eec-1145-organised"),
        ("first", "organised_tourism", CODE, "wpl-91-organised", "eec-1145-organised"),
        ("first", "unrelated_building", CODE, "wpl-91-building", "eec-1145-building"),
        ("first", "electrofishing", FISHERIES, "fl-38", "fl-2025"),
        ("outside", "electrofishing", FISHERIES, "fl-38", "fl-2025"),
        ("second", "banned_gear", FISHERIES, "fl-38", "fl-2025"),
        ("quasi", "blasting_poisoning", FISHERIES, "fl-38", "fl-2025"),
    ],
)
def test_a_law_changes_at_local_midnight(
    level: str, act: str, border: datetime, before: str, after: str, as_utc: bool
) -> None:
    moment = border.astimezone(UTC) if as_utc else border
    assert then_and_now(ask(level, act, moment - INSTANT)) == [(before, after)]
    assert then_and_now(ask(level, act, moment)) == [(after, after)]


def test_which_of_two_texts_held_then_is_said_on_paper() -> None:
    """Those of one day stand alone: nothing is said of them."""
    for at, said in (
        (CODE - INSTANT, ["当时的规定", "新规定，较轻时才适用（行政处罚法第37条）"]),
        (CODE, [""]),
    ):
        (answer,) = ask("first", "angling", at).answers
        assert [stands_of(rule, answer, "zh") for rule in answer.applies] == said


@pytest.mark.parametrize("act", ["dumping_on_banks", "barbecue"])
def test_what_was_not_entered_before_the_code_is_told_and_does_not_reach_back(act: str) -> None:
    found = ask("first", act, CODE - INSTANT)
    assert found.answers == () and keys(found) == ["law.none_then"]
    assert len(ask("first", act, CODE).answers) == 1


def test_every_border_in_the_table_has_one_text_on_each_side() -> None:
    table = builtin_table()
    borders = {rule.valid_from for rule in table.rules if rule.valid_from}
    assert borders == {date(2026, 5, 1), date(2026, 8, 15)}
    for rule in table.rules:
        for day in borders:
            for at in (day - timedelta(days=1), day):
                same = [r for r in table.rules if r.series == rule.series and r.in_force(at)]
                for act in rule.acts:
                    for level in rule.levels:
                        assert sum(r.fits(level, act) for r in same) <= 1


def test_a_heavier_new_law_leaves_the_old_one_in_place() -> None:
    found = ask("first", "electrofishing", FISHERIES - INSTANT)
    (answer,) = found.answers
    assert answer.lighter == "older"
    assert [rule.id for rule in answer.applies] == ["fl-38"]
    assert "law.older_lighter" in keys(found)


def test_what_cannot_be_compared_is_left_to_a_person_with_both_texts() -> None:
    found = ask("first", "angling", CODE - INSTANT)
    (answer,) = found.answers
    assert answer.lighter == "person_decides"
    assert [rule.id for rule in answer.applies] == ["wpl-91-individual", "eec-1145-individual"]
    assert "law.person_decides" in keys(found)


def test_before_the_new_law_begins_the_old_one_is_all_there_is() -> None:
    found = ask("first", "angling", CODE - INSTANT, today=date(2026, 8, 14))
    (answer,) = found.answers
    assert (answer.then, answer.lighter) == (answer.now, "same")
    assert found.leniency == ()


def test_a_phone_ahead_of_its_time_gets_the_law_of_today() -> None:
    found = ask("first", "angling", CODE, today=date(2026, 8, 14))
    assert (found.day, then_and_now(found)) == (
        date(2026, 8, 14),
        [("wpl-91-individual", "wpl-91-individual")],
    )


def test_the_individuals_fine_may_be_decided_on_the_spot_up_to_the_limit_only() -> None:
    found = ask("first", "angling", CODE)
    (answer,) = found.answers
    (rule,) = answer.applies
    assert rule.fine is not None and (rule.fine.min, rule.fine.max) == (0, 500)
    assert rule.authority is not None and rule.authority.zh == "生态环境主管部门"
    assert [(p.subject, p.on_the_spot, p.limit) for p in answer.procedures[0]] == [
        ("person", "up_to_limit", 200)
    ]
    assert [rule.id for rule in found.leniency] == ["eec-1056-minor"]


def test_a_fine_above_the_limit_is_never_decided_on_the_spot() -> None:
    (answer,) = ask("first", "cage_farming", CODE).answers
    assert {(p.subject, p.on_the_spot, p.limit) for p in answer.procedures[0]} == {
        ("person", "never", 200),
        ("firm", "never", 3000),
    }


def test_a_firm_may_be_fined_on_the_spot_where_a_person_may_not() -> None:
    (answer,) = ask("first", "barbecue", CODE).answers
    assert [(p.subject, p.on_the_spot) for p in answer.procedures[0]] == [
        ("person", "never"),
        ("firm", "up_to_limit"),
    ]


def test_two_certified_officers_a_record_and_evidence_are_always_asked_for() -> None:
    duties = {duty.topic: duty for duty in ask("first", "angling", CODE).duties}
    assert duties["officers"].number == 2 and duties["officers"].article == "42"
    assert {"record", "camera_evidence", "auxiliaries", "on_the_spot"} <= set(duties)
    assert (duties["record"].article, duties["camera_evidence"].article) == ("47", "41")
    assert duties["auxiliaries"].article == "30"


def test_outside_all_zones_there_is_an_answer_and_it_does_not_say_lawful() -> None:
    found = ask("outside", "angling", CODE)
    assert found.answers == () and found.pointers == ()
    assert keys(found) == ["law.none_outside"]


def test_in_other_zones_articles_not_entered_are_pointed_at() -> None:
    for moment, article in ((CODE - INSTANT, "66—67"), (CODE, "320—321")):
        found = ask("second", "angling", moment)
        assert found.answers == () and keys(found) == ["law.none_here"]
        assert article in {rule.article for rule in found.pointers}


def test_what_is_not_verified_says_so_with_the_reason() -> None:
    table = builtin_table()
    found = ask("first", "angling", CODE)
    assert "law.unverified" in keys(found)
    for entry in (*table.rules, *table.duties, *table.periods):
        assert entry.verified is (entry.why is None)
    assert [rule.article for rule in table.rules if rule.id == "fl-2025"] == [None]


@pytest.mark.parametrize(
    ("level", "act", "at", "key"),
    [
        ("third", "angling", CODE, "law.level_unknown"),
        ("", "angling", CODE, "law.level_unknown"),
        ("first", "flying", CODE, "law.act_unknown"),
        ("first", "*", CODE, "law.act_unknown"),
        ("first", "angling", datetime(2026, 8, 15), "law.no_offset"),
    ],
)
def test_an_unknown_zone_or_act_is_refused(level: str, act: str, at: datetime, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(level, act, at)
    assert refused.value.key == key
    assert refused.value.text("zh") and refused.value.text("en")


def test_every_category_leads_to_acts_and_every_act_to_an_answer() -> None:
    table = builtin_table()
    for category in catalogue.categories():
        assert table.acts_of(category)
    for act in table.acts:
        for level in LEVELS:
            found = ask(level, act, CODE)
            assert found.answers or found.remarks
    with pytest.raises(InvalidInput):
        table.acts_of("flying")
