"""Pictures of what is seen, and of where incidents gather."""

import itertools

import numpy as np
from figure_canvas import INK, Canvas

from geo_patrol.coverage.records import VALIDITY, Lattice
from geo_patrol.coverage.seen.blind import seen_table
from geo_patrol.coverage.seen.daylight import daylight
from geo_patrol.coverage.seen.pixels import lattice_pixels
from geo_patrol.coverage.seen.records import SIGHT, SeenBits, lattice_frame
from geo_patrol.coverage.seen.sectors import Sector, see_sectors
from geo_patrol.coverage.seen.sighting import see_track
from geo_patrol.hotspots.density import density
from geo_patrol.hotspots.effort_rate import RATE_CLASSES, effort_rates
from geo_patrol.hotspots.evaluation import measure
from geo_patrol.hotspots.gi_star import SPOT_CLASSES, gi_star_grid
from geo_patrol.hotspots.neighbours import Window
from maps.palette import HEAT

NOON_MS = 1_664_769_600_000
"""Midday of 3 October 2022 at 长诏."""


def seen() -> Canvas:
    """Draw what a walk and a camera see of six cells, pixel by pixel, and the shares of each."""
    lattice = Lattice(0.0, 200.0, 100.0, np.arange(6, dtype=np.int32).reshape(2, 3))
    frame = lattice_frame(lattice)
    x, y = np.array([30, 90, 150, 150.0]), np.array([160, 150, 120, 60.0])
    t_ms = NOON_MS + np.arange(4) * 60_000
    light = daylight(121.0, 29.4, int(t_ms[0]) * 1000, int(t_ms[-1]) * 1000)
    walked = see_track(
        t_ms, x, y, np.full(4, np.nan), frame, VALIDITY["foot"], SIGHT["foot"], light
    )
    camera = see_sectors([Sector(285.0, 30.0, 300.0, 60.0, 140.0)], frame)
    found = seen_table(walked, camera, lattice_pixels(lattice, 6))
    by_patrol, by_camera = _bits(walked), _bits(camera)
    colours = np.array(
        [INK["gap_never_hatch"], INK["effort_2"], INK["gap_late_1_2"], INK["effort_4"]]
    )
    what = by_patrol * 1 + by_camera * 2
    drawn = Canvas(640, 420)
    drawn.text(30, 22, "5 m 像元：中心在视距内即看到 · a pixel is seen when its centre is in sight")
    scale = 1.6
    for row in range(frame.n_rows):
        _run(drawn, what[row], colours, 30, 40 + row * 5 * scale, 5 * scale)
    for k in range(6):
        px, py = 30 + k % 3 * 100 * scale, 40 + k // 3 * 100 * scale
        drawn.rect(px, py, 100 * scale, 100 * scale, "none", line=INK["ink"])
        drawn.text(px + 8, py + 18, f"盲 blind {found.neither[k]:.0%}", size=11, bold=True)
    drawn.line(
        [(30 + px * scale, 40 + (200 - py) * scale) for px, py in zip(x, y, strict=True)],
        INK["late_ink"],
        2,
    )
    drawn.dot((30 + 285 * scale, 40 + 170 * scale), 5, INK["ink"], line="#ffffff")
    named = ("盲区 neither", "巡查看到 patrol", "监控看到 camera", "两者都看到 both")
    drawn.key(30, 390, list(zip(colours.tolist(), named, strict=True)), 150)
    drawn.text(520, 70, "步行视距 50 m", size=11)
    drawn.text(520, 88, "on foot, by day", size=11, colour=INK["quiet"])
    return drawn


def _bits(bits: SeenBits) -> np.ndarray:
    frame = bits.frame
    grid = np.zeros((frame.n_tile_rows * 64, frame.n_tile_cols * 64), np.int64)
    for tile, words in zip(bits.tile.tolist(), bits.words, strict=True):
        row, col = divmod(tile, frame.n_tile_cols)
        ones = (words[:, np.newaxis] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
        grid[row * 64 : row * 64 + 64, col * 64 : col * 64 + 64] = ones
    return grid[: frame.n_rows, : frame.n_cols]


def _run(
    drawn: Canvas, row: np.ndarray, colours: np.ndarray, x: float, y: float, side: float
) -> None:
    """Draw a row of pixels, those alike as one box."""
    cuts = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), len(row)]
    for begin, end in itertools.pairwise(cuts):
        drawn.rect(x + begin * side, y, (end - begin) * side, side + 0.3, str(colours[row[begin]]))


def heat() -> Canvas:
    """Draw incidents, and their density with two bandwidths."""
    rng = np.random.default_rng(3)
    x = np.concatenate((rng.normal(250, 60, 14), rng.normal(650, 90, 8), rng.uniform(50, 950, 6)))
    y = np.concatenate((rng.normal(300, 50, 14), rng.normal(180, 60, 8), rng.uniform(50, 450, 6)))
    drawn = Canvas(640, 220)
    colours = np.array(["#ffffff", *HEAT["day"]])
    for left, bandwidth in ((30, 60.0), (340, 150.0)):
        raster = density(x, y, (0, 0, 1000, 500), bandwidth, 20)
        top = float(raster.max())
        level = np.ceil(raster / top * 8) * 15
        for row in range(raster.shape[0]):
            _run(drawn, level[row].astype(np.int64), colours, left, 40 + row * 5.4, 5.4)
        for px, py in zip(x, y, strict=True):
            drawn.dot((left + px * 0.27, 40 + (500 - py) * 0.27), 1.8, INK["ink"])
        drawn.rect(left, 40, 270, 135, "none", line=INK["quiet"])
        words = f"带宽 bandwidth {bandwidth:g} m：最高 top {top:.0f} 起/km²"
        drawn.text(left, 196, words, size=11)
    drawn.text(30, 22, "同样的事件，两种带宽 · the same incidents, two bandwidths")
    return drawn


def spots() -> Canvas:
    """Draw counts of cells, and which of them are hot."""
    rng = np.random.default_rng(5)
    counts = rng.poisson(1.0, (8, 12))
    counts[2:5, 3:6] += rng.poisson(4.0, (3, 3))
    counts[6, 10] = 12
    row, col = np.divmod(np.arange(96), 12)
    found = gi_star_grid(counts.ravel().astype(float), row, col, Window.square(1))
    codes = found.classes()
    colours = {"hot": INK["gap_late_2_5"], "cold": INK["effort_2"], "none": INK["unvisited"]}
    drawn = Canvas(640, 330)
    drawn.text(30, 22, "每格事件数；热点看的是连同周围 · counts; hot is a cell in such company")
    for k, (r, c) in enumerate(zip(row.tolist(), col.tolist(), strict=True)):
        fill = colours.get(SPOT_CLASSES[int(codes[k])], INK["unvisited"])
        drawn.rect(30 + c * 34, 40 + r * 32, 34, 32, fill, line="#ffffff")
        drawn.text(47 + c * 34, 60 + r * 32, str(counts[r, c]), anchor="middle", size=11)
    drawn.key(
        30,
        318,
        [(INK["gap_late_2_5"], "热点 hot（p ≤ 0.05）"), (INK["unvisited"], "看不出差别 none")],
        190,
    )
    lone = int(np.flatnonzero((row == 6) & (col == 10))[0])
    drawn.text(460, 80, "一格独高不算热点：", size=11)
    drawn.text(460, 98, f"12 起，z = {found.z[lone]:.1f}", size=11)
    drawn.text(460, 116, "one high cell alone", size=11, colour=INK["quiet"])
    drawn.text(460, 132, "is no hot spot", size=11, colour=INK["quiet"])
    return drawn


def rates() -> Canvas:
    """Draw cells with as many incidents and other hours: rates, intervals, classes."""
    n = np.array([12, 3, 3, 0, 0, 0, 12])
    hours = np.array([20.0, 30.0, 2.0, 60.0, 4.0, 0.0, 100.0])
    found = effort_rates(n, hours * 3600)
    words = {
        "higher": "高于平均 higher",
        "lower": "低于平均 lower",
        "as_elsewhere": "与平均无异 as elsewhere",
        "too_little_effort": "巡查不足 too little effort",
    }
    colours = {
        "higher": INK["gap_late_5_plus"],
        "lower": INK["accent"],
        "as_elsewhere": INK["quiet"],
        "too_little_effort": INK["gap_never"],
    }
    drawn = Canvas(640, 290)
    drawn.text(30, 22, "每小时发现（起）与 95 % 区间 · found per hour, with its interval")
    left, wide, top = 170, 250, 2.0

    def at(rate: float) -> float:
        return left + min(rate, top) / top * wide

    mean = at(found.overall_per_h)
    drawn.line([(mean, 40), (mean, 250)], INK["line"], 2, dashed=True)
    drawn.text(mean, 266, f"平均 overall {found.overall_per_h:.2f}", size=11, anchor="middle")
    for k in range(len(n)):
        y = 56 + k * 28
        name = RATE_CLASSES[int(found.codes[k])]
        drawn.text(30, y + 4, f"{n[k]} 起 / {hours[k]:g} 小时 h", size=11)
        drawn.line([(at(found.low_per_h[k]), y), (at(found.high_per_h[k]), y)], colours[name], 3)
        if found.high_per_h[k] > top:
            drawn.arrow((at(top), y), (at(top) + 14, y), colours[name])
        if hours[k]:
            drawn.dot((at(found.per_h[k]), y), 4.5, colours[name])
        drawn.text(445, y + 4, words[name], size=11, colour=colours[name])
    return drawn


def forecast() -> Canvas:
    """Draw cells ranked by what was known, those marked, and what happened there."""
    score = np.array([9, 7, 6, 5, 4, 3, 3, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0.0])
    happened = np.array([3, 1, 2, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0.0])
    (found,) = measure(score, np.ones(20), happened, [0.2])
    drawn = Canvas(640, 200)
    drawn.text(
        30, 22, "20 格按已知排序，标出前 20 % · cells ranked by what was known; a fifth is marked"
    )
    for k in range(20):
        marked = k < 4
        drawn.rect(
            30 + k * 29,
            48,
            27,
            40,
            INK["amber_ground"] if marked else INK["unvisited"],
            line=INK["line"],
        )
        drawn.text(43 + k * 29, 72, f"{score[k]:g}", size=11, anchor="middle")
        for one in range(int(happened[k])):
            drawn.dot((43 + k * 29, 102 + one * 12), 4, INK["incident"])
    drawn.text(
        30, 150, "点：之后发生的事件 · dots: what happened afterwards", size=11, colour=INK["quiet"]
    )
    drawn.text(
        30,
        178,
        f"命中率 hit rate {found.hit_rate:.0%} · PAI {found.pai:.1f} · PEI* {found.pei_star:.2f}",
        bold=True,
    )
    return drawn
