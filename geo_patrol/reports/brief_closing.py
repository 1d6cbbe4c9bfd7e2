"""四、问题闭环: cases of the closed loop, in time and late, by stage, and those supervised."""

from collections import Counter
from collections.abc import Callable, Iterator

from geo_patrol.cases.records import STAGES, Stage
from geo_patrol.cases.standing import CaseStanding
from geo_patrol.cases.timeliness import Timeliness, timeliness
from geo_patrol.messages.words import Words
from geo_patrol.reports.brief_amounts import OwnCode, own_amount, spell_cases
from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_overall import bracketed, told, with_changes
from geo_patrol.reports.brief_violations import category_name
from geo_patrol.reports.brief_words import listed, said, same
from geo_patrol.reports.briefing import Amount, Column, Section, Table, Value

_CODES: tuple[OwnCode, ...] = (
    "cases_reported",
    "cases_in_time",
    "cases_closed",
    "cases_returned",
    "cases_supervised",
)


def closing(material: Material) -> Section:
    """Return how the cases stand that were reported in the period."""
    amounts = {code: own_amount(material, code) for code in _CODES}
    return Section(
        "closing",
        said("briefing.heading.closing"),
        tuple(_paragraphs(material, amounts)),
        tuple(amounts.values()),
        tuple(_tables(material)),
    )


def _paragraphs(material: Material, amounts: dict[OwnCode, Amount]) -> Iterator[Words]:
    if not material.known:
        yield said("briefing.closing.unknown")
        return
    whole = spell_cases(material.now)
    if not whole.n:
        yield said("briefing.closing.none", period=material.period.short)
        return
    yield said(
        "briefing.closing.cases",
        reported=with_changes(amounts["cases_reported"], material),
        closed=whole.n_closed,
        closed_share=told(amounts["cases_closed"]),
        open=whole.n_open,
        overdue=whole.n_overdue,
    )
    if whole.n_judged:
        yield said(
            "briefing.closing.in_time",
            judged=whole.n_judged,
            in_time=whole.n_in_time,
            share=told(amounts["cases_in_time"]),
            changes=bracketed(amounts["cases_in_time"], material),
        )
    else:
        yield said("briefing.closing.none_judged")
    waiting = _stages(material)
    if waiting:
        yield said(
            "briefing.closing.waiting",
            parts=listed(
                said(
                    "briefing.closing.stage", stage=said(f"case_papers.stage_{one}"), n=waiting[one]
                )
                for one in STAGES
                if waiting[one]
            ),
        )
    yield said(
        "briefing.closing.sent_back",
        returned=told(amounts["cases_returned"]),
        reopened=whole.n_reopened,
        supervised=told(amounts["cases_supervised"]),
    )


def _tables(material: Material) -> Iterator[Table]:
    if not material.known or not spell_cases(material.now).n:
        return
    yield _table(
        "cases_by_category",
        said("briefing.table.cases_by_category"),
        said("briefing.column.category"),
        [
            (category_name(material, code), found)
            for code, found in sorted(_grouped(material, lambda one: one.category).items())
        ],
        material,
    )
    by_area = _grouped(material, lambda one: one.area_code or "")
    yield _table(
        "cases_by_area",
        said("briefing.table.cases_by_area"),
        said("briefing.column.area"),
        [
            (material.area_name(code) or (same(code) if code else said("briefing.outside")), found)
            for code, found in sorted(by_area.items())
        ],
        material,
    )


def _stages(material: Material) -> Counter[Stage]:
    return Counter(one.stage for one in material.now.cases if one.counts and one.stage != "closed")


def _grouped(material: Material, key: Callable[[CaseStanding], str]) -> dict[str, Timeliness]:
    groups: dict[str, list[CaseStanding]] = {}
    for one in material.now.cases:
        if one.counts:
            groups.setdefault(key(one), []).append(one)
    return {code: timeliness(those, material.now) for code, those in groups.items()}


def _table(
    code: str,
    title: Words,
    first: Words,
    rows: list[tuple[Words, Timeliness]],
    material: Material,
) -> Table:
    items = said("briefing.unit.items")
    whole = (said("briefing.total"), spell_cases(material.now))
    return Table(
        code,
        title,
        (
            Column(first, "text"),
            Column(said("briefing.name.cases_reported"), "count", items),
            Column(said("briefing.column.closed"), "count", items),
            Column(said("briefing.column.in_time"), "count", items),
            Column(said("briefing.name.cases_in_time"), "share"),
            Column(said("briefing.column.open"), "count", items),
            Column(said("briefing.column.overdue_cases"), "count", items),
            Column(said("briefing.name.cases_returned"), "count", items),
            Column(said("briefing.name.cases_supervised"), "count", items),
            Column(said("briefing.column.median_hours"), "hours", said("briefing.unit.hours")),
        ),
        tuple((name, *_row(found)) for name, found in (*rows, whole)),
        totals=True,
        note=said("briefing.closing.note"),
    )


def _row(found: Timeliness) -> tuple[Value, ...]:
    return (
        found.n,
        found.n_closed,
        found.n_in_time,
        found.share_in_time,
        found.n_open,
        found.n_overdue,
        found.n_returned,
        found.n_supervised,
        None if found.median_working_s is None else found.median_working_s / 3600,
    )
