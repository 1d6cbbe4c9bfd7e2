"""Chinese letters for tests that set papers: what a missing font means."""

import os

import pytest

from geo_patrol.evidence.fonts import find_font

needs_font = pytest.mark.skipif(
    find_font(None) is None and os.environ.get("CI") != "true",
    reason="no font with Chinese letters: run scripts/system-packages.sh fonts",
)
"""Where ``CI=true`` a font must be there: without one these tests fail."""
