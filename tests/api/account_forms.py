"""What tests of the account pages share: forms as a browser sends them, codes as a phone shows."""

import re
from html import unescape

import httpx
from api_world import Client, World
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from api.auth.passwords import Passwords
from geo_patrol.store.repositories import accounts
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer

HTML = {"accept": "text/html,application/xhtml+xml"}
RIGHT = "long enough"
HASH = Passwords().hash(RIGHT)
FRESH = "heron kettle 41 sluice"
FACTOR = "/account/second-factor"


def send(client: Client, path: str, **fields: str) -> httpx.Response:
    """Send a form."""
    return client.ask("POST", path, data=fields, headers=HTML)


def show(client: Client, path: str) -> httpx.Response:
    """Open a page."""
    return client.get(path, headers=HTML)


def log_in(client: Client, officer: Officer, password: str = RIGHT, **more: str) -> httpx.Response:
    """Sign in by form."""
    return send(client, "/login", login=officer.login, password=password, **more)


def change(
    client: Client, new: str = FRESH, current: str = RIGHT, again: str | None = None
) -> httpx.Response:
    """Change the password by form."""
    again = new if again is None else again
    return send(client, "/account/password", current=current, new=new, again=again)


def told_at(answer: httpx.Response, field: str) -> list[str]:
    """Return what a page says is wrong with a field; the field points at it."""
    listed = re.search(rf'<ul class="wrong" id="{field}-wrong".*?</ul>', answer.text, re.DOTALL)
    if listed is None:
        return []
    tag = tag_of(answer, field)
    assert 'aria-invalid="true"' in tag
    assert f"{field}-wrong" in re.search(r'aria-describedby="([^"]*)"', tag)[1].split()
    return [unescape(one) for one in re.findall(r"<li>(.*?)</li>", listed[0])]


def tag_of(answer: httpx.Response, field: str) -> str:
    """Return the tag of a form's field."""
    return re.search(rf'<input[^>]*\bid="{field}"[^>]*>', answer.text)[0]


def focused(answer: httpx.Response) -> list[str]:
    """Return the fields that a page puts the cursor into."""
    tags = re.findall(r"<input[^>]*\bautofocus\b[^>]*>", answer.text)
    return [re.search(r'\bid="([^"]+)"', tag)[1] for tag in tags]


def account_of(world: World, officer: Officer) -> Account:
    """Return what the store keeps of an account."""
    with world.store.reader() as session:
        return accounts.account(session, officer.id)


def code_now(world: World, officer: Officer) -> str:
    """Return the code that the phone of an officer who has a second factor, or an offer, shows."""
    sealed = account_of(world, officer).totp_sealed
    assert sealed is not None
    secret = world.app.state.services.keys.unseal_secret(f"totp/{officer.id}", sealed)
    made = TOTP(secret, 6, SHA1(), 30).generate(int(world.clock().timestamp()))  # noqa: S303
    return made.decode()


def with_factor(world: World, officer: Officer) -> tuple[Client, list[str]]:
    """Return a client of an officer who has just confirmed a second factor, and recovery codes."""
    client = world.signed_in(officer)
    send(client, FACTOR)
    answer = send(client, f"{FACTOR}/confirmation", code=code_now(world, officer))
    assert answer.status_code == 200
    return client, codes_on(answer)


def codes_on(answer: httpx.Response) -> list[str]:
    """Return the recovery codes that a page shows."""
    return re.findall(r"<li>((?:[0-9A-Z]{4}-){5}[0-9A-Z]{4})</li>", answer.text)
