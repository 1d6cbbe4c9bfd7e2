"""The headline figures of a briefing: each with its definition, and the records behind it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args
from urllib.parse import urlencode

from geo_patrol.cases.timeliness import Timeliness, timeliness
from geo_patrol.firms.figures import FirmFigures
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_material import Material, Spell
from geo_patrol.reports.brief_words import said, sentence
from geo_patrol.reports.briefing import UNSAID, Amount, Value, ValueKind
from geo_patrol.reports.figures import FIGURES, Figure, FigureValue

OwnCode = Literal[
    "patrols",
    "presence_hours",
    "way_km",
    "compliance",
    "overdue_cells",
    "never_cells",
    "untracked_patrols",
    "cases_reported",
    "cases_in_time",
    "cases_closed",
    "cases_returned",
    "cases_supervised",
    "camera_alerts",
    "camera_precision",
    "operations",
    "firm_visits",
    "firm_visits_avoided",
    "service_visits",
    "service_solved",
]
"""Figures of a briefing that are none of the squads' reported ones."""
OWN_CODES: tuple[OwnCode, ...] = get_args(OwnCode)

Unit = Literal["times", "cells", "alerts", "items", "hours", "km", "none"]


@dataclass(frozen=True)
class _Own:
    code: OwnCode
    kind: ValueKind
    unit: Unit
    value: Callable[[Spell], Value]
    records: Sequence[tuple[str, str]]
    """Address and its filters, as they stand in it."""
    by_area: bool = False
    """Whether the list takes one area at a time, and no squad."""


def spell_cases(spell: Spell) -> Timeliness:
    """Return how timely the cases of a spell were."""
    return timeliness(spell.cases, spell)


def _firms(value: Callable[[FirmFigures], int]) -> Callable[[Spell], Value]:
    return lambda spell: None if spell.firms is None else value(spell.firms)


def _visited(value: Callable[[Spell], Value]) -> Callable[[Spell], Value]:
    # Without a grid nobody can tell where somebody was.
    return lambda spell: value(spell) if spell.visits else None


_V1 = "/api/v1"
_CASES = ((f"{_V1}/cases", ""), (f"{_V1}/cases", "stage=closed"))
_OWN: dict[OwnCode, _Own] = {
    one.code: one
    for one in (
        _Own(
            "patrols",
            "count",
            "times",
            lambda s: sum(s.n_patrols.values()),
            ((f"{_V1}/patrols", ""),),
        ),
        _Own(
            "presence_hours",
            "hours",
            "hours",
            _visited(lambda s: sum(one.presence_s for one in s.visits) / 3600),
            ((f"{_V1}/coverage", ""),),
            by_area=True,
        ),
        _Own(
            "way_km",
            "km",
            "km",
            _visited(lambda s: sum(one.way_m for one in s.visits) / 1000),
            ((f"{_V1}/coverage", ""),),
            by_area=True,
        ),
        _Own(
            "compliance",
            "share",
            "none",
            lambda s: s.windows().share,
            ((f"{_V1}/compliance", ""),),
            by_area=True,
        ),
        _Own(
            "overdue_cells",
            "count",
            "cells",
            _visited(lambda s: sum(one.n_overdue for one in s.visits)),
            ((f"{_V1}/gaps", ""),),
            by_area=True,
        ),
        _Own(
            "never_cells",
            "count",
            "cells",
            _visited(lambda s: sum(one.n_never for one in s.visits)),
            ((f"{_V1}/gaps", ""),),
            by_area=True,
        ),
        _Own(
            "untracked_patrols",
            "count",
            "times",
            _visited(lambda s: s.untracked()),
            ((f"{_V1}/compliance", ""),),
            by_area=True,
        ),
        _Own("cases_reported", "count", "items", lambda s: spell_cases(s).n, _CASES),
        _Own("cases_in_time", "share", "none", lambda s: spell_cases(s).share_in_time, _CASES),
        _Own("cases_closed", "share", "none", lambda s: spell_cases(s).share_closed, _CASES),
        _Own("cases_returned", "count", "items", lambda s: spell_cases(s).n_returned, _CASES),
        _Own("cases_supervised", "count", "items", lambda s: spell_cases(s).n_supervised, _CASES),
        _Own(
            "camera_alerts",
            "count",
            "alerts",
            lambda s: s.cameras.n,
            ((f"{_V1}/camera-alerts", ""),),
        ),
        _Own(
            "camera_precision",
            "share",
            "none",
            lambda s: s.cameras.precision,
            ((f"{_V1}/cameras/precision", ""),),
        ),
        _Own(
            "operations", "count", "times", lambda s: s.n_operations, ((f"{_V1}/operations", ""),)
        ),
        _Own(
            "firm_visits",
            "count",
            "times",
            _firms(lambda firms: firms.n_visits),
            ((f"{_V1}/combined-visits", ""),),
        ),
        _Own(
            "firm_visits_avoided",
            "count",
            "times",
            _firms(lambda firms: firms.n_avoided),
            ((f"{_V1}/combined-visits", ""),),
        ),
        _Own(
            "service_visits",
            "count",
            "times",
            _firms(lambda firms: firms.n_served),
            ((f"{_V1}/service-visits", ""),),
        ),
        _Own(
            "service_solved",
            "count",
            "items",
            _firms(lambda firms: firms.n_solved),
            ((f"{_V1}/service-visits", ""),),
        ),
    )
}

_SQUADS_ONLY = frozenset({f"{_V1}/operations", f"{_V1}/combined-visits", f"{_V1}/service-visits"})
"""Lists of what has no place of its own."""
_NO_AREA = frozenset({f"{_V1}/seizures", *_SQUADS_ONLY})


def own_amount(material: Material, code: OwnCode) -> Amount:
    """Return one of a briefing's own figures."""
    own = _OWN[code]
    return Amount(
        code=code,
        name=said(f"briefing.name.{code}"),
        kind=own.kind,
        unit=UNSAID if own.unit == "none" else said(f"briefing.unit.{own.unit}"),
        value=_known(material, own.value(material.now)),
        definition=said(f"briefing.means.{code}"),
        before=None if material.before is None else own.value(material.before),
        year_before=None if material.year_before is None else own.value(material.year_before),
        records=tuple(
            address
            for path, asked in own.records
            for address in _addresses(material, path, asked, by_area=own.by_area)
        ),
    )


def figure_amounts(material: Material) -> dict[str, Amount]:
    """Return the squads' reported figures by code, in the order of `FIGURES`."""
    return {one.code: _figure_amount(material, one) for one in FIGURES}


def _figure_amount(material: Material, figure: Figure) -> Amount:
    found = figure.count(material.now.counts)
    return Amount(
        code=figure.code,
        name=Words(figure.name("zh"), figure.name("en")),
        kind="yuan" if figure.unit == "yuan" else "count",
        unit=Words(figure.unit_name("zh"), figure.unit_name("en")),
        value=_known(material, found.value),
        definition=sentence(
            Words(f"{figure.means('zh')}。", f"{figure.means('en')}."),
            Words(f"{figure.counted('zh')}。", f"{figure.counted('en')}."),
        ),
        before=_value_in(material.before, figure),
        year_before=_value_in(material.year_before, figure),
        unknown=found.unknown if material.known else 0,
        records=tuple(
            address
            for one in figure.records
            for address in _addresses(material, one.path, urlencode(dict(one.filters)))
        ),
    )


def _value_in(spell: Spell | None, figure: Figure) -> int | None:
    found = FigureValue(None) if spell is None else figure.count(spell.counts)
    return found.value


def _known(material: Material, value: Value) -> Value:
    return value if material.known else None


def _addresses(
    material: Material, path: str, asked: str, *, by_area: bool = False
) -> Iterator[str]:
    own = {one.code: one.squad_code for one in material.areas}
    if by_area:
        places = [("area", one.code) for one in material.areas if one.has_grid]
    elif material.limited and path not in _NO_AREA:
        places = [("area", one.code) for one in material.areas]
    else:
        places = [("squad", code) for code, _name in material.squads]
    for place in places:
        period = _period(material, own.get(place[1], place[1]))
        yield f"{path}?{'&'.join(filter(None, (urlencode([place]), period, asked)))}"


def _period(material: Material, squad: str) -> str:
    begin, tz = material.period.start, material.period.start.tzinfo
    end = min(material.as_of, material.period.end).astimezone(tz)
    begin = material.counted_from.get(squad, begin)
    return urlencode({"from": begin.isoformat(), "to": end.isoformat()})
