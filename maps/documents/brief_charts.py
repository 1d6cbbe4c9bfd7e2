"""Charts that office programs draw and people edit: one look in documents and on slides."""

from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from geo_patrol.messages import Language
from maps.documents import brief_look as look
from maps.documents.brief_outline import SaidChart
from maps.documents.brief_values import number_format, said
from maps.documents.brief_widths import ems

MOST_COLUMNS = 31
"""More categories, or long names, lie on their side."""
_LONGEST_NAMES = 46.0
_MOST_LABELS = 60


class Kind(NamedTuple):
    """How a chart is drawn."""

    type: XL_CHART_TYPE
    lying: bool


def kind_of(chart: SaidChart) -> Kind:
    """Return how a chart is drawn: bars lie where their names would not stand side by side."""
    if chart.source.kind == "lines":
        return Kind(XL_CHART_TYPE.LINE_MARKERS, False)
    lying = lies(chart)
    if chart.source.kind == "stacked":
        stacked = XL_CHART_TYPE.BAR_STACKED if lying else XL_CHART_TYPE.COLUMN_STACKED
        return Kind(stacked, lying)
    return Kind(
        XL_CHART_TYPE.BAR_CLUSTERED if lying else XL_CHART_TYPE.COLUMN_CLUSTERED,
        lying,
    )


def lies(chart: SaidChart) -> bool:
    """Tell whether bars lie on their side."""
    if chart.source.kind == "lines":
        return False
    widest = max(map(ems, chart.categories), default=0.0)
    n = len(chart.categories)
    if _labelled(chart):
        values = (value for one in chart.values for value in one if value is not None)
        kind = chart.source.value_kind
        widest = max([widest, *(ems(said(value, kind, "en")) for value in values)])
    return n > MOST_COLUMNS or widest * n > _LONGEST_NAMES


def data_of(chart: SaidChart, language: Language) -> CategoryChartData:
    """Return a chart's data, to be edited with the chart; what is not known is left blank."""
    written = number_format(chart.source.value_kind, language)
    data: Any = CategoryChartData(number_format=written)  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for name, values in zip(chart.names, chart.values, strict=True):
        data.add_series(name, values)
    return data  # type: ignore[no-any-return]


def chart_xml(chart: SaidChart, language: Language, size: float, face: str) -> etree._Element:
    """Return a chart as it stands in a file, without the workbook of its data."""
    kind = kind_of(chart)
    writer: Any = ChartXmlWriter
    drawn: Any = Chart
    space = parse_xml(writer(kind.type, data_of(chart, language)).xml.encode())
    dress(drawn(space, None), chart, language, size, face)
    return space


def dress(
    drawn: Any,
    chart: SaidChart,
    language: Language,
    size: float,
    face: str,
    *,
    like: SaidChart | None = None,
) -> None:
    """Give a chart its colours, faces and number formats.

    Parameters
    ----------
    like
        The whole of which it is a part, on the same scale.
    """
    chart = like or chart
    kind = kind_of(chart)
    drawn.has_title = False
    drawn.font.size = Pt(size)
    drawn.font.color.rgb = look.rgb(look.INK)
    _set_faces(drawn, face)
    _bare(drawn._chartSpace)
    drawn.has_legend = len(chart.names) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    _axes(drawn, chart, kind, language)
    plot = drawn.plots[0]
    if chart.source.kind != "lines":
        plot.gap_width = 45 if kind.lying else 70
        plot.overlap = 100 if chart.source.kind == "stacked" else 0
    for number, series in enumerate(plot.series):
        _colour(series, number, lines=chart.source.kind == "lines")
    if _labelled(chart):
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format = number_format(chart.source.value_kind, language)
        labels.number_format_is_linked = False
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _labelled(chart: SaidChart) -> bool:
    """Tell whether each bar has its value: then no axis needs to be read."""
    return (
        chart.source.kind == "bars"
        and len(chart.names) == 1
        and len(chart.categories) <= _MOST_LABELS
    )


def _axes(drawn: Any, chart: SaidChart, kind: Kind, language: Language) -> None:
    values, categories = drawn.value_axis, drawn.category_axis
    values.has_major_gridlines = not _labelled(chart)
    if not _labelled(chart):
        values.major_gridlines.format.line.color.rgb = look.rgb(look.LINE)
        values.major_gridlines.format.line.width = Pt(0.5)
    values.format.line.fill.background()
    values.visible = not _labelled(chart)
    values.major_tick_mark = XL_TICK_MARK.NONE
    share = chart.source.value_kind == "share"
    values.tick_labels.number_format = "0%" if share else number_format("count", language)
    values.tick_labels.number_format_is_linked = False
    stacked = chart.source.kind == "stacked"
    if chart.source.kind != "lines":
        values.minimum_scale = 0
        highest = max((v or 0 for one in chart.values for v in one), default=0)
        if share and 0.5 < highest <= 1:
            values.maximum_scale = 1
        elif kind.lying and not stacked and not share:
            values.maximum_scale = highest * 1.12 or 1
    categories.format.line.color.rgb = look.rgb(look.QUIET)
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.has_major_gridlines = False
    # From top to bottom in the order of the table, not from bottom to top.
    categories.reverse_order = kind.lying
    if kind.lying:
        _each_name(categories._element)


def _each_name(axis: Any) -> None:
    """Let every bar have its name, however many there are."""
    skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    place = axis.find(qn("c:noMultiLvlLbl"))
    if place is None:
        axis.append(skip)
    else:
        place.addprevious(skip)


def _bare(space: Any) -> None:
    """Take the frame away: the page around it is its ground."""
    frame = parse_xml(f"<c:spPr {nsdecls('c', 'a')}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    space.find(qn("c:txPr")).addprevious(frame)


def _colour(series: Any, number: int, *, lines: bool) -> None:
    colour = look.rgb(look.series_colour(number))
    if not lines:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour
        series.invert_if_negative = False
        return
    series.smooth = False
    series.format.line.color.rgb = colour
    series.format.line.width = Pt(2.25)
    series.marker.size = 6
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour
    series.marker.format.line.color.rgb = colour


def _set_faces(drawn: Any, face: str) -> None:
    """Name the face of all text of a chart, Chinese and other."""
    properties = drawn._chartSpace.find(qn("c:txPr")).find(".//" + qn("a:defRPr"))
    for place in ("a:latin", "a:ea", "a:cs"):
        made = etree.SubElement(properties, qn(place))
        made.set("typeface", face)
