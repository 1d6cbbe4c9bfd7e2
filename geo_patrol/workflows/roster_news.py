"""Telling officers what a roster means for them: published, changed or withdrawn."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from geo_patrol.notices import NewNotice
from geo_patrol.roster.records import Duty, KeptRoster
from geo_patrol.workflows.notices import tell

News = Literal["published", "changed", "withdrawn"]

TOLD = timedelta(days=14)
"""What was published longer ago is no news any more, though it still holds."""
_DAY = timedelta(days=1)


def tell_of_roster(
    session: Session,
    roster: KeptRoster,
    before: KeptRoster | None,
    version: int,
    zone: tzinfo,
    *,
    now: datetime,
    but: UUID | None = None,
) -> int:
    """Tell each officer whose duties from today on became others; return how many were told.

    It comes last in a transaction, as `notices.tell`; each version is news of its own.

    Parameters
    ----------
    but
        Who made the change: they know.
    """
    had = before is not None and before.state == "published"
    has = roster.state == "published"
    if not (had or has):
        return 0
    news: News = "published" if not had else "changed" if has else "withdrawn"
    today = now.astimezone(zone).date()
    old = _cells(before.duties if before is not None and had else ())
    new = _cells(roster.duties if has else ())
    changed: dict[UUID, list[date]] = {}
    for officer, day in sorted(old.keys() | new.keys(), key=str):
        if day >= today and old.get((officer, day)) != new.get((officer, day)):
            changed.setdefault(officer, []).append(day)
    changed.pop(but, None)  # type: ignore[arg-type]  # nobody is None
    for officer, days in changed.items():
        over = datetime.combine(max(days) + _DAY, time.min, zone)
        notice = NewNotice(
            kind="roster",
            squad_code=roster.squad_code,
            subject_kind="roster_of",
            subject_id=uuid5(roster.id, f"{officer}/{version}"),
            at=now,
            audience="crew",
            ends_at=min(over, now + TOLD),
            parts={
                "officer_id": str(officer),
                "roster_id": str(roster.id),
                "news": news,
                "first_day": roster.first_day.isoformat(),
                "n_days": roster.n_days,
                "days": [day.isoformat() for day in days],
                "duties": [
                    {"day": day.isoformat(), "shift": shift}
                    for day in days
                    for shift, _ in sorted(new.get((officer, day), ()), key=str)
                ],
            },
        )
        tell(session, notice, now=now)
    return len(changed)


def _cells(duties: tuple[Duty, ...]) -> dict[tuple[UUID, date], set[tuple[str, str | None]]]:
    found: dict[tuple[UUID, date], set[tuple[str, str | None]]] = {}
    for one in duties:
        found.setdefault((one.officer_id, one.day), set()).add((one.shift, one.post))
    return found
