"""What would not hold up in review of a decision and its inventory."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from custody_making import NIGHT

from geo_patrol.incidents import catalogue
from geo_patrol.law import builtin_table
from geo_patrol.seizures import (
    CLOCKS,
    Approval,
    Item,
    Present,
    Seizure,
    Signature,
    check_seizure,
)

FIRST, SECOND, AUXILIARY, HEAD, PHOTO = (UUID(int=n) for n in range(1, 6))
HOUR = timedelta(hours=1)
DUTY = builtin_table().duty("officers", date(2026, 9, 1))
ITEM = Item(1, "rod", 2, "支", "竿尾断裂，贴“䶮”字", "F-0001", "一号库房䶮", (PHOTO,))
GOOD = Seizure(
    id=UUID(int=100),
    squad_code="reservoir",
    number="暂扣〔2026〕1号",
    measure="seizure",
    at=NIGHT,
    items=(ITEM, replace(ITEM, number=2, kind="ground_cage", seal_number="F-0002")),
    officers=(Present(FIRST, True), Present(SECOND, True)),
    signatures=(
        Signature("party", NIGHT + HOUR, image=PHOTO),
        Signature("officer", NIGHT + HOUR, image=PHOTO, officer_id=FIRST),
    ),
    approval=Approval(HEAD, NIGHT - HOUR),
)


def found_in(seizure: Seizure) -> list[tuple[str, str]]:
    found = check_seizure(seizure, kinds=catalogue.gear(), duty=DUTY)
    for item in found:
        assert item.text("zh") and item.text("en")
    return [(item.where, item.key.removeprefix("seizures.")) for item in found]


def test_a_seizure_by_two_certified_officers_signed_and_approved_has_no_finding() -> None:
    assert found_in(GOOD) == []


@pytest.mark.parametrize(
    ("officers", "keys"),
    [
        ((Present(FIRST, True),), ["too_few_officers"]),
        ((Present(FIRST, True), Present(FIRST, True)), ["too_few_officers"]),
        ((Present(FIRST, True), Present(AUXILIARY, False)), ["too_few_officers", "not_certified"]),
        ((*GOOD.officers, Present(AUXILIARY, False)), ["not_certified"]),
    ],
)
def test_one_officer_or_an_auxiliary_is_told_with_the_article(
    officers: tuple[Present, ...], keys: list[str]
) -> None:
    assert found_in(replace(GOOD, officers=officers)) == [("officers", key) for key in keys]


def test_the_number_of_officers_comes_from_the_law_table() -> None:
    one = replace(GOOD, officers=GOOD.officers[:1])
    (finding,) = check_seizure(one, kinds=catalogue.gear(), duty=DUTY)
    assert finding.text("zh") == "officers: 持证经办人 1 名，要 2 名（行政处罚法 42）"
    assert check_seizure(one, kinds=catalogue.gear(), duty=None) == ()


PARTY = GOOD.signatures[0]


@pytest.mark.parametrize(
    ("signatures", "expected"),
    [
        ((), ("signatures", "party_unsigned")),
        ((replace(PARTY, image=None),), ("signatures.1", "signature_unclear")),
        (
            (replace(PARTY, refused=True, recorded_by=FIRST),),
            ("signatures.1", "signature_unclear"),
        ),
        ((replace(PARTY, image=None, refused=True),), ("signatures.1", "refusal_unrecorded")),
        (
            (replace(PARTY, image=None, refused=True, recorded_by=AUXILIARY),),
            ("signatures.1", "refusal_unrecorded"),
        ),
        ((replace(PARTY, at=NIGHT - HOUR),), ("signatures.1", "signed_before")),
        (
            (PARTY, Signature("officer", NIGHT, image=PHOTO, officer_id=HEAD)),
            ("signatures.2", "officer_absent"),
        ),
    ],
)
def test_what_is_wrong_with_a_signature_is_told(
    signatures: tuple[Signature, ...], expected: tuple[str, str]
) -> None:
    assert found_in(replace(GOOD, signatures=signatures)) == [expected]


def test_a_refusal_recorded_by_an_officer_is_as_good_as_a_signature() -> None:
    refusal = replace(PARTY, image=None, refused=True, recorded_by=SECOND, reason="拒签")
    assert found_in(replace(GOOD, signatures=(refusal,))) == []


def test_gear_without_owner_needs_no_party() -> None:
    assert found_in(replace(GOOD, signatures=(), ownerless=True)) == []


def test_approval_comes_before_except_in_an_emergency() -> None:
    later = Approval(HEAD, NIGHT + HOUR)
    assert found_in(replace(GOOD, approval=None)) == [("approval", "unapproved")]
    assert found_in(replace(GOOD, approval=later)) == [("approval", "approved_after")]
    emergency = replace(GOOD, measure="emergency_seizure", approval=later)
    assert found_in(emergency) == []
    assert found_in(replace(emergency, approval=None)) == [("approval", "approval_due")]
    own = replace(emergency, approval=replace(later, by=FIRST))
    assert found_in(own) == [("approval", "approved_oneself")]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (replace(ITEM, kind="submarine"), "kind_unknown"),
        (replace(ITEM, quantity=0), "no_quantity"),
        (replace(ITEM, unit=" "), "no_quantity"),
        (replace(ITEM, storage_place=""), "no_place"),
        (replace(ITEM, photos=()), "no_photo"),
        (replace(ITEM, seal_number="F-0002"), "seal_twice"),
        (replace(ITEM, seal_number=""), None),
    ],
)
def test_what_an_item_lacks_is_told_by_its_number(item: Item, expected: str | None) -> None:
    found = found_in(replace(GOOD, items=(item, GOOD.items[1])))
    assert [key for _, key in found] == ([] if expected is None else [expected])


def test_numbers_run_from_one_without_gap_or_repeat() -> None:
    first, second = GOOD.items
    twice = found_in(replace(GOOD, items=(first, second, replace(second, seal_number=""))))
    assert twice == [("items 2", "number_twice")]
    gap = found_in(replace(GOOD, items=(first, replace(second, number=4))))
    assert gap == [("items", "numbers_missing")]
    assert found_in(replace(GOOD, items=())) == [("items", "no_items")]


def test_ten_thousand_items_are_looked_over_and_rare_characters_pass_through() -> None:
    items = tuple(replace(ITEM, number=n, seal_number=f"䶮-{n}") for n in range(1, 10_001))
    assert found_in(replace(GOOD, items=items)) == []
    again = (*items[:-1], replace(items[-1], seal_number="䶮-1"))
    (finding,) = check_seizure(replace(GOOD, items=again), kinds=catalogue.gear(), duty=DUTY)
    assert finding.where == "items 10000" and "1" in finding.text("zh")


def test_what_ten_thousand_items_lack_is_said_once() -> None:
    items = tuple(replace(ITEM, number=n, seal_number="", photos=()) for n in range(1, 10_001))
    assert found_in(replace(GOOD, items=items)) == [("items 1–10000", "no_photo")]


def test_each_measure_starts_the_clocks_that_its_articles_ask_for() -> None:
    assert CLOCKS["emergency_seizure"] == ("seizure_report", "seizure")
    assert CLOCKS["preservation"] == ("preservation",)
    assert CLOCKS["seizure"] == ("seizure",)
