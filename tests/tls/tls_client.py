"""Asks an application that needs no store, one request at a time, following nothing."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from starlette.types import ASGIApp


class Client:
    """A client at an address; it keeps no cookies."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(transport=transport, base_url=self.base) as http:
                return await http.request(method, path, **options)

        # In a thread of its own: in this one, the browser of other tests keeps a loop running.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, send()).result()

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Read."""
        return self.ask("GET", path, **options)
