"""Texts as they are read and looked up, however they were typed."""

import re
import unicodedata

_SPACE = re.compile(r"[\s\u200b-\u200d\ufeff]+")


def plain(cell: str) -> str:
    """Return what is read of a text: wide letters made narrow, no spaces.

    >>> plain("夜 （钦）")
    '夜(钦)'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", cell))


def folded(word: str) -> str:
    """Return a word as it is looked up."""
    return plain(word).casefold()
