"""What a page shows, before it is a page: cards, legend and layers as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from geopandas import GeoDataFrame

from geo_patrol.messages import LANGUAGES, Language
from maps import sources
from maps.context import MapContext, boundary_status
from maps.words import Words, clock_name, moment, period, same, words

Layer = dict[str, object]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Headline:
    """One number that answers the map's question; ``tone`` is the colour it is set in."""

    label: Words
    value: str
    unit: Words
    tone: Literal["ink", "late", "never"] = "ink"


@dataclass(frozen=True)
class LegendRow:
    """A class: ``swatch`` is the CSS class of its cells, lines or dots, so both look the same."""

    swatch: str
    label: Words
    count: str = ""
    shape: Literal["cell", "line", "dot", "square", "none"] = "cell"
    unit: Words | None = None


@dataclass(frozen=True)
class Legend:
    """Classes, counts, units and definition; ``bar`` is a continuous scale."""

    title: Words
    rows: Sequence[LegendRow]
    notes: Sequence[Words] = ()
    bar: dict[str, object] | None = None


@dataclass(frozen=True)
class Scene:
    """A whole map: everything its page will show."""

    context: MapContext
    kind: Words
    headlines: Sequence[Headline]
    legend: Legend
    base: Sequence[LegendRow]
    layers: Sequence[Layer]
    bounds: Bounds | None
    when: Words | None = None
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def title(self) -> Words:
        """The area's name."""
        return self.context.title

    @property
    def language(self) -> Language:
        """The language the map opens in."""
        return self.context.language

    @property
    def centre(self) -> list[float]:
        """Middle of the drawn extent as ``[lat, lon]``."""
        west, south, east, north = self.bounds or (120.6, 29.2, 121.3, 29.6)
        return [(south + north) / 2, (west + east) / 2]

    def payload(self) -> dict[str, object]:
        """Return the scene as JSON values, as ``assets/start.js`` reads them."""
        context = self.context
        return {
            "language": context.language,
            "languages": LANGUAGES,
            "words": _page_words(),
            "demo": words("maps.demo") if context.demo else None,
            "title": self.title,
            "kind": self.kind,
            "period": self.when or same(period(context.start, context.end, context.timezone)),
            "clock": clock_name(context.start, context.timezone),
            "headlines": [vars(item) for item in self.headlines],
            "legend": {
                "title": self.legend.title,
                "rows": [vars(row) for row in self.legend.rows],
                "bar": self.legend.bar,
                "notes": self.legend.notes,
                "base": [vars(row) for row in self.base],
            },
            "status": boundary_status(context),
            "licences": sources.licences(context),
            "sources": sources.sources(context),
            "made": words("maps.made", when=moment(context.generated_at, context.timezone)),
            "bounds": _corners(self.bounds),
            "layers": self.layers,
            **self.extra,
        }


def extent(*frames: GeoDataFrame) -> Bounds | None:
    """Return west, south, east, north of the first frame with any geometry; None without one."""
    for frame in frames:
        drawn = frame.geometry[~(frame.geometry.isna() | frame.geometry.is_empty)]
        if len(drawn):
            west, south, east, north = (float(value) for value in drawn.total_bounds)
            return west, south, east, north
    return None


def _corners(bounds: Bounds | None) -> list[list[float]] | None:
    if bounds is None:
        return None
    west, south, east, north = bounds
    return [[south, west], [north, east]]


def _page_words() -> dict[Language, dict[str, str]]:
    """Return the words of the page itself, as ``assets/*.js`` name them."""
    pairs = {
        "layers": words("maps.page.layers"),
        "legend": words("maps.page.legend"),
        "sources": words("maps.page.sources"),
        "close": words("maps.page.close"),
        "whole": words("maps.page.whole"),
        "closer": words("maps.page.closer"),
        "further": words("maps.page.further"),
        "day": words("maps.page.day"),
        "night": words("maps.page.night"),
        "theme": words("maps.page.theme"),
        "language": words("maps.page.language"),
        "north": words("maps.page.north"),
        "nothing": words("maps.page.nothing"),
        "minutes": words("maps.unit.minutes", n="{n}"),
        "hours": words("maps.unit.hours", n="{n}"),
        "days": words("maps.unit.days", n="{n}"),
        "under_a_minute": words("maps.unit.under_a_minute"),
        "times": words("maps.unit.times", n="{n}"),
        "visits": words("maps.unit.visits", n="{n}"),
    }
    return {
        language: {name: pair[language] for name, pair in pairs.items()} for language in LANGUAGES
    }
