"""A figure as a file in which nothing tells when or where it was made."""

import io
from collections.abc import Sequence

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType
from PIL import Image

from maps.print.sheet import Form
from maps.print.styles import HATCH_PT


def style(families: Sequence[str]) -> dict[RcKeyType, object]:
    """Return how matplotlib is to draw a sheet."""
    return {
        "font.family": list(families),
        # Names of parts of an SVG would differ from run to run.
        "svg.hashsalt": "geo-patrol",
        "svg.fonttype": "path",
        # Outlines of letters: a PDF with them looks alike everywhere, and its text can be searched.
        "pdf.fonttype": 3,
        "pdf.compression": 9,
        # What people typed is no formula.
        "text.parse_math": False,
        # Letters as wide in a picture as they are measured.
        "text.hinting": "none",
        "hatch.linewidth": HATCH_PT,
        "path.simplify": False,
    }


def saved(figure: Figure, form: Form, dpi: int, title: str) -> bytes:
    """Return a figure as a file; the same figure gives the same bytes."""
    out = io.BytesIO()
    if form == "png":
        figure.set_dpi(dpi)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        # Without the channel of transparency that some printers fill with black.
        picture = Image.fromarray(pixels[..., :3])
        picture.save(out, "PNG", dpi=(dpi, dpi))
    elif form == "pdf":
        none = dict.fromkeys(("CreationDate", "Creator", "Producer"))
        figure.savefig(out, format="pdf", metadata={**none, "Title": title})
    else:
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    return out.getvalue()
