"""What a list of cameras says against those that are known: new, changed, or the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID, uuid5

from geo_patrol.cameras.records import Camera


@dataclass(frozen=True)
class Revision:
    """What there is to write.

    Attributes
    ----------
    new
        Cameras to be added. One that takes another's place and does not say since when stands so
        from now on.
    ended
        Known ones that were turned or moved: with the moment at which they ended.
    corrected
        Known ones whose view is the same and whose name or dates are not: they never count again.
    n_changed
        How many of the new ones have the code of one that is known.
    n_same
        Rows that are known as they are.
    """

    new: tuple[Camera, ...]
    ended: tuple[Camera, ...]
    corrected: tuple[Camera, ...]
    n_changed: int
    n_same: int


def revise(
    known: Sequence[Camera], rows: Iterable[Camera], taken: Collection[UUID], *, now: datetime
) -> Revision:
    """Compare rows with the known cameras of the same squad, by code.

    A known camera of a code that no row has stays as it is; so does what ended before now. Rows of
    one code stand beside each other: a camera has a row for each of its settings.

    Parameters
    ----------
    known
        Cameras that count, those that have ended too.
    taken
        Ids of all cameras there are, of other squads too.
    now
        When a camera that is in another setting than it was known in was turned, unless the row
        says it.
    """
    of_code: dict[str, list[Camera]] = defaultdict(list)
    for one in known:
        of_code[one.code].append(one)
    asked: dict[str, list[Camera]] = defaultdict(list)
    for row in rows:
        asked[row.code].append(row)
    new, ended, corrected = [], [], []
    n_changed = n_same = 0
    for code, its_rows in asked.items():
        left = list(of_code.get(code, ()))
        fresh = []
        for row in its_rows:
            same = next((one for one in left if _same(one, row)), None)
            if same is None:
                fresh.append(row)
            else:
                left.remove(same)
                n_same += 1
        if not fresh:
            continue
        standing = [one for one in left if one.valid_to is None or one.valid_to > now]
        put_right = [one for one in standing if any(_view(one) == _view(row) for row in fresh)]
        turned = [one for one in standing if one not in put_right]
        if turned:
            fresh = [replace(row, valid_from=row.valid_from or now) for row in fresh]
            at = min(row.valid_from or now for row in fresh)
            ended += [replace(one, valid_to=min(one.valid_to or at, at)) for one in turned]
        corrected += put_right
        n_changed += len(fresh) if of_code.get(code) else 0
        new += [_with_own_id(row, taken, now) for row in fresh]
    return Revision(tuple(new), tuple(ended), tuple(corrected), n_changed, n_same)


def _view(camera: Camera) -> tuple[object, ...]:
    """Return what it sees and when of the day."""
    place = (camera.lon, camera.lat, camera.azimuth_deg, camera.fov_deg, camera.range_m)
    return (*place, camera.hours)


def _same(known: Camera, row: Camera) -> bool:
    """Whether a row says what is known; one that does not say since when leaves that open."""
    return (
        _view(known) == _view(row)
        and known.name == row.name
        and row.valid_from in (None, known.valid_from)
        and known.valid_to == row.valid_to
    )


def _with_own_id(row: Camera, taken: Collection[UUID], now: datetime) -> Camera:
    """Return a row under its own id; turned back to a former setting, it is another record."""
    if row.id not in taken:
        return row
    return replace(row, id=uuid5(row.id, now.astimezone(UTC).isoformat()))
