"""Ruling lines seen in a picture, and pages that are pictures known as such."""

import io

import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from builder import readers
from builder.cli import cli
from builder.errors import UnreadableError, UserError
from builder.model.document import Grid
from builder.readers import _ocr, pdf
from builder.readers._picture import ink_of, rulings, without_rulings
from builder.readers._ruling import lattices

SCALE = 2.0
XS, YS = (20, 100, 200, 300), (30, 60, 90, 120)
"""The lines of the table drawn, in points."""


def page(width=340, height=200):
    return np.full((round(height * SCALE), round(width * SCALE)), 255, dtype=np.uint8)


def px(points):
    return round(points * SCALE)


def ruled(grey, thickness=2, grey_value=40, without=()):
    """Draw the table; ``without`` are (line, cell) of vertical walls left out."""
    for y in YS:
        grey[px(y) : px(y) + thickness, px(XS[0]) : px(XS[-1]) + thickness] = grey_value
    for column, x in enumerate(XS):
        for row in range(len(YS) - 1):
            if (column, row) not in without:
                grey[px(YS[row]) : px(YS[row + 1]), px(x) : px(x) + thickness] = grey_value
    return grey


def table(grey):
    (found,) = lattices(*rulings(ink_of(grey), SCALE))
    return found


@pytest.mark.parametrize("thickness", [1, 2, 4])
@pytest.mark.parametrize("grey_value", [0, 120, 170])
def test_a_drawn_table_is_found_where_it_stands(thickness, grey_value):
    found = table(ruled(page(), thickness, grey_value))
    assert found.xs == pytest.approx(XS, abs=1.5)
    assert found.ys == pytest.approx(YS, abs=1.5)


def test_a_wall_that_is_not_drawn_merges_two_cells():
    region = table(ruled(page(), without={(1, 0)})).at(60, 45)
    assert (region.colspan, region.rowspan) == (2, 1)


def test_a_line_with_gaps_of_one_pixel_and_a_slightly_slanting_one_are_lines():
    grey = ruled(page())
    grey[:, ::37] = 255
    assert len(table(grey).ys) == 4
    slanting = page()
    straight = ruled(page())
    for x in range(slanting.shape[1]):
        slanting[:, x] = np.roll(straight[:, x], x // 200)
    assert len(table(slanting).ys) == 4


def test_strokes_of_characters_and_shaded_cells_are_no_lines():
    grey = ruled(page())
    grey[px(60) : px(90), px(20) : px(100)] = 90  # a shaded cell
    for x in range(110, 190, 8):
        grey[px(65) : px(77), px(x) : px(x) + 2] = 0  # upright strokes of 12 points
    found = table(grey)
    assert len(found.ys) == 4
    assert len(found.xs) == 4


def test_the_ink_that_is_left_has_no_lines_of_the_table():
    grey = ruled(page())
    grey[px(70) : px(74), px(120) : px(124)] = 0
    ink = ink_of(grey)
    bare = without_rulings(ink, lattices(*rulings(ink, SCALE)), SCALE)
    assert bare.sum() == 64
    assert bare[px(70) : px(74), px(120) : px(124)].all()


class Engine:
    """Stands for the recogniser: ``whole`` are the words of a page (box in points, text), ``parts`` the next ones."""

    def __init__(self, whole, parts):
        self.whole, self.parts, self.crops = whole, list(parts), []

    def __call__(self, picture, use_det, use_cls, use_rec):
        result = type("Result", (), {})()
        if use_det:
            boxes = [[(x0, top), (x1, top), (x1, bottom), (x0, bottom)] for (x0, top, x1, bottom), _ in self.whole]
            result.boxes = np.array(boxes, dtype=float).reshape(-1, 4, 2) * SCALE if boxes else None
            result.txts = tuple(text for _, text in self.whole) or None
        else:
            self.crops.append(picture.shape)
            result.txts = (self.parts.pop(0),)
        return result


def inked(grey, *boxes):
    for x0, top, x1, bottom in boxes:
        grey[px(top) : px(bottom), px(x0) : px(x1)] = 0
    return grey


def read(monkeypatch, grey, engine):
    monkeypatch.setattr(_ocr, "_engine", lambda: engine)
    return _ocr.read(grey, SCALE, 3)


def test_words_become_cells_and_lines(monkeypatch):
    grey = inked(ruled(page()), (30, 40, 80, 50), (110, 40, 160, 50))
    engine = Engine(
        [((28, 38, 82, 52), "行政运行"), ((108, 38, 162, 52), "126.73"), ((20, 8, 80, 20), "单位：万元")], []
    )
    line, grid = read(monkeypatch, grey, engine)
    assert (line.text, line.location.page, [word.text for word in line.words]) == ("单位：万元", 3, ["单位：万元"])
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [(0, 0, "行政运行"), (0, 1, "126.73")]
    assert grid.cells[1].location.box.x0 == pytest.approx(108, abs=0.1)


def test_a_word_over_a_line_is_cut_there_and_read_again(monkeypatch):
    grey = inked(ruled(page()), (150, 40, 195, 50), (206, 40, 250, 50))
    engine = Engine([((148, 38, 252, 52), "1.234.56")], ["1.23", "4.56"])
    (grid,) = read(monkeypatch, grey, engine)
    assert [(cell.column, cell.text) for cell in grid.cells] == [(1, "1.23"), (2, "4.56")]


def test_a_word_whose_box_only_reaches_over_a_line_is_not_cut(monkeypatch):
    grey = inked(ruled(page()), (150, 40, 195, 50))
    (grid,) = read(monkeypatch, grey, Engine([((148, 38, 206, 52), "1.23")], []))
    assert [(cell.column, cell.text) for cell in grid.cells] == [(1, "1.23")]


def test_a_cell_with_ink_in_which_nothing_was_found_is_read_by_itself(monkeypatch):
    grey = inked(ruled(page()), (145, 70, 150, 80))
    engine = Engine([], ["1"])
    (grid,) = read(monkeypatch, grey, engine)
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [(1, 1, "1")]
    assert len(engine.crops) == 1  # and no cell without ink


def pictures(count=1):
    first, *others = [Image.fromarray(ruled(page())) for _ in range(count)]
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=144)
    return out.getvalue()


def text_pdf(text):
    stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = "".join(f"{number} 0 obj{text}endobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


def merged(*files):
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def test_a_page_that_is_a_picture_is_known_and_said():
    found, notes = pdf.pages(merged(text_pdf("Final accounts 2024"), pictures(2)))
    assert [each.is_image for each in found] == [False, True, True]
    assert [each.by_ocr for each in found] == [False, False, False]
    assert notes == ("第 2 页是图片，未读取", "第 3 页是图片，未读取")


def test_a_file_of_pictures_is_refused_with_a_word_on_the_extra():
    with pytest.raises(UnreadableError) as caught:
        pdf.pages(pictures())
    assert caught.value.code == "SRC007"
    assert "mingzhang[ocr]" in caught.value.message
    assert "--ocr" in caught.value.message
    assert "mingzhang[ocr]" in caught.value.message_en


def test_with_text_recognition_the_page_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(_ocr, "_engine", lambda: Engine([((20, 8, 80, 20), "单位：万元")], []))
    path = tmp_path / "scan.pdf"
    path.write_bytes(merged(text_pdf("Final accounts 2024"), pictures()))
    document = readers.read(path, path.name, ocr=True)
    assert [each.by_ocr for each in document.pages] == [False, True]
    assert not any(each.is_image for each in document.pages)
    assert document.pages[1].lines[0].text == "单位：万元"
    assert document.notes == ("第 2 页由文字识别（OCR）读出",)


def test_neighbouring_pages_are_named_together(monkeypatch):
    monkeypatch.setattr(_ocr, "_engine", lambda: Engine([((20, 8, 80, 20), "单位：万元")], []))
    _, notes = pdf.pages(merged(pictures(2), text_pdf("Final accounts 2024"), pictures()), ocr=True)
    assert notes == ("第 1 至 2 页由文字识别（OCR）读出", "第 4 页由文字识别（OCR）读出")


def test_asking_for_what_is_not_installed_is_one_clear_line(monkeypatch, tmp_path):
    monkeypatch.setattr(readers, "can_recognise", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(pictures())
    result = CliRunner().invoke(cli, ["check", str(path), "--ocr"])
    assert isinstance(result.exception, UserError)
    assert "pip install 'mingzhang[ocr]'" in str(result.exception)


def test_pictures_in_which_nothing_is_found_stay_unread(monkeypatch):
    monkeypatch.setattr(_ocr, "_engine", lambda: Engine([], []))
    with pytest.raises(UnreadableError) as caught:
        pdf.pages(pictures(), ocr=True)
    assert caught.value.code == "SRC007"
    assert "没有读出文字" in caught.value.message
