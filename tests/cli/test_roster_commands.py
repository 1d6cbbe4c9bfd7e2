"""``geo-patrol roster`` at the command line."""

from pathlib import Path

from commanding import done, refused

SMALL = Path(__file__).parents[1] / "data" / "roster" / "small.txt"


def test_bench_prints_file_value_bound_and_seconds_in_a_line() -> None:
    words = done("--lang", "en", "roster", "bench", SMALL, "--time", "30", "--workers", "2")
    name, value, _, bound, *_ = words.split()
    assert name == "small.txt"
    assert int(bound) == int(value)
    assert "proven optimal" in words


def test_bench_refuses_a_file_that_is_no_instance(tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("nothing")
    assert refused("roster", "bench", path).key == "roster.instance_bad"
