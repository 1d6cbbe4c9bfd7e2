"""Rosters: how soon every post is manned, how near to the bound, how few changes at a sick call.

``python -m benchmarks.roster`` prints one JSON line per task and seed; with ``--instances FOLDER``
(or ``GEO_PATROL_BENCH_DATA``, its folder ``roster``) also one for each public instance there.

``covered_s`` is when no hard rule was broken any more; ``gap`` how far the bound is below the soft
cost, as a share of it; ``cpu_s`` the processor time of the search and ``load`` that of the
machine, which tell how much of it the search had.
"""

import argparse
import os
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.lines import show
from benchmarks.roster_months import ill, month
from geo_patrol.roster.instances import read_instance
from geo_patrol.roster.problem import Problem, Roster
from geo_patrol.roster.replan import replan
from geo_patrol.roster.settings import RuleSettings, builtin_rules
from geo_patrol.roster.solver import Effort, Progress, Solution, solve

BEST_KNOWN = {1: 607, 2: 828, 3: 1001, 5: 1143, 7: 1056, 9: 439, 11: 3443}
_SICK_FROM, _SICK_DAYS = 10, 5

Line = dict[str, object]


def solved(
    task: str, problem: Problem, settings: RuleSettings, seconds: float
) -> tuple[Line, Solution]:
    """Solve a problem and return its line."""
    covered: list[float] = []

    def hear(progress: Progress) -> None:
        if not covered and (progress.aim != "hard" or progress.value == 0):
            covered.append(progress.seconds)

    before = _cpu_s()
    found = solve(problem, settings, Effort(seconds), progress=hear)
    whole, apart = found.value.hard == 0, found.value.soft - found.bound.soft
    line: Line = {
        "task": task,
        "n": len(problem.officers),
        "seconds": round(found.seconds, 1),
        "covered_s": round(covered[0], 2) if whole and covered else None,
        "hard": found.value.hard,
        "soft": found.value.soft,
        "bound": found.bound.soft,
        "gap": round(apart / max(1, found.value.soft), 3) if whole else None,
        "status": found.status,
        "cpu_s": round(_cpu_s() - before, 1),
        "load": round(os.getloadavg()[0], 1),
    }
    return line, found


def sick_line(seed: int, problem: Problem, roster: Roster, seconds: float) -> Line:
    """Replan five days of illness of somebody who has most shifts in them."""
    told = replace(problem, published=roster, published_days=frozenset(problem.days))
    days = set(problem.days[_SICK_FROM : _SICK_FROM + _SICK_DAYS])
    counts = {one.id: 0 for one in problem.officers}
    for one in roster:
        counts[one.officer] += one.day in days
    who = max(counts, key=lambda name: (counts[name], name))
    proven: list[float] = []

    def hear(progress: Progress) -> None:
        if not proven and progress.aim == "soft":
            proven.append(progress.seconds)

    before = _cpu_s()
    sick = ill(told, who, _SICK_FROM, _SICK_DAYS)
    found = replan(sick, builtin_rules(), Effort(seconds), progress=hear)
    others = {one.officer for one in found.changes} - {who}
    return {
        "task": f"five days of illness, seed {seed}",
        "n": len(problem.officers),
        "seconds": round(proven[0] if proven else found.solution.seconds, 2),
        "fewest_proven": found.fewest,
        "shifts_missed": counts[who],
        "days_changed": len(found.changes),
        "days_off_taken": len(found.days_off_taken),
        "others_touched": len(others),
        "hard": found.solution.value.hard,
        "cpu_s": round(_cpu_s() - before, 1),
        "load": round(os.getloadavg()[0], 1),
    }


def lines(seeds: list[int], seconds: float) -> Iterator[Line]:
    """Yield the lines of the months."""
    for seed in seeds:
        small = month(seed)
        line, found = solved(f"two reservoirs, seed {seed}", small, builtin_rules(), seconds)
        yield line
        yield sick_line(seed, small, found.roster, min(20, seconds))
    for seed in seeds[:1]:
        both = month(seed, with_park=True)
        yield solved(f"with the park, seed {seed}", both, builtin_rules(), seconds)[0]


def instance_lines(folder: Path, seconds: float) -> Iterator[Line]:
    """Yield the lines of the public instances that are there."""
    for number, best in BEST_KNOWN.items():
        path = folder / f"Instance{number}.txt"
        if path.is_file():
            instance = read_instance(path)
            line, found = solved(path.stem, instance.problem, instance.settings, seconds)
            apart = found.value.soft / best - 1 if found.value.hard == 0 else None
            yield line | {"best_known": best, "over_best": apart and round(apart, 3)}


def main() -> None:
    """Print a line for each task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    parser.add_argument("--seconds", type=float, default=60, help="for each search")
    parser.add_argument("--instances", type=Path, help="folder of public instances")
    given = parser.parse_args()
    for line in lines(given.seeds, given.seconds):
        show(line)
    data = os.environ.get("GEO_PATROL_BENCH_DATA")
    folder = given.instances or (Path(data) / "roster" if data else None)
    for line in instance_lines(folder, given.seconds) if folder else ():
        show(line)


def _cpu_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
