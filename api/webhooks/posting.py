"""One message to the office: signed, sent once, with an end to how long that takes."""

import http.client
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from socket import SHUT_RDWR
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from geo_patrol import __version__
from geo_patrol.alarms.webhook import Delivery, Webhook, signature

STEP_S = 5.0
"""Longest time that the receiver may be silent."""
WHOLE_S = 15.0
"""Longest time that a try may take, be the receiver silent or slow."""

SIGNATURE = "Geo-Patrol-Signature"
DELIVERY = "Geo-Patrol-Delivery"


class Posting:
    """Sends messages to one address.

    No redirects are followed, no proxy of the environment is used and nothing of the answer is
    read but its status: messages go where the operator said, and nowhere else.

    Parameters
    ----------
    hook
        Address and secret.
    now
        The clock.
    step_s, whole_s
        Longest silence, and longest time of a try, in seconds.
    """

    def __init__(
        self,
        hook: Webhook,
        now: Callable[[], datetime],
        *,
        step_s: float = STEP_S,
        whole_s: float = WHOLE_S,
    ) -> None:
        self._hook, self._now = hook, now
        self._step_s, self._whole_s = step_s, whole_s
        self._address = urlsplit(hook.url)

    def __call__(self, delivery: Delivery, body: bytes) -> tuple[bool, str]:
        """Send a message; return whether it arrived (2xx), and what was answered in a few words."""
        connection = _connection(self._address, self._step_s)
        # A receiver that answers a byte at a time is never silent for long.
        clock = Timer(self._whole_s, _cut, args=(connection,))
        clock.daemon = True
        clock.start()
        try:
            connection.request("POST", _target(self._address), body, self._headers(delivery, body))
            status = connection.getresponse().status
        except TimeoutError:
            return False, "timeout"
        except (OSError, http.client.HTTPException) as error:
            return False, type(error).__name__
        finally:
            clock.cancel()
            connection.close()
        return 200 <= status < 300, str(status)

    def _headers(self, delivery: Delivery, body: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"geo-patrol/{__version__}",
            "Connection": "close",
            DELIVERY: str(delivery.id),
            SIGNATURE: signature(self._hook.secret, body, self._now()),
        }


def _connection(address: SplitResult, step_s: float) -> http.client.HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, address.port, timeout=step_s, context=context)
    return http.client.HTTPConnection(host, address.port, timeout=step_s)


def _target(address: SplitResult) -> str:
    path = address.path or "/"
    return f"{path}?{address.query}" if address.query else path


def _cut(connection: http.client.HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(SHUT_RDWR)
