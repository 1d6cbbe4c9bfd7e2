"""The kernels of annealing compiled before somebody waits for a roster.

``python -m geo_patrol.roster.anneal.warming`` does it in a process of its own: searches run in
processes of their own too, and take what is kept on disk.
"""

from datetime import date
from math import inf

from geo_patrol.roster.anneal.annealing import annealed
from geo_patrol.roster.cpsat.units import units_of
from geo_patrol.roster.frame import frame_of
from geo_patrol.roster.people import RosterOfficer
from geo_patrol.roster.problem import Need, Post, Problem, ShiftType
from geo_patrol.roster.settings import builtin_rules


def warm() -> None:
    """Compile the kernels, or load them from disk, with a roster of one officer for two days."""
    shift = ShiftType("early", "early", 8 * 60, 16 * 60)
    post = Post("post", "squad", "area", shift.code, Need.always(1))
    problem = Problem(date(2022, 11, 7), 2, (shift,), (RosterOfficer("one", "squad"),), (post,))
    frame = frame_of(problem)
    units = units_of(frame, frozenset())
    annealed(frame, builtin_rules(), units, seed=1, most_moves=1, until=inf, stopped=lambda: False)


if __name__ == "__main__":
    warm()
