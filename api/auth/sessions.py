"""Signing in: name, password and second factor for a session."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool

from api.auth.clients import client_of
from api.auth.tokens import (
    cookie_name,
    known_cookie_name,
    new_token,
    set_token_cookie,
    token_digest,
    token_in,
)
from api.services import Services
from geo_patrol.accounts.policy import due
from geo_patrol.accounts.second_factor import matching_step, recovery_digest
from geo_patrol.audit import ADMINISTRATION, Act
from geo_patrol.errors import NotSignedIn, TooManyRequests, Unavailable
from geo_patrol.roles import Role
from geo_patrol.settings import Settings
from geo_patrol.store.repositories import accounts, people, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.sessions import LogIn, SessionKind
from geo_patrol.store.trail import note

log = structlog.get_logger(__name__)

ON_PHONES: frozenset[Role] = frozenset({"officer", "auxiliary", "leader"})
"""Who may have a session that lasts a shift."""


@dataclass(frozen=True)
class Asked:
    """A log-in as it was asked for; ``code`` is of the second factor, empty without one."""

    login: str
    password: str
    code: str = ""
    kind: SessionKind = "console"


@dataclass(frozen=True)
class Door:
    """Where a log-in comes from."""

    address: str
    client: str
    former: str | None
    known: str | None


@dataclass(frozen=True)
class SignedIn:
    """A session just begun; the tokens are shown to the browser once, and nowhere else."""

    officer: Officer
    session: LogIn
    token: str
    known: str
    change_due: bool


def door_of(request: Request, settings: Settings) -> Door:
    """Return where a request comes from."""
    return Door(
        address=address_of(request),
        client=client_of(request.headers.get("user-agent", "")),
        former=token_in(request, settings),
        known=request.cookies.get(known_cookie_name(settings)),
    )


async def sign_in(services: Services, asked: Asked, door: Door) -> SignedIn:
    """Begin a session, and end the one that the browser had.

    Raises
    ------
    NotSignedIn
        When name and password don't belong together, the account is disabled, or the code of the
        second factor is missing or wrong. Only who has the right password is told of the code.
    TooManyRequests
        After too many failures.
    Unavailable
        When too many sign in at once.
    """
    found = await run_in_threadpool(_look_up, services, asked, door)
    _check(services, asked, door, found)
    return await services.desk.serve(
        lambda: _sign_in(services, asked, door, found), known=found.browser is not None
    )


@dataclass(frozen=True)
class _Found:
    """Whose name was typed, if anybody's, and the name of their browser if it is known."""

    officer: Officer | None
    account: Account | None
    browser: str | None


def _look_up(services: Services, asked: Asked, door: Door) -> _Found:
    with services.store.reader() as session:
        officer = people.officer_of_login(session, asked.login)
        if officer is None:
            return _Found(None, None, None)
        account = accounts.account(session, officer.id)
    browser = None
    if door.known is not None:
        browser = services.known_browsers.recognise(door.known, officer.id, services.now())
    return _Found(officer, account, browser)


def _check(services: Services, asked: Asked, door: Door, found: _Found) -> None:
    try:
        services.attempts.check(asked.login, door.address, found.browser)
    except TooManyRequests:
        log.warning("log-in held up", known_browser=found.browser is not None)
        raise


def _sign_in(services: Services, asked: Asked, door: Door, found: _Found) -> SignedIn:
    # Again, behind the turnstile: a crowd that came at once is counted as it passes.
    _check(services, asked, door, found)
    officer, account = found.officer, found.account
    usable = None if account is None or account.disabled_at else account.password_hash
    match = services.desk.passwords.matches(asked.password, usable)
    if not match.right or officer is None or account is None:
        services.attempts.failed(asked.login, door.address, found.browser)
        _refused(services, officer, "password")
        raise NotSignedIn("api.wrong_login")
    try:
        used = with_second_factor(services, account, asked.code)
    except NotSignedIn:
        if asked.code:
            services.attempts.failed(asked.login, door.address, found.browser)
            _refused(services, officer, "code")
        raise
    services.attempts.succeeded(asked.login, found.browser)
    if match.fresh_hash is not None:
        used = replace(used, password_hash=match.fresh_hash)
    return _begin(services, officer, account, used, asked, door)


def with_second_factor(services: Services, account: Account, code: str) -> Account:
    """Return the account with what the code used up.

    Raises
    ------
    NotSignedIn
        When a code is needed and this is none.
    """
    if not account.has_second_factor or account.totp_sealed is None:
        return account
    if not code:
        raise NotSignedIn("accounts.code_needed")
    secret = services.keys.unseal_secret(f"totp/{account.officer_id}", account.totp_sealed)
    step = matching_step(secret, code, services.now(), last_step=account.totp_step)
    if step is not None:
        return replace(account, totp_step=step)
    digest = recovery_digest(code)
    if digest in account.recovery:
        left = tuple(one for one in account.recovery if one != digest)
        return replace(account, recovery=left)
    raise NotSignedIn("accounts.wrong_second_factor")


def _begin(
    services: Services,
    officer: Officer,
    before: Account,
    account: Account,
    asked: Asked,
    door: Door,
) -> SignedIn:
    token = new_token()
    kind: SessionKind = asked.kind if officer.role in ON_PHONES else "console"
    record = new_session(services, officer, kind, door.client)
    with services.store.writer() as session:
        if accounts.account_to_change(session, officer.id) != before:
            # Between reading and writing the account was changed: a code used twice at once, a
            # password just replaced. Whoever comes again is judged by what holds now.
            raise NotSignedIn("api.wrong_login")
        if account != before:
            accounts.save_account(session, account)
        if door.former is not None:
            sessions.end_session(session, token_digest(door.former))
        sessions.open_session(session, token_digest(token), record)
        details = {"session": str(record.id), "kind": kind}
        name = f"officer/{officer.id}"
        note(session, Act(ADMINISTRATION, name, "sign_in", name, services.now(), details))
    return SignedIn(
        officer,
        record,
        token,
        services.known_browsers.remember(door.known, officer.id, services.now()),
        change_due=must_change(services, account),
    )


def new_session(services: Services, officer: Officer, kind: SessionKind, client: str) -> LogIn:
    """Return a session that begins now, as long as its kind lasts."""
    chosen, now = services.settings, services.now()
    phone = kind == "phone"
    hours = chosen.phone_session_hours if phone else chosen.session_hours
    return LogIn(
        id=uuid4(),
        officer_id=officer.id,
        kind=kind,
        client=client,
        created_at=now,
        seen_at=now,
        idle_s=None if phone else round(chosen.session_idle_minutes * 60),
        expires_at=now + timedelta(hours=hours),
    )


def must_change(services: Services, account: Account) -> bool:
    """Whether a person must choose a new password before anything else."""
    return account.change_due or is_old(services, account.password_set_at)


def is_old(services: Services, password_set_at: datetime | None) -> bool:
    """Whether the policy in force asks for a new password by now."""
    if password_set_at is None:
        return False
    return due(password_set_at, services.settings.password_policy, services.now())


def _refused(services: Services, officer: Officer | None, what: str) -> None:
    """Enter a failed log-in, as many a minute as are worth reading; the log has all of them.

    Names that nobody has are entered just so: else the time it takes would tell which are real.
    """
    log.warning("log-in refused", wrong=what)
    if services.refusals.take("all") > 0:
        return
    name = "officer/-" if officer is None else f"officer/{officer.id}"
    act = Act(ADMINISTRATION, "-", "sign_in", name, services.now(), {"wrong": what}, "refused")
    try:
        with services.store.writer() as session:
            note(session, act)
    except Unavailable:
        # The answer stays what it is: a full store is no reason to say more or less.
        log.warning("refused log-in not entered")


def set_cookies(response: Response, begun: SignedIn, services: Services) -> None:
    """Give the browser its tokens: of the session, and to be known again by.

    ``SameSite=Lax``: a link in a bulletin opens a map for who is signed in. What changes anything
    is an unsafe method, and those are refused to other sites by `api.cross_site`.
    """
    lasts = begun.session.expires_at - begun.session.created_at
    set_token_cookie(
        response, cookie_name(services.settings), begun.token, lasts, services.settings
    )
    known = known_cookie_name(services.settings)
    set_token_cookie(response, known, begun.known, timedelta(days=180), services.settings)


def address_of(request: Request) -> str:
    """Return the address that a request comes from."""
    return request.client.host if request.client else "-"
