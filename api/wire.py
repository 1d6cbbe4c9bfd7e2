"""The server's HTTP parser, with an end to what a request's head may take."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD_BYTES = 32 * 1024
"""Address and headers together; browsers send one or two thousand."""


class BoundedHttp(HttpToolsProtocol):
    """Hangs up, with 400, on a request whose head does not end.

    The parser keeps a header until it is complete, however long that takes.
    """

    _in_head = False
    _head_bytes = 0

    def on_message_begin(self) -> None:
        """Count anew."""
        super().on_message_begin()
        self._in_head, self._head_bytes = True, 0

    def on_headers_complete(self) -> None:
        """Stop counting: bodies have limits of their own."""
        self._in_head = False
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Take a piece of what is sent."""
        super().data_received(data)
        self._head_bytes += len(data)
        if self._in_head and self._head_bytes > MAX_HEAD_BYTES:
            self.send_400_response("The head of the request is too long.")
