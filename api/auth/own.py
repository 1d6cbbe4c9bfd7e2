"""What people do with their own account: password, second factor, sessions."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from api.auth.permissions import Caller
from api.auth.sessions import Door, SignedIn, new_session, with_second_factor
from api.auth.tokens import new_token, token_digest
from api.services import Services
from geo_patrol.accounts.policy import check_password
from geo_patrol.accounts.second_factor import (
    matching_step,
    new_recovery_codes,
    new_secret,
    otpauth_uri,
    recovery_digest,
)
from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import InvalidInput, NotFound, NotSignedIn, finding
from geo_patrol.store.repositories import accounts, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn
from geo_patrol.store.trail import note
from geo_patrol.workflows.accounts import end_sessions, keep_password, without_second_factor

ISSUER = "geo-patrol"


def context_of(officer: Officer) -> list[str]:
    """Return what others know of a person: no part of a password."""
    return [officer.login, officer.name, officer.badge_no, *officer.squads]


async def change_password(
    services: Services, caller: Caller, current: str, new: str, door: Door
) -> SignedIn:
    """Change one's password: all sessions end, and one with a new token begins.

    Raises
    ------
    InvalidInput
        When the present password is wrong, the policy does not take the new one, or the account
        was changed or the session ended meanwhile.
    TooManyRequests
        After too many wrong ones.
    """
    return await services.desk.serve(
        lambda: _change_password(services, caller, current, new, door), known=True
    )


def _change_password(
    services: Services, caller: Caller, current: str, new: str, door: Door
) -> SignedIn:
    officer, log_in, now = caller.officer, caller.log_in, services.now()
    passwords, policy = services.desk.passwords, services.settings.password_policy
    # Whoever found a browser open must not try passwords here at leisure.
    services.attempts.check(officer.login, "session", str(log_in.id))
    with services.store.reader() as session:
        account = accounts.account(session, officer.id)
    if not passwords.matches(current, account.password_hash).right:
        services.attempts.failed(officer.login, "session", str(log_in.id))
        where = finding("current", "accounts.password.wrong")
        raise InvalidInput("accounts.password_refused", findings=(where,))
    former = [one for one in (account.password_hash, *account.past_hashes) if one]
    with _found_at("new"):
        check_password(new, policy, context=context_of(officer))
        if passwords.matches(new, account.password_hash).right:
            where = finding("new", "accounts.password.same")
            raise InvalidInput("accounts.password_refused", findings=(where,))
        passwords.refuse_reused(new, former, policy)
    hashed = passwords.hash(new)
    token = new_token()
    begun = new_session(services, officer, log_in.kind, door.client)
    with services.store.writer() as session:
        _require_unchanged(session, account, caller, now)
        keep_password(session, officer.id, hashed, policy, now=now, change_due=False)
        sessions.end_sessions(session, officer.id)
        sessions.open_session(session, token_digest(token), begun)
        name = f"officer/{officer.id}"
        details = {"by_owner": True, "session": str(begun.id)}
        note(session, Act(ADMINISTRATION, caller.scope.actor, "password", name, now, details))
    known = services.known_browsers.remember(door.known, officer.id, now)
    return SignedIn(officer, begun, token, known, change_due=False)


def _require_unchanged(session: Session, before: Account, caller: Caller, now: datetime) -> None:
    """Refuse to go on from what was read when it no longer holds: hashing takes its time.

    An administrator may just have given another password, or ended the sessions of a lost phone:
    neither is undone by who held that session.
    """
    account = accounts.account_to_change(session, before.officer_id)
    lasting = {one.id for one in sessions.sessions_of(session, before.officer_id, now)}
    if account != before or caller.log_in.id not in lasting:
        raise InvalidInput("accounts.changed_meanwhile")


@contextmanager
def _found_at(field: str) -> Iterator[None]:
    """Have what is found wrong stand at the field it was sent in."""
    try:
        yield
    except InvalidInput as error:
        error.findings = tuple(replace(one, where=field) for one in error.findings)
        raise


def list_sessions(services: Services, caller: Caller) -> list[LogIn]:
    """Return one's sessions that last, the newest first."""
    with services.store.reader() as session:
        return sessions.sessions_of(session, caller.officer.id, services.now())


def end_one(services: Services, caller: Caller, session_id: UUID) -> None:
    """End one of one's sessions.

    Raises
    ------
    NotFound
        When it is none of one's own.
    """
    ended = end_sessions(
        services.store, caller.scope, caller.officer.id, now=services.now(), only=session_id
    )
    if not ended:
        raise NotFound("accounts.no_session")


def end_others(services: Services, caller: Caller) -> None:
    """End all of one's sessions but the one that asks."""
    end_sessions(
        services.store,
        caller.scope,
        caller.officer.id,
        now=services.now(),
        keep=caller.log_in.id,
    )


def offer_second_factor(services: Services, caller: Caller) -> tuple[str, str]:
    """Return the address for an authenticator app, and the secret in base 32.

    It does not count until a code confirms it; an offer made before is replaced.

    Raises
    ------
    InvalidInput
        When there is a second factor already.
    """
    officer, secret = caller.officer, new_secret()
    with services.store.writer() as session:
        before = accounts.account_to_change(session, officer.id)
        if before.has_second_factor:
            raise InvalidInput("accounts.second_factor_there")
        sealed = services.keys.seal_secret(f"totp/{officer.id}", secret)
        accounts.save_account(session, replace(before, totp_sealed=sealed))
        _note(services, session, caller, "totp.offer")
    plain = base64.b32encode(secret).decode().rstrip("=")
    return otpauth_uri(secret, officer.login, ISSUER), plain


def confirm_second_factor(services: Services, caller: Caller, code: str) -> list[str]:
    """Have signing in ask for a code from now on; return the recovery codes.

    Raises
    ------
    InvalidInput
        When the code does not belong to the secret that was offered, or none was.
    """
    officer, now = caller.officer, services.now()
    codes = new_recovery_codes()
    with services.store.writer() as session:
        before = accounts.account_to_change(session, officer.id)
        if before.has_second_factor:
            raise InvalidInput("accounts.second_factor_there")
        if before.totp_sealed is None:
            raise InvalidInput("accounts.second_factor_not_offered")
        secret = services.keys.unseal_secret(f"totp/{officer.id}", before.totp_sealed)
        step = matching_step(secret, code, now, last_step=None)
        if step is None:
            where = finding("code", "accounts.wrong_second_factor")
            raise InvalidInput("accounts.wrong_second_factor", findings=(where,))
        digests = tuple(recovery_digest(one) for one in codes)
        after = replace(before, totp_since=now, totp_step=step, recovery=digests)
        accounts.save_account(session, after)
        _note(services, session, caller, "totp.on")
    return codes


def give_up_second_factor(services: Services, caller: Caller, code: str) -> None:
    """Have signing in ask for no code any more.

    Raises
    ------
    InvalidInput
        When there is no second factor, or the code is wrong.
    TooManyRequests
        After too many wrong ones.
    """
    officer, now = caller.officer, services.now()
    browser = str(caller.log_in.id)
    services.attempts.check(officer.login, "session", browser)
    with services.store.writer() as session:
        account = accounts.account_to_change(session, officer.id)
        # Again, as the only one: of many who ask at once each failure is counted for the next.
        services.attempts.check(officer.login, "session", browser)
        if not account.has_second_factor:
            raise InvalidInput("accounts.second_factor_not_offered")
        try:
            with_second_factor(services, account, code)
        except NotSignedIn:
            services.attempts.failed(officer.login, "session", browser)
            where = finding("code", "accounts.wrong_second_factor")
            raise InvalidInput("accounts.wrong_second_factor", findings=(where,)) from None
        without_second_factor(session, caller.scope, account, now=now)


def _note(services: Services, session: Session, caller: Caller, action: str) -> None:
    name = f"officer/{caller.officer.id}"
    note(session, Act(ADMINISTRATION, caller.scope.actor, action, name, services.now()))
