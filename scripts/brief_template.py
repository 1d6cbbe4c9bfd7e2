"""Make the template of briefings as documents, which the office may then edit in Word or WPS.

.venv/bin/python scripts/brief_template.py [FILE]

Its words between double braces are filled in by docxtpl; all that a reader sees is a style of this
file: change the style, and every briefing changes with it. Word shows the built-in styles by their
Chinese names: Title 标题, Heading 1 标题 1, Normal 正文, Body Text 正文文本, Caption 题注.
"""

import io
import sys
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from maps.documents import brief_look as look  # noqa: E402
from maps.documents.brief_office import steady  # noqa: E402
from maps.type_scale import DOCUMENT_PT  # noqa: E402

TEMPLATE = ROOT / "maps/documents/templates/briefing.docx"
MADE = datetime.fromisoformat("2022-01-01T00:00:00+08:00")
"""The same template is the same to the byte."""

LEFT, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
STYLES = (
    # Name, face, size, bold, colour, side, lines (points if above 5), before, after (points).
    ("Normal", look.FANG, "body", False, look.INK, LEFT, 28, 0, 0),
    ("Body Text", look.FANG, "body", False, look.INK, BOTH, 28, 0, 0),
    ("Title", look.SONG, "title", False, look.INK, CENTRE, 34, 18, 4),
    ("Heading 1", look.HEI, "heading", False, look.INK, LEFT, 28, 10, 2),
    ("Caption", look.HEI, "table", False, look.INK, CENTRE, 1.15, 8, 4),
    ("红头", look.SONG, "banner", True, look.RED, CENTRE, 1.1, 0, 6),
    ("期号", look.FANG, "lead", False, look.INK, LEFT, 1.15, 0, 0),
    ("时段", look.KAI, "lead", False, look.QUIET, CENTRE, 1.15, 0, 14),
    ("提示", look.HEI, "table", False, look.AMBER, LEFT, 1.3, 6, 6),
    ("图", look.FANG, "table", False, look.INK, CENTRE, 1.0, 6, 0),
    ("表头", look.HEI, "table", False, look.INK, CENTRE, 1.0, 2, 2),
    ("表格文字", look.FANG, "table", False, look.INK, LEFT, 1.0, 1.5, 1.5),
    ("表格数字", look.FANG, "table", False, look.INK, RIGHT, 1.0, 1.5, 1.5),
    ("表格合计", look.HEI, "table", False, look.INK, RIGHT, 1.0, 1.5, 1.5),
    ("注", look.FANG, "note", False, look.QUIET, LEFT, 1.2, 2, 8),
    ("定义", look.FANG, "table", False, look.INK, LEFT, 1.25, 2, 2),
    ("页码", look.FANG, "table", False, look.INK, CENTRE, 1.0, 0, 0),
)
INDENTED = {"Body Text": 2}
TOGETHER = {"Heading 1", "图"}
"""Stay on the page of what follows."""


def main() -> None:
    """Write the template."""
    document = Document()
    body = document.element.body
    for one in list(body)[:-1]:
        body.remove(one)
    for style in STYLES:
        set_style(document, *style)
    set_defaults(document)
    add_table_style(document)
    name_stand_ins(document)
    set_page(document)
    write_body(document)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "geo-patrol"
    properties.title = properties.comments = ""
    file = io.BytesIO()
    document.save(file)
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE
    path.write_bytes(steady(file.getvalue(), MADE))
    print(f"{path}: {path.stat().st_size / 1024:.0f} kB")


def set_style(
    document: DocumentObject,
    name: str,
    face: str,
    role: str,
    bold: bool,
    colour: str,
    side: WD_ALIGN_PARAGRAPH,
    spacing: float,
    before: float,
    after: float,
) -> None:
    """Set a paragraph style, made if Word has none of its name."""
    known = {one.name for one in document.styles}
    if name not in known:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    if name not in known:
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    font = style.font
    font.size, font.bold, font.italic = Pt(DOCUMENT_PT[role]), bold, False  # type: ignore[index]
    font.color.rgb = RGBColor.from_string(look.hexes(colour))
    set_faces(style.element.get_or_add_rPr(), face)
    form = style.paragraph_format
    form.alignment = side
    if spacing > 5:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(spacing)
    else:
        form.line_spacing = spacing
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.keep_with_next = name in TOGETHER
    form.widow_control = True
    indent_letters(style, INDENTED.get(name, 0))
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def set_defaults(document: DocumentObject) -> None:
    """Let what has no style of its own be Chinese, too, and without a picture of another file."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    set_faces(properties, look.FANG)
    properties.find(qn("w:lang")).set(qn("w:eastAsia"), "zh-CN")
    rels = document.part.package.rels
    for name in [name for name, one in rels.items() if one.reltype.endswith("/thumbnail")]:
        del rels[name]


def set_faces(properties: object, face: str) -> None:
    """Name a face for Chinese letters, and the one for all others."""
    for old in properties.findall(qn("w:rFonts")):  # type: ignore[attr-defined]
        properties.remove(old)  # type: ignore[attr-defined]
    fonts = OxmlElement("w:rFonts")
    for place in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(place), look.LATIN)
    fonts.set(qn("w:eastAsia"), face)
    properties.insert(0, fonts)  # type: ignore[attr-defined]


def indent_letters(style: ParagraphStyle, letters: int) -> None:
    """Begin paragraphs so many letters in, whatever their size becomes."""
    if letters:
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(letters * 100))
        indent.set(qn("w:firstLine"), str(int(letters * DOCUMENT_PT["body"] * 20)))


def add_table_style(document: DocumentObject) -> None:
    """Add the style of tables: thin lines, a head that is shaded."""
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{look.hexes(look.QUIET)}"'
    sides = "".join(
        f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    style = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefingTable">'
        '<w:name w:val="表格"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        "<w:qFormat/>"
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{look.hexes(look.HEAD_GROUND)}"/></w:tcPr></w:tblStylePr></w:style>'
    )
    document.styles.element.append(style)


def name_stand_ins(document: DocumentObject) -> None:
    """Tell which faces stand in for those that a machine lacks."""
    part = next(
        one for one in document.part.package.iter_parts() if one.partname == "/word/fontTable.xml"
    )
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for face, other in look.STAND_INS.items()
    )
    closing = b"</w:fonts>"
    part._blob = part.blob.replace(closing, fonts.encode() + closing)


def set_page(document: DocumentObject) -> None:
    """Set A4 with the margins of official documents, and the page's number at the foot."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(32)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.header_distance, page.footer_distance = Mm(20), Mm(20)
    head, foot = page.header.paragraphs[0], page.footer.paragraphs[0]
    head.style, foot.style = document.styles["注"], document.styles["页码"]
    head.alignment = RIGHT
    head.add_run("{{ running }}")
    foot.add_run("— ")
    field(foot, "PAGE", "1")
    foot.add_run(" —")


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that Word keeps up to date."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = shown
    run.append(words)
    made.append(run)
    paragraph._p.append(made)


def write_body(document: DocumentObject) -> None:
    """Write what is filled in: one line for each place, loops in lines of their own."""

    def line(words: str, style: str = "Normal") -> Paragraph:
        return document.add_paragraph(words, document.styles[style])

    line("{{ banner }}", "红头")
    number = line("{{ number }}\t{{ made }}", "期号")
    number.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    rule = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="6"'
        f' w:color="{look.hexes(look.RED)}"/></w:pBdr>'
    )
    # Word refuses a file whose properties stand in another order.
    number._p.get_or_add_pPr().insert_element_before(rule, "w:tabs", "w:spacing", "w:jc")
    line("{{ title }}", "Title")
    line("{{ period }}", "时段")
    line("{%p for warning in warnings %}")
    line("{{ warning }}", "提示")
    line("{%p endfor %}")
    line("{%p for section in sections %}")
    line("{{ section.heading }}", "Heading 1")
    line("{%p for words in section.paragraphs %}")
    line("{{ words }}", "Body Text")
    line("{%p endfor %}")
    line("{%p for block in section.blocks %}")
    line("{{p block }}")
    line("{%p endfor %}")
    line("{%p endfor %}")
    line("{%p if definitions %}")
    line("{{ words.definitions }}", "Heading 1")
    line("{%p for one in definitions %}")
    line("{{p one }}")
    line("{%p endfor %}")
    line("{{ words.addresses }}", "注")
    line("{%p endif %}")
    line("{%p if notices %}")
    line("{{ words.notices }}", "Heading 1")
    line("{%p for notice in notices %}")
    line("{{ loop.index }}. {{ notice }}", "定义")
    line("{%p endfor %}")
    line("{%p endif %}")


if __name__ == "__main__":
    main()
