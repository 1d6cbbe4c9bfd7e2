"""一、总体情况: the headline figures, and how they changed."""

from collections.abc import Iterator, Sequence

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_amounts import OwnCode, figure_amounts, own_amount
from geo_patrol.reports.brief_deltas import changes
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_places import found_by_area
from geo_patrol.reports.brief_sheets import overview_sheets
from geo_patrol.reports.brief_words import joined, listed, quantity, said, sentence
from geo_patrol.reports.briefing import UNSAID, Amount, Section
from geo_patrol.reports.figures import FigureCode

_DUTY: tuple[OwnCode, ...] = ("patrols", "presence_hours", "way_km", "compliance")
_FOUND: tuple[FigureCode, ...] = ("violations", "persuaded", "gear_seized")
_FOUND_BY: tuple[FigureCode, ...] = ("found_by_camera", "found_in_campaigns", "found_jointly")
_CASES: tuple[FigureCode, ...] = (
    "cases_simple",
    "fines_simple",
    "cases_ordinary",
    "fines_ordinary",
)
_ELSEWHERE: tuple[FigureCode, ...] = (
    "problems_assigned",
    "supervision_sheets",
    "combined_inspections",
)


def overall(material: Material) -> Section:
    """Return what the period came to, with what it was before and a year before."""
    reported = figure_amounts(material)
    duty = [own_amount(material, code) for code in _DUTY]
    codes = (*_FOUND, *_FOUND_BY, *_CASES)
    if material.period.kind == "annual":
        codes = (*codes, *_ELSEWHERE)
    return Section(
        "overall",
        said("briefing.heading.overall"),
        tuple(_paragraphs(material, duty, reported)),
        (*duty, *(reported[code] for code in codes)),
        (found_by_area(material),) if material.period.kind == "quarterly" else (),
        maps=overview_sheets(material) if material.period.kind == "annual" else (),
    )


def _paragraphs(
    material: Material, duty: Sequence[Amount], reported: dict[str, Amount]
) -> Iterator[Words]:
    yield from state_of_period(material)
    if not material.known:
        return
    squads = listed(material.squad_names())
    patrols, hours, km, compliance = duty
    yield sentence(
        said(
            "briefing.overall.duty",
            period=material.period.short,
            squads=squads,
            patrols=told(patrols),
            hours=told(hours),
            km=told(km),
            changes=bracketed(patrols, material),
        ),
        _compliance(material, compliance),
    )
    yield said(
        "briefing.overall.found",
        found=joined((with_changes(reported[code], material) for code in _FOUND), "；", "; "),
    )
    yield said(
        "briefing.overall.by_source",
        **{code: told(reported[code]) for code in _FOUND_BY},
    )
    yield said(
        "briefing.overall.cases",
        cases_simple=told(reported["cases_simple"]),
        cases_ordinary=told(reported["cases_ordinary"]),
    )


def state_of_period(material: Material) -> Iterator[Words]:
    """Yield what a reader must know first: that it is not over, or that nothing is known."""
    if not material.complete:
        tz = material.period.start.tzinfo
        yield said(
            "briefing.overall.running",
            period=material.period.name,
            when=f"{material.as_of.astimezone(tz):%Y-%m-%d %H:%M}",
        )
    since = material.recorded_since
    if since is None:
        yield said("briefing.overall.no_records")
        return
    day = f"{since.astimezone(material.period.start.tzinfo):%Y-%m-%d}"
    if not material.known:
        yield said("briefing.overall.before_records", day=day)
    elif material.complete and material.year_before is None:
        if material.before is None and material.period.kind != "annual":
            yield said("briefing.overall.since_neither", day=day)
        else:
            yield said("briefing.overall.since", day=day)
    for code, name in material.squads:
        begin = material.counted_from.get(code, material.period.start)
        if material.known and begin > material.period.start:
            yield said("briefing.overall.counted_from", squad=name, day=f"{begin:%Y-%m-%d}")


def _compliance(material: Material, amount: Amount) -> Words:
    windows = material.now.windows()
    if not windows.windows:
        return said("briefing.overall.nothing_required")
    return said(
        "briefing.overall.compliance",
        windows=windows.windows,
        met=windows.met,
        share=told(amount),
        changes=bracketed(amount, material),
    )


def told(amount: Amount) -> Words:
    """Return a figure's value with its unit; what is not known is told as such."""
    return quantity(amount.value, amount.kind, amount.unit)


def with_changes(amount: Amount, material: Material) -> Words:
    """Return a figure's name and value, and in brackets how it changed."""
    return said(
        "briefing.figure_changed",
        name=amount.name,
        value=told(amount),
        changes=bracketed(amount, material),
    )


def bracketed(amount: Amount, material: Material) -> Words:
    """Return in brackets how a figure changed; nothing where nothing can be compared."""
    changed = changed_in(amount, material)
    return UNSAID if changed == UNSAID else said("briefing.changes", changes=changed)


def changed_in(amount: Amount, material: Material) -> Words:
    """Return how a figure changed, against what the briefing can be compared with."""
    return changes(
        amount,
        material.period.kind,
        before=material.before is not None,
        year_before=material.year_before is not None,
    )
