"""What was seized in a period: where it is now, and which of its periods run out."""

from collections.abc import Iterator

from geo_patrol.reports.brief_material import Material
from geo_patrol.reports.brief_words import said
from geo_patrol.reports.briefing import Column, Table
from geo_patrol.seizures.clocks import ClockKind

STATES = (
    "held",
    "confiscated",
    "returned",
    "destroyed",
    "transferred",
    "released_live",
    "disposed",
    "not_seized",
)
CLOCKS: tuple[ClockKind, ...] = ("seizure_report", "preservation", "seizure", "case")
CLOCK_STATES = ("met", "late", "running", "due_soon", "overdue")


def held_tables(material: Material) -> Iterator[Table]:
    """Yield where items are and how periods stand; nothing without a seizure with an inventory.

    Seizures have no place of their own: they are told of whole squads only.
    """
    held = material.held
    if material.limited or not held.n_seizures:
        return
    items = said("briefing.unit.lines")
    yield Table(
        "held_by_state",
        said("briefing.table.held_by_state"),
        (
            Column(said("briefing.column.state"), "text"),
            Column(said("briefing.column.lines"), "count", items),
        ),
        (
            *(
                (said(f"seizure_page.state_{one}"), held.states[one])
                for one in STATES
                if held.states.get(one)
            ),
            (said("briefing.total"), sum(held.states.values())),
        ),
        totals=True,
        note=said("briefing.held.note", n=held.n_seizures),
    )
    kinds = [one for one in CLOCKS if any(held.clocks.get((one, each)) for each in CLOCK_STATES)]
    if kinds:
        yield Table(
            "held_due",
            said("briefing.table.held_due"),
            (
                Column(said("briefing.column.clock"), "text"),
                *(
                    Column(
                        said(f"briefing.clock_state.{one}"), "count", said("briefing.unit.periods")
                    )
                    for one in CLOCK_STATES
                ),
            ),
            tuple(
                (
                    said(f"briefing.clock.{kind}"),
                    *(held.clocks.get((kind, one), 0) for one in CLOCK_STATES),
                )
                for kind in kinds
            ),
            note=said("briefing.held.due_note"),
        )
