"""What a leader wants to hear of a table first, in a few lines."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from geo_patrol.coverage.gaps import GAP_CLASSES
from geo_patrol.coverage.rollup import SHIFT_KINDS
from geo_patrol.coverage.windows import COUNTED, share_of
from geo_patrol.hotspots.effort_rate import RATE_CLASSES
from geo_patrol.hotspots.gi_star import SPOT_CLASSES
from geo_patrol.messages import Language, text
from geo_patrol.workflows.compliance import ComplianceReport
from geo_patrol.workflows.coverage import CoverageTable, GapTable
from geo_patrol.workflows.hotspots import GiReport, RateReport
from geo_patrol.workflows.seeing import SeenReport


def effort(tables: Sequence[CoverageTable], language: Language) -> tuple[str, ...]:
    """Return how much was spent, and in how many cells anything was."""
    n_cells = sum(len(one.grid.cells) for one in tables)
    n_visited = sum(int((one.n_visits > 0).sum()) for one in tables)
    return (
        text(
            "exports.summary.effort",
            language,
            presence_h=f"{sum(float(one.presence_s.sum()) for one in tables) / 3600:,.1f}",
            effort_h=f"{sum(float(one.effort_s.sum()) for one in tables) / 3600:,.1f}",
            km=f"{sum(float(one.length_m.sum()) for one in tables) / 1000:,.1f}",
        ),
        text(
            "exports.summary.visited",
            language,
            n=f"{n_cells:,}",
            visited=f"{n_visited:,}",
            unvisited=f"{n_cells - n_visited:,}",
        ),
    )


def gaps(tables: Sequence[GapTable], language: Language) -> tuple[str, ...]:
    """Return cells of each class, windows met, gaps, and patrols without a usable track."""
    counted = Counter(name for one in tables for name in one.gap_class)
    classes = text("exports.summary.comma", language).join(
        f"{text('exports.gap_class.' + name, language)} {counted[name]:,}"
        for name in GAP_CLASSES
        if counted[name]
    )
    windows = sum(one.compliance.windows.sum(axis=0) for one in tables)
    met = sum(one.compliance.met.sum(axis=0) for one in tables)
    spans_s = np.concatenate([one.spans.to_us - one.spans.from_us for one in tables]) / 1e6
    lines = [
        text("exports.summary.cells", language, n=f"{counted.total():,}", classes=classes),
        _compliance(
            int(np.sum(met)),
            int(np.sum(windows)),
            [(int(met[place]), int(windows[place])) for place in range(len(SHIFT_KINDS))],
            language,
        ),
        text(
            "exports.summary.gaps",
            language,
            n=f"{len(spans_s):,}",
            longest=f"{max(spans_s, default=0.0) / 3600:,.1f}",
        ),
    ]
    n_untracked = sum(len(one.untracked) for one in tables)
    if n_untracked:
        lines.append(text("exports.summary.untracked", language, n=n_untracked))
    return tuple(lines)


def compliance(report: ComplianceReport, language: Language) -> tuple[str, ...]:
    """Return windows met, why the others were not, and how well patrols can be foretold."""
    whole = share_of(report.windows)
    by_shift = [
        share_of(report.windows, report.windows.shift == place) for place in range(len(SHIFT_KINDS))
    ]
    lines = [
        _compliance(
            whole.met, whole.windows, [(one.met, one.windows) for one in by_shift], language
        ),
        text(
            "exports.summary.windows",
            language,
            **{name: f"{getattr(whole, name):,}" for name in COUNTED},
        ),
    ]
    for level, found in report.predictability.items():
        if found.evenness is not None:
            lines.append(
                text(
                    "exports.summary.evenness",
                    language,
                    level=text("exports.zone_level." + level, language)
                    if level
                    else text("exports.outside", language),
                    evenness=f"{found.evenness:.2f}",
                    hours=text("exports.summary.comma", language).join(map(str, found.busiest)),
                )
            )
    if report.untracked:
        lines.append(text("exports.summary.untracked", language, n=len(report.untracked)))
    return tuple(lines)


def _compliance(
    met: int, windows: int, by_shift: Sequence[tuple[int, int]], language: Language
) -> str:
    return text(
        "exports.summary.compliance",
        language,
        share=percent(met, windows),
        shifts=text("exports.summary.comma", language).join(
            f"{text('exports.shift.' + kind, language)} {percent(*one)}"
            for kind, one in zip(SHIFT_KINDS, by_shift, strict=True)
        ),
    )


def seen(reports: Sequence[SeenReport], language: Language) -> tuple[str, ...]:
    """Return which part of the ground was seen by whom; and what is still to be looked at."""
    area_m2 = np.concatenate([[cell.area_m2 for cell in one.grid.cells] for one in reports])

    def share(name: str) -> str:
        part = np.concatenate([getattr(one.table, name) for one in reports])
        has = ~np.isnan(part)
        return percent(float((part * area_m2)[has].sum()), float(area_m2[has].sum()))

    lines = [
        text(
            "exports.summary.seen",
            language,
            n=f"{len(area_m2):,}",
            km2=f"{area_m2.sum() / 1e6:,.2f}",
            patrol=share("patrol"),
            camera=share("camera"),
            neither=share("neither"),
            cameras=len({one.camera.id for report in reports for one in report.cameras}),
        )
    ]
    if not all(one.complete for one in reports):
        done, total = sum(one.n_done for one in reports), sum(one.n_tracks for one in reports)
        lines.append(text("exports.summary.seen_part", language, done=done, total=total))
    return tuple(lines)


def rates(reports: Sequence[RateReport], language: Language) -> tuple[str, ...]:
    """Return what patrols found for the time they were there, and in how many cells it tells."""
    n = sum(int(one.n.sum()) for one in reports)
    hours = sum(float(one.hours.sum()) for one in reports)
    classes = Counter(name for one in reports for name in one.rate_class)
    return (
        text(
            "exports.summary.rates",
            language,
            n=f"{n:,}",
            hours=f"{hours:,.1f}",
            rate=f"{n / hours:.3f}" if hours else "–",
        ),
        text(
            "exports.summary.rate_cells",
            language,
            n=f"{classes.total():,}",
            classes=text("exports.summary.comma", language).join(
                f"{text('exports.rate_class.' + name, language)} {classes[name]:,}"
                for name in RATE_CLASSES
            ),
        ),
    )


def hotspots(reports: Sequence[GiReport], language: Language) -> tuple[str, ...]:
    """Return how many cells are hot or cold, and what such a table leaves out."""
    classes = Counter(name for one in reports for name in one.spot_class)
    return (
        text(
            "exports.summary.spots",
            language,
            n=f"{sum(int(one.n.sum()) for one in reports):,}",
            cells=f"{classes.total():,}",
            classes=text("exports.summary.comma", language).join(
                f"{text('exports.spot_class.' + name, language)} {classes[name]:,}"
                for name in SPOT_CLASSES
                if classes[name]
            ),
        ),
        text("exports.summary.spots_warning", language),
    )


def percent(part: float, whole: float) -> str:
    """Return a share in per cent; a dash where there is nothing to have a share of."""
    return "–" if not whole or math.isnan(part) else f"{100 * part / whole:.1f} %"
