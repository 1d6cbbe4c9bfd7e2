"""Signing in as people do: a name, a password, perhaps a code."""

import base64
from datetime import datetime, timedelta

import httpx
from api_world import Client, Clock, World
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from api.auth.attempts import Attempts
from api.auth.passwords import Passwords
from geo_patrol.roles import Role
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.tables import AuditRow

RIGHT = "long enough 长"
HASH = Passwords().hash(RIGHT)
SESSION = "/api/v1/session"
SESSIONS = "/api/v1/sessions"


def sign_in(client: Client, login: str, password: str = RIGHT, **more: str) -> httpx.Response:
    """Ask for a session."""
    return client.ask("POST", SESSION, json={"login": login, "password": password, **more})


def signed_in(world: World, role: Role = "officer", **more: str) -> tuple[Client, Officer]:
    """Return a client of a new officer, signed in by password, and the officer."""
    officer = world.officer(role, password_hash=HASH)
    client = world.stranger()
    answer = sign_in(client, officer.login, **more)
    assert answer.status_code == 200, answer.text
    return client, officer


def bearing(world: World, token: str) -> Client:
    """Return a client that brings a session's token and nothing else."""
    client = world.stranger()
    client.http.cookies.set("gp", token)
    return client


def code_at(secret: str, moment: datetime) -> str:
    """Return what an authenticator app shows for a secret in base 32."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int(moment.timestamp()) // 30
    return HOTP(key, 6, SHA1()).generate(step).decode()  # noqa: S303


def with_second_factor(world: World, client: Client) -> tuple[str, list[str]]:
    """Switch a client's second factor on; return its secret and the recovery codes.

    Half a minute passes, so that the code that confirmed it is not the present one.
    """
    secret = client.ask("POST", f"{SESSION}/second-factor").json()["secret"]
    sent = {"code": code_at(secret, world.clock())}
    answer = client.ask("POST", f"{SESSION}/second-factor/confirmation", json=sent)
    assert answer.status_code == 200, answer.text
    world.clock.move(timedelta(seconds=30))
    return secret, answer.json()["codes"]


def count_by_clock(world: World, clock: Clock) -> None:
    """Have failed log-ins counted by a clock that is moved by hand."""
    chosen = world.settings
    world.app.state.services.attempts = Attempts(
        chosen.login_rate_account,
        chosen.login_rate_address,
        chosen.login_rate_known,
        now_s=lambda: clock().timestamp(),
    )


def account_of(world: World, officer: Officer) -> Account:
    """Return an officer's account as it is kept."""
    with world.store.reader() as session:
        return accounts.account(session, officer.id)


def entered(world: World, *, about: str | None = None) -> list[tuple[str, str, str]]:
    """Return action, object and outcome of the chain of administration, the newest last."""
    with world.store.reader() as session:
        found = session.query(AuditRow).filter_by(chain="@administration")
        if about is not None:
            found = found.filter_by(object=about)
        return [(row.action, row.object, row.outcome) for row in found.order_by(AuditRow.seq)]


def refusals(answer: httpx.Response) -> list[tuple[str, str]]:
    """Return where a problem's findings are, with the reasons in English."""
    return [(one["where"], one["reason_en"]) for one in answer.json()["findings"]]
