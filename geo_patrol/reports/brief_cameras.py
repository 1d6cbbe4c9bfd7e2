"""五、视频与行动: how often cameras' alerts are true; campaigns and joint operations."""

from collections.abc import Iterator

from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_amounts import OwnCode, own_amount
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_overall import bracketed, told, with_changes
from geo_patrol.reports.brief_words import said, same, sentence
from geo_patrol.reports.briefing import Amount, Column, Section, Table

_CODES: tuple[OwnCode, ...] = ("camera_alerts", "camera_precision", "operations")


def cameras(material: Material) -> Section:
    """Return what cameras told of, and what operations came to."""
    amounts = {code: own_amount(material, code) for code in _CODES}
    return Section(
        "cameras",
        said("briefing.heading.cameras"),
        tuple(_paragraphs(material, amounts)),
        tuple(amounts.values()),
        tuple(_tables(material)),
    )


def _paragraphs(material: Material, amounts: dict[OwnCode, Amount]) -> Iterator[Words]:
    if not material.known:
        yield said("briefing.cameras.unknown")
        return
    found = material.now.cameras
    if found.n:
        precision = amounts["camera_precision"]
        judged = found.n_true + found.n_false
        yield sentence(
            said(
                "briefing.cameras.alerts",
                alerts=with_changes(amounts["camera_alerts"], material),
                judged=judged,
                n_true=found.n_true,
                n_false=found.n_false,
                open=found.n_open,
            ),
            said(
                "briefing.cameras.precision",
                share=told(precision),
                changes=bracketed(precision, material),
            )
            if judged
            else said("briefing.cameras.none_judged"),
        )
    else:
        yield said("briefing.cameras.no_alerts")
    if material.operations:
        yield said(
            "briefing.cameras.operations",
            operations=with_changes(amounts["operations"], material),
            incidents=sum(one.n_incidents for one in material.operations),
            persuaded=sum(one.persuaded for one in material.operations),
            sets=sum(one.sets for one in material.operations),
        )
    else:
        yield said("briefing.cameras.no_operations")


def _tables(material: Material) -> Iterator[Table]:
    if material.known and material.now.cameras.lines:
        yield _precision(material)
    if material.operations:
        yield _operations(material)


def _precision(material: Material) -> Table:
    alerts = said("briefing.unit.alerts")
    return Table(
        "camera_precision",
        said("briefing.table.camera_precision"),
        (
            Column(said("briefing.column.camera"), "text"),
            Column(said("briefing.column.camera_name"), "text"),
            Column(said("briefing.name.camera_alerts"), "count", alerts),
            Column(said("briefing.column.true"), "count", alerts),
            Column(said("briefing.column.false"), "count", alerts),
            Column(said("briefing.name.camera_precision"), "share"),
            Column(said("briefing.column.low"), "share"),
            Column(said("briefing.column.high"), "share"),
        ),
        tuple(
            (
                one.code,
                one.name,
                one.n,
                one.n_true,
                one.n_false,
                one.n_true / (one.n_true + one.n_false) if one.n_true + one.n_false else None,
                one.low,
                one.high,
            )
            for one in material.now.cameras.lines
        ),
        note=said("briefing.cameras.note"),
    )


def _operations(material: Material) -> Table:
    times = said("briefing.unit.times")
    return Table(
        "operations",
        said("briefing.table.operations"),
        (
            Column(said("briefing.column.operation"), "text"),
            Column(said("briefing.column.kind"), "text"),
            Column(said("briefing.column.start"), "text"),
            Column(said("briefing.column.agencies"), "count", said("briefing.unit.agencies")),
            Column(said("briefing.name.patrols"), "count", times),
            Column(said("briefing.column.duty"), "hours", said("briefing.unit.hours")),
            Column(said("briefing.column.incidents"), "count", said("briefing.unit.incidents")),
            Column(said("briefing.column.persuaded"), "count", said("briefing.unit.people")),
            Column(said("briefing.column.sets"), "count", said("briefing.unit.sets")),
        ),
        tuple(
            (
                same(one.name),
                _kind(one.kind),
                f"{one.start.astimezone(material.period.start.tzinfo):%m-%d %H:%M}",
                one.n_agencies,
                one.n_patrols,
                one.duty_s / 3600,
                one.n_incidents,
                one.persuaded,
                one.sets,
            )
            for one in material.operations
        ),
    )


def _kind(kind: str) -> Words:
    return said("briefing.source.campaign") if kind == "campaign" else said("briefing.source.joint")
