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


# What lies where on the screen, of SVG and of canvases alike: [css class, x, y, width, height].
MARKS = """() => {
    const found = [];
    const box = ({x, y, width, height}) => [x, y, width, height];
    for (const path of document.querySelectorAll(".leaflet-container path")) {
        if ((path.getAttribute("d") || "M0 0") === "M0 0") continue;
        for (const name of path.classList) found.push([name, ...box(path.getBoundingClientRect())]);
    }
    for (const {map, layers} of geoPatrol.views) {
        const corner = map.getContainer().getBoundingClientRect();
        const origin = map.getPixelOrigin();
        const scale = 256 * 2 ** map.getZoom();
        const at = (x, y) => {
            const point = map.layerPointToContainerPoint([x, y]);
            return [point.x + corner.x, point.y + corner.y];
        };
        for (const group of layers()) {
            if (group.shapes) {
                const {box, ring, n} = group.shapes;
                const names = group.names();
                for (let c = 0; c < n; c++) {
                    if (ring[c] === ring[c + 1]) continue;
                    const [west, north, east, south] = box.slice(4 * c, 4 * c + 4);
                    const [x, y] = at(west * scale - origin.x, north * scale - origin.y);
                    const size = [(east - west) * scale, (south - north) * scale];
                    for (const name of ["cell", names[c]]) found.push([name, x, y, ...size]);
                }
            }
            for (const {layer, marks} of group.canvases || []) {
                for (const mark of marks()) {
                    const [x, y] = at(mark.x, mark.y);
                    found.push([mark.n > 1 ? "bunch" : layer.dot, x - 1, y - 1, 2, 2]);
                    if (layer.details || layer.fields) found.push(["told", x - 1, y - 1, 2, 2]);
                }
            }
        }
    }
    return found;
}"""

Box = tuple[float, float, float, float]


def boxes(page: Page, css_class: str) -> list[Box]:
    """Return where each cell, dot or path of a class is on the screen: x, y, width, height."""
    marks: list[tuple[str, float, float, float, float]] = page.evaluate(MARKS)
    return [(x, y, width, height) for name, x, y, width, height in marks if name == css_class]


def drawn(page: Page, css_class: str) -> int:
    """Return how many cells, dots or paths of a class are on the map with a shape."""
    return len(boxes(page, css_class))


def press(page: Page, name: str) -> None:
    """Press the button of a name."""
    page.get_by_role("button", name=name, exact=True).click()


def uncovered(page: Page, found: list[Box]) -> list[Box]:
    """Return the boxes whose middle no card lies over."""
    kept: list[bool] = page.evaluate(
        """found => found.map(([x, y, width, height]) => {
            const top = document.elementFromPoint(x + width / 2, y + height / 2);
            return Boolean(top && top.closest(".leaflet-pane, .leaflet-container")) &&
                !top.closest(".leaflet-popup");
        })""",
        found,
    )
    return [box for box, free in zip(found, kept, strict=True) if free]


def press_cell(page: Page, css_class: str, *, nth: int = 0) -> None:
    """Click, or tap, in the middle of a cell, path or dot of a class that no card covers."""
    found = uncovered(page, boxes(page, css_class))
    # A cell that a border cut may have nothing of it in its middle.
    held: list[bool] = page.evaluate(
        """([found, name]) => found.map(([x, y, width, height]) => {
            const view = geoPatrol.views[0], cells = view.cells();
            const names = cells ? cells.names() : [];
            if (name !== "cell" && !names.includes(name)) return true;
            return [-2, 0, 2].every(off => {
                const at = L.point(x + width / 2 + off, y + height / 2 - off);
                const c = cells.at(view.map.containerPointToLatLng(at));
                return c >= 0 && (name === "cell" || names[c] === name);
            });
        })""",
        [found, css_class],
    )
    x, y, width, height = [box for box, holds in zip(found, held, strict=True) if holds][nth]
    page.mouse.click(x + width / 2, y + height / 2)
