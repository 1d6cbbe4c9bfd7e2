"""The template of documents is what its script makes, and an office finds its styles in it."""

import subprocess
import sys
from pathlib import Path

import docx
from docx.oxml.ns import qn

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "maps/documents/templates/briefing.docx"


def test_the_script_makes_the_template_that_is_committed(tmp_path: Path) -> None:
    own = tmp_path / "briefing.docx"
    subprocess.run([sys.executable, ROOT / "scripts/brief_template.py", own], check=True)
    assert own.read_bytes() == TEMPLATE.read_bytes()


def test_its_styles_have_chinese_faces_and_the_sizes_of_official_documents() -> None:
    styles = docx.Document(str(TEMPLATE)).styles
    for name, face, size in (
        ("红头", "方正小标宋简体", 36),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Body Text", "仿宋", 16),
        ("表头", "黑体", 10.5),
        ("表格文字", "仿宋", 10.5),
    ):
        style = styles[name]
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        assert fonts.get(qn("w:eastAsia")) == face, name
        assert style.font.size.pt == size, name
    assert "表格" in {one.name for one in styles}


def test_faces_that_a_machine_lacks_have_stand_ins() -> None:
    parts = docx.Document(str(TEMPLATE)).part.package.iter_parts()
    fonts = next(one for one in parts if one.partname == "/word/fontTable.xml").blob.decode()
    assert '<w:font w:name="方正小标宋简体"><w:altName w:val="宋体"/>' in fonts


def test_it_has_the_margins_of_official_documents() -> None:
    page = docx.Document(str(TEMPLATE)).sections[0]
    assert [round(one.mm) for one in (page.page_width, page.page_height)] == [210, 297]
    assert [round(one.mm) for one in (page.top_margin, page.left_margin)] == [37, 28]
