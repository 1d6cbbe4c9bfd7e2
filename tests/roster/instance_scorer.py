"""Scores an answer to a public instance from the file alone: it shares nothing with the solver."""

from collections.abc import Mapping
from itertools import groupby, pairwise
from pathlib import Path

Answer = Mapping[str, list[str]]
"""The shift of each person and day, empty when off."""


def score(path: Path, answer: Answer) -> tuple[list[str], int]:
    """Return which hard rules are broken, and what the soft ones cost."""
    parts = _parts(path)
    days = int(parts["HORIZON"][0][0])
    minutes = {row[0]: int(row[1]) for row in parts["SHIFTS"]}
    not_next = {row[0]: set("".join(row[2:3]).split("|")) - {""} for row in parts["SHIFTS"]}
    broken, cost = [], 0
    for who, most_of, longest, shortest, most_run, least_run, least_off, weekends in parts["STAFF"]:
        line = answer[who]
        assert len(line) == days
        broken += [f"{who} {a}{b}" for a, b in pairwise(line) if b in not_next.get(a, ())]
        for code, most in (one.split("=") for one in most_of.split("|")):
            if line.count(code) > int(most):
                broken.append(f"{who} too many {code}")
        if not int(shortest) <= sum(minutes[one] for one in line if one) <= int(longest):
            broken.append(f"{who} minutes")
        runs = [(works, len(list(same))) for works, same in groupby(line, bool)]
        for place, (works, length) in enumerate(runs):
            inner = 0 < place < len(runs) - 1
            if works and length > int(most_run):
                broken.append(f"{who} works {length} days")
            if inner and length < int(least_run if works else least_off):
                broken.append(f"{who} {length} days {'on' if works else 'off'}")
        if sum(any(line[day : day + 2]) for day in range(5, days, 7)) > int(weekends):
            broken.append(f"{who} weekends")
    for who, *off in parts["DAYS_OFF"]:
        broken += [f"{who} works on {day}" for day in off if answer[who][int(day)]]
    for who, day, code, weight in parts["SHIFT_ON_REQUESTS"]:
        cost += int(weight) * (answer[who][int(day)] != code)
    for who, day, code, weight in parts["SHIFT_OFF_REQUESTS"]:
        cost += int(weight) * (answer[who][int(day)] == code)
    for day, code, wanted, under, over in parts["COVER"]:
        short = int(wanted) - sum(line[int(day)] == code for line in answer.values())
        cost += int(under) * max(0, short) + int(over) * max(0, -short)
    return broken, cost


def _parts(path: Path) -> dict[str, list[list[str]]]:
    parts: dict[str, list[list[str]]] = {}
    name = ""
    for line in path.read_text().split("\n"):
        if line.startswith("SECTION_"):
            name = line[8:].strip()
            parts[name] = []
        elif line.strip() and line[0] != "#":
            parts[name].append(line.strip().split(","))
    return parts
