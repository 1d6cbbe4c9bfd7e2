"""A density raster as a small picture with its own palette, one for each theme."""

from base64 import b64encode
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from maps.palette import HEAT, HEAT_STEPS, Theme, rgb

_FULL = 230
"""Alpha of the densest; the shoreline still shows through."""


def heat_pngs(raster: NDArray[np.float64], top: float) -> dict[Theme, str]:
    """Return a raster as PNGs in ``data:`` addresses, one for each theme.

    Parameters
    ----------
    raster
        ``(rows, columns)``, rows from north to south; NaN, zero and below are clear.
    top
        Value at the end of the ramp; must be above zero.
    """
    share = np.clip(np.nan_to_num(raster, nan=0.0) / top, 0.0, 1.0)
    # Step 0 is clear; the last step is `top` itself.
    steps = np.where(share > 0, np.ceil(share * HEAT_STEPS), 0).astype(np.uint8)
    return {theme: _png(steps, theme) for theme in HEAT}


def ramp_png(theme: Theme) -> str:
    """Return the scale from zero to the top as one row of pixels, as the legend's bar."""
    return _png(np.arange(HEAT_STEPS + 1, dtype=np.uint8)[np.newaxis], theme)


def alphas() -> list[int]:
    """Return alpha (0–255) of each step: from clear at zero, without an edge, full at a third."""
    share = np.minimum(1.0, 3 * np.arange(HEAT_STEPS + 1) / HEAT_STEPS)
    return [int(a) for a in np.rint(_FULL * share * share * (3 - 2 * share))]


def _png(steps: NDArray[np.uint8], theme: Theme) -> str:
    # The clear step takes the ramp's first colour: smoothing between pixels then fades to it.
    colours = [rgb(HEAT[theme][0]), *(rgb(colour) for colour in HEAT[theme])]
    picture = Image.fromarray(steps, mode=None).convert("L")
    paletted = Image.frombytes("P", picture.size, picture.tobytes())
    paletted.putpalette([channel for colour in colours for channel in colour])
    out = BytesIO()
    paletted.save(out, "PNG", transparency=bytes(alphas()), compress_level=6)
    return "data:image/png;base64," + b64encode(out.getvalue()).decode("ascii")
