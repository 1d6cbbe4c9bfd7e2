"""What is hardly HTTP: sent as bytes to a socket."""

from dataclasses import dataclass
from uuid import uuid4

from bad_case import dumps
from duty_cases import GOOD_SHIFT

BODY = dumps(GOOD_SHIFT)


@dataclass(frozen=True)
class Wire:
    """Bytes for a socket, ``{cookie}`` and ``{new}`` filled in, and what may come back: statuses.

    None comes back where the server only hangs up.
    """

    name: str
    head: str
    statuses: tuple[list[int], ...]
    body: bytes = b""
    ends: bool = False

    def bytes(self, cookie: str) -> bytes:
        """Return what is sent."""
        head = self.head.replace("{cookie}", cookie)
        while "{new}" in head:
            head = head.replace("{new}", str(uuid4()), 1)
        return head.replace("\n", "\r\n").encode("latin-1") + self.body


END = "Connection: close\n\n"
GET = "GET /healthz HTTP/1.1\nHost: patrol.test\n"
PUT = (
    "PUT /api/v1/shifts/{new} HTTP/1.1\nHost: patrol.test\nCookie: {cookie}\n"
    "Content-Type: application/json\nConnection: close\n"
)
CHUNKED = PUT + "Transfer-Encoding: chunked\n\n"
LENGTH = f"Content-Length: {len(BODY)}\n"
WHOLE_CHUNK = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)

WIRE = [
    Wire("a good request", GET + END, ([200],)),
    Wire("two requests at once", GET + "\n" + GET + END, ([200, 200],)),
    Wire("50 requests at once", (GET + "\n") * 49 + GET + END, ([200] * 50,)),
    Wire("a good body in chunks", CHUNKED, ([201],), WHOLE_CHUNK),
    Wire("chunks of no size", CHUNKED, ([400],), b"zz\r\nabc\r\n0\r\n\r\n"),
    Wire("a chunk larger than it says", CHUNKED, ([400],), b"2\r\nabcdef\r\n0\r\n\r\n"),
    Wire("a chunk of a negative size", CHUNKED, ([400],), b"-1\r\nabc\r\n0\r\n\r\n"),
    Wire("a chunk of 2^64", CHUNKED, ([400],), b"fffffffffffffffff\r\nabc\r\n"),
    Wire("chunks that end early", CHUNKED, ([],), b"ff\r\nabc", ends=True),
    Wire("a body that ends early", PUT + "Content-Length: 5000\n\n", ([],), BODY, ends=True),
    Wire("two lengths", PUT + LENGTH + "Content-Length: 5\n\n", ([400],), BODY),
    Wire(
        "a length and chunks",
        PUT + LENGTH + "Transfer-Encoding: chunked\n\n",
        ([400],),
        WHOLE_CHUNK,
    ),
    Wire("a length of words", PUT + "Content-Length: ten\n\n", ([400],), BODY),
    Wire("a negative length", PUT + "Content-Length: -1\n\n", ([400],), BODY),
    Wire("a length of 30 digits", PUT + f"Content-Length: {'9' * 30}\n\n", ([400],), BODY),
    Wire("a length of 10 GB", PUT + "Content-Length: 10000000000\n\n", ([413],), BODY),
    Wire("an unknown transfer", PUT + "Transfer-Encoding: x, chunked\n\n", ([201],), WHOLE_CHUNK),
    Wire("no host", "GET /healthz HTTP/1.1\n" + END, ([200],)),
    Wire("two hosts", GET + "Host: evil.test\n" + END, ([200],)),
    Wire(
        "an absolute address", GET.replace("/healthz", "http://evil.test/healthz") + END, ([200],)
    ),
    Wire("a proxy's CONNECT", "CONNECT evil.test:443 HTTP/1.1\nHost: evil.test\n" + END, ([400],)),
    Wire("an address of a star", "OPTIONS * HTTP/1.1\nHost: a\n" + END, ([404],)),
    Wire("an address without a slash", "GET healthz HTTP/1.1\nHost: a\n" + END, ([400],)),
    Wire("a space in the address", "GET /a b HTTP/1.1\nHost: a\n" + END, ([400],)),
    Wire("raw bytes in the address", "GET /\xff\xfe HTTP/1.1\nHost: a\n" + END, ([400],)),
    Wire("a NUL in the address", "GET /\x00 HTTP/1.1\nHost: a\n" + END, ([400],)),
    Wire("HTTP/0.9", "GET /healthz\n\n", ([200],)),
    Wire("HTTP/9.9", "GET / HTTP/9.9\nHost: a\n\n", ([400],)),
    Wire("HTTP/2", "PRI * HTTP/2.0\n\nSM\n\n", ([400],)),
    Wire(
        "TLS to a plain port", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "a" * 100, ([400],)
    ),
    Wire("a method of nobody", GET.replace("GET", "FOO") + "\n", ([400],)),
    Wire("no HTTP at all", "hello\n\n", ([400],)),
    Wire("nothing", "", ([],), ends=True),
    Wire("half a request", GET, ([],), ends=True),
    Wire("a header without a colon", GET + "x\n" + END, ([400],)),
    Wire("a header with a space before the colon", GET + "Content-Length : 5\n" + END, ([400],)),
    Wire("a folded header", GET + "X: a\n b\n" + END, ([400],)),
    Wire("a NUL in a header", GET + "X: \x00\n" + END, ([400],)),
    Wire("a header of 1 MB", GET + f"X: {'a' * 1_000_000}\n" + END, ([400], [])),
    Wire("10,000 headers", GET + "X: a\n" * 10_000 + END, ([200], [400], [])),
    Wire("an address of 1 MB", f"GET /{'a' * 1_000_000} HTTP/1.1\nHost: a\n\n", ([400], [])),
    Wire("a method of 1 MB", f"{'A' * 1_000_000} / HTTP/1.1\nHost: a\n\n", ([400], [])),
    Wire(
        "an upgrade to a socket",
        GET + "Connection: Upgrade\nUpgrade: websocket\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\nSec-WebSocket-Version: 13\n\n",
        ([200],),
    ),
    Wire("an upgrade to h2c", GET + "Connection: Upgrade, close\nUpgrade: h2c\n\n", ([200],)),
    Wire("expecting the impossible", PUT + LENGTH + "Expect: the-impossible\n\n", ([201],), BODY),
]
