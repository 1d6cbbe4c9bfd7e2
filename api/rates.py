"""How often one caller may ask: each session for itself, who has none by address.

A squad at the station shares one address, so a session that was admitted once counts alone. A
token that nobody has admitted yet counts for its address: thinking up tokens gains nothing.
"""

import hashlib
import math
from collections import OrderedDict
from ipaddress import ip_network

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth.permissions import declared
from api.auth.tokens import cookie_name
from api.buckets import MOST_KEYS, Buckets
from api.ingest.tokens import digest_in_path
from api.pressure import NEVER_QUEUED, STRANGER
from api.reserved import is_reserved
from geo_patrol.errors import TooManyRequests
from geo_patrol.settings import Settings

BEARER = "bearer "


class Admitted:
    """Digests of the tokens that were let in, the latest ones."""

    def __init__(self, most: int = MOST_KEYS) -> None:
        self._most = most
        self._digests: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, digest: str) -> bool:
        return digest in self._digests

    def __len__(self) -> int:
        return len(self._digests)

    def add(self, digest: str) -> None:
        """Remember a token."""
        self._digests[digest] = None
        self._digests.move_to_end(digest)
        if len(self._digests) > self._most:
            self._digests.popitem(last=False)

    def forget(self, digest: str) -> None:
        """Forget a token, if it was known."""
        self._digests.pop(digest, None)


class LimitRates:
    """Refuse who asks too often.

    Raises
    ------
    TooManyRequests
        With the seconds to wait.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.cookie = cookie_name(settings)
        self.callers = Buckets(settings.rate_per_caller)
        self.addresses = Buckets(settings.rate_anonymous)
        # As often again: who has used up the one may still call for help.
        self.reserved_callers = Buckets(settings.rate_per_caller)
        self.reserved_addresses = Buckets(settings.rate_anonymous)
        self.admitted = Admitted()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, counted."""
        if scope["type"] != "http" or scope["path"] in NEVER_QUEUED:
            return await self.app(scope, receive, send)
        in_path = digest_in_path(scope["path"])
        digest = in_path or digest_in(Headers(scope=scope), self.cookie)
        callers, addresses = self.callers, self.addresses
        if is_reserved(scope):
            callers, addresses = self.reserved_callers, self.reserved_addresses
        if digest is not None and digest in self.admitted:
            wait_s = callers.take(digest)
        else:
            address = network_of(scope)
            scope.setdefault("state", {})[STRANGER] = address
            wait_s = addresses.take(address)
        if wait_s > 0:
            raise TooManyRequests("pressure.too_often", retry_s=math.ceil(wait_s))
        if digest is None:
            return await self.app(scope, receive, send)

        async def watch(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._learn(digest, scope, message["status"], in_path is not None)
            await send(message)

        await self.app(scope, receive, watch)

    def _learn(self, digest: str, scope: Scope, status: int, in_path: bool) -> None:
        # A token in a path opens an address, or there is none.
        if status == (404 if in_path else 401):
            self.admitted.forget(digest)
        elif status < 400 and (in_path or _is_gated(scope)):
            self.admitted.add(digest)


def _is_gated(scope: Scope) -> bool:
    """Whether the route asks who comes: only then does its answer tell anything of a token."""
    route = scope.get("route")
    return route is not None and "public" not in declared(route)


def digest_in(headers: Headers, cookie: str) -> str | None:
    """Return the digest of the token that a request brings, or None; the token is not kept."""
    authorization = headers.get("authorization", "")
    if authorization[: len(BEARER)].lower() == BEARER:
        token = authorization[len(BEARER) :].strip()
    else:
        token = cookie_parser(headers.get("cookie", "")).get(cookie, "")
    return hashlib.sha256(token.encode()).hexdigest() if token else None


def network_of(scope: Scope) -> str:
    """Return the address that a request comes from; of an IPv6 address its /64: one subscriber."""
    host = scope["client"][0] if scope.get("client") else "-"
    if ":" not in host:
        return str(host)
    try:
        return str(ip_network((host.partition("%")[0], 64), strict=False))
    except ValueError:
        return str(host)
