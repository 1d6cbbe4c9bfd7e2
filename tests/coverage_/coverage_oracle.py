"""Coverage as its definitions say it, in plain Python and shapely, apart from the kernels."""

import itertools
import math

import numpy as np
import shapely

from geo_patrol.coverage.records import OUTSIDE, Lattice, Validity

# No limit bites, no displacement is too small: the path is what the fixes say.
OPEN = Validity(max_gap_s=math.inf, max_speed_kmh=math.inf, max_accuracy_m=math.inf, min_move_m=0)


def lattice_of(n_rows: int, n_cols: int, size_m: float = 100.0, x0=0.0, y0=None) -> Lattice:
    """Return a lattice of one cell per square, its south-west corner at 0, 0 by default."""
    cell_of = np.arange(n_rows * n_cols, dtype=np.int32).reshape(n_rows, n_cols)
    return Lattice(x0, n_rows * size_m if y0 is None else y0, size_m, cell_of)


def squares_of(lattice: Lattice) -> dict[int, shapely.Geometry]:
    """Return the shape of each cell of a lattice."""
    squares: dict[int, list[shapely.Geometry]] = {}
    for (row, col), cell in np.ndenumerate(lattice.cell_of):
        west, north = lattice.x0 + col * lattice.size_m, lattice.y0 - row * lattice.size_m
        square = shapely.box(west, north - lattice.size_m, west + lattice.size_m, north)
        squares.setdefault(int(cell), []).append(square)
    squares.pop(OUTSIDE, None)
    return {cell: shapely.union_all(parts) for cell, parts in squares.items()}


def sums(visits, n_cells):
    """Return time (s) and way (m) per cell, OUTSIDE last."""
    seconds, metres = np.zeros(n_cells + 1), np.zeros(n_cells + 1)
    np.add.at(seconds, visits.cell, (visits.leave_us - visits.enter_us) / 1e6)
    np.add.at(metres, visits.cell, visits.length_m)
    return seconds, metres


def judge(t_ms, x, y, accuracy_m, validity):
    """Return coordinates with twins dropped onto the first, and what segments are valid."""
    points = list(zip(map(float, x), map(float, y), map(float, accuracy_m), strict=True))
    valid = []
    for i in range(len(points) - 1):
        dt_ms = int(t_ms[i + 1]) - int(t_ms[i])
        if dt_ms == 0:
            points[i + 1] = points[i]
        (xa, ya, acc_a), (xb, yb, acc_b) = points[i], points[i + 1]
        way = math.dist((xa, ya), (xb, yb)) if np.isfinite([xa, ya, xb, yb]).all() else math.inf
        slow = way * 3600 <= validity.max_speed_kmh * dt_ms
        near = not (acc_a > validity.max_accuracy_m or acc_b > validity.max_accuracy_m)
        valid.append(dt_ms <= validity.max_gap_s * 1000 and way < math.inf and slow and near)
    return points, valid


def stands(points, reach):
    """Gather the points of one run into stands: lists of (point, counts for the anchor)."""
    gathered = []
    k = 0
    while k < len(points):
        stand = [(points[k], True)]
        k += 1
        while k < len(points):
            anchor = np.mean([p[:2] for p, counts in stand if counts], axis=0)
            away = math.dist(points[k][:2], anchor)
            if away <= reach(points[k]):
                stand.append((points[k], True))
            elif (
                away <= 2 * reach(points[k])
                and k + 1 < len(points)
                and math.dist(points[k + 1][:2], anchor) <= reach(points[k + 1])
            ):
                stand.append((stand[-1][0], False))
            else:
                break
            k += 1
        gathered.append(stand)
    return gathered


def run_path(points, validity):
    """Return where the points of one run stand after the displacement gate."""

    def reach(point):
        return max(validity.min_move_m, 2 * point[2] if 2 * point[2] > 0 else 0)

    def apart(point, anchor):
        return math.dist(point[:2], anchor) > reach(point) / 2

    gathered = stands(points, reach)
    anchors = [np.mean([p[:2] for p, counts in one if counts], axis=0) for one in gathered]
    placed = []
    for i, (stand, anchor) in enumerate(zip(gathered, anchors, strict=True)):
        fixes = [np.array(p[:2]) for p, _ in stand]
        moved = len(gathered) > 1
        before, least = (anchors[i - 1], 0.5) if i else (None, 0.5)
        after, most = (anchors[i + 1], 0.5) if i + 1 < len(anchors) else (None, 0.5)
        if i == 0 and moved and apart(stand[0][0], anchor):
            before, least = fixes[0], 0.0
        if i == len(gathered) - 1 and moved and apart(stand[-1][0], anchor):
            after, most = fixes[-1], 1.0
        # How far along the incoming line each fix had come, never backwards.
        coming = [1.0] * len(fixes)
        if before is not None and len(fixes) > 1:
            line = anchor - before
            shares = [float((p - before) @ line / (line @ line)) for p in fixes]
            coming = list(np.maximum.accumulate([max(least, s) for s in shares]))
        arrived = next((k for k, s in enumerate(coming) if s >= 1), len(fixes) - 1)
        leaving = [0.0] * len(fixes)
        if after is not None:
            line = after - anchor
            shares = [float((p - anchor) @ line / (line @ line)) for p in fixes]
            leaving = list(np.minimum.accumulate([min(most, max(0, s)) for s in shares[::-1]]))
            leaving.reverse()
        for k in range(len(fixes)):
            if k < arrived:
                placed.append(before + coming[k] * (anchor - before))
            elif k == arrived or after is None:
                placed.append(anchor)
            else:
                placed.append(anchor + leaving[k] * (after - anchor))
    return placed


def gated(t_ms, x, y, accuracy_m, validity):
    """Return the path (x, y) after the gate, and what segments are valid."""
    points, valid = judge(t_ms, x, y, np.asarray(accuracy_m, np.float32), validity)
    if validity.min_move_m > 0:
        breaks = [0, *(i + 1 for i, ok in enumerate(valid) if not ok), len(points)]
        path = []
        for begin, end in itertools.pairwise(breaks):
            path += run_path(points[begin:end], validity)
        for i in range(len(path) - 1):
            if t_ms[i + 1] == t_ms[i]:
                path[i + 1] = path[i]
    else:
        path = [point[:2] for point in points]
    return np.array(path, float).reshape(-1, 2), valid


def per_cell(t_ms, path, valid, shapes):
    """Return time (s) and way (m) per cell by cutting each valid segment with shapely.

    A segment without length is counted where its point is; points on borders are not told apart.
    """
    cells = list(shapes)
    tree = shapely.STRtree([shapes[cell] for cell in cells])
    n = max(cells, default=-1) + 1
    seconds, metres = np.zeros(n + 1), np.zeros(n + 1)
    for i in np.flatnonzero(valid):
        dt = (int(t_ms[i + 1]) - int(t_ms[i])) / 1000
        line = shapely.LineString(path[i : i + 2])
        point = shapely.Point(path[i])
        whole = line.length
        covered = 0.0
        for k in tree.query(line if whole else point):
            shape = shapes[cells[k]]
            share = line.intersection(shape).length / whole if whole else float(shape.covers(point))
            seconds[cells[k]] += share * dt
            metres[cells[k]] += share * whole
            covered += share
        seconds[OUTSIDE] += max(0.0, 1 - covered) * dt
        metres[OUTSIDE] += max(0.0, 1 - covered) * whole
    return seconds, metres
