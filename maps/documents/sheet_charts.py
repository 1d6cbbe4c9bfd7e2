"""The sheet of a briefing's charts: the data of each, and beside it the chart that draws them."""

from collections.abc import Sequence
from typing import Any

from geo_patrol.messages import text
from maps.documents import brief_look as look
from maps.documents.brief_charts import lies
from maps.documents.brief_desk import Desk
from maps.documents.brief_outline import SaidChart
from maps.documents.brief_values import number_format
from maps.type_scale import WORKBOOK_PT

_ROW_PX = 20
_LEAST_ROWS = 18
_WIDTH_PX = 640
_PRINT_PERCENT = 60


def write_charts(desk: Desk, charts: Sequence[SaidChart]) -> None:
    """Write the sheet; none where there is nothing to draw."""
    drawn = [one for one in charts if not one.empty]
    if not drawn:
        return
    name = text("briefing_paper.sheet_charts", desk.language)
    sheet = desk.sheet(name)
    row = desk.top(sheet, name)
    beside = max(len(one.names) for one in drawn) + 3
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, beside - 1, 14)
    starts = []
    for one in drawn:
        starts.append(row)
        row = _write(desk, sheet, row, beside, one)
    desk.print_set_up(sheet, None)
    # No chart is cut by the end of a page; what is fitted to pages has no breaks of its own.
    sheet.set_print_scale(_PRINT_PERCENT)
    sheet.set_h_pagebreaks(starts[1:])


def _write(desk: Desk, sheet: Any, row: int, beside: int, chart: SaidChart) -> int:
    """Write a chart's data and the chart; return the row of the next."""
    label = text("briefing_paper.figure_number", desk.language, n=chart.number)
    unit = text("briefing_paper.in_brackets", desk.language, words=chart.unit) if chart.unit else ""
    title = f"{label}　{chart.title}{unit}"
    desk.words(sheet, row, 0, title, desk.form(bold=True, font_size=WORKBOOK_PT["heading"]))
    head, first = row + 1, row + 2
    desk.words(sheet, head, 0, "", desk.head)
    for column, name in enumerate(chart.names, start=1):
        desk.words(sheet, head, column, name, desk.head)
    for k, name in enumerate(chart.categories):
        desk.words(sheet, first + k, 0, name, desk.cell)
        missing = []
        for column, values in enumerate(chart.values, start=1):
            value = values[k]
            if value is None:
                # A chart would draw words as 0: the cell is blank, and it is said beside it.
                sheet.write_blank(first + k, column, None, desk.cell)
                missing.append(chart.names[column - 1])
            else:
                desk.value(sheet, first + k, column, value, chart.source.value_kind)
        if missing:
            words = text("briefing_paper.not_counted", desk.language)
            if len(chart.names) > 1:
                which = ", ".join(missing)
                words = text("briefing_paper.told", desk.language, name=words, words=which)
            quiet = desk.form(font_color=look.QUIET)
            desk.words(sheet, first + k, len(chart.names) + 1, words, quiet)
    n = len(chart.categories)
    n_rows = max(_LEAST_ROWS, n + 4 if lies(chart) else 0)
    made = _chart(desk, sheet.get_name(), chart, head, first, n_rows * _ROW_PX)
    sheet.insert_chart(row + 1, beside, made, {"object_position": 1, "description": title})
    return row + max(n_rows, n) + 4


def _chart(desk: Desk, sheet: str, chart: SaidChart, head: int, first: int, height_px: int) -> Any:
    lines, lying = chart.source.kind == "lines", lies(chart)
    options = {"type": "line" if lines else "bar" if lying else "column"}
    if chart.source.kind == "stacked":
        options["subtype"] = "stacked"
    made = desk.book.add_chart(options)
    last = first + len(chart.categories) - 1
    written = number_format(chart.source.value_kind, desk.language)
    labelled = chart.source.kind == "bars" and len(chart.names) == 1
    font = {"name": look.SANS, "size": WORKBOOK_PT["note"], "color": look.INK}
    for number in range(len(chart.names)):
        colour = look.series_colour(number)
        series: dict[str, Any] = {
            "name": [sheet, head, number + 1],
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, number + 1, last, number + 1],
        }
        if lines:
            series["line"] = {"color": colour, "width": 2.25}
            series["marker"] = {
                "type": "circle",
                "size": 6,
                "fill": {"color": colour},
                "border": {"color": colour},
            }
        else:
            series["fill"] = {"color": colour}
            series["gap"] = 45 if lying else 70
        if labelled:
            series["data_labels"] = {"value": True, "num_format": written, "font": font}
        made.add_series(series)
    grid = {"visible": not labelled, "line": {"color": look.LINE, "width": 0.5}}
    values: dict[str, Any] = {
        "num_font": font,
        "num_format": "0%" if chart.source.value_kind == "share" else written,
        "major_gridlines": grid,
        "line": {"none": True},
        "visible": not labelled,
    }
    if not lines:
        values["min"] = 0
    names = {"num_font": font, "reverse": lying, "interval_unit": 1, "line": {"color": look.QUIET}}
    # Of bars that lie, the library calls the axis of values x.
    made.set_x_axis(values if lying else names)
    made.set_y_axis(names if lying else values)
    if len(chart.names) > 1:
        made.set_legend({"position": "bottom", "font": font})
    else:
        made.set_legend({"none": True})
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}})
    made.show_blanks_as("gap")
    made.set_size({"width": _WIDTH_PX, "height": height_px})
    return made
