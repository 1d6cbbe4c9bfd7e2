"""The unified social credit code of a firm, 统一社会信用代码 (GB 32100—2015)."""

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 signs: those that are taken for others (I, O, S, V, Z) are left out."""
LENGTH = 18


def check_letter(first: str) -> str:
    """Return the last sign of a code whose first 17 are given (GB 32100—2015, 附录 A).

    Raises
    ------
    ValueError
        When a sign is none of the 31.
    """
    total = sum(LETTERS.index(one) * pow(3, place, 31) for place, one in enumerate(first))
    return LETTERS[-total % 31]


def is_sound(code: str) -> bool:
    """Tell whether a code has 18 of the signs, and the last one fits the others."""
    if len(code) != LENGTH or not set(code) <= set(LETTERS):
        return False
    return code[-1] == check_letter(code[:-1])
