"""Which camera of a squad's list an alert is by: devices name it as whoever set them up did."""

import unicodedata
from collections.abc import Iterable


def code_of(name: str, known: Iterable[tuple[str, str]]) -> str | None:
    """Return the code of the camera that a device means, or None.

    Codes come before names. Case, width of letters and spaces do not matter. A name that two
    cameras have is nobody's.

    Parameters
    ----------
    known
        Codes with names; a camera that was turned comes several times.
    """
    pairs = list(known)
    wanted = _plain(name)
    by_code = {_plain(code): code for code, _ in pairs}
    if wanted in by_code:
        return by_code[wanted]
    named = {code for code, its_name in pairs if _plain(its_name) == wanted}
    return named.pop() if wanted and len(named) == 1 else None


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
