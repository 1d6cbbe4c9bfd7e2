"""Maps on paper over HTTP: one sheet, of the size and form asked for."""

import io
import re

import pypdfium2
import pytest
from api_world import World
from PIL import Image

from api.maps.kinds import SHEET_KINDS

PRINT = "/api/v1/maps/{}/print?area=changzhao&from=2022-10-08&through=2022-10-08"


def said(pdf: bytes) -> str:
    """Return what a PDF says, without spaces and breaks."""
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s", "", str(document[0].get_textpage().get_text_range()))


@pytest.mark.parametrize("kind", SHEET_KINDS)
def test_each_kind_is_a_sheet_that_says_what_it_shows(loaded_world: World, kind: str) -> None:
    answer = loaded_world.member("briefing").get(PRINT.format(kind))
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{kind}.pdf"'
    assert "长诏水库" in said(answer.content)


def test_the_office_says_what_stands_on_it(loaded_world: World) -> None:
    fields = "&title=月度巡查图&maker=执法局&review_number=浙S〔2022〕1号&handling=内部使用"
    text = said(loaded_world.member().get(PRINT.format("gaps") + fields).content)
    for wanted in ("月度巡查图", "执法局", "浙S〔2022〕1号", "内部使用"):
        assert wanted in text


@pytest.mark.parametrize(
    ("paper", "wanted"),
    [
        ("paper=a4&orientation=portrait", (827, 1169)),
        ("paper=a3&orientation=landscape", (1654, 1169)),
    ],
)
def test_a_picture_is_as_large_as_its_paper(
    loaded_world: World, paper: str, wanted: tuple[int, int]
) -> None:
    answer = loaded_world.member().get(PRINT.format("zones") + f"&form=png&dpi=100&{paper}")
    assert answer.headers["content-type"] == "image/png"
    size = Image.open(io.BytesIO(answer.content)).size
    assert size == pytest.approx(wanted, abs=1)


def test_a_sheet_is_in_the_language_asked_for_and_hostile_words_are_only_words(
    loaded_world: World,
) -> None:
    hostile = "%3C%2Fsvg%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
    address = PRINT.format("zones") + f"&form=svg&lang=en&title={hostile}"
    answer = loaded_world.member().get(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert b"<script" not in answer.content
    english = loaded_world.member().get(PRINT.format("zones") + "&lang=en").content
    assert "Changzhao" in said(english)


@pytest.mark.parametrize(
    ("kind", "more", "status"),
    [
        ("briefing", "", 422),
        ("comparison", "", 422),
        ("zones", "&area=dashiju", 404),
        ("zones", "&dpi=600", 422),
        ("zones", "&dpi=10", 422),
        ("zones", "&paper=a0", 422),
        ("zones", "&form=docx", 422),
        ("zones", "&title=" + "x" * 61, 422),
        ("zones", "&title=a%0Ab", 422),
        ("change", "&of=fines", 422),
    ],
)
def test_what_cannot_be_printed_is_a_problem(
    loaded_world: World, kind: str, more: str, status: int
) -> None:
    answer = loaded_world.member().get(PRINT.format(kind) + more)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_administrator_prints_no_maps(loaded_world: World) -> None:
    assert loaded_world.member("admin").get(PRINT.format("zones")).status_code == 403
