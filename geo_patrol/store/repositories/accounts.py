"""How people sign in: passwords, second factors, whether an account is open."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from geo_patrol.store.locks import Lock, hold
from geo_patrol.store.tables import AccountRow, OfficerRow


@dataclass(frozen=True)
class Account:
    """A person's account. ``totp_since`` is None until the second factor was confirmed."""

    officer_id: UUID
    password_hash: str | None = None
    password_set_at: datetime | None = None
    change_due: bool = False
    past_hashes: tuple[str, ...] = ()
    totp_sealed: bytes | None = None
    totp_since: datetime | None = None
    totp_step: int | None = None
    recovery: tuple[str, ...] = ()
    disabled_at: datetime | None = None

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for a code."""
        return self.totp_since is not None


_FIELDS = tuple(name for name in Account.__dataclass_fields__ if name != "officer_id")


def account(session: Session, officer_id: UUID) -> Account:
    """Return a person's account; one that was never used is empty."""
    row = session.get(AccountRow, officer_id)
    if row is None:
        return Account(officer_id)
    values = {name: getattr(row, name) for name in _FIELDS}
    found = Account(officer_id, **values)
    return replace(found, past_hashes=tuple(found.past_hashes), recovery=tuple(found.recovery))


def account_to_change(session: Session, officer_id: UUID) -> Account:
    """Return a person's account, and be the only one who changes it until the end."""
    hold_account(session, officer_id)
    return account(session, officer_id)


def hold_account(session: Session, officer_id: UUID) -> None:
    """Be the only one who changes a person's account, or ends sessions of theirs."""
    hold(session, Lock(f"account|{officer_id}"))


def save_account(session: Session, record: Account) -> None:
    """Keep an account as it is given."""
    row = session.get(AccountRow, record.officer_id)
    if row is None:
        row = AccountRow(officer_id=record.officer_id)
        session.add(row)
    for name in _FIELDS:
        value = getattr(record, name)
        setattr(row, name, list(value) if isinstance(value, tuple) else value)
    session.flush()


def has_administrator(session: Session) -> bool:
    """Whether anybody can sign in as administrator."""
    found = (
        select(OfficerRow.pk)
        .join(AccountRow, AccountRow.officer_id == OfficerRow.id)
        .where(
            OfficerRow.role == "admin",
            AccountRow.password_hash.is_not(None),
            AccountRow.disabled_at.is_(None),
        )
    )
    return session.scalar(found.limit(1)) is not None
