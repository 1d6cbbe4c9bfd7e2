"""Squads and the people who serve them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.orm import Session

from geo_patrol.roles import Role
from geo_patrol.store.scope import Scope, scope_of
from geo_patrol.store.tables import AccountRow, OfficerRow, OfficerSquadRow, SquadRow


@dataclass(frozen=True)
class Officer:
    """A person, as the rest of the system sees one.

    ``squad_code`` is the squad they come from, None only for auditors and administrators;
    ``more_squads`` are the further ones that they serve.
    """

    id: UUID
    squad_code: str | None
    badge_no: str
    name: str
    login: str
    role: Role
    certified: bool
    more_squads: tuple[str, ...] = ()
    demo: bool = False

    @property
    def squads(self) -> frozenset[str]:
        """All squads that the person belongs to."""
        own = () if self.squad_code is None else (self.squad_code,)
        return frozenset((*own, *self.more_squads))

    @property
    def scope(self) -> Scope:
        """How far the person reaches."""
        return scope_of(self.id, self.squads, self.role, certified=self.certified)


OFFICER_COLUMNS = ("id", "squad_code", "badge_no", "name", "login", "role", "certified", "demo")
"""Of `OfficerRow`, as `Officer` names them; its further squads stand in a table of their own."""


def _officers(session: Session, rows: Sequence[OfficerRow]) -> list[Officer]:
    more: dict[UUID, list[str]] = defaultdict(list)
    ids = [row.id for row in rows]
    for officer_id, squad in session.execute(
        select(OfficerSquadRow.officer_id, OfficerSquadRow.squad_code).where(
            OfficerSquadRow.officer_id.in_(ids)
        )
    ):
        more[officer_id].append(squad)
    return [
        Officer(
            **{name: getattr(row, name) for name in OFFICER_COLUMNS},
            more_squads=tuple(sorted(more[row.id])),
        )
        for row in rows
    ]


def ensure_squad(session: Session, code: str, name_zh: str, name_en: str) -> bool:
    """Add a squad, or rename it; return whether anything changed."""
    row = session.get(SquadRow, code)
    if row is not None and (row.name_zh, row.name_en) == (name_zh, name_en):
        return False
    session.merge(SquadRow(code=code, name_zh=name_zh, name_en=name_en))
    session.flush()
    return True


def squad_codes(session: Session) -> set[str]:
    """Return the codes of all squads."""
    return set(session.scalars(select(SquadRow.code)))


def officers(session: Session, scope: Scope) -> list[Officer]:
    """Return the people of squads within reach, by squad and badge number."""
    helping = select(OfficerSquadRow.officer_id).where(scope.within(OfficerSquadRow.squad_code))
    found = select(OfficerRow).where(
        or_(scope.within(OfficerRow.squad_code), OfficerRow.id.in_(helping))
    )
    rows = session.scalars(
        found.order_by(OfficerRow.squad_code, OfficerRow.badge_no, OfficerRow.pk)
    )
    return _officers(session, rows.all())


def crew_members(session: Session, scope: Scope) -> list[Officer]:
    """Return who of squads within reach goes out, by badge number; those left aside who are gone.

    Gone is whose account is closed; people without an account do go out.
    """
    helping = select(OfficerSquadRow.officer_id).where(scope.within(OfficerSquadRow.squad_code))
    found = (
        select(OfficerRow)
        .outerjoin(AccountRow, AccountRow.officer_id == OfficerRow.id)
        .where(
            or_(scope.within(OfficerRow.squad_code), OfficerRow.id.in_(helping)),
            OfficerRow.role.in_(("officer", "auxiliary", "leader")),
            AccountRow.disabled_at.is_(None),
        )
        .order_by(OfficerRow.badge_no, OfficerRow.pk)
    )
    return _officers(session, session.scalars(found).all())


def officer(session: Session, officer_id: UUID) -> Officer | None:
    """Return a person, or None: for who keeps accounts, and for one's own."""
    rows = session.scalars(select(OfficerRow).where(OfficerRow.id == officer_id)).all()
    found = _officers(session, rows)
    return found[0] if found else None


def officer_of_login(session: Session, login: str) -> Officer | None:
    """Return who has a log-in name, or None."""
    rows = session.scalars(select(OfficerRow).where(OfficerRow.login == login)).all()
    found = _officers(session, rows)
    return found[0] if found else None


def known_officers(session: Session, ids: Iterable[UUID], scope: Scope) -> set[UUID]:
    """Return which of these ids are people of squads within reach."""
    wanted = list(ids)
    helping = select(OfficerSquadRow.officer_id).where(scope.within(OfficerSquadRow.squad_code))
    found = select(OfficerRow.id).where(
        OfficerRow.id.in_(wanted),
        or_(scope.within(OfficerRow.squad_code), OfficerRow.id.in_(helping)),
    )
    return set(session.scalars(found))


def left_by(session: Session, officer_id: UUID, at: datetime) -> bool:
    """Whether somebody's account was closed by a moment; nobody has left without an account."""
    found = select(AccountRow.officer_id).where(
        AccountRow.officer_id == officer_id, AccountRow.disabled_at <= at
    )
    return session.scalar(found.limit(1)) is not None


def closed_at(session: Session, ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when accounts were closed, of those of these people who have a closed one."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = select(AccountRow.officer_id, AccountRow.disabled_at).where(
        AccountRow.officer_id.in_(wanted), AccountRow.disabled_at.is_not(None)
    )
    return {row.officer_id: row.disabled_at for row in session.execute(found)}


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of people, of whatever squad: to say who signed a record within reach."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    found = select(OfficerRow.id, OfficerRow.name).where(OfficerRow.id.in_(wanted))
    return {row.id: row.name for row in session.execute(found)}


def badges(session: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return people's badge numbers, by id."""
    wanted = sorted(set(ids))
    found = select(OfficerRow.id, OfficerRow.badge_no).where(OfficerRow.id.in_(wanted))
    return {row.id: row.badge_no for row in session.execute(found)}


def member_names(session: Session, squad_code: str) -> dict[UUID, str]:
    """Return the names of all who belong to a squad, those who are gone included."""
    helping = select(OfficerSquadRow.officer_id).where(OfficerSquadRow.squad_code == squad_code)
    found = select(OfficerRow.id, OfficerRow.name).where(
        or_(OfficerRow.squad_code == squad_code, OfficerRow.id.in_(helping))
    )
    return {row.id: row.name for row in session.execute(found)}


def save_officer(session: Session, record: Officer) -> bool:
    """Add a person or update the one of that id; return whether anything changed."""
    before = officer(session, record.id)
    if before == record:
        return False
    row = session.scalar(select(OfficerRow).where(OfficerRow.id == record.id))
    if row is None:
        row = OfficerRow(id=record.id)
        session.add(row)
    for name in OFFICER_COLUMNS:
        setattr(row, name, getattr(record, name))
    session.flush()
    session.execute(delete(OfficerSquadRow).where(OfficerSquadRow.officer_id == record.id))
    if record.more_squads:
        more = [{"officer_id": record.id, "squad_code": one} for one in record.more_squads]
        session.execute(insert(OfficerSquadRow), more)
    return True
