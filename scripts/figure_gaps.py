"""Pictures of time: gaps, classes, windows, hours of arrival, standing of tracks."""

import itertools
from datetime import UTC
from uuid import UUID

import numpy as np
from figure_canvas import INK, Canvas

from geo_patrol.coverage.gaps import (
    GAP_CLASSES,
    NEVER_US,
    compliance,
    gap_spans,
    standing,
    window_bounds,
)
from geo_patrol.coverage.predictability import evenness
from geo_patrol.tracks.standing import standings

HOUR_US = 3_600_000_000
REQUIRED_H = 8
# Hours of a period of two days in which a cell was visited.
VISITED = ((9.0, 9.6), (13.0, 13.4), (22.5, 23.2), (38.0, 38.5))
DAYS_H = 48
ONE = np.zeros(len(VISITED), np.int32)
ENTER = np.array([int(begin * HOUR_US) for begin, _ in VISITED])
LEAVE = np.array([int(end * HOUR_US) for _, end in VISITED])
WANTED = np.array([REQUIRED_H * 3600.0])


def _clock(drawn: Canvas, y: float) -> None:
    for hour in range(0, DAYS_H + 1, 8):
        drawn.text(_at(hour), y, f"{hour % 24:02d}:00", size=10, anchor="middle")


def _at(hour: float) -> float:
    return 40 + hour * 11.6


def gaps() -> Canvas:
    """Draw the visits of one cell, and the spans between them that are longer than required."""
    spans = gap_spans(ONE, ENTER, LEAVE, WANTED, 0, DAYS_H * HOUR_US)
    drawn = Canvas(640, 190)
    drawn.text(40, 22, "一格两天，要求每 8 小时到一次 · one cell, two days, required every 8 h")
    drawn.rect(_at(0), 78, _at(DAYS_H) - _at(0), 20, INK["gap_on_time"])
    for from_us, to_us, never in zip(spans.from_us, spans.to_us, spans.never, strict=True):
        begin, end = from_us / HOUR_US, to_us / HOUR_US
        colour = INK["gap_never"] if never else INK["gap_late_5_plus"]
        drawn.rect(_at(begin), 78, _at(end) - _at(begin), 20, colour)
        if never:
            drawn.hatch(_at(begin), 78, _at(end) - _at(begin), 20, INK["gap_never_hatch"])
        words = f"{end - begin:.1f} h"
        drawn.text(_at((begin + end) / 2), 70, words, size=11, anchor="middle")
    for begin, end in VISITED:
        drawn.rect(_at(begin), 44, max(3.0, _at(end) - _at(begin)), 16, INK["accent"])
    drawn.text(_at(14.2), 57, "到访 visit", size=11, colour=INK["accent"])
    drawn.text(_at(DAYS_H), 40, "时段末：仍未到 still open", size=11, anchor="end")
    _clock(drawn, 114)
    drawn.key(
        40,
        146,
        [
            (INK["gap_late_5_plus"], "缺口 gap"),
            (INK["gap_never"], "此前从未到过 never before"),
            (INK["gap_on_time"], "不超过 8 小时 within 8 h"),
        ],
        190,
    )
    drawn.text(40, 174, f"{len(spans)} 个缺口 gaps", size=11, colour=INK["quiet"])
    return drawn


def windows() -> Canvas:
    """Draw the same cell's shifts, met and not."""
    bounds = window_bounds(REQUIRED_H * HOUR_US, 0, DAYS_H * HOUR_US, UTC)
    counted = compliance(ONE, ENTER, LEAVE, WANTED, 0, DAYS_H * HOUR_US, UTC)
    drawn = Canvas(640, 170)
    drawn.text(40, 22, "同一格按班计：有到访即达标 · the same cell by shift: met if visited")
    names = ("夜班 night", "早班 early", "中班 middle")
    for k, (begin_us, end_us) in enumerate(itertools.pairwise(bounds)):
        begin, end = begin_us / HOUR_US, end_us / HOUR_US
        one = compliance(ONE, ENTER, LEAVE, WANTED, int(begin_us), int(end_us), UTC)
        met = bool(one.met.sum())
        colour = INK["gap_on_time"] if met else INK["gap_late_2_5"]
        drawn.rect(_at(begin) + 1, 60, _at(end) - _at(begin) - 2, 34, colour, round_to=3)
        drawn.text(_at((begin + end) / 2), 74, names[k % 3], size=10, anchor="middle")
        words = "达标 met" if met else "未到 missed"
        drawn.text(_at((begin + end) / 2), 88, words, size=10, anchor="middle")
    for begin, end in VISITED:
        drawn.rect(_at(begin), 40, max(3.0, _at(end) - _at(begin)), 14, INK["accent"])
    _clock(drawn, 110)
    n, met_n = int(counted.windows.sum()), int(counted.met.sum())
    drawn.text(40, 145, f"达标率 compliance = {met_n} ÷ {n} = {counted.share():.0%}", bold=True)
    return drawn


def classes() -> Canvas:
    """Draw the classes that a cell can be of, along time since last seen ÷ required."""
    tenth = np.arange(1, 71)
    as_of = 1000 * HOUR_US
    last = as_of - (tenth * 0.1 * REQUIRED_H * HOUR_US).astype(np.int64)
    wanted = np.full(len(tenth), REQUIRED_H * 3600.0)
    codes = standing(last, wanted, as_of, np.empty((0, 2), np.int64)).gap_class
    drawn = Canvas(640, 190)
    drawn.text(40, 22, "已过 ÷ 要求间隔 · time since last seen ÷ required interval")
    for k, code in enumerate(codes.tolist(), start=1):
        drawn.rect(32 + k * 8, 40, 8.3, 34, INK["gap_" + GAP_CLASSES[code]])
    for k in range(8):
        drawn.text(40 + k * 80, 92, str(k), size=11, anchor="middle")
    named = (
        (44, "按时 on time"),
        (124, "逾期 1–2"),
        (204, "逾期 2–5 overdue"),
        (444, "逾期 5 倍以上"),
    )
    for x, words in named:
        dark = x == 444
        drawn.text(x, 62, words, size=11, colour="#ffffff" if dark else INK["ink"])
    # No place on the line: no last visit, a patrol that may have been there, nothing to keep.
    others = (
        (NEVER_US, REQUIRED_H * 3600.0, "从未到过 never seen"),
        (as_of - 3 * REQUIRED_H * HOUR_US, REQUIRED_H * 3600.0, "有巡查无轨迹 patrolled, no track"),
        (NEVER_US, np.nan, "无到访要求 nothing required"),
    )
    duty = np.array([[as_of - 4 * HOUR_US, as_of - 2 * HOUR_US]])
    for k, (left, required, words) in enumerate(others):
        one = standing(np.array([left]), np.array([required]), as_of, duty)
        name = GAP_CLASSES[int(one.gap_class[0])]
        x = (40, 200, 435)[k]
        drawn.rect(x, 120, 34, 34, INK["gap_" + name], line=INK["none_line"])
        if name == "never":
            drawn.hatch(x, 120, 34, 34, INK["gap_never_hatch"])
        drawn.text(x + 42, 142, words, size=11)
    drawn.text(40, 178, "不在线上的三种 · three that are not on the line", size=11)
    return drawn


def hours() -> Canvas:
    """Draw arrivals by hour: of a patrol with a timetable, and of one without."""
    timetable = np.zeros(24, np.int64)
    timetable[[8, 9, 16]] = 20, 6, 14
    mixed = np.array([2, 1, 2, 2, 1, 2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 2, 1, 2, 2, 2, 1, 2, 2])
    drawn = Canvas(640, 200)
    for left, by_hour, words in (
        (40, timetable, "固定时间 a timetable"),
        (350, mixed, "不固定 no timetable"),
    ):
        even = float(evenness(by_hour[np.newaxis])[0])
        for hour, n in enumerate(by_hour.tolist()):
            drawn.rect(left + hour * 10.5, 140 - n * 5, 9, n * 5, INK["effort_4"])
        drawn.line([(left, 140), (left + 252, 140)], INK["ink"], 1)
        for hour in (0, 6, 12, 18):
            drawn.text(left + hour * 10.5 + 4, 155, f"{hour:02d}", size=10, anchor="middle")
        drawn.text(left, 182, f"{words}：均匀度 evenness {even:.2f}", bold=True)
    drawn.text(40, 22, "到达的钟点，各 40 次 · hours of 40 arrivals each")
    return drawn


def tracks() -> Canvas:
    """Draw which tracks of a patrol count."""
    a, b, c, d = (UUID(int=k) for k in range(1, 5))
    found = standings([a, b, c, d], [(b, a)], [c])
    boxes = {a: "手机轨迹 phone", b: "手持机轨迹 receiver", c: "错传 wrong file", d: "同组手机 2nd"}
    words = {
        "counts": "计入 counts",
        "superseded": "被取代 superseded",
        "withdrawn": "已撤回 withdrawn",
    }
    colours = {
        "counts": INK["gap_on_time"],
        "superseded": INK["gap_untracked"],
        "withdrawn": INK["gap_late_1_2"],
    }
    drawn = Canvas(640, 150)
    drawn.text(30, 22, "一次巡查的四条轨迹 · four tracks of one patrol")
    for k, (one, name) in enumerate(boxes.items()):
        x = 30 + k * 150
        drawn.rect(x, 44, 130, 52, colours[found[one]], line=INK["ink"], round_to=4)
        drawn.text(x + 65, 66, name, size=11, anchor="middle")
        drawn.text(x + 65, 84, words[found[one]], size=11, anchor="middle", bold=True)
    drawn.arrow((180, 112), (95, 112), INK["accent"])
    drawn.text(96, 130, "第二条取代第一条 the second supersedes the first", size=11)
    return drawn
