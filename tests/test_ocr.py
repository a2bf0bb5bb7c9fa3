"""A scanned disclosure, drawn as pictures, read by the optional extra from end to end."""

from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from builder import content, pipeline, readers
from tests.test_proof import NAMES, ROWS

pytestmark = pytest.mark.slow

pytest.importorskip("rapidocr", reason="没有安装可选的文字识别 mingzhang[ocr] · the optional extra is not installed")
FONT = next(
    (path for name in ("NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc") for path in Path("/usr/share/fonts").rglob(name)),
    None,
)
if FONT is None:
    pytest.skip("没有中文字体（如 fonts-noto-cjk） · no Chinese font", allow_module_level=True)

DPI = 150
HEADER = ("科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出")
WIDTHS = (150, 330, 200, 180, 180)
HEIGHT = 46


def drawn(title, rows):
    """A page with one ruled table."""
    page = Image.new("L", (1240, 1754), 250)
    pen = ImageDraw.Draw(page)

    def write(x, y, text, size=22):
        pen.text((x, y), text, fill=20, font=ImageFont.truetype(str(FONT), size))

    write(430, 90, "云溪市总工会2024年度部门决算", 26)
    write(480, 150, title, 30)
    write(1010, 210, "单位：万元")
    lines = [HEADER, *((code, NAMES[code], *texts) for code, texts in rows.items())]
    xs = [100, *(100 + x for x in accumulate(WIDTHS))]
    for number, texts in enumerate(lines):
        top = 250 + number * HEIGHT
        pen.line((xs[0], top, xs[-1], top), fill=30, width=2)
        for (left, right), text in zip(pairwise(xs), texts, strict=True):
            is_amount = text[:1].isdigit() and "." in text
            write(right - 12 - 12 * len(text) if is_amount else left + 10, top + 8, text)
    bottom = 250 + len(lines) * HEIGHT
    pen.line((xs[0], bottom, xs[-1], bottom), fill=30, width=2)
    for x in xs:
        pen.line((x, 250, x, bottom), fill=30, width=2)
    return page


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    path = tmp_path_factory.mktemp("scan") / "云溪市总工会2024年度部门决算.pdf"
    wrong = {**ROWS, "2012950": ("124.69", "124.96", "")}  # printed so: the column of basic does not add up
    first, second = drawn("支出决算表", ROWS), drawn("一般公共预算财政拨款支出决算表", wrong)
    first.save(path, "PDF", save_all=True, append_images=[second], resolution=DPI)
    return path


@pytest.fixture(scope="module")
def document(scanned):
    return readers.read(scanned, scanned.name, ocr=True)


@pytest.fixture(scope="module")
def checked(scanned):
    return pipeline.check(content.single(scanned, ocr=True))


def test_the_words_are_read_where_they_stand(document):
    (grid,) = document.pages[0].grids
    assert [cell.text for cell in grid.cells][:5] == list(HEADER)
    amounts = {cell.text: cell.location.box for cell in grid.cells if cell.column >= 2 and cell.row}
    assert {*amounts} == {text for texts in ROWS.values() for text in texts if text}
    x0 = amounts["226.73"].x0 * DPI / 72
    assert 580 < x0 < 780


def test_proven_figures_are_published_as_printed(checked):
    figures = {
        (figure.code, figure.measure): figure.amount.printed
        for figure in checked.disclosure.figures
        if figure.table == "expenditure"
    }
    measures = ("total", "basic", "project")
    assert figures == {
        (code, measure): text
        for code, texts in ROWS.items()
        for measure, text in zip(measures, texts, strict=True)
        if text
    }
    assert {figure.placed_by for figure in checked.disclosure.figures} == {"identity"}


def test_what_no_identity_proves_is_listed_and_nobody_is_accused(checked):
    left = {(each.code, each.printed) for each in checked.disclosure.unplaced}
    assert ("2012950", "124.96") in left
    assert checked.verdict.findings == ()
    assert any(entry.state == "not_checked" for entry in checked.verdict.ledger)


def test_the_disclosure_names_the_pages(checked):
    notes = checked.disclosure.notes
    assert notes[0] == "第 1 至 2 页由文字识别（OCR）读出"
    assert any("经勾稽关系证明" in note for note in notes)


def test_reading_twice_gives_the_same(document, checked):
    assert checked.document.pages == document.pages
