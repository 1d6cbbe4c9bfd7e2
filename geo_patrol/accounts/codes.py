"""One-time codes that people copy from paper or hear on the phone.

Crockford's base 32 has no I, L, O and U: what looks like a 1 or a 0 is one.
"""

import math
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4

_BITS_EACH = 5
_LOOKALIKES = str.maketrans("OIL", "011")


def readable_code(bits: int) -> str:
    """Return a new random code of at least so many bits, in groups of four: ``7K3M-Q0XT-…``."""
    length = math.ceil(bits / _BITS_EACH)
    code = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(code[i : i + GROUP] for i in range(0, length, GROUP))


def normalised(code: str) -> str:
    """Return a code as it was meant: capitals, no spaces or dashes, O as 0, I and L as 1.

    Full-width letters and digits, as a Chinese keyboard may give them, become plain ones. What is
    no code stays none: other characters are kept.
    """
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(one for one in plain if not _separates(one)).translate(_LOOKALIKES)


def _separates(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd"
