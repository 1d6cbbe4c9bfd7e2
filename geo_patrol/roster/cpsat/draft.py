"""The model of one problem: who works where, and what that costs by each rule."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ortools.sat.python import cp_model

from geo_patrol.roster.cpsat.units import Named, Unit, units_of, without_post
from geo_patrol.roster.frame import BEFORE, OFF, WORKED, Frame
from geo_patrol.roster.settings import RuleSetting, RuleSettings

Var = cp_model.BoolVarT
Lit = Var | bool
"""True or false, known or to be decided."""

Terms = list[tuple[int, cp_model.IntVar | Var]]

KEPT = 1000
"""A hard rule that weighs so much is not given up while such rules can all hold together."""

Firmness = Literal["all", "kept", "none"]
"""All hard rules, those that weigh enough to be kept, or none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A shift that an officer may have on a day; at no post when ``unit`` is None."""

    officer: int
    day: int
    shift: int
    unit: int | None
    lit: Var


Allow = Callable[[int, int, Unit], bool]
"""Whether an officer may be in a unit on a day."""


class Draft:
    """A model that rules are built into.

    Nobody has more than one shift a day in it, whatever the rules say. ``impossible`` becomes true
    when it is seen, while rules are built, that the strict ones cannot all hold.

    Parameters
    ----------
    apart
        Posts that are decided one by one.
    firm
        Which hard rules leave no choice; the others may be broken, for what they weigh.
    loose
        Shifts that may be worked at no post, besides those that must be allowed to.
    """

    def __init__(
        self,
        frame: Frame,
        settings: RuleSettings,
        apart: Named,
        *,
        firm: Firmness = "kept",
        loose: frozenset[tuple[int, int, int]] = frozenset(),
        allow: Allow | None = None,
    ) -> None:
        self.frame, self.settings, self.firm = frame, settings, firm
        self.model = cp_model.CpModel()
        self.units = units_of(frame, apart)
        self.places: list[Place] = []
        self.costs: dict[str, Terms] = {}
        self.constants: dict[str, int] = {}
        self.impossible = False
        self._loose = loose | without_post(frame)
        self._shut = self._closed()
        n_days = len(frame.problem.days)
        self._of_day: list[list[int]] = [[] for _ in range(n_days)]
        for number, unit in enumerate(self.units):
            self._of_day[unit.day].append(number)
        self.members: list[list[Place]] = [[] for _ in self.units]
        self.at: dict[tuple[int, int], list[Place]] = {}
        self._shift: dict[tuple[int, int, int], Lit] = {}
        self._works: dict[tuple[int, int], Lit] = {}
        self._night: dict[tuple[int, int], Lit] = {}
        self._one_of: dict[tuple[int, int, frozenset[int]], Lit] = {}
        for officer in range(len(frame.problem.officers)):
            for day in range(n_days):
                self._day(officer, day, allow)

    def strict(self, rule: RuleSetting) -> bool:
        """Whether a rule leaves no choice in this model."""
        if rule.kind != "hard" or self.firm == "none":
            return False
        return self.firm == "all" or rule.weight >= KEPT

    def works(self, officer: int, at: int) -> Lit:
        """Whether somebody works; day ``at`` is counted as in `Sheet.works`."""
        if at < BEFORE:
            state = int(self.frame.before[officer, at])
            return state >= 0 or state == WORKED
        return self._works[officer, at - BEFORE]

    def off(self, officer: int, at: int) -> Lit:
        """Whether somebody is known to be off."""
        if at < BEFORE:
            return int(self.frame.before[officer, at]) == OFF
        return inverse(self.works(officer, at)) if self._is_employed(officer, at) else False

    def night(self, officer: int, at: int) -> Lit:
        """Whether somebody works a night."""
        if at < BEFORE:
            return bool(self.frame.night_before[officer, at])
        return self._night[officer, at - BEFORE]

    def shift(self, officer: int, at: int, shift: int) -> Lit:
        """Whether somebody works a shift."""
        if at < BEFORE:
            return int(self.frame.before[officer, at]) == shift
        return self._shift.get((officer, at - BEFORE, shift), False)

    def one_of(self, officer: int, at: int, shifts: frozenset[int]) -> Lit:
        """Whether somebody works one of some shifts of a day of the roster."""
        key = (officer, at - BEFORE, shifts)
        if key not in self._one_of:
            places = self.at[officer, at - BEFORE]
            have = {one.shift for one in places}
            if have and have <= shifts:
                self._one_of[key] = self._works[officer, at - BEFORE]
            else:
                same = [self._shift[officer, at - BEFORE, one] for one in sorted(have & shifts)]
                self._one_of[key] = self._any([one for one in same if not isinstance(one, bool)])
        return self._one_of[key]

    def pay(self, rule: RuleSetting, lit: Lit, times: int = 1) -> None:
        """Let something cost ``times`` the rule's weight; a strict rule forbids it."""
        self.never(rule, [lit], times)

    def never(self, rule: RuleSetting, lits: Iterable[Lit], amount: int = 1) -> None:
        """Let it cost ``amount`` when all of ``lits`` are true; a strict rule forbids it."""
        open_ = [one for one in lits if one is not True]
        if any(one is False for one in open_):
            return
        chosen = [one for one in open_ if not isinstance(one, bool)]
        if not chosen:
            self.always(rule, amount)
        elif self.strict(rule):
            self.model.add_bool_or([~one for one in chosen])
        elif amount * rule.weight:
            lit = chosen[0]
            if len(chosen) > 1:
                lit = self.model.new_bool_var("")
                self.model.add_bool_or([*(~one for one in chosen), lit])
            self.costs.setdefault(rule.name, []).append((amount * rule.weight, lit))

    def always(self, rule: RuleSetting, amount: int) -> None:
        """Let it cost ``amount``, whatever is decided."""
        self.impossible |= self.strict(rule) and amount * rule.weight > 0
        known = self.constants.get(rule.name, 0)
        self.constants[rule.name] = known + amount * rule.weight

    def beyond(
        self,
        rule: RuleSetting,
        terms: Sequence[tuple[int, Lit]],
        most: int,
        *,
        each: int = 1,
        of: int = 1,
    ) -> None:
        """Let each begun ``of`` units of ``terms`` beyond ``most`` cost ``each``."""
        rest = most - sum(factor for factor, lit in terms if lit is True)
        chosen = [(factor, lit) for factor, lit in terms if not isinstance(lit, bool)]
        largest = sum(max(0, factor) for factor, _ in chosen)
        if largest <= rest:
            return
        if not chosen:
            self.always(rule, -(rest // of) * each)
        elif self.strict(rule):
            self.model.add(weighted(chosen) <= rest)
        elif each * rule.weight:
            amount = self.model.new_int_var(0, -((rest - largest) // of), "")
            self.model.add(of * amount >= weighted(chosen) - rest)
            self.costs.setdefault(rule.name, []).append((each * rule.weight, amount))

    def _is_employed(self, officer: int, at: int) -> bool:
        return bool(self.frame.employed[officer, at - BEFORE])

    def _closed(self) -> "list[list[list[bool]]]":
        """Return (o, d, s) what no roster of this model has, by the strict rules."""
        frame, shut = self.frame, self.frame.barred & False
        if self.strict(self.settings["employed"]):
            shut = shut | ~frame.employed[:, :, None]
        if self.strict(self.settings["leave"]):
            shut = shut | frame.takes_leave
        if self.strict(self.settings["forbidden"]):
            shut = shut | frame.barred
        closed: list[list[list[bool]]] = shut.tolist()
        return closed

    def _day(self, officer: int, day: int, allow: Allow | None) -> None:
        model, shut = self.model, self._shut[officer][day]
        places: list[Place] = []
        for number in self._of_day[day]:
            unit = self.units[number]
            if not shut[unit.shift] and (allow is None or allow(officer, day, unit)):
                place = Place(officer, day, unit.shift, number, model.new_bool_var(""))
                places.append(place)
                self.members[number].append(place)
        for shift in range(len(shut)):
            if (officer, day, shift) in self._loose and not shut[shift]:
                places.append(Place(officer, day, shift, None, model.new_bool_var("")))
        self.at[officer, day] = places
        self.places += places
        for shift in {one.shift for one in places}:
            same = [one.lit for one in places if one.shift == shift]
            self._shift[officer, day, shift] = self._any(same)
        nights = [one.lit for one in places if self.frame.night[one.shift]]
        self._night[officer, day] = self._any(nights)
        self._works[officer, day] = self._any([one.lit for one in places])

    def _any(self, lits: list[Var]) -> Lit:
        """Return whether one of some is true; at most one is."""
        if len(lits) < 2:
            return lits[0] if lits else False
        found = self.model.new_bool_var("")
        self.model.add_exactly_one([*lits, ~found])
        return found


def inverse(lit: Lit) -> Lit:
    """Return what is true when ``lit`` is not."""
    return not lit if isinstance(lit, bool) else ~lit


def weighted(terms: Iterable[tuple[int, cp_model.IntVar | Var]]) -> cp_model.LinearExpr:
    """Return a sum as an expression; an empty one is nought."""
    pairs = list(terms)
    return cp_model.LinearExpr.weighted_sum([one for _, one in pairs], [n for n, _ in pairs])
