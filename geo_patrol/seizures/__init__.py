"""Seizures: decision and inventory, the chain of custody, and the periods that run."""

from geo_patrol.seizures.calendar import SpecialDay, WorkCalendar, make_calendar
from geo_patrol.seizures.calendar_file import CalendarRead, read_calendar
from geo_patrol.seizures.clocks import Clock, ClockKind, Examination, Extension, run_clock
from geo_patrol.seizures.custody import Chain, Conflict, chain
from geo_patrol.seizures.due import Due, due_list, state_of, was_late
from geo_patrol.seizures.events import CustodyEvent, EventKind, Whereabouts
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

__all__ = [
    "CLOCKS",
    "Approval",
    "CalendarRead",
    "Chain",
    "Clock",
    "ClockKind",
    "Conflict",
    "CustodyEvent",
    "Due",
    "EventKind",
    "Examination",
    "Extension",
    "Item",
    "Measure",
    "Present",
    "Seizure",
    "Signature",
    "SpecialDay",
    "Whereabouts",
    "WorkCalendar",
    "chain",
    "check_seizure",
    "due_list",
    "make_calendar",
    "number_list",
    "read_calendar",
    "run_clock",
    "state_of",
    "was_late",
]
