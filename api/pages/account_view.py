"""What the page of one's own account shows: who one is, where signed in, how one comes in."""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import segno
from sqlalchemy.orm import Session

from api.auth.own import ISSUER
from api.auth.permissions import Caller
from api.pages.overview import HEADINGS, ROLES
from api.services import Services
from geo_patrol.accounts.policy import PasswordPolicy
from geo_patrol.accounts.second_factor import otpauth_uri
from geo_patrol.roles import Permission
from geo_patrol.store.repositories import accounts, places, sessions
from geo_patrol.store.repositories.sessions import LogIn

GRANTS: tuple[tuple[Permission, str], ...] = (
    ("records.write", "account_pages.may.record"),
    ("measures.take", "account_pages.may.measures"),
    ("persons.read", "account_pages.may.persons"),
    ("maps.read", "account_pages.may.maps"),
    ("audit.read", "account_pages.may.audit"),
    ("accounts.manage", "account_pages.may.accounts"),
    ("metrics.read", "account_pages.may.metrics"),
)
"""What a person may do, as they would say it: the permissions that make a difference to them."""

_GROUP = 4


@dataclass(frozen=True)
class SessionView:
    """A session in words; moments are local, ``seen`` is None where it is not kept."""

    id: UUID
    phone: bool
    client: str
    since: str
    seen: str | None
    ends: str
    present: bool


@dataclass(frozen=True)
class AccountView:
    """A person's account; words are message keys, but for ``squads`` of unknown kind: codes.

    Attributes
    ----------
    password_set, password_until
        Local days, or None.
    factor_since
        Local day since which signing in asks for a code, or None.
    recovery_left
        How many recovery codes were not used yet.
    """

    role: str
    squads: tuple[str, ...]
    headings: tuple[str, ...]
    may: tuple[str, ...]
    needs_certificate: bool
    sessions: tuple[SessionView, ...]
    password_set: str | None
    password_until: str | None
    factor_since: str | None
    recovery_left: int


@dataclass(frozen=True)
class Offer:
    """A second factor that no code has confirmed yet."""

    uri: str
    groups: tuple[str, ...]
    picture: str


def account_view(services: Services, caller: Caller) -> AccountView:
    """Return what a person sees of their account."""
    officer, zone, now = caller.officer, services.settings.zone, services.now()
    with services.store.reader() as session:
        account = accounts.account(session, officer.id)
        lasting = sessions.sessions_of(session, officer.id, now)
        headings = _headings(session, caller)
    records = caller.may("records.write")
    set_at = account.password_set_at
    since = account.totp_since
    until = None if set_at is None else _until(set_at, services.settings.password_policy)
    return AccountView(
        role=ROLES[officer.role],
        squads=tuple(sorted(code for code in officer.squads if code not in headings)),
        headings=tuple(sorted({headings[one] for one in officer.squads if one in headings})),
        may=tuple(key for permission, key in GRANTS if caller.may(permission)),
        needs_certificate=records and not caller.may("measures.take"),
        sessions=tuple(_session(services, one, caller) for one in lasting),
        password_set=None if set_at is None else f"{set_at.astimezone(zone):%Y-%m-%d}",
        password_until=None if until is None else f"{until.astimezone(zone):%Y-%m-%d}",
        factor_since=None if since is None else f"{since.astimezone(zone):%Y-%m-%d}",
        recovery_left=len(account.recovery),
    )


def pending_offer(services: Services, caller: Caller) -> Offer | None:
    """Return the second factor that was begun and not confirmed, or None.

    It is no secret to who could begin another one, and showing it again is what makes a mistyped
    code no reason to scan anew.
    """
    officer = caller.officer
    with services.store.reader() as session:
        account = accounts.account(session, officer.id)
    if account.has_second_factor or account.totp_sealed is None:
        return None
    secret = services.keys.unseal_secret(f"totp/{officer.id}", account.totp_sealed)
    plain = base64.b32encode(secret).decode().rstrip("=")
    uri = otpauth_uri(secret, officer.login, ISSUER)
    return Offer(
        uri=uri,
        groups=tuple(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP)),
        # Nothing that somebody typed is in it but as modules. Dark on light at night too: many
        # apps read no other way.
        picture=segno.make_qr(uri, error="m").svg_inline(
            omitsize=True, dark="#10222b", light="#ffffff", svgclass=None, lineclass=None
        ),
    )


def _headings(session: Session, caller: Caller) -> dict[str, str]:
    """Return what the caller's squads are called, by code, as far as they have areas."""
    if not caller.officer.squads:
        return {}
    return {area.squad_code: HEADINGS[area.kind] for area in places.areas(session, caller.scope)}


def _until(set_at: datetime, policy: PasswordPolicy) -> datetime | None:
    if policy.max_age_days is None:
        return None
    return set_at + timedelta(days=policy.max_age_days)


def _session(services: Services, record: LogIn, caller: Caller) -> SessionView:
    def local(moment: datetime) -> str:
        return f"{moment.astimezone(services.settings.zone):%m-%d %H:%M}"

    return SessionView(
        id=record.id,
        phone=record.kind == "phone",
        client=record.client,
        since=local(record.created_at),
        # Of a session that does not end when idle, it is not written down when it was used.
        seen=None if record.idle_s is None else local(record.seen_at),
        ends=local(record.ends_at()),
        present=record.id == caller.log_in.id,
    )
