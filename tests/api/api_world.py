"""A small world for the API's tests: two squads, two areas, officers, a signed-in client."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir
from threading import Thread
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import shapely
from fastapi import FastAPI

from api.app import create_app
from api.auth.tokens import cookie_name, token_digest
from api.evidence import darkroom
from api.maps import painter
from api.workshop import Workshop
from geo_patrol.personal import Keyring
from geo_patrol.roles import EVERY_SQUAD, Role
from geo_patrol.settings import Settings
from geo_patrol.store.engine import Store
from geo_patrol.store.repositories import accounts, people, places, sessions
from geo_patrol.store.repositories.accounts import Account
from geo_patrol.store.repositories.people import Officer
from geo_patrol.store.repositories.places import Area
from geo_patrol.store.repositories.sessions import LogIn

Answer = TypeVar("Answer")

NOW = datetime(2022, 10, 31, 4, tzinfo=UTC)
START = "2022-10-08T00:00:00+08:00"
END = "2022-10-08T08:00:00+08:00"
DRAWING, DEVELOPING = Workshop(painter.TERMS), Workshop(darkroom.TERMS)
READING = Workshop(painter.READING)
"""What draws maps and looks into files, for all applications here: both take long to begin, and
neither keeps anything of a store between two orders."""
HOSTS = {False: "http://patrol.test", True: "https://patrol.test"}


class Loop:
    """An event loop in a thread of its own, which anything may ask to run something."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        """Return what a coroutine gives."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def close(self) -> None:
        """End the loop."""
        self.run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Client:
    """Asks an application as a program would, one request at a time, keeping its cookies."""

    def __init__(
        self, app: FastAPI, loop: Loop, *, address: str = "10.0.0.7", tls: bool = False
    ) -> None:
        self.loop = loop
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 5000))
        self.http = httpx.AsyncClient(transport=transport, base_url=HOSTS[tls])

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request."""
        return self.loop.run(self.http.request(method, path, **options))

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Read."""
        return self.ask("GET", path, **options)

    def put(self, path: str, body: Any, **headers: str) -> httpx.Response:
        """Write a JSON body; header names have `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("PUT", path, json=body, headers=named)

    def put_raw(self, path: str, data: bytes | str, media_type: str) -> httpx.Response:
        """Write bytes of a media type."""
        content = data.encode() if isinstance(data, str) else data
        return self.ask("PUT", path, content=content, headers={"content-type": media_type})

    def close(self) -> None:
        """End the client."""
        self.loop.run(self.http.aclose())


@dataclass
class World:
    """An application over a store, with who and what is in it."""

    app: FastAPI
    store: Store
    settings: Settings
    loop: Loop
    clock: "Clock"
    folder: Path
    clients: list[Client] = field(default_factory=list)

    def stranger(self, **options: Any) -> Client:
        """Return a client without a session."""
        client = Client(self.app, self.loop, **options)
        self.clients.append(client)
        return client

    def member(self, role: Role = "leader", squad: str = "reservoir", **options: Any) -> Client:
        """Return a client signed in as a new officer."""
        officer = self.officer(role, squad)
        return self.signed_in(officer, **options)

    def signed_in(self, officer: Officer, **options: Any) -> Client:
        """Return a client with a session of an officer, begun without a password."""
        token = uuid4().hex
        begun = LogIn(
            id=uuid4(),
            officer_id=officer.id,
            kind="console",
            client="",
            created_at=self.clock(),
            seen_at=self.clock(),
            idle_s=round(self.settings.session_idle_minutes * 60),
            expires_at=self.clock() + timedelta(hours=self.settings.session_hours),
        )
        with self.store.upkeep() as session:
            sessions.open_session(session, token_digest(token), begun)
        client = self.stranger(**options)
        client.http.cookies.set(cookie_name(self.settings), token)
        return client

    def officer(
        self,
        role: Role = "leader",
        squad: str = "reservoir",
        password_hash: str | None = None,
        *,
        certified: bool | None = None,
        more_squads: tuple[str, ...] = (),
    ) -> Officer:
        """Add an officer; officers and leaders hold a certificate unless it is said otherwise."""
        key = uuid4()
        own = None if role in EVERY_SQUAD else squad
        if certified is None:
            certified = role in ("officer", "leader")
        login = f"w-{key.hex[:8]}"
        officer = Officer(key, own, key.hex[:8], "王强", login, role, certified, more_squads)
        account = Account(key, password_hash, self.clock())
        with self.store.upkeep() as session:
            people.save_officer(session, officer)
            accounts.save_account(session, account)
        return officer

    def close(self) -> None:
        """End all clients and jobs; what draws maps is everybody's."""
        self.app.state.services.runner.close()
        for client in self.clients:
            client.close()
        rmtree(self.folder, ignore_errors=True)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        """Return the present moment."""
        return self.moment

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.moment += by


def make_world(store: Store, loop: Loop, **settings: Any) -> World:
    """Return an application over a store."""
    # Made when the first file comes.
    folder = Path(gettempdir()) / f"evidence-{uuid4()}"
    chosen = Settings(_env_file=None, **{"evidence_dir": folder, **settings})
    clock = Clock()
    app = create_app(chosen, store, keyring=Keyring.random(), now=clock)
    app.state.services.painter.workshop = DRAWING
    app.state.services.painter.reading = READING
    app.state.services.darkroom.workshop = DEVELOPING
    return World(app, store, chosen, loop, clock, folder)


def add_places(store: Store) -> None:
    """Add two squads, each with one area: squares of about 2 km without zones and grids."""
    with store.upkeep() as session:
        people.ensure_squad(session, "reservoir", "库区执法队", "Reservoir squad")
        people.ensure_squad(session, "park", "园区执法队", "Park squad")
        places.save_area(session, _square("lake", "reservoir", 120.98, 29.46))
        places.save_area(session, _square("block", "park", 120.88, 29.50))


def _square(code: str, squad: str, west: float, south: float) -> Area:
    return Area(
        code=code,
        squad_code=squad,
        kind=squad,
        name_zh="湖" if squad == "reservoir" else "街区",
        name_en="Lake" if squad == "reservoir" else "Block",
        status="illustrative",
        status_note="drawn for a test",
        source="nobody",
        licence="CC0-1.0",
        geometry=shapely.MultiPolygon([shapely.box(west, south, west + 0.02, south + 0.02)]),
    )


def shift_body(**changes: Any) -> dict[str, Any]:
    """Return a night shift of the reservoir squad."""
    return {"squad": "reservoir", "kind": "night", "start": START, "end": END, **changes}


def patrol_body(shift_id: UUID, **changes: Any) -> dict[str, Any]:
    """Return a boat patrol in that shift."""
    body = {
        "shift_id": str(shift_id),
        "area": "lake",
        "mode": "boat",
        "start": START,
        "end": "2022-10-08T03:00:00+08:00",
        "crew": [],
    }
    return {**body, **changes}


def incident_body(**changes: Any) -> dict[str, Any]:
    """Return anglers met on the lake."""
    body: dict[str, Any] = {
        "point": {"lon": 120.99, "lat": 29.47},
        "accuracy_m": 6,
        "placed_by": "gps",
        "occurred_at": "2022-10-08T01:40:00+08:00",
        "category": "angling",
        "source": "patrol",
        "narrative": "岭根村岸段，两人夜钓",
        "outcomes": [{"kind": "persuaded", "people": 2}],
        "seized": [{"kind": "rod", "quantity": 2}],
    }
    return {**body, **changes}


def track_rows(n: int = 20, *, step_s: int = 30) -> list[list[Any]]:
    """Return a walk along the lake in the first hour of the shift."""
    first = datetime.fromisoformat(START)
    return [
        [(first + timedelta(seconds=60 + i * step_s)).isoformat(), 120.985 + i * 2e-4, 29.47, 5]
        for i in range(n)
    ]


def route_body(**changes: Any) -> dict[str, Any]:
    """Return the route that a crew says it took in the first hour of the shift."""
    body: dict[str, Any] = {
        "at_from": "2022-10-08T00:30:00+08:00",
        "at_to": "2022-10-08T01:20:00+08:00",
        "line": [[120.985, 29.47], [120.988, 29.471], [120.991, 29.473]],
        "text": "手机没电，沿东岸步行",
    }
    return {**body, **changes}


def put_shift(client: Client, **changes: Any) -> UUID:
    """Write a shift and return its id."""
    shift_id = uuid4()
    answer = client.put(f"/api/v1/shifts/{shift_id}", shift_body(**changes))
    assert answer.status_code == 201, answer.text
    return shift_id


def put_patrol(client: Client, shift_id: UUID | None = None, **changes: Any) -> UUID:
    """Write a patrol, in a new shift if none is given, and return its id."""
    patrol_id = uuid4()
    body = patrol_body(shift_id or put_shift(client), **changes)
    answer = client.put(f"/api/v1/patrols/{patrol_id}", body)
    assert answer.status_code == 201, answer.text
    return patrol_id


def where(answer: httpx.Response) -> list[str]:
    """Return the places that a problem names."""
    return [one["where"] for one in answer.json()["findings"]]


async def chunks_of(size: int, count: int, taken: Callable[[], None]) -> AsyncIterator[bytes]:
    """Yield a long body piece by piece, telling when each is taken."""
    for _ in range(count):
        taken()
        yield b" " * size


def compact(body: Any) -> bytes:
    """Return JSON without spaces."""
    return json.dumps(body, separators=(",", ":")).encode()
