"""Draw the pictures of docs/figures.md, with the program's own kernels on small examples.

python scripts/figure_pictures.py        writes docs/pictures/figures/*.svg
"""

import sys
from pathlib import Path

import figure_gaps
import figure_spots
import figure_tracks

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "figures"
PICTURES = {
    "segments": figure_tracks.segments,
    "stand": figure_tracks.stand,
    "border": figure_tracks.border,
    "visits": figure_tracks.visits,
    "presence": figure_tracks.presence,
    "tracks": figure_gaps.tracks,
    "gaps": figure_gaps.gaps,
    "classes": figure_gaps.classes,
    "windows": figure_gaps.windows,
    "hours": figure_gaps.hours,
    "seen": figure_spots.seen,
    "density": figure_spots.heat,
    "gi": figure_spots.spots,
    "rates": figure_spots.rates,
    "forecast": figure_spots.forecast,
}


def main() -> int:
    """Draw them all; the same program draws the same files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(FOLDER / f"{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
