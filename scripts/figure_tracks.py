"""Pictures of tracks: segments, stands, borders, visits, presence."""

from datetime import UTC

import numpy as np
from figure_canvas import INK, Canvas, Point

from geo_patrol.coverage.gate import gate
from geo_patrol.coverage.kernel import trace
from geo_patrol.coverage.records import VALIDITY, Lattice, Validity, Visits
from geo_patrol.coverage.rollup import roll_up

FOOT = VALIDITY["foot"]
NOT_GATED = Validity(FOOT.max_gap_s, FOOT.max_speed_kmh, FOOT.max_accuracy_m, 0.0)
LETTERS = "ABCDEFGHIJKL"
UNKNOWN = np.nan


def segments() -> Canvas:
    """Draw which ways between fixes were observed, and why the others were not."""
    minutes = np.array([0, 1, 2, 3, 10, 11, 12, 13, 14, 15])
    x = np.array([0, 60, 120, 180, 330, 390, 1150, 1210, 1270, 1330.0])
    accuracy = np.array([5, 5, 5, 5, 5, 5, 5, 5, 80, 5.0])
    path = gate(minutes * 60_000, x, np.zeros(10), accuracy, FOOT)
    drawn = Canvas(640, 150)
    at = [30 + x_m * 0.43 for x_m in x]
    why = {3: "间隔 7 分 > 5 分", 5: "45.6 km/h > 15", 7: "精度 80 m > 50 m"}
    for i, valid in enumerate(path.valid.tolist()):
        colour = INK["accent"] if valid else INK["late_ink"]
        drawn.line([(at[i], 70), (at[i + 1], 70)], colour, 3, dashed=not valid)
        if i in why:
            middle = (at[i] + at[i + (2 if i == 7 else 1)]) / 2
            drawn.text(middle, 50, why[i], size=11, colour=INK["late_ink"], anchor="middle")
    for place, minute in zip(at, minutes.tolist(), strict=True):
        drawn.dot((place, 70), 4, INK["surface"], line=INK["ink"])
        drawn.text(place, 90, f"{minute}", size=10, anchor="middle", colour=INK["quiet"])
    drawn.text(30, 24, "轨迹点（分钟）：实线有效，虚线无效 · fixes: solid is valid, dashed is not")
    totals = path.totals
    drawn.text(
        30,
        125,
        f"有效 observed {totals.observed_s / 60:g} 分 min · "
        f"未观测 unobserved {totals.unobserved_s / 60:g} 分 min · 里程 way {totals.length_m:.0f} m",
    )
    return drawn


def stand() -> Canvas:
    """Draw a walk with ten minutes of standing still, as received and after the gate."""
    rng = np.random.default_rng(7)
    walk = np.arange(0, 25) * 6.0
    x = np.concatenate((walk, np.full(120, 150.0), 150 + walk))
    y = np.concatenate((np.zeros(25), np.zeros(120), np.arange(25) * 2.0))
    x, y = x + rng.normal(0, 3.5, len(x)), y + rng.normal(0, 3.5, len(y))
    t_ms = np.arange(len(x)) * 5000
    none = np.full(len(x), UNKNOWN)
    raw, gated = gate(t_ms, x, y, none, NOT_GATED), gate(t_ms, x, y, none, FOOT)
    drawn = Canvas(640, 240)
    rows = ((95, raw, "收到的点 as received", "late_ink"), (190, gated, "处理后 gated", "accent"))
    for base, path, words, colour in rows:
        points = [(30 + px * 1.9, base - py * 0.9) for px, py in zip(path.x, path.y, strict=True)]
        drawn.line(points, INK[colour], 1.2)
        for one in points:
            drawn.dot(one, 1.6, INK["ink"])
        drawn.text(30, base - 55, words, bold=True)
        drawn.text(
            620,
            base + 30,
            f"{path.totals.length_m:.0f} m · {path.totals.observed_s / 60:.0f} 分 min",
            anchor="end",
        )
    drawn.text(315, 20, "原地 10 分钟，噪声 3.5 m · ten minutes at one place", anchor="middle")
    return drawn


def border() -> Canvas:
    """Draw to which square points and ways on borders belong."""
    lattice = Lattice(0.0, 200.0, 100.0, np.array([[0, 1], [2, 3]], np.int32))
    colours = (INK["gap_on_time"], INK["gap_late_1_2"], INK["chosen"], INK["gap_late_2_5"])
    drawn = Canvas(560, 280)
    west, top, side = 40, 40, 100

    def on_paper(x: float, y: float) -> Point:
        return west + x * side / 100, top + (200 - y) * side / 100

    for k, colour in enumerate(colours):
        px, py = on_paper(k % 2 * 100, 200 - k // 2 * 100)
        drawn.rect(px, py, side, side, colour, line=INK["ink"])
        drawn.text(px + 82, py + 22, LETTERS[k], bold=True)
    ways = {
        "沿竖线 along a vertical": ((100, 190), (100, 110)),
        "沿横线 along a horizontal": ((110, 100), (190, 100)),
        "过角 through a corner": ((60, 140), (140, 60)),
        "网格东边 the east edge": ((200, 60), (200, 20)),
    }
    for k, (words, (start, end)) in enumerate(ways.items()):
        xs, ys = np.array([start[0], end[0]], float), np.array([start[1], end[1]], float)
        visits, _ = trace(np.array([0, 60_000]), xs, ys, np.full(2, UNKNOWN), lattice, NOT_GATED)
        drawn.arrow(on_paper(*start), on_paper(*end), INK["accent"])
        number = on_paper((start[0] + end[0]) / 2 + 9, (start[1] + end[1]) / 2 + 12)
        drawn.dot(number, 8, INK["accent"])
        drawn.text(number[0], number[1] + 4, str(k + 1), size=11, colour="#ffffff", anchor="middle")
        owners = "→".join("外 outside" if c < 0 else LETTERS[c] for c in visits.cell.tolist())
        drawn.text(285, 75 + k * 34, f"{k + 1}  {words}: {owners}")
    drawn.text(west, 24, "边界归东边或南边的格 · a border is of the cell east or south of it")
    drawn.text(285, 225, "每段只算在一格里 · each way is in one cell only", colour=INK["quiet"])
    return drawn


def visits() -> Canvas:
    """Draw a track over cells, and the visits it makes on a line of time."""
    lattice = Lattice(0.0, 200.0, 100.0, np.arange(8, dtype=np.int32).reshape(2, 4))
    x = np.array([20, 80, 150, 230, 262, 262, 262, 300, 350, 385.0])
    y = np.array([40, 65, 80, 130, 150, 150, 150, 120, 75, 40.0])
    t_ms = np.arange(10) * 60_000
    made, totals = trace(t_ms, x, y, np.full(10, UNKNOWN), lattice, FOOT)
    path = gate(t_ms, x, y, np.full(10, UNKNOWN), FOOT)
    spent = np.zeros(8)
    np.add.at(spent, made.cell, (made.leave_us - made.enter_us) / 6e7)
    drawn = Canvas(640, 320)
    for k in range(8):
        px, py = 30 + k % 4 * 100, 40 + k // 4 * 100
        shade = INK["unvisited"] if not spent[k] else INK[f"effort_{min(5, 1 + int(spent[k]))}"]
        drawn.rect(px, py, 100, 100, shade, line=INK["quiet"])
        drawn.text(px + 8, py + 18, LETTERS[k], bold=True, colour=_on(spent[k]))
        if spent[k]:
            low = py + (18 if k < 4 else 90)
            drawn.text(px + 24, low, f"{spent[k]:.2f} 分", size=11, colour=_on(spent[k]))
    points = [(30 + px, 240 - py) for px, py in zip(path.x, path.y, strict=True)]
    drawn.line(points, INK["late_ink"], 2)
    for one in points:
        drawn.dot(one, 3.5, INK["surface"], line=INK["ink"])
    drawn.text(30, 24, "轨迹在格线处切开 · the track is cut where it crosses a line")
    scale = 580 / (t_ms[-1] * 1e3)
    for cell, enter, leave in zip(made.cell, made.enter_us, made.leave_us, strict=True):
        px, wide = 30 + enter * scale, (leave - enter) * scale
        drawn.rect(px, 265, wide, 22, INK["chosen"], line=INK["accent"])
        drawn.text(px + wide / 2, 281, LETTERS[cell], size=11, anchor="middle")
    drawn.text(30, 305, "到访 visits", size=11, colour=INK["quiet"])
    whole = f"合计 {totals.observed_s / 60:g} 分 min · {totals.length_m:.0f} m"
    drawn.text(610, 305, whole, size=11, colour=INK["quiet"], anchor="end")
    drawn.text(450, 80, "格内时间 time in the cell", size=11, colour=INK["quiet"])
    return drawn


def _on(minutes: float) -> str:
    return "#ffffff" if minutes >= 2 else INK["ink"]


def presence() -> Canvas:
    """Draw two phones of one crew in one cell: presence is their union, effort their sum."""
    spans = {"手机 1 phone 1": ((0, 20), (35, 60)), "手机 2 phone 2": ((10, 45),)}
    tracks = [
        Visits(
            np.zeros(len(one), np.int32),
            np.array([int(a * 6e7) for a, _ in one]),
            np.array([int(b * 6e7) for _, b in one]),
            np.zeros(len(one)),
        )
        for one in spans.values()
    ]
    rows = roll_up([tracks], UTC)
    drawn = Canvas(640, 170)
    for k, (words, one) in enumerate(spans.items()):
        drawn.text(30, 52 + k * 32, words)
        for begin, end in one:
            drawn.rect(150 + begin * 7, 38 + k * 32, (end - begin) * 7, 18, INK["effort_3"])
    drawn.rect(150, 102, 60 * 7, 18, INK["effort_5"])
    drawn.text(30, 116, "在场 presence", bold=True)
    drawn.text(
        30,
        150,
        f"在场 presence {rows.presence_s.sum() / 60:g} 分 min · "
        f"轨迹用时 effort {rows.effort_s.sum() / 60:g} 分 min · "
        f"到访 visits {rows.n_visits.sum()}",
    )
    drawn.text(30, 22, "同组两部手机在同一格 · two phones of one crew in one cell")
    return drawn
