"""二、巡查覆盖: what was required and done, by area and shift; where nobody was."""

from collections import Counter
from collections.abc import Iterator, Sequence

from geo_patrol.coverage.gaps import GapClass
from geo_patrol.coverage.windows import Share
from geo_patrol.messages.words import Words
from geo_patrol.patrols import ShiftKind
from geo_patrol.reports.brief_amounts import OwnCode, own_amount
from geo_patrol.reports.brief_cells import area_name, never_seen, worst_cells
from geo_patrol.reports.brief_material import AreaVisits, Material, shares_added
from geo_patrol.reports.brief_overall import bracketed, told
from geo_patrol.reports.brief_sheets import coverage_sheets
from geo_patrol.reports.brief_words import listed, quantity, said, sentence
from geo_patrol.reports.briefing import UNSAID, Amount, Chart, Column, Section, Series, Table, Value

SHIFTS: tuple[ShiftKind, ...] = ("early", "middle", "night")
_CODES: tuple[OwnCode, ...] = ("overdue_cells", "never_cells", "untracked_patrols")


def coverage(material: Material) -> Section:
    """Return how areas were looked after; without a grid it says so, and nothing else."""
    heading = said("briefing.heading.coverage")
    if not any(one.has_grid for one in material.areas):
        return Section("coverage", heading, (said("briefing.coverage.no_grid"),))
    amounts = {code: own_amount(material, code) for code in _CODES}
    if not material.known or not material.now.visits:
        words = said("briefing.coverage.unknown")
        return Section("coverage", heading, (words,), tuple(amounts.values()))
    return Section(
        "coverage",
        heading,
        tuple(_paragraphs(material, amounts)),
        tuple(amounts.values()),
        tuple(_tables(material)),
        (by_shift_chart(material),) if _in_shifts(material) else (),
        coverage_sheets(material),
    )


def _paragraphs(material: Material, amounts: dict[OwnCode, Amount]) -> Iterator[Words]:
    visits = material.now.visits
    whole = material.now.windows()
    if whole.windows:
        yield sentence(
            said(
                "briefing.coverage.windows",
                windows=whole.windows,
                met=whole.met,
                share=quantity(whole.share, "share", UNSAID),
                never=whole.never,
                untracked=whole.untracked,
                missed=whole.missed,
            ),
            _shifts_told(material),
        )
        yield _ends_told(material)
    else:
        yield said("briefing.coverage.nothing_required")
    overdue, never, untracked = (amounts[code] for code in _CODES)
    yield said(
        "briefing.coverage.cells",
        overdue=told(overdue),
        changes=bracketed(overdue, material),
        never=told(never),
        n_cells=sum(one.n_cells for one in visits),
    )
    if untracked.value:
        yield said(
            "briefing.coverage.untracked",
            n=told(untracked),
            changes=bracketed(untracked, material),
            cells=sum(one.classes.get("untracked", 0) for one in visits),
        )
    else:
        yield said("briefing.coverage.all_tracked")
    told_of = {one.area_code for one in visits}
    unrecorded = [one.name for one in material.areas if one.has_grid and one.code not in told_of]
    if unrecorded:
        yield said("briefing.coverage.areas_without_records", areas=listed(unrecorded))
    without = [one.name for one in material.areas if not one.has_grid]
    if without:
        yield said("briefing.coverage.areas_without_grid", areas=listed(without))


def _shifts_told(material: Material) -> Words:
    parts = [
        said(
            "briefing.coverage.shift",
            shift=said(f"briefing.shift.{kind}"),
            share=quantity(found.share, "share", UNSAID),
        )
        for kind, found in _by_shift(material).items()
        if found.windows
    ]
    return said("briefing.coverage.shifts", shifts=listed(parts)) if parts else UNSAID


def _ends_told(material: Material) -> Words:
    """Say which areas were looked after best and least, where there is a choice."""
    shares = [
        (one.windows.met / one.windows.windows, number)
        for number, one in enumerate(material.now.visits)
        if one.windows.windows
    ]
    if len(shares) < 2 or min(shares)[0] == max(shares)[0]:
        return UNSAID
    best = max(shares, key=lambda one: (one[0], -one[1]))
    least = min(shares)
    return said(
        "briefing.coverage.ends",
        best=area_name(material, material.now.visits[best[1]].area_code),
        best_share=quantity(best[0], "share", UNSAID),
        least=area_name(material, material.now.visits[least[1]].area_code),
        least_share=quantity(least[0], "share", UNSAID),
    )


def _tables(material: Material) -> Iterator[Table]:
    yield by_area(material)
    never = never_seen(material)
    if never is not None:
        yield never
    yield worst_cells(material)


def by_area(material: Material) -> Table:
    """Return each area's windows, its share of each shift, and how its cells stand."""
    visits = material.now.visits
    rows: list[tuple[Value | Words, ...]] = [
        (area_name(material, one.area_code), *_row(one)) for one in visits
    ]
    if len(visits) > 1:
        rows.append((said("briefing.total"), *_row(_together(visits))))
    cells, times = said("briefing.unit.cells"), said("briefing.unit.times")
    return Table(
        "coverage_by_area",
        said("briefing.table.coverage_by_area"),
        (
            Column(said("briefing.column.area"), "text"),
            Column(said("briefing.column.windows"), "count", times),
            Column(said("briefing.column.met"), "count", times),
            Column(said("briefing.name.compliance"), "share"),
            *(Column(said(f"briefing.shift.{kind}"), "share") for kind in SHIFTS),
            Column(said("briefing.column.cells"), "count", cells),
            Column(said("briefing.column.overdue"), "count", cells),
            Column(said("briefing.column.never"), "count", cells),
            Column(said("briefing.name.presence_hours"), "hours", said("briefing.unit.hours")),
            Column(said("briefing.name.way_km"), "km", said("briefing.unit.km")),
            Column(said("briefing.column.untracked"), "count", times),
        ),
        tuple(rows),
        totals=len(visits) > 1,
        note=said("briefing.coverage.shift_note"),
    )


def _row(one: AreaVisits) -> Sequence[Value]:
    return [
        one.windows.windows,
        one.windows.met,
        one.windows.share,
        *(one.by_shift[kind].share if kind in one.by_shift else None for kind in SHIFTS),
        one.n_cells,
        one.n_overdue,
        one.n_never,
        one.presence_s / 3600,
        one.way_m / 1000,
        len(one.untracked),
    ]


def _together(visits: tuple[AreaVisits, ...]) -> AreaVisits:
    classes: Counter[GapClass] = Counter()
    for one in visits:
        classes.update(one.classes)
    return AreaVisits(
        area_code="",
        n_cells=sum(one.n_cells for one in visits),
        windows=shares_added(one.windows for one in visits),
        by_shift={
            kind: shares_added(one.by_shift[kind] for one in visits if kind in one.by_shift)
            for kind in SHIFTS
        },
        classes=dict(classes),
        never={},
        overdue_s=sum(one.overdue_s for one in visits),
        presence_s=sum(one.presence_s for one in visits),
        way_m=sum(one.way_m for one in visits),
        n_visits=sum(one.n_visits for one in visits),
        untracked=frozenset().union(*(one.untracked for one in visits)),
    )


def _by_shift(material: Material) -> dict[ShiftKind, Share]:
    return dict(_together(material.now.visits).by_shift)


def _in_shifts(material: Material) -> bool:
    return any(one.windows for one in _by_shift(material).values())


def by_shift_chart(material: Material) -> Chart:
    """Return each area's share of each shift; areas without such windows are left out."""
    shown = [
        one for one in material.now.visits if any(each.windows for each in one.by_shift.values())
    ]
    return Chart(
        "compliance_by_shift",
        said("briefing.chart.compliance_by_shift"),
        "bars",
        UNSAID,
        "share",
        tuple(area_name(material, one.area_code) for one in shown),
        tuple(
            Series(
                said(f"briefing.shift.{kind}"),
                tuple(one.by_shift[kind].share if kind in one.by_shift else None for one in shown),
            )
            for kind in SHIFTS
        ),
    )
