"""A folium map as one HTML file that needs nothing else: Leaflet, styles and data stand inside.

Nothing that people typed passes through a template. folium renders what its macros return as a
template once more, so data travels beside them: as JSON in a script block that the browser does
not run, read by ``assets/*.js``, which build the page with text nodes only.
"""

import json
import re
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template
from xstatic.pkg import leaflet

from maps import palette
from maps.packed import lift
from maps.scene import Scene

_CELLS = ("grid.js", "cells.js", "search.js")
_DOTS = ("dots.js",)
_TRACKS = ("tracks.js",)
_TIME = ("time.js",)
_PANES = ("panes.js",)
_GROUND = ("ground.js",)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.MULTILINE)
_START = """
{% macro script(this, kwargs) %}
    geoPatrolMap({{ this._parent.get_name() }});
{% endmacro %}
"""
_LEAVES_SCRIPT = re.compile("[<>&\u2028\u2029]")


def render(scene: Scene) -> str:
    """Return the scene as a self-contained HTML page; the same scene gives the same text."""
    page = folium.Map(
        location=scene.centre,
        tiles=None,
        zoom_start=13,
        zoom_control=False,
        attribution_control=False,
        fade_animation=False,
        # Of two maps that move together neither runs ahead.
        zoom_animation=not scene.panes,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
        max_zoom=18,
    )
    # folium names things at random; fixed names make equal maps equal files.
    page._id = "patrol"
    page.default_js = []
    page.default_css = []
    starter = MacroElement()  # type: ignore[no-untyped-call]  # branca types all but this
    starter._id = "patrol"
    starter._template = Template(_START)
    page.add_child(starter)

    kind = scene.topics[0].kind
    figure = Figure(title=escape(f"{scene.title[scene.language]} · {kind[scene.language]}"))
    figure.add_child(page)
    figure.header.add_child(Verbatim(f"<style>{_leaflet_css()}</style>"), name="leaflet_css")
    figure.header.add_child(Verbatim(f"<script>{_leaflet_js()}</script>"), name="leaflet_js")
    figure.header.add_child(Verbatim(f"<style>{_own_css(_styles(scene))}</style>"), name="own_css")
    payload, block = lift(scene.payload())
    data = in_script({"scene": payload, "block": block})
    figure.html.add_child(
        Verbatim(f'<script type="application/json" id="map-data">{data}</script>'), name="data"
    )
    figure.html.add_child(Verbatim(f"<script>{_own_js(_parts(scene))}</script>"), name="own_js")
    return figure.render()


class Verbatim(Element):
    """An element that prints a text as it is: it never becomes a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:
        """Return the text."""
        return self.text


def in_script(value: object) -> str:
    """Return JSON that cannot end, or open a comment in, the script block it stands in."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    # A lone surrogate (from a broken file) cannot be written as UTF-8; as an escape it can.
    text = _LEAVES_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _asset(name: str) -> str:
    return (files("maps") / "assets" / name).read_text(encoding="utf-8")


def _parts(scene: Scene) -> tuple[str, ...]:
    """Return the scripts that the scene needs, in order, and none for what it does not show."""
    layers = scene.all_layers
    return (
        "core.js",
        "numbers.js",
        "canvas.js",
        "layers.js",
        *(_CELLS if any("grid" in layer for layer in layers) else ()),
        *(_DOTS if any("dots" in layer for layer in layers) else ()),
        *(_TRACKS if any("lines" in layer for layer in layers) else ()),
        *(_GROUND if scene.context.ground else ()),
        "cards.js",
        "legend.js",
        *(_TIME if scene.clock else ()),
        *(_PANES if scene.panes else ()),
        "tools.js",
        "start.js",
    )


def _styles(scene: Scene) -> tuple[str, ...]:
    return (
        "map.css",
        "cells.css",
        "cards.css",
        *(("time.css",) if scene.clock else ()),
        *(("panes.css",) if scene.panes else ()),
        "phone.css",
    )


@cache
def _own_js(parts: tuple[str, ...]) -> str:
    return "(function(){'use strict';\n" + "\n".join(map(_lean, parts)) + "\n})();"


@cache
def _own_css(parts: tuple[str, ...]) -> str:
    return palette.css() + "\n" + "\n".join(map(_lean, parts))


def _lean(name: str) -> str:
    """Return a script or style without indents and comments of whole lines: a fifth of it."""
    return _INDENT.sub("", _COMMENT.sub("", _asset(name)))


@cache
def _leaflet_js() -> str:
    text = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


@cache
def _leaflet_css() -> str:
    """Return Leaflet's styles without its pictures: none of its icons is used."""
    text = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"background-image:\s*url\([^)]*\);?", "", text)
