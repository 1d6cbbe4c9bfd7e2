"""What pydantic finds, in the words of the catalogue."""

from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core.core_schema import ErrorType

from api.validation import CONTEXT, REASONS, findings_of, path_of
from geo_patrol.messages import LANGUAGES, catalogue

PYDANTIC = set(get_args(ErrorType))
VALUES = {"min_length": 1, "max_length": 9, "expected": "'a' or 'b'"}
BOUNDS = {"gt": 0, "ge": 1, "lt": 10, "le": 9}


def test_every_reason_is_a_kind_pydantic_has_and_a_message_we_have() -> None:
    assert set(REASONS) <= PYDANTIC
    assert all(key in catalogue() for key in REASONS.values())


@pytest.mark.parametrize("kind", sorted(PYDANTIC))
def test_every_kind_of_error_can_be_said_in_both_languages(kind: str) -> None:
    error = {"type": kind, "loc": ("a", 0, "b"), "ctx": {**VALUES, **BOUNDS}}
    (found,) = findings_of([error])
    assert found.where == "a[0].b"
    for language in LANGUAGES:
        assert found.text(language).startswith("a[0].b: ")
        assert "None" not in found.text(language)


def test_the_values_a_reason_shows_are_those_its_words_want() -> None:
    for key, names in CONTEXT.items():
        for language in LANGUAGES:
            assert all(f"{{{name}}}" in catalogue()[key][language] for name in names)


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", 1, "b"), "a[1].b"),
        ((0, "a"), "[0].a"),
        (("query", "x"), "query.x"),
    ],
)
def test_a_place_is_written_as_people_write_it(location: tuple[object, ...], path: str) -> None:
    assert path_of(location) == path


def test_one_place_with_one_reason_is_named_once() -> None:
    class Body(BaseModel):
        a: int | str | None

    with pytest.raises(ValidationError) as caught:
        Body.model_validate({"a": []})
    errors = [{**one, "loc": ("a",), "type": "int_type"} for one in caught.value.errors()]
    assert len(findings_of(errors)) == 1
