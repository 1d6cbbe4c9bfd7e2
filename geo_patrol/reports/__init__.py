"""Figures of the squads for reports: one definition each."""

from geo_patrol.reports.figures import (
    FIGURES,
    Counts,
    Figure,
    FigureCode,
    FigureValue,
    figures_of,
)

__all__ = ["FIGURES", "Counts", "Figure", "FigureCode", "FigureValue", "figures_of"]
