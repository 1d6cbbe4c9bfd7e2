"""The files that take long are begun first, and all of them are there."""

from pathlib import Path

from running_order import HERE, LONGEST_FIRST, rank


def test_every_file_of_the_order_is_there_and_named_once() -> None:
    assert [name for name in LONGEST_FIRST if not (HERE / name).is_file()] == []
    assert len(set(LONGEST_FIRST)) == len(LONGEST_FIRST)


def test_what_is_named_comes_in_its_order_and_all_else_after_it() -> None:
    order = ("store/b.py", "api/a.py")
    paths = [HERE / "api/a.py", HERE / "alarms/c.py", HERE / "store/b.py", Path("/elsewhere/d.py")]
    assert [rank(path, order) for path in paths] == [1, 2, 0, 2]
