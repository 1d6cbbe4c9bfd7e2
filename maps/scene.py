"""What a page shows, before it is a page: cards, legend and layers as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geopandas import GeoDataFrame

from geo_patrol.messages import LANGUAGES, Language
from maps import sources
from maps.context import MapContext, boundary_status
from maps.words import Words, clock_name, moment, period, same, words

Layer = dict[str, object]
Shape = Literal["cell", "line", "dot", "square", "none"]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Headline:
    """One number that answers the map's question; ``tone`` is the colour it is set in."""

    label: Words
    value: str
    unit: Words
    tone: Literal["ink", "late", "never"] = "ink"
    classes: Sequence[int] | None = None
    """The classes of cells that it counts, where a moment's number is to be told too."""


@dataclass(frozen=True)
class LegendRow:
    """A class: ``swatch`` is the CSS class of its cells, lines or dots, so both look the same."""

    swatch: str
    label: Words
    count: str = ""
    shape: Shape = "cell"
    unit: Words | None = None
    kind: int | None = None
    """The class of cells that ``count`` counts."""
    layer: str | None = None
    """The layer of dots or tracks that ``count`` counts."""
    counts: Sequence[str] = ()
    """In place of ``count``: one for each of the periods compared."""


@dataclass(frozen=True)
class Legend:
    """Classes, counts, units and definition; ``bar`` is a continuous scale."""

    title: Words
    rows: Sequence[LegendRow]
    notes: Sequence[Words] = ()
    bar: dict[str, object] | None = None


@dataclass(frozen=True)
class Topic:
    """One question a map answers: what it is of, its answer in numbers, its classes, its layers.

    ``layers`` are drawn while the topic is chosen, and only then.
    """

    kind: Words
    headlines: Sequence[Headline]
    legend: Legend
    layers: Sequence[Layer] = ()
    name: Words | None = None
    """What its button says, where there are several."""
    time: Mapping[str, object] | None = None
    """How its cells change in time: see `maps.moments`."""

    def payload(self) -> dict[str, object]:
        """Return the topic as JSON values."""
        return {
            "kind": self.kind,
            "name": self.name or self.kind,
            "headlines": [vars(item) for item in self.headlines],
            "legend": {
                "title": self.legend.title,
                "rows": [vars(row) for row in self.legend.rows],
                "bar": self.legend.bar,
                "notes": self.legend.notes,
            },
            "layers": [layer["id"] for layer in self.layers],
            "time": self.time,
        }


@dataclass(frozen=True)
class Pane:
    """One of two maps side by side: its name, and the cells' layer that is its own."""

    name: Words
    layer: str


@dataclass(frozen=True)
class Scene:
    """A whole map: everything its page will show.

    ``layers`` are there whatever the topic, from the lowest to the highest; those of topics are
    drawn over those of ``base_layers``.
    """

    context: MapContext
    topics: Sequence[Topic]
    base: Sequence[LegendRow]
    base_layers: Sequence[Layer]
    bounds: Bounds | None
    layers: Sequence[Layer] = ()
    when: Words | None = None
    clock: Mapping[str, object] | None = None
    """The moments that its slider can show: see `maps.moments`."""
    panes: Sequence[Pane] = ()
    notes: Sequence[Words] = ()
    """What is to be said of layers that are there whatever the topic."""

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

    @property
    def all_layers(self) -> list[Layer]:
        """Every layer once, from the lowest to the highest."""
        of_topics = [layer for topic in self.topics for layer in topic.layers]
        found = [*self.base_layers, *of_topics, *self.layers]
        return list({str(layer["id"]): layer for layer in found}.values())

    def payload(self) -> dict[str, object]:
        """Return the scene as values, as ``assets/start.js`` reads them; numbers not yet packed."""
        context = self.context
        return {
            "language": context.language,
            "languages": LANGUAGES,
            "words": _page_words(),
            "demo": words("maps.demo") if context.demo else None,
            "title": self.title,
            "topics": [topic.payload() for topic in self.topics],
            "panes": [vars(pane) for pane in self.panes],
            "time": self.clock,
            "ground": None if context.ground is None else context.ground.payload(),
            "period": self.when or same(period(context.start, context.end, context.timezone)),
            "clock": clock_name(context.start, context.timezone),
            "base": [vars(row) for row in self.base],
            "notes": self.notes,
            "status": boundary_status(context),
            "licences": sources.licences(context),
            "sources": sources.sources(context),
            "made": words("maps.made", when=moment(context.generated_at, context.timezone)),
            "bounds": _corners(self.bounds),
            "layers": self.all_layers,
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
        "search": words("maps.page.search"),
        "not_found": words("maps.page.not_found"),
        "topic": words("maps.page.topic"),
        "ground": words("maps.layer.ground"),
        "whole_period": words("maps.page.whole_period"),
        "by_day": words("maps.page.by_day"),
        "by_shift": words("maps.page.by_shift"),
        "play": words("maps.page.play"),
        "pause": words("maps.page.pause"),
        "moment": words("maps.page.moment"),
        "still": words("maps.page.still"),
        "more": words("maps.page.more", n="{n}"),
        "incidents": words("maps.page.incidents", n="{n}"),
    }
    return {
        language: {name: pair[language] for name, pair in pairs.items()} for language in LANGUAGES
    }
