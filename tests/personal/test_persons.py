"""Persons as fields, and what they are recognised by."""

import pytest

from geo_patrol.personal import Person, marks_of, person_fields, person_of


def test_only_what_is_known_becomes_a_field() -> None:
    person = Person(name="甲", plate="浙D·12345")
    assert person_fields(person) == {"name": "甲", "plate": "浙D·12345"}
    assert person_of(person_fields(person)) == person
    assert person_of({"name": "甲", "of_a_later_program": 1}) == Person(name="甲")


@pytest.mark.parametrize(
    "written", ["浙D·12345", "浙d12345", "浙D 12345", "浙D-12345", "浙Ｄ１２３４５", "浙D・12345"]
)
def test_a_plate_is_the_same_however_it_is_written(written: str) -> None:
    assert marks_of([Person(plate=written)]) == [("plate", "浙D12345")]


@pytest.mark.parametrize(
    "written", ["33062419900101001x", " 33062419900101001X", "33062419900101001Ｘ"]
)
def test_an_identity_number_is_the_same_however_it_is_written(written: str) -> None:
    assert marks_of([Person(id_number=written)]) == [("person", "33062419900101001X")]


def test_a_telephone_number_stands_in_for_an_identity_number() -> None:
    same = [("person", "T13800000000")]
    assert marks_of([Person(phone="138 0000 0000")]) == same
    assert marks_of([Person(phone="+86 138-0000-0000")]) == same
    assert marks_of([Person(id_number="1", phone="13800000000")]) == [("person", "1")]


def test_a_name_alone_is_no_mark_and_nobody_is_marked_twice() -> None:
    assert marks_of([Person(name="甲")]) == []
    assert marks_of([Person(plate="A1"), Person(plate="a 1")]) == [("plate", "A1")]
