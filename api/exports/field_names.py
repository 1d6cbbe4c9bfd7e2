"""Names of columns where there is room for ten letters only: fields of DBF."""

from collections.abc import Sequence

MOST_BYTES = 10

SHORT: dict[str, str] = {
    "boundary_status": "bnd_status",
    "longest_gap_s": "long_gap_s",
    "occurred_at": "occurred",
    "presence_h_around": "pres_h_ar",
    "required_interval_s": "required_s",
    "seen_camera": "seen_cam",
    "seen_neither": "seen_none",
    "seen_patrol": "seen_patr",
    "smoothed_per_h": "smooth_h",
    "void_reason": "void_why",
}
"""Of those that are longer."""


def field_names(names: Sequence[str]) -> list[str]:
    """Return a name of at most ten ASCII letters for each column, no two alike.

    A name that is too long and not in `SHORT` is cut, and numbered where another is cut to the
    same.
    """
    found: list[str] = []
    for name in names:
        short = SHORT.get(name, name)[:MOST_BYTES]
        n = 1
        while short in found:
            n += 1
            short = f"{name[: MOST_BYTES - len(str(n))]}{n}"
        found.append(short)
    return found
