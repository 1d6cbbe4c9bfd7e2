"""Draw one sheet of each kind into a folder, to be looked at.

.venv/bin/python tests/maps/print/draw_all.py DIR --form pdf png --kinds gaps zones
"""

import argparse
import sys
from pathlib import Path
from time import perf_counter

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from map_samples import make_sample  # noqa: E402
from print_samples import PRINT_KINDS, content_of, spec  # noqa: E402

from maps.print import printed_map  # noqa: E402


def main() -> None:
    """Draw them, and tell how long each took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--form", nargs="*", default=["png"])
    asked.add_argument("--cells-m", type=float, default=100)
    asked.add_argument("--dpi", type=int, default=300)
    asked.add_argument("--turn", default="landscape")
    asked.add_argument("--paper", default="A4")
    asked.add_argument("--kinds", nargs="*", choices=PRINT_KINDS, default=PRINT_KINDS)
    chosen = asked.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    sample = make_sample(chosen.cells_m)
    for kind in chosen.kinds:
        content = content_of(kind, sample)
        for form in chosen.form:
            sheet = spec(
                form=form,
                dpi=chosen.dpi,
                turn=chosen.turn,
                paper=chosen.paper,
                maker="某县综合行政执法局",
                handling="内部使用",
            )
            started = perf_counter()
            made = printed_map(sheet, content)
            path = chosen.folder / f"{kind}.{form}"
            path.write_bytes(made.data)
            print(f"{path}: {len(made.data) / 1024:.0f} kB in {perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
