"""Numbers of an inventory, in words."""

from collections.abc import Iterable


def number_list(numbers: Iterable[int]) -> str:
    """Return numbers as a person writes them: ``1–3, 7``."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(str(end) for end in run) for run in runs)
