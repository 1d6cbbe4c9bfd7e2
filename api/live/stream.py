"""News as server-sent events: a stream without an end, which gives its place back to requests."""

import asyncio
import json
from contextlib import suppress

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.auth.tokens import token_digest, token_in
from api.jobs.stream import AGAIN_MS, MEDIA_TYPE
from api.live.feed import Feed, told_of
from api.pressure import PLACE, Place
from api.services import Services
from geo_patrol.errors import GeoPatrolError
from geo_patrol.store import scope as reach
from geo_patrol.store.repositories import sessions

CHECKED_S = 30.0
"""At least so often it is asked whether the session lasts; at once when any session changed."""
KEPT_S = 15.0
"""A line is sent so often, for what stands between and cuts silent connections."""


class NewsStream(Response):
    """Sends what concerns the asker until the session ends, the reader is gone, the server stops.

    Parameters
    ----------
    seconds
        Ends it then; None lets it last.
    """

    media_type = MEDIA_TYPE

    def __init__(self, request: Request, services: Services, seconds: float | None) -> None:
        super().__init__()
        del self.headers["content-length"]
        self.headers["cache-control"] = "no-store"
        # A proxy that gathers answers would keep news to itself.
        self.headers["x-accel-buffering"] = "no"
        self._request, self._services, self._seconds = request, services, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        feed = self._services.feed
        with feed.followed() as changed:
            # The request is whole before its place goes to another one.
            await receive()
            place = scope.get("state", {}).get(PLACE)
            if isinstance(place, Place):
                place.give_back()
            head = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
            await send(head)
            gone = asyncio.ensure_future(_until_gone(receive))
            with suppress(asyncio.CancelledError):
                await self._tell(feed, changed, send, gone)
            is_gone = gone.done()
            gone.cancel()
        if not is_gone:
            await send({"type": "http.response.body", "body": b""})

    async def _tell(
        self, feed: Feed, changed: asyncio.Event, send: Send, gone: "asyncio.Future[None]"
    ) -> None:
        clock = asyncio.get_running_loop().time
        until = None if self._seconds is None else clock() + self._seconds
        await _send(send, f"retry: {AGAIN_MS}\n\n")
        told = ""
        mine: reach.Scope | None = None
        checked_at, administration = clock(), -1
        while True:
            wait_s = KEPT_S if until is None else max(0.0, min(KEPT_S, until - clock()))
            news = asyncio.ensure_future(changed.wait())
            await asyncio.wait((news, gone), timeout=wait_s, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if gone.done() or feed.is_closed:
                return
            is_news = changed.is_set()
            changed.clear()
            known = feed.known
            of_accounts = administration if known is None else known.administration
            if mine is None or of_accounts != administration or clock() - checked_at >= CHECKED_S:
                mine = await run_in_threadpool(self._reach)
                checked_at, administration = clock(), of_accounts
                if mine is None:
                    return
            said = told if known is None else json.dumps(told_of(known, mine))
            if said != told:
                told = said
                await _send(send, f"data: {said}\n\n")
            elif not is_news:
                await _send(send, ": \n\n")
            if until is not None and clock() >= until:
                return

    def _reach(self) -> reach.Scope | None:
        """Return how far the asker reaches now; None once the session has ended.

        To look is no use of the session: a console that nobody sits at ends as it would.
        """
        services = self._services
        token = token_in(self._request, services.settings)
        if token is None:
            return None
        try:
            with services.store.glance() as session:
                found = sessions.presence(session, token_digest(token), services.now())
        except GeoPatrolError:
            # The reader comes again, and hears why there is nothing.
            return None
        if found is None or not found.officer.scope.may("records.read"):
            return None
        return found.officer.scope


async def _send(send: Send, piece: str) -> None:
    await send({"type": "http.response.body", "body": piece.encode(), "more_body": True})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
