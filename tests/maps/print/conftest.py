"""The sheets that several tests read: made once."""

import pytest
from map_samples import Sample
from print_samples import PRINT_KINDS, PrintKind, content_of, spec
from sheet_reading import Drawing

from maps.print import print_map

Sheets = dict[PrintKind, bytes]


@pytest.fixture(scope="session")
def pdfs(coarse: Sample) -> Sheets:
    """Return each kind as PDF, upright."""
    sheet = spec(form="pdf", turn="portrait", maker="某县综合行政执法局")
    return {kind: print_map(sheet, content_of(kind, coarse)) for kind in PRINT_KINDS}


@pytest.fixture(scope="session")
def drawing(coarse: Sample) -> Drawing:
    """Return the map of gaps as SVG, of few cells."""
    return Drawing(print_map(spec(form="svg"), content_of("gaps", coarse)))
