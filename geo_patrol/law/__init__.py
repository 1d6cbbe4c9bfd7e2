"""The law by date: what follows from an act in a zone, who is competent, what has to be done."""

from geo_patrol.law.applicable import Answer, Applicable, Procedure, applicable
from geo_patrol.law.lighter import Lighter, lighter
from geo_patrol.law.read import TableRead, builtin_table, read_rules
from geo_patrol.law.records import (
    LEVELS,
    Act,
    Duty,
    Level,
    Period,
    PeriodKind,
    Range,
    Rule,
    Subject,
    Words,
)
from geo_patrol.law.table import LawTable

__all__ = [
    "LEVELS",
    "Act",
    "Answer",
    "Applicable",
    "Duty",
    "LawTable",
    "Level",
    "Lighter",
    "Period",
    "PeriodKind",
    "Procedure",
    "Range",
    "Rule",
    "Subject",
    "TableRead",
    "Words",
    "applicable",
    "builtin_table",
    "lighter",
    "read_rules",
]
