"""A map opened in Chromium with the network cut; any request or complaint fails the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, Route

SERVED_WITH = (
    "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:"
)


@contextmanager
def opened(
    browser: Browser,
    at: Path | str,
    *,
    width: int = 1440,
    height: int = 900,
    dark: bool = False,
    scale: float = 1,
) -> Iterator[Page]:
    """Open a map from a file (offline) or an address; a narrow window is a phone's, with touch."""
    url = at.as_uri() if isinstance(at, Path) else at
    phone = width < 720 or height < 520
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=phone,
        is_mobile=phone,
        device_scale_factor=scale,
        offline=isinstance(at, Path),
        locale="zh-CN",
    )
    faults: list[str] = []

    def only_the_document(route: Route) -> None:
        if route.request.url == url:
            route.continue_()
        else:
            faults.append(f"request: {route.request.url}")
            route.abort()

    context.route("**/*", only_the_document)
    page = context.new_page()
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.goto(url)
    page.wait_for_selector("html[data-ready=true]", state="attached")
    yield page
    context.close()
    assert faults == []


@contextmanager
def served(html: str) -> Iterator[str]:
    """Serve a page as the application does: sandboxed, with nothing allowed from outside."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, html.encode("utf-8")))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/map.html"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, body: bytes, *rest: object) -> None:
        self.body = body
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.body)))
        self.send_header("Content-Security-Policy", SERVED_WITH)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def drawn(page: Page, css_class: str) -> int:
    """Return how many paths of a class are on the map with a shape."""
    count: int = page.evaluate(
        """name => [...document.querySelectorAll(`.leaflet-container path.${name}`)]
            .filter(path => (path.getAttribute("d") || "M0 0") !== "M0 0").length""",
        css_class,
    )
    return count


def press(page: Page, name: str) -> None:
    """Press the button of a name."""
    page.get_by_role("button", name=name, exact=True).click()


def press_cell(page: Page, css_class: str, *, nth: int = 0) -> None:
    """Click, or tap, in the middle of a cell of a class that no card covers."""
    spots: list[list[float]] = page.evaluate(
        """name => [...document.querySelectorAll(`.leaflet-container path.${name}`)].map(path => {
            const box = path.getBoundingClientRect();
            const at = [box.x + box.width / 2, box.y + box.height / 2];
            return document.elementFromPoint(...at) === path ? at : null;
        }).filter(Boolean)""",
        css_class,
    )
    page.mouse.click(*spots[nth])
