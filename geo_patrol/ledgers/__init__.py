"""The office's existing ledgers (台账) of officers and incidents, from .xlsx and .csv."""

from geo_patrol.ledgers.fields import INCIDENT_FIELDS, OFFICER_FIELDS, read_mapping
from geo_patrol.ledgers.incidents import INCIDENT_NAMESPACE, incidents_from
from geo_patrol.ledgers.officers import OFFICER_NAMESPACE, officers_from
from geo_patrol.ledgers.records import Cell, Formula, LedgerRead, OfficerRow, Row, Table
from geo_patrol.ledgers.table import read_table

__all__ = [
    "INCIDENT_FIELDS",
    "INCIDENT_NAMESPACE",
    "OFFICER_FIELDS",
    "OFFICER_NAMESPACE",
    "Cell",
    "Formula",
    "LedgerRead",
    "OfficerRow",
    "Row",
    "Table",
    "incidents_from",
    "officers_from",
    "read_mapping",
    "read_table",
]
