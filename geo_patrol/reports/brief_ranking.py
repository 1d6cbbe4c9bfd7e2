"""Places in the order of a quarter's ranking, with the rule: of areas and blocks, never persons."""

from collections.abc import Iterator

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_words import listed, quantity, said, same
from geo_patrol.reports.briefing import UNSAID, Column, Section, Table, Value
from geo_patrol.reports.ranking import Line, RankedList
from geo_patrol.reports.ranking_rule import MEASURES

NAMED = 3
"""How many places of a list a sentence names."""


def ranking_section(material: Material) -> Section:
    """Return the ranked lists and the rule; of chosen areas with the ranks they have among all."""
    return Section(
        "ranking",
        said("briefing.heading.ranking"),
        tuple(_paragraphs(material)),
        tables=tuple(_table(one, material) for one in material.ranked if material.known),
    )


def _paragraphs(material: Material) -> Iterator[Words]:
    told = [one for one in material.ranked if one.lines]
    if not material.known or not told:
        yield said("briefing.ranking.none")
        return
    for one in told:
        first = [line for line in one.lines if line.rank is not None][:NAMED]
        title = _title(one, material)
        if not first:
            yield said("briefing.ranking.nobody", list=title)
            continue
        yield said(
            "briefing.ranking.first",
            list=title,
            first=listed(
                said(
                    "briefing.ranking.line",
                    rank=line.rank,
                    name=Words(*line.place.names),
                    score=_score(line),
                )
                for line in first
            ),
        )
    yield _rule(material)
    yield said("briefing.ranking.same_measure")
    if material.limited:
        yield said("briefing.ranking.limited")
    if not material.complete:
        yield said("briefing.ranking.running")


def _rule(material: Material) -> Words:
    rule = material.rule
    if rule is None:
        return UNSAID
    return said(
        "ranking.rule",
        compliance=rule.weights["compliance"],
        timeliness=rule.weights["timeliness"],
        closure=rule.weights["closure"],
        visits=rule.least["compliance"],
        judged=rule.least["timeliness"],
        cases=rule.least["closure"],
        percent=rule.places_percent,
    )


def _title(found: RankedList, material: Material) -> Words:
    squad = next((name for code, name in material.squads if code == found.squad_code), None)
    name = same(found.squad_code) if squad is None else squad
    if found.level == "area":
        return said("briefing.ranking.areas", squad=name)
    return said("briefing.ranking.blocks", squad=name)


def _table(found: RankedList, material: Material) -> Table:
    return Table(
        f"ranking_{found.level}_{found.squad_code}",
        _title(found, material),
        (
            Column(said("briefing.column.rank"), "count"),
            Column(said("briefing.column.place"), "text"),
            Column(said("briefing.column.area"), "text"),
            Column(said("briefing.column.score"), "text"),
            *(Column(said(f"ranking.column_{one}"), "share") for one in MEASURES),
            Column(said("briefing.column.remark"), "text"),
        ),
        tuple(_row(line, material) for line in found.lines),
        note=_used(found),
    )


def _row(line: Line, material: Material) -> tuple[Value | Words, ...]:
    place = line.place
    shares = (place.parts[one].share for one in MEASURES)
    return (
        line.rank,
        Words(*place.names),
        material.area_name(place.area_code) or same(place.area_code),
        _score(line),
        *(None if one is None else float(one) for one in shares),
        said("briefing.ranking.too_few") if line.score is None else UNSAID,
    )


def _score(line: Line) -> Words:
    if line.score is None:
        return said("briefing.ranking.no_score")
    return same(f"{float(line.score):.2f}")


def _used(found: RankedList) -> Words:
    """Say which measures made the score of this list, and how much of it."""
    if not found.shares:
        return said("briefing.ranking.no_measure")
    return said(
        "briefing.ranking.used",
        parts=listed(
            said(
                "briefing.ranking.used_part",
                name=said(f"ranking.column_{name}"),
                share=quantity(float(share), "share", UNSAID),
            )
            for name, share in found.shares.items()
        ),
    )
