"""Which shift a person is in: half-open, one's own first, and the next one soon enough."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from geo_patrol.field.shifts import Chosen, choose_shift
from geo_patrol.patrols import Shift

MIDNIGHT = datetime(2022, 10, 8, tzinfo=UTC)


def shift(number: int, hour: float, hours: float = 8, squad: str = "reservoir") -> Shift:
    start = MIDNIGHT + timedelta(hours=hour)
    return Shift(UUID(int=number), squad, "night", start, start + timedelta(hours=hours))


def chosen(
    *shifts: Shift,
    hour: float,
    aboard: set[UUID] | None = None,
    squad: str | None = "reservoir",
    rostered: set[UUID] | None = None,
) -> Chosen:
    now = MIDNIGHT + timedelta(hours=hour)
    return choose_shift(
        shifts, now, aboard=aboard or set(), own_squad=squad, rostered=rostered or set()
    )


NIGHT, EARLY = shift(1, 0), shift(2, 8)


def test_at_the_moment_one_ends_the_other_runs() -> None:
    before = chosen(NIGHT, EARLY, hour=8 - 1e-9)
    at = chosen(NIGHT, EARLY, hour=8)
    assert (before.shift, before.running) == (NIGHT, True)
    assert (at.shift, at.running, at.others) == (EARLY, True, ())
    assert chosen(NIGHT, hour=0).shift == NIGHT
    assert chosen(NIGHT, hour=8).shift is None


def test_without_one_that_runs_it_is_the_next_within_twelve_hours() -> None:
    late = shift(3, 12)
    assert chosen(late, hour=0) == Chosen(late, False, ())
    assert chosen(late, hour=-1e-9) == Chosen(None, False, ())
    assert chosen(late, EARLY, hour=1).shift == EARLY
    assert chosen(hour=1) == Chosen(None, False, ())


def test_of_several_it_is_the_one_whose_patrol_the_person_is_aboard_of() -> None:
    park = shift(4, 0, squad="park")
    assert chosen(NIGHT, park, hour=1) == Chosen(NIGHT, True, (park,))
    assert chosen(NIGHT, park, hour=1, aboard={park.id}) == Chosen(park, True, (NIGHT,))
    assert chosen(NIGHT, park, hour=1, squad="park").shift == park


def test_of_two_of_one_squad_it_is_the_one_that_began_last() -> None:
    drive = shift(5, 4, 2)
    assert chosen(NIGHT, drive, hour=5) == Chosen(drive, True, (NIGHT,))
    assert chosen(drive, NIGHT, hour=6).shift == NIGHT


def test_the_order_in_which_they_are_given_changes_nothing() -> None:
    same = [shift(number, 0, squad=squad) for number, squad in ((6, "a"), (7, "b"), (8, "c"))]
    assert chosen(*same, hour=1) == chosen(*reversed(same), hour=1)


def test_of_those_that_run_the_rostered_one_goes_before_the_squad_s() -> None:
    park = shift(4, 0, squad="park")
    assert chosen(NIGHT, park, hour=1, rostered={park.id}).shift == park
    aboard = chosen(NIGHT, park, hour=1, rostered={park.id}, aboard={NIGHT.id})
    assert (aboard.shift, aboard.others) == (NIGHT, (park,))


def test_who_comes_out_for_a_shift_has_it_from_two_hours_before_it_begins() -> None:
    rostered = {EARLY.id}
    assert chosen(NIGHT, EARLY, hour=6 - 1e-9, rostered=rostered).shift == NIGHT
    coming = chosen(NIGHT, EARLY, hour=6, rostered=rostered)
    assert coming == Chosen(EARLY, False, (NIGHT,))
    assert chosen(NIGHT, EARLY, hour=7, rostered={*rostered, NIGHT.id}).shift == NIGHT
    assert chosen(NIGHT, EARLY, hour=7, rostered=rostered, aboard={NIGHT.id}).shift == NIGHT


def test_when_none_runs_the_rostered_one_goes_before_an_earlier_one() -> None:
    late = shift(3, 12)
    assert chosen(EARLY, late, hour=1, rostered={late.id}).shift == late
