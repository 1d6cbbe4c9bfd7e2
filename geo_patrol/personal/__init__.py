"""Personal fields: who was met, kept apart from the record, and destroyed in time."""

from geo_patrol.personal.keyring import Keyring
from geo_patrol.personal.persons import (
    Person,
    Showing,
    marks_of,
    person_fields,
    person_of,
    search_marks_of,
    sought_marks,
)

__all__ = [
    "Keyring",
    "Person",
    "Showing",
    "marks_of",
    "person_fields",
    "person_of",
    "search_marks_of",
    "sought_marks",
]
