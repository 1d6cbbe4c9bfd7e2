"""Charts on slides: native, with their data inside; long ones stand side by side."""

from dataclasses import replace

from pptx.util import Inches

from geo_patrol.messages import text
from maps.documents import brief_look as look
from maps.documents.brief_charts import data_of, dress, kind_of, lies
from maps.documents.brief_outline import SaidChart
from maps.documents.slide_deck import Deck
from maps.documents.slide_frame import BODY_HEIGHT, BODY_TOP, INNER, MARGIN
from maps.type_scale import SLIDE_PT

MOST_BARS = 20
"""Lying ones, in the height of a slide."""
_BESIDE = 2


def add_chart(deck: Deck, heading: str, label: str, chart: SaidChart) -> None:
    """Add slides of a chart; its unit stands in the title."""
    language = deck.language
    unit = text("briefing_paper.in_brackets", language, words=chart.unit) if chart.unit else ""
    title = f"{label}　{chart.title}{unit}"
    if chart.empty:
        slide = deck.add(heading, title)
        words = text("briefing_paper.no_values", language)
        deck.absent(slide, words, (MARGIN, BODY_TOP, INNER, 0.6))
        return
    parts = parts_of(chart)
    pages = [parts[k : k + _BESIDE] for k in range(0, len(parts), _BESIDE)]
    columns = min(_BESIDE, len(parts))
    width = INNER / columns
    for number, page in enumerate(pages, start=1):
        slide = deck.add(heading, deck.continued(title, number, len(pages)))
        for place, part in enumerate(page):
            high = BODY_HEIGHT * len(part.categories) / len(page[0].categories)
            drawn = slide.shapes.add_chart(
                kind_of(chart).type,
                *map(Inches, (MARGIN + width * place, BODY_TOP, width - 0.1, high)),
                data_of(part, language),
            )
            drawn.name = title
            size = SLIDE_PT["note"] if lies(chart) else SLIDE_PT["table"]
            dress(drawn.chart, part, language, size, look.SANS, like=chart)
        deck.note(slide, [f"{chart.title}{unit}"])


def parts_of(chart: SaidChart) -> list[SaidChart]:
    """Return a chart in parts of bars that a slide has room for."""
    n = len(chart.categories)
    if not lies(chart) or n <= MOST_BARS:
        return [chart]
    n_parts = -(-n // MOST_BARS)
    size = -(-n // n_parts)
    return [_part(chart, k, k + size) for k in range(0, n, size)]


def _part(chart: SaidChart, start: int, end: int) -> SaidChart:
    source = replace(
        chart.source,
        categories=chart.source.categories[start:end],
        series=tuple(replace(one, values=one.values[start:end]) for one in chart.source.series),
    )
    return replace(chart, categories=chart.categories[start:end], source=source)
