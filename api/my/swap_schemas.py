"""Who could take a shift of one's own, on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field

from geo_patrol.workflows.my_roster import LegalSwaps


class LegalSwapOut(BaseModel):
    """Somebody who could take the shift."""

    taker_id: UUID
    taker: str
    returned_day: date | None = Field(description="Null: they would give nothing for it.")
    returned_shift: str | None
    soft_more: int = Field(description="What rules that need not hold cost more; less if negative.")


class LegalSwapsOut(BaseModel):
    """Who could take a shift of the asker's, the best first."""

    day: date
    roster_id: UUID
    squad: str
    shift: str
    items: list[LegalSwapOut]

    @classmethod
    def of(cls, found: LegalSwaps) -> LegalSwapsOut:
        """Return swaps' form on the wire."""
        return cls(
            day=found.planned.day,
            roster_id=found.planned.roster_id,
            squad=found.planned.squad_code,
            shift=found.planned.shift,
            items=[
                LegalSwapOut(
                    taker_id=one.taker_id,
                    taker=one.taker,
                    returned_day=None if one.returned is None else one.returned.day,
                    returned_shift=None if one.returned is None else one.returned.shift,
                    soft_more=one.soft_more,
                )
                for one in found.swaps
            ],
        )
