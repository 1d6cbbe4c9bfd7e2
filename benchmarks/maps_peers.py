"""Plain folium, as its users' guide has it, in files that need no network either.

Of what folium's pages load, Leaflet alone is put in. jQuery, Bootstrap, Font Awesome, markers and
the plugin for heat are left out and count nothing: the peers come out a megabyte smaller, and open
sooner, than files that are whole.
"""

import re
from pathlib import Path

import folium
import numpy as np
from folium.plugins import HeatMap
from geopandas import GeoDataFrame
from xstatic.pkg import leaflet

RAMP = ("#f6f8f8", "#e6f2f1", "#b1cdd2", "#7da9b4", "#487b90", "#0b4f6c")


def coverage(cells: GeoDataFrame) -> str:
    """Return cells coloured by effort: `GeoJson`, a style function, a tooltip."""
    effort = cells["effort_s"].to_numpy()
    breaks = np.quantile(effort[effort > 0], (0.2, 0.4, 0.6, 0.8))

    def style(feature: dict[str, dict[str, float]]) -> dict[str, object]:
        seconds = feature["properties"]["effort_s"]
        k = 0 if seconds <= 0 else 1 + int(np.searchsorted(breaks, seconds))
        return {"fillColor": RAMP[k], "fillOpacity": 1, "color": "#ffffff", "weight": 0.5}

    page = _page(cells)
    folium.GeoJson(
        cells,
        style_function=style,
        tooltip=folium.GeoJsonTooltip(["code", "kind", "effort_s", "n_visits"]),
    ).add_to(page)
    return inlined(page)


def heat(incidents: GeoDataFrame) -> str:
    """Return the heat of incidents: `HeatMap`."""
    page = _page(incidents)
    points = np.column_stack((incidents.geometry.y, incidents.geometry.x))
    HeatMap(points.tolist()).add_to(page)
    return inlined(page)


def _page(frame: GeoDataFrame) -> folium.Map:
    west, south, east, north = frame.total_bounds
    page = folium.Map(location=[(south + north) / 2, (west + east) / 2], tiles=None, zoom_start=12)
    page.fit_bounds([[south, west], [north, east]])
    return page


def inlined(page: folium.Map) -> str:
    """Return a page with Leaflet in place of all that it would load."""
    html: str = page.get_root().render()
    html = re.sub(r'<script src="[^"]*"></script>', "", html)
    html = re.sub(r'<link rel="stylesheet" href="[^"]*"\s*/>', "", html)
    folder = Path(leaflet.BASE_DIR)
    css = re.sub(r"url\([^)]*\)", "none", (folder / "leaflet.css").read_text(encoding="utf-8"))
    script = (folder / "leaflet.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    assets = f"<style>{css}</style><script>{script}</script>"
    return html.replace("</head>", f"{assets}</head>", 1)
