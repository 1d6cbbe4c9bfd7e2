"""A list of cameras against the known ones: each revision leaves what was seen before as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from geo_patrol.cameras.records import Camera
from geo_patrol.cameras.revising import Revision, revise

NOW = datetime(2022, 10, 5, tzinfo=UTC)
SPACE = UUID(int=7)


def camera(code: str = "C1", azimuth_deg: float = 90.0, **more: object) -> Camera:
    made = Camera(UUID(int=0), code, code, 121.0, 29.43, azimuth_deg, 60.0, 300.0)
    made = replace(made, **more)  # type: ignore[arg-type]  # fields of the record
    return replace(made, id=uuid5(SPACE, repr(made)))


class Known:
    """Cameras as a store would keep them."""

    def __init__(self) -> None:
        self.counting: dict[UUID, Camera] = {}
        self.taken: set[UUID] = set()

    def take(self, *rows: Camera, now: datetime = NOW) -> Revision:
        done = revise(list(self.counting.values()), rows, self.taken, now=now)
        for one in (*done.new, *done.ended):
            self.counting[one.id] = one
            self.taken.add(one.id)
        for one in done.corrected:
            del self.counting[one.id]
        return done


def test_the_same_list_again_changes_nothing() -> None:
    known = Known()
    rows = [camera("C1"), camera("C2", valid_from=NOW), camera("C2", 180.0, valid_to=NOW)]
    assert (known.take(*rows).n_changed, len(known.counting)) == (0, 3)
    again = known.take(*reversed(rows), now=NOW + timedelta(days=9))
    assert (again.new, again.ended, again.corrected, again.n_same) == ((), (), (), 3)


def test_a_camera_that_was_turned_has_its_old_view_until_then() -> None:
    known = Known()
    known.take(camera(azimuth_deg=90))
    done = known.take(camera(azimuth_deg=180))
    (old,), (new,) = done.ended, done.new
    assert (old.azimuth_deg, old.valid_to) == (90, NOW)
    assert (new.azimuth_deg, new.valid_from) == (180, NOW)
    assert done.n_changed == 1
    assert known.take(camera(azimuth_deg=180)).n_same == 1


def test_the_list_may_say_since_when() -> None:
    known = Known()
    since = NOW - timedelta(days=30)
    known.take(camera(azimuth_deg=90))
    done = known.take(camera(azimuth_deg=180, valid_from=since))
    assert done.ended[0].valid_to == done.new[0].valid_from == since


def test_turned_back_it_is_another_record_and_the_times_between_stay() -> None:
    known = Known()
    for day, azimuth_deg in enumerate((90, 180, 90)):
        known.take(camera(azimuth_deg=azimuth_deg), now=NOW + timedelta(days=day))
    stood = sorted(
        (one.valid_from or datetime.min.replace(tzinfo=UTC), one.azimuth_deg)
        for one in known.counting.values()
    )
    assert [azimuth for _since, azimuth in stood] == [90, 180, 90]
    assert known.take(camera(azimuth_deg=90), now=NOW + timedelta(days=9)).n_same == 1


def test_a_wrong_date_or_name_is_put_right_for_all_times() -> None:
    known = Known()
    known.take(camera())
    done = known.take(camera(valid_to=NOW - timedelta(days=60), name="north"))
    assert (len(done.new), len(done.corrected), done.ended) == (1, 1, ())
    assert [one.name for one in known.counting.values()] == ["north"]


def test_a_camera_that_is_not_on_the_list_stays() -> None:
    known = Known()
    known.take(camera("C1"), camera("C2"))
    done = known.take(camera("C1"))
    assert (done.n_same, done.new, done.ended, done.corrected) == (1, (), (), ())
    assert len(known.counting) == 2


def test_an_id_that_another_squad_has_is_not_taken_twice() -> None:
    row = camera()
    (new,) = revise([], [row], {row.id}, now=NOW).new
    assert new.id != row.id
    assert replace(new, id=row.id) == row
