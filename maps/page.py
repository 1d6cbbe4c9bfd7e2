"""A folium map as one HTML file that needs nothing else: Leaflet, styles and data stand inside.

Nothing that people typed passes through a template. folium renders what its macros return as a
template once more, so data travels beside them: as JSON in a script block that the browser does
not run, read by ``assets/*.js``, which build the page with text nodes only.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template
from xstatic.pkg import leaflet

from maps import palette
from maps.scene import Scene

_SCRIPTS = ("core.js", "layers.js", "cells.js", "cards.js", "start.js")
_START = """
{% macro script(this, kwargs) %}
    geoPatrolMap({{ this._parent.get_name() }});
{% endmacro %}
"""
_IN_SCRIPT: Mapping[int, str] = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def render(scene: Scene) -> str:
    """Return the scene as a self-contained HTML page; the same scene gives the same text."""
    page = folium.Map(
        location=scene.centre,
        tiles=None,
        zoom_start=13,
        zoom_control=False,
        attribution_control=False,
        fade_animation=False,
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

    figure = Figure(title=escape(f"{scene.title[scene.language]} · {scene.kind[scene.language]}"))
    figure.add_child(page)
    figure.header.add_child(Verbatim(f"<style>{_leaflet_css()}</style>"), name="leaflet_css")
    figure.header.add_child(Verbatim(f"<script>{_leaflet_js()}</script>"), name="leaflet_js")
    figure.header.add_child(Verbatim(f"<style>{_own_css()}</style>"), name="own_css")
    data = in_script(scene.payload())
    figure.html.add_child(
        Verbatim(f'<script type="application/json" id="map-data">{data}</script>'), name="data"
    )
    figure.html.add_child(Verbatim(f"<script>{_own_js()}</script>"), name="own_js")
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
    return text.translate(_IN_SCRIPT).encode("utf-8", "backslashreplace").decode("utf-8")


def _asset(name: str) -> str:
    return (files("maps") / "assets" / name).read_text(encoding="utf-8")


@cache
def _own_js() -> str:
    return "(function(){'use strict';\n" + "\n".join(map(_asset, _SCRIPTS)) + "\n})();"


@cache
def _own_css() -> str:
    return palette.css() + "\n" + _asset("map.css")


@cache
def _leaflet_js() -> str:
    text = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S*", "", text)


@cache
def _leaflet_css() -> str:
    """Return Leaflet's styles without its pictures: none of its icons is used."""
    text = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return re.sub(r"background-image:\s*url\([^)]*\);?", "", text)
