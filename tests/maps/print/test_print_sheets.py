"""Every kind of sheet opens in what did not make it, says what it must, and is made alike twice."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import shapely
from lettering import needs_font
from map_samples import N_INCIDENTS, Sample
from PIL import Image
from print_samples import N_AREAS, PRINT_KINDS, PrintKind, content_of, spec
from sheet_reading import Drawing, letter_boxes, picture, size_mm, text_of

from geo_patrol.errors import InvalidInput, Unavailable
from maps.palette import COLOURS, rgb
from maps.print import SheetSpec, print_map, printed_forms
from maps.print.sheet import Form
from maps.type_scale import PRINT_PT, points

pytestmark = needs_font

TITLES: dict[PrintKind, tuple[str, str]] = {
    "gaps": ("长诏水库", "·巡查缺口"),
    "coverage": ("长诏水库", "·巡查覆盖"),
    "seen": ("长诏水库", "·视域盲区"),
    "heat": ("长诏水库", "·事件热度"),
    "hotspots": ("长诏水库", "·事件热点"),
    "rates": ("长诏水库", "·发现率"),
    "zones": ("长诏水库", "·保护区分级"),
    "incidents": ("长诏水库", "·事件分布"),
    "effort_change": ("长诏水库", "·巡查用时变化"),
    "incident_change": ("长诏水库", "·事件变化"),
    "overview": ("新昌县", "·全域总览"),
}
WITH_POPPLER = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="poppler-utils is not installed"
)


@pytest.mark.parametrize("kind", PRINT_KINDS)
def test_a_sheet_says_all_that_a_map_must(kind: PrintKind, pdfs: dict[PrintKind, bytes]) -> None:
    said = text_of(pdfs[kind])
    for part in (
        *TITLES[kind],
        "2022-10-01—2022-10-31",
        "UTC+8",
        "演示数据DEMO",
        "比例尺1:",
        "CGCS2000,高斯-克吕格投影,中央经线120°E(EPSG:4549)",
        "北",
        "′E",
        "′N",
        "编制单位某县综合行政执法局",
        "制图日期2022-11-01",
        "审图号",
        "使用范围",
        "示意,非法定",
        "ODbL1.0,©OpenStreetMapcontributors",
        "来源:",
    ):
        assert part in said, part


@pytest.mark.parametrize("kind", PRINT_KINDS)
def test_the_legend_counts_all_there_is(kind: PrintKind, sample: Sample) -> None:
    content = content_of(kind, sample)
    counts = [
        int(row.count.replace(",", ""))
        for row in content.legend.rows
        if re.fullmatch(r"[\d,]+", row.count) and row.swatch not in ("camera-view", "incident")
    ]
    n = {"incidents": N_INCIDENTS, "heat": N_INCIDENTS, "overview": N_AREAS}
    assert sum(counts) == (0 if kind == "zones" else n.get(kind, len(sample.cells)))


@pytest.mark.parametrize("kind", PRINT_KINDS)
def test_no_letter_lies_on_another_and_all_are_on_the_paper(
    kind: PrintKind, pdfs: dict[PrintKind, bytes]
) -> None:
    found = np.array([box for _, box in letter_boxes(pdfs[kind])])
    left, bottom, right, top = (found + np.array([0.4, 0.4, -0.4, -0.4])).T
    over = (left[:, None] < right) & (left < right[:, None])
    over &= (bottom[:, None] < top) & (bottom < top[:, None])
    assert not np.triu(over, 1).any()
    width, height = (mm / 25.4 * 72 for mm in (210, 297))
    room = 8 / 25.4 * 72
    assert found[:, 0].min() >= room
    assert found[:, 1].min() >= room
    assert found[:, 2].max() <= width - room
    assert found[:, 3].max() <= height - room


@pytest.mark.parametrize("kind", ["gaps", "incidents"])
def test_a_drawn_class_is_a_class_of_the_legend(kind: PrintKind, coarse: Sample) -> None:
    content = content_of(kind, coarse)
    drawing = Drawing(print_map(spec(form="svg"), content))
    drawn = {name.removeprefix("class-").rsplit("-", 1)[0] for name in drawing.names("class-")}
    drawn |= {name.removeprefix("dots-") for name in drawing.names("dots-")}
    told = {row.swatch for row in content.legend.rows if row.count != "0"}
    assert drawn == told


def test_cells_are_drawn_once_each_in_their_class(coarse: Sample) -> None:
    drawing = Drawing(print_map(spec(form="svg"), content_of("gaps", coarse)))
    wanted = Counter(coarse.cells["gap_class"].str.replace("_", "-"))
    for name, n in wanted.items():
        path = drawing.parts[f"class-gap-{name}-0"].find(".//{http://www.w3.org/2000/svg}path")
        assert path is not None
        parts = coarse.cells.geometry[coarse.cells["gap_class"].str.replace("_", "-") == name]
        pieces = parts.explode()
        holes = int(shapely.get_num_interior_rings(pieces).sum())
        assert path.attrib["d"].count("M") == len(pieces) + holes
        assert len(parts) == n


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
@pytest.mark.parametrize("kind", ["gaps", "heat"])
def test_the_same_map_gives_the_same_bytes(kind: PrintKind, form: Form, coarse: Sample) -> None:
    first, second = (print_map(spec(form=form), content_of(kind, coarse)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("kind", ["gaps", "heat"])
def test_a_map_in_several_forms_is_the_same_as_in_each_alone(
    kind: PrintKind, coarse: Sample
) -> None:
    content = content_of(kind, coarse)
    forms: tuple[Form, ...] = ("png", "svg", "pdf")
    together = printed_forms(spec(), content, forms)
    alone = {form: print_map(spec(form=form), content) for form in forms}
    assert {form: one.data for form, one in together.items()} == alone


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    program = Path(__file__).with_name("draw_all.py")
    kinds = ("heat", "overview")
    forms = ("pdf", "svg")
    made: list[dict[str, bytes]] = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        asked = ["--cells-m", "250", "--form", *forms, "--kinds", *kinds]
        subprocess.run(
            [sys.executable, str(program), str(folder), *asked],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"},
        )
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == len(kinds) * len(forms)
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("paper", "turn", "width", "height"),
    [
        ("A4", "landscape", 297, 210),
        ("A4", "portrait", 210, 297),
        ("A3", "landscape", 420, 297),
        ("A3", "portrait", 297, 420),
    ],
)
def test_a_sheet_has_the_size_of_its_paper(
    paper: str, turn: str, width: float, height: float, coarse: Sample
) -> None:
    content = content_of("coverage", coarse)
    assert size_mm(print_map(spec(form="pdf", paper=paper, turn=turn), content)) == pytest.approx(
        (width, height), abs=0.1
    )
    with Image.open(BytesIO(print_map(spec(paper=paper, turn=turn), content))) as image:
        assert image.size == pytest.approx((width / 25.4 * 60, height / 25.4 * 60), abs=1)
        assert image.mode == "RGB"


def test_a_picture_is_made_for_print(coarse: Sample) -> None:
    data = print_map(SheetSpec(form="png", font=spec().font), content_of("gaps", coarse))
    with Image.open(BytesIO(data)) as image:
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.size == pytest.approx((3508, 2480), abs=1)


@pytest.mark.parametrize("kind", ["gaps", "coverage", "seen"])
def test_the_classes_have_the_colours_of_the_screen(kind: PrintKind, sample: Sample) -> None:
    pixels = picture(print_map(spec(form="pdf"), content_of(kind, sample))).reshape(-1, 3)
    names = {
        "gaps": ("gap_late_1_2", "gap_late_5_plus", "gap_never"),
        "coverage": ("effort_2", "effort_5"),
        "seen": ("seen_patrol", "seen_blind"),
    }[kind]
    for name in names:
        near = np.abs(pixels.astype(int) - rgb(COLOURS["day"][name])).max(axis=1) <= 6
        assert near.sum() > 200, name


def test_fields_are_filled_or_left_to_be_filled(coarse: Sample) -> None:
    content = content_of("zones", coarse)
    empty = text_of(print_map(spec(form="pdf"), content))
    assert "内部使用" not in empty
    assert "审图号使用范围" in empty
    filled = spec(form="pdf", review_number="浙S(2022)01号", handling="内部使用", maker="测试局")
    said = text_of(print_map(filled, content))
    assert "审图号浙S(2022)01号" in said
    assert said.count("内部使用") == 2
    assert "编制单位测试局" in said


def test_a_sheet_speaks_english_too(coarse: Sample) -> None:
    said = text_of(print_map(spec(form="pdf"), content_of("gaps", coarse, language="en")))
    for part in ("Changzhaoreservoir·Patrolgaps", "Neverseen", "Scale1:", "ReviewNo.", "Sources:"):
        assert part in said, part
    assert "图例" not in said


def test_without_a_chinese_font_there_is_no_sheet(coarse: Sample) -> None:
    with pytest.raises(Unavailable) as refused:
        print_map(SheetSpec(), content_of("zones", coarse))
    assert refused.value.key == "papers.no_font"


@pytest.mark.parametrize("dpi", [10, 5000])
def test_a_resolution_that_no_printer_has_is_refused(dpi: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        SheetSpec(dpi=dpi)
    assert refused.value.key == "print.dpi"


def test_every_text_is_large_enough_to_be_printed() -> None:
    assert min(PRINT_PT.values()) >= 6
    assert all(points(role, "A3") > points(role, "A4") for role in PRINT_PT)


@WITH_POPPLER
@pytest.mark.parametrize("kind", ["gaps", "heat", "overview"])
def test_poppler_reads_and_draws_it_without_complaint(
    kind: PrintKind, pdfs: dict[PrintKind, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(pdfs[kind])
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True)
    assert TITLES[kind][1] in re.sub(r"\s", "", read.stdout)
    drawn = subprocess.run(
        ["pdftoppm", "-r", "40", "-png", path, tmp_path / "page"], capture_output=True, check=True
    )
    assert read.stderr == ""
    assert drawn.stderr == b""
    with Image.open(next(tmp_path.glob("page*.png"))) as image:
        colours = np.unique(np.asarray(image.convert("RGB")).reshape(-1, 3), axis=0)
    assert len(colours) > 50
