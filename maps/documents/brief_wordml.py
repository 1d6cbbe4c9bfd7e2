"""Parts of a document as Word's XML: tables, captions, charts, pictures and definitions.

All that is said goes through `escape`, and all that is seen is a style of the template.
"""

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from xml.sax.saxutils import escape

from docx.document import Document
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree  # type: ignore[import-untyped]

from geo_patrol.messages import Language
from geo_patrol.reports.briefing import ValueKind
from maps.documents import brief_look as look
from maps.documents.brief_charts import chart_xml, data_of, kind_of
from maps.documents.brief_outline import Definition, SaidChart
from maps.documents.brief_widths import fitted
from maps.type_scale import DOCUMENT_PT

TEXT_WIDTH_MM = 156
MOST_HEIGHT_MM = 195
TURNED_MARGIN_MM = 16
TURNED_MM = (265, 154)
"""Width and height that a map may take on a page of its own, which lies on its side."""
_SERIF = 0.86
"""How wide Times' letters are, against those without serifs."""
MOST_ROWS_TOGETHER = 15
"""Tables of no more rows are not parted between pages."""
_TWIPS_PER_MM = 1440 / 25.4
_TABLE_EMS = TEXT_WIDTH_MM / 25.4 * 72 / DOCUMENT_PT["table"]
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Raw(str):
    """XML that the template takes as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Word:
    """A document that parts are made for, in the styles of its template."""

    def __init__(self, document: Document, language: Language) -> None:
        self.document = document
        self.language: Language = language
        self._styles: Mapping[str, str] = {
            one.name: one.style_id for one in document.styles if one.name is not None
        }
        self._n_charts = 0

    def paragraph(
        self, style: str, *runs: str, keep: bool = False, left: bool = False, ends: str = ""
    ) -> Raw:
        """Return a paragraph of runs that are XML already.

        Parameters
        ----------
        ends
            The pages that end with it, as `pages` returns them.
        """
        own = ("<w:keepNext/>" if keep else "") + ('<w:jc w:val="left"/>' if left else "") + ends
        name = escape(self._styles[style], {'"': "&quot;"})
        return Raw(f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{own}</w:pPr>{"".join(runs)}</w:p>')

    def caption(self, label: str, number: int, title: str, *, keep: bool = False) -> Raw:
        """Return a numbered caption; Word counts it anew where others are added."""
        before, after = label.split("|")
        field = (
            f'<w:fldSimple w:instr=" SEQ {escape(before.strip())} \\* ARABIC ">'
            f"{run(str(number))}</w:fldSimple>"
        )
        return self.paragraph("Caption", run(before), field, run(f"{after}　{title}"), keep=keep)

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        kinds: Sequence[ValueKind],
        *,
        totals: bool = False,
        marks: Sequence[int] = (),
    ) -> Raw:
        """Return a table whose head comes again on each page.

        Parameters
        ----------
        marks
            Numbers of definitions, one a row; they lead there from the row's first cell.
        """
        fit = fitted(head, rows, kinds, _TABLE_EMS, _SERIF)
        size = None if fit.scale == 1 else DOCUMENT_PT["table"] * fit.scale
        widths = [round(one * TEXT_WIDTH_MM * _TWIPS_PER_MM) for one in fit.shares]
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        short = len(rows) <= MOST_ROWS_TOGETHER
        names = [self.paragraph("表头", run(one, size), keep=short) for one in head]
        lines = [self._row(names, widths, head=True)]
        for place, row in enumerate(rows):
            last = totals and place == len(rows) - 1
            cells = [
                self.paragraph(
                    _cell_style(kind, last),
                    run(cell, size),
                    reference(marks[place]) if marks and not column else "",
                    keep=short and place < len(rows) - 1,
                    left=last and kind == "text",
                )
                for column, (cell, kind) in enumerate(zip(row, kinds, strict=True))
            ]
            lines.append(self._row(cells, widths))
        style = escape(self._styles["表格"], {'"': "&quot;"})
        return Raw(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}"'
            ' w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        )

    def _row(self, cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
            f"{cell}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        again = "<w:tblHeader/>" if head else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{again}</w:trPr>{inside}</w:tr>"

    def pages(self, *, turned: bool) -> str:
        """Return the form of the pages up to a place: those of the template, or turned for maps."""
        form = deepcopy(self.document.element.body.sectPr)
        if turned:
            size, margins = form.find(qn("w:pgSz")), form.find(qn("w:pgMar"))
            width, height = size.get(qn("w:w")), size.get(qn("w:h"))
            size.set(qn("w:w"), height)
            size.set(qn("w:h"), width)
            size.set(qn("w:orient"), "landscape")
            for side in ("top", "bottom", "left", "right"):
                margins.set(qn(f"w:{side}"), str(round(TURNED_MARGIN_MM * _TWIPS_PER_MM)))
            for side in ("header", "footer"):
                margins.set(qn(f"w:{side}"), str(round(TURNED_MARGIN_MM / 2 * _TWIPS_PER_MM)))
        return str(etree.tostring(form, encoding="unicode"))

    def picture(self, data: bytes, told: str, *, turned: bool = False) -> Raw:
        """Return a picture as wide as the text, or as high as a page has room for."""
        image = Image.from_blob(data)
        ratio = image.px_height / image.px_width
        wide, high = TURNED_MM if turned else (TEXT_WIDTH_MM, MOST_HEIGHT_MM)
        wide_mm = min(wide, high / ratio)
        width, height = Mm(wide_mm), Mm(wide_mm * ratio)
        inline = self.document.part.new_pic_inline(io.BytesIO(data), width, height)
        inline.docPr.set("descr", told)
        return self.paragraph("图", f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>", keep=True)

    def chart(self, chart: SaidChart) -> Raw:
        """Return a chart with the workbook of its data inside the document."""
        self._n_charts += 1
        package = self.document.part.package
        xlsx = Part(
            PackURI(f"/word/embeddings/chart{self._n_charts}.xlsx"),
            _SPREADSHEET,
            data_of(chart, self.language).xlsx_blob,
            package,
        )
        space = chart_xml(chart, self.language, DOCUMENT_PT["note"], look.HEI)
        part = Part(
            PackURI(f"/word/charts/chart{self._n_charts}.xml"), CONTENT_TYPE.DML_CHART, b"", package
        )
        outside = etree.SubElement(space, f"{{{_C}}}externalData")
        outside.set(f"{{{_R}}}id", part.relate_to(xlsx, RELATIONSHIP_TYPE.PACKAGE))
        etree.SubElement(outside, f"{{{_C}}}autoUpdate").set("val", "0")
        part._blob = etree.tostring(space, xml_declaration=True, encoding="UTF-8", standalone=True)
        own = self.document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        return self.paragraph("图", _drawing(own, chart), keep=True)

    def definition(self, one: Definition, records: str) -> Raw:
        """Return a definition that figures lead to."""
        start = f'<w:bookmarkStart w:id="{one.number}" w:name="definition_{one.number}"/>'
        end = f'<w:bookmarkEnd w:id="{one.number}"/>'
        behind = run(f"　{records}") if one.records else ""
        return self.paragraph(
            "定义", start, run(f"[{one.number}] {one.name}"), end, run(f"　{one.words}"), behind
        )


def run(words: str, size: float | None = None) -> str:
    """Return words as a run, of their style's size or another, points."""
    half = "" if size is None else str(int(size * 2))
    own = f'<w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>' if half else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def reference(number: int) -> str:
    """Return a raised number that leads to a definition."""
    return (
        f'<w:hyperlink w:anchor="definition_{number}"><w:r><w:rPr><w:color'
        f' w:val="{look.hexes(look.ACCENT)}"/><w:vertAlign w:val="superscript"/></w:rPr>'
        f"<w:t>[{number}]</w:t></w:r></w:hyperlink>"
    )


def is_lying(picture: bytes) -> bool:
    """Tell whether a picture is wider than high."""
    image = Image.from_blob(picture)
    return bool(image.px_width > image.px_height)


def _cell_style(kind: ValueKind, last: bool) -> str:
    if last:
        return "表格合计"
    return "表格文字" if kind == "text" else "表格数字"


def _drawing(relation: str, chart: SaidChart) -> str:
    lying = kind_of(chart).lying
    high_mm = min(MOST_HEIGHT_MM, 16 + 5.4 * len(chart.categories)) if lying else 64
    width, height = Mm(TEXT_WIDTH_MM), Mm(high_mm)
    told = escape(chart.title, {'"': "&quot;"})
    return (
        "<w:r><w:drawing><wp:inline"
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="{told}" descr="{told}"/>'
        "<wp:cNvGraphicFramePr/>"
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f'<a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
