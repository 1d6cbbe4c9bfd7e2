"""A map is one file: nothing in it points elsewhere, and the same input gives the same bytes."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from map_samples import KINDS, Kind, Sample, draw

from geo_patrol.errors import InvalidInput
from maps import gaps_map
from maps.page import in_script


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_loaded_from_anywhere(kind: Kind, sample: Sample) -> None:
    html = draw(kind, sample)
    assert re.findall(r"<(?:link|iframe|object|embed|base|img)\b", html) == []
    assert re.findall(r"<script[^>]*\bsrc", html) == []
    assert re.findall(r"@import|sourceMappingURL", html) == []
    assert {target[:6] for target in re.findall(r"url\(([^)]*)", html)} <= {"#hatch", "#defau"}
    assert not re.search(r"jquery|bootstrap|font-?awesome|cdn\.", html, re.IGNORECASE)


@pytest.mark.parametrize("kind", KINDS)
def test_a_map_is_light(kind: Kind, sample: Sample) -> None:
    assert len(draw(kind, sample).encode("utf-8")) < 400_000


@pytest.mark.parametrize("kind", KINDS)
def test_equal_input_gives_equal_bytes(kind: Kind, sample: Sample) -> None:
    assert draw(kind, sample) == draw(kind, sample)


def test_leaflet_keeps_its_licence_notice(sample: Sample) -> None:
    assert "(c) 2010-2022 Vladimir Agafonkin" in draw("zones", sample)


def test_invented_data_says_so_and_real_data_does_not(sample: Sample) -> None:
    assert "演示数据 DEMO" in draw("gaps", sample)
    assert "DEMO" not in draw("gaps", sample, demo=False)


def test_a_gap_class_that_does_not_exist_is_refused(sample: Sample) -> None:
    cells = sample.cells.assign(gap_class="late")
    with pytest.raises(InvalidInput, match="330624112000001"):
        gaps_map(sample.context, cells, n_untracked_patrols=0)


@given(st.recursive(st.text(st.characters()), lambda inner: st.lists(inner, max_size=3)))
def test_data_comes_back_and_cannot_leave_its_script(value: object) -> None:
    text = in_script(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)
    text.encode("utf-8")
