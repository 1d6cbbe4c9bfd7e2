"""A month's figures of blocks: of places, never of persons (行政处罚法 74)."""

from dataclasses import dataclass

from geo_patrol.cases.timeliness import Timeliness
from geo_patrol.reports.ranking import Part


@dataclass(frozen=True)
class BlockMonth:
    """What a month was like in a block.

    Attributes
    ----------
    code
        None of all cells of the area that were in no block.
    name
        What it is called; empty of what is in no block.
    n_cells
        At the end of the month, or as far as it has come.
    compliance
        Required visits that were made.
    presence_s, length_m, n_visits
        Time with a crew there, the way of all tracks there, visits.
    n_incidents
        Those that count.
    cases
        Those reported in the month.
    """

    area_code: str
    code: str | None
    name: str
    n_cells: int
    compliance: Part
    presence_s: float
    length_m: float
    n_visits: int
    n_incidents: int
    cases: Timeliness
