"""Seizures: decision and inventory, the chain of custody, and the periods that run."""

from geo_patrol.seizures.calendar import SpecialDay, WorkCalendar, make_calendar
from geo_patrol.seizures.clocks import Clock, ClockKind, Examination, Extension, run_clock
from geo_patrol.seizures.custody import Chain, Conflict, chain
from geo_patrol.seizures.due import Due, due_list, state_of, was_late
from geo_patrol.seizures.events import CustodyEvent, EventKind, Whereabouts
from geo_patrol.seizures.facts import ClockFact, FactKind, Facts, gather
from geo_patrol.seizures.numbering import number_list
from geo_patrol.seizures.records import (
    CLOCKS,
    Approval,
    Item,
    Measure,
    Present,
    Seizure,
    Signature,
    check_seizure,
)
from geo_patrol.seizures.standing import Standing, Terms, standing

__all__ = [
    "CLOCKS",
    "Approval",
    "Chain",
    "Clock",
    "ClockFact",
    "ClockKind",
    "Conflict",
    "CustodyEvent",
    "Due",
    "EventKind",
    "Examination",
    "Extension",
    "FactKind",
    "Facts",
    "Item",
    "Measure",
    "Present",
    "Seizure",
    "Signature",
    "SpecialDay",
    "Standing",
    "Terms",
    "Whereabouts",
    "WorkCalendar",
    "chain",
    "check_seizure",
    "due_list",
    "gather",
    "make_calendar",
    "number_list",
    "run_clock",
    "standing",
    "state_of",
    "was_late",
]
