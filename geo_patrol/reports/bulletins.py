"""Briefings from their material: which sections each kind has, and what is said of its sources."""

from collections.abc import Iterator
from dataclasses import replace

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_ahead import ahead
from geo_patrol.reports.brief_cameras import cameras
from geo_patrol.reports.brief_closing import closing
from geo_patrol.reports.brief_coverage import coverage
from geo_patrol.reports.brief_firms import firms
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_overall import overall
from geo_patrol.reports.brief_ranking import ranking_section
from geo_patrol.reports.brief_violations import violations
from geo_patrol.reports.brief_words import heading, listed, said, same
from geo_patrol.reports.brief_year import months, published
from geo_patrol.reports.briefing import UNSAID, Briefing, Section


def briefing_of(material: Material) -> Briefing:
    """Return a monthly bulletin, a quarter's ranking or a year's report."""
    period = material.period
    return Briefing(
        kind=period.kind,
        title=period.title,
        number=period.issue,
        period=period.name,
        start=period.start,
        end=period.end,
        as_of=material.as_of,
        area_codes=tuple(one.code for one in material.areas),
        sections=tuple(_numbered(_sections(material))),
        notices=tuple(_notices(material)),
        demo=material.demo,
        complete=material.complete,
    )


def _sections(material: Material) -> Iterator[Section]:
    match material.period.kind:
        case "monthly":
            yield overall(material)
            yield coverage(material)
            yield violations(material)
            yield closing(material)
            yield cameras(material)
            yield from _of_firms(material)
            yield ahead(material)
        case "quarterly":
            yield overall(material)
            yield ranking_section(material)
            yield coverage(material)
            yield closing(material)
            yield ahead(material)
        case "annual":
            yield published(material)
            yield overall(material)
            yield months(material)
            yield coverage(material)
            yield violations(material)
            yield closing(material)
            yield cameras(material)
            yield from _of_firms(material)


def _of_firms(material: Material) -> Iterator[Section]:
    found = firms(material)
    if found is not None:
        yield found


def _numbered(sections: Iterator[Section]) -> Iterator[Section]:
    for n, one in enumerate(sections, start=1):
        told = tuple(each for each in one.paragraphs if each != UNSAID)
        yield replace(one, heading=heading(n, one.heading), paragraphs=told)


def _notices(material: Material) -> Iterator[Words]:
    if material.demo:
        yield said("figures.demo")
    yield said("briefing.notice.no_persons")
    sources: dict[tuple[Words, str, str], list[Words]] = {}
    for one in material.areas:
        sources.setdefault((one.status, one.source, one.licence), []).append(one.name)
    for (status, source, licence), names in sources.items():
        yield said(
            "briefing.notice.boundaries",
            areas=listed(names),
            status=status,
            source=same(source),
            licence=same(licence),
        )
    if material.limited:
        yield said("briefing.notice.limited")
    for year in material.unannounced:
        yield said("seizures.year_unannounced", year=year)
