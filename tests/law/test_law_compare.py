"""What differs between two law tables."""

from geo_patrol.law.compare import Content, differences


def told(before: Content, after: Content) -> list[tuple[str, str, str | None, str]]:
    return [(one.section, one.id, one.since, one.change) for one in differences(before, after)]


def test_entries_that_came_went_or_read_otherwise_are_told_by_their_id_and_first_day() -> None:
    old = {"id": "a", "valid_to": "2026-08-14", "fine": 1}
    new = {"id": "a", "valid_from": "2026-08-15", "fine": 1}
    gone, came = {"id": "b"}, {"id": "c"}
    heavier = {**new, "fine": 2}
    before: Content = {"rules": [old, new, gone], "periods": [gone]}
    after: Content = {"rules": [old, heavier, came], "periods": [gone]}
    assert told(before, after) == [
        ("rules", "a", "2026-08-15", "changed"),
        ("rules", "c", None, "added"),
        ("rules", "b", None, "dropped"),
    ]
    [changed, _, dropped] = differences(before, after)
    assert (changed.before, changed.after) == (new, heavier)
    assert (dropped.before, dropped.after) == (gone, None)


def test_a_table_does_not_differ_from_itself_whatever_the_order_of_its_entries() -> None:
    one, other = {"id": "a"}, {"id": "b"}
    assert told({"rules": [one, other]}, {"rules": [other, one]}) == []
