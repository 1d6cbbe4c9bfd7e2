"""What the start page shows to those who see no maps: who keeps accounts, who audits."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.auth.permissions import Caller
from geo_patrol.store.repositories import duty, places


@dataclass(frozen=True)
class AreaLine:
    """An area by name; ``status`` is the key of how far its boundary may be trusted."""

    name_zh: str
    name_en: str
    status: str


@dataclass(frozen=True)
class Office:
    """What the page offers; ``areas`` is None for who may not read places."""

    audits: bool
    keeps_accounts: bool
    areas: tuple[AreaLine, ...] | None
    demo: bool


def office(session: Session, caller: Caller) -> Office:
    """Return what the start page shows to a caller who sees no maps."""
    areas = None
    if caller.may("places.read"):
        areas = tuple(
            AreaLine(one.name_zh, one.name_en, f"maps.status.{one.status}")
            for one in places.areas(session, caller.scope)
        )
    return Office(
        audits=caller.may("audit.read"),
        keeps_accounts=caller.may("accounts.manage"),
        areas=areas,
        demo=duty.has_demo(session),
    )
