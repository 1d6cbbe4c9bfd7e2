"""What a text that people typed may hold, at every door: forms, files, ledgers."""

import re
import unicodedata

MAX_REASON = 500
MAX_NOTE = 2000
MAX_NARRATIVE = 10_000
"""Characters."""

_LINE_BREAKS = frozenset("\n\r\t")
# Marks that reorder the text around them make a line read as another one than it is.
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def is_plain(text: str, *, lines: bool) -> bool:
    """Tell whether a text is free of control characters, and of marks that reorder it.

    Parameters
    ----------
    lines
        Line breaks and tabs are allowed.
    """
    controls = {one for one in text if unicodedata.category(one) == "Cc"}
    return not _REORDERING.search(text) and controls <= (_LINE_BREAKS if lines else frozenset())
