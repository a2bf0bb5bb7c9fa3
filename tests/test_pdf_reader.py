"""The PDF reader: what cannot be read is said in one line, words are whole, and rows stand where no rules tell them."""

from itertools import chain
from math import cos, radians, sin
from random import Random

import pypdfium2
import pytest

from builder import readers
from builder.errors import UnreadableError
from builder.model.amount import parse_number
from builder.readers import _glyphs, _pageparts, pdf
from builder.readers._glyphs import Glyph
from builder.readers._pageparts import blocks
from builder.readers._pdfpaths import Frame, Strokes, collect
from builder.readers._pdfwords import words
from builder.readers._rowparts import holds_rows, split
from builder.readers._ruling import lattices
from builder.recognise import recognise
from tests.maker import make_accounts, print_accounts
from tests.maker.compare import compare
from tests.maker.paper import HELVETICA, Sheet, document
from tests.maker.pdf import render, write
from tests.maker.press import COLUMNS, FULL, plain_press

CATALOGUE, LEAF = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
LOCK = b"/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
KEY = b"<</Filter/Standard/V 1/R 2/O<" + b"ab" * 32 + b">/U<" + b"ab" * 32 + b">/P -4>>"


def bare(*objects, trailer=b""):
    """A PDF file of these objects, whatever they are."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def pages(*kids):
    return b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))


ENCRYPTED = bare(CATALOGUE, pages(3), LEAF, KEY, trailer=LOCK)
ODDLY_ENCRYPTED = bare(CATALOGUE, pages(3), LEAF, b"<</Filter/Other.Handler/V 1>>", trailer=LOCK)
WITHOUT_PAGES = bare(CATALOGUE, b"<</Type/Pages/Kids[]/Count 0>>")


def sheet(*texts, height=200):
    found = Sheet(300, height)
    for row, text in enumerate(texts):
        found.text(20, 30 + 20 * row, text, 10)
    return found


def refusal(data):
    with pytest.raises(UnreadableError) as caught:
        pdf.pages(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ENCRYPTED, "SRC005"),
        (ODDLY_ENCRYPTED, "SRC005"),
        (WITHOUT_PAGES, "SRC006"),
        (b"%PDF-1.7\n" + b"nothing of the kind " * 50, "SRC006"),
        (document([sheet("2023年度部门决算")])[:400], "SRC006"),
        (bare(CATALOGUE, pages(9)), "SRC006"),
        (bare(CATALOGUE, pages(3), LEAF), "SRC006"),
    ],
    ids=["encrypted", "unknown lock", "no pages", "no PDF", "cut off", "broken page", "no word"],
)
def test_what_cannot_be_read_is_said(data, code):
    assert refusal(data) == code


def test_a_broken_file_is_not_called_encrypted_after_an_encrypted_one():
    for before in (ENCRYPTED, ODDLY_ENCRYPTED):
        assert refusal(before) == "SRC005"
        assert refusal(WITHOUT_PAGES) == "SRC006"


@pytest.mark.parametrize("data", [b"", b"\n\n \0"], ids=["empty", "blank"])
def test_an_empty_file_is_called_empty(data, tmp_path):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        readers.read(tmp_path / "a.pdf", "a.pdf")
    assert caught.value.code == "SRC001"


def test_a_broken_page_is_named_and_the_others_are_read():
    good = document([sheet("第一页"), sheet("第三页")])
    data = good.replace(b"/Kids[9 0 R 11 0 R]/Count 2", b"/Kids[9 0 R 99 0 R 11 0 R]/Count 3")
    found, notes = pdf.pages(data)
    assert [[line.text for line in page.lines] for page in found] == [["第一页"], [], ["第三页"]]
    assert notes == ("第 2 页损坏，未读取",)
    assert [page.is_broken for page in found] == [False, True, False]


def test_five_hundred_pages_are_read_one_by_one():
    found, notes = pdf.pages(document([sheet(f"第{number}句话") for number in range(500)]))
    assert len(found) == 500 and notes == ()
    assert found[-1].lines[0].text == "第499句话"


@pytest.mark.parametrize("seed", range(6))
def test_words_stand_where_their_characters_do(seed):
    data = render(print_accounts(make_accounts(seed), seed), seed, FULL)
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            frame, strokes, text = Frame.of(page), Strokes([], []), page.get_textpage()
            collect(page, frame, strokes)
            tables = lattices(strokes.horizontal, strokes.vertical)
            whole = list(words(text, frame))
            single = list(chain.from_iterable(word.letters() if word.letters else [word] for word in whole))
            assert len(whole) < len(single)
            assert blocks(whole, tables, 1) == blocks(single, tables, 1)


def test_the_empty_half_of_a_full_width_mark_is_no_blank():
    found = sheet("一、一般公共服务支出（类）：指支出")
    found.rule(10, 10, 290, 40)
    for x in (10, 150, 290):
        found.rule(x, 60, x, 100)
    for y in (60, 80, 100):
        found.rule(10, y, 290, y)
    ((page,), _) = pdf.pages(document([found]))
    assert [line.text for line in page.lines] == ["一、一般公共服务支出（类）：指支出"]


def column(*rows, x=0.0, wide=8.0):
    """Texts of one column by the height of their middle."""
    return [Glyph(text, x, middle - 4, x + wide * len(text), middle + 4, wide, wide) for middle, text in rows]


CODES = column((10, "201"), (34, "20101"), (58, "2010101"))
AMOUNTS = column((10, "5.00"), (34, "5.00"), (58, "1.00"))


def told(names):
    found = split({0: CODES, 1: names, 2: AMOUNTS})
    return found and ["".join(glyph.char for glyph in row.get(1, [])) for row in found]


def test_rows_are_told_apart_by_their_numbers():
    assert holds_rows({0: CODES, 1: column((10, "甲")), 2: AMOUNTS})
    assert told(column((10, "甲"), (34, "乙"), (58, "丙"))) == ["甲", "乙", "丙"]
    assert told(column((10, "甲"), (29, "乙一"), (39, "乙二"), (58, "丙"))) == ["甲", "乙一乙二", "丙"]
    assert told(column((10, "甲一"), (20, "甲二"), (34, "乙"), (58, "丙"))) == ["甲一甲二", "乙", "丙"]
    assert told(column((10, "甲"), (58, "丙"))) == ["甲", "", "丙"]


def test_amounts_one_above_the_other_are_rows_though_no_other_column_tells():
    assert holds_rows({0: column((10, "人员经费"), (34, "合计")), 2: AMOUNTS})
    assert not holds_rows({0: column((10, "人员经费"), (34, "合计")), 2: AMOUNTS[:2]})


def test_rows_that_are_not_certain_are_not_told_apart():
    assert told(column((10, "甲"), (22, "？"), (34, "乙"), (46, "？"), (58, "丙"))) is None
    assert told(column((2, "？"), (10, "甲"), (34, "乙"), (58, "丙"))) is None


@pytest.mark.parametrize(
    "columns",
    [
        {0: column((10, "201")), 1: column((5, "一般"), (15, "公共")), 2: column((10, "5.00"))},
        {0: column((5, "20101"), (15, "01")), 1: column((10, "运行"))},
        {0: column((5, "1,234,5"), (15, "67.00")), 1: column((5, "1,234,5"), (15, "67.00"))},
        {0: column((5, "一、"), (15, "二、"))},
    ],
    ids=["wrapped name", "wrapped code", "wrapped amounts", "list"],
)
def test_one_row_that_wraps_is_one_row(columns):
    assert not holds_rows(columns)


def test_a_number_wider_than_its_cell_keeps_its_digits():
    found = Sheet(300, 100)
    for x in (20, 60, 140, 220):
        found.rule(x, 20, x, 80)
    for y in (20, 50, 80):
        found.rule(20, y, 220, y)
    found.text(38, 40, "2010101", 10, HELVETICA)
    found.text(100, 40, "1.00", 10, HELVETICA)
    found.text(46, 70, "12", 10, HELVETICA)
    found.text(62, 70, "34", 10, HELVETICA)
    ((page,), _) = pdf.pages(document([found]))
    assert [[cell.text for cell in row] for row in page.grids[0].rows()] == [["2010101", "1.00"], ["12", "34"]]


def _touching(pieces):
    """A row of two cells in which pieces of text stand right behind each other, the rule 40 points from the first."""
    found = Sheet(300, 100)
    for x in (20, 60, 220):
        found.rule(x, 20, x, 80)
    for y in (20, 50, 80):
        found.rule(20, y, 220, y)
    found.text(24, 40, "301", 10, HELVETICA)
    found.text(100, 40, "1.00", 10, HELVETICA)
    for x, piece in pieces:
        found.text(x, 70, piece, 10, HELVETICA)
    ((page,), _) = pdf.pages(document([found]))
    return [cell.text for cell in list(page.grids[0].rows())[1]]


def test_numbers_that_touch_at_the_rule_between_their_cells_are_two():
    assert _touching([(40.5, "0.00"), (60.5, "30201")]) == ["0.00", "30201"]
    assert _touching([(54.5, "0"), (60.5, "30201")]) == ["0", "30201"]
    assert _touching([(42.7, "137"), (60.5, "5.00")]) == ["137", "5.00"]
    assert _touching([(56.2, "-"), (60.5, "30201")]) == ["-", "30201"]
    assert _touching([(40.5, "0.00"), (60.5, "-5.00")]) == ["0.00", "-5.00"]


def _one_by_one(left, text):
    """Each character drawn alone, right behind the one before."""
    widths = [5.56 if char.isdigit() else 2.78 if char in ".," else 3.33 for char in text]
    return [(left + sum(widths[:at]), char) for at, char in enumerate(text)]


def test_pieces_that_are_drawn_character_by_character_are_told_by_the_blank_between_them():
    code = _one_by_one(60.8, "30201")
    assert _touching([*_one_by_one(40.0, "3.12"), *code]) == ["3.12", "30201"]
    assert _touching([*_one_by_one(53.8, "0"), *code]) == ["0", "30201"]
    assert _touching([*_one_by_one(56.0, "-"), *code]) == ["-", "30201"]
    assert _touching(_one_by_one(56.6, "-645.38")) == ["-645.38"]


def test_a_number_across_a_rule_stays_one_however_it_is_drawn():
    assert _touching([(40.5, "0.0030201")]) == ["0.0030201"]
    assert _touching([(44.0, "13"), (55.1, "75.00")]) == ["1375.00"]
    assert _touching(_one_by_one(42.0, "1234567")) == ["1234567"]


@pytest.mark.parametrize("seed", range(8))
def test_a_table_with_rules_between_its_columns_alone_is_read_figure_by_figure(seed, tmp_path):
    printed = print_accounts(make_accounts(seed), seed)
    path = tmp_path / "a.pdf"
    path.write_bytes(write(printed, plain_press(rules=COLUMNS), Random(seed)))
    assert compare(printed, recognise(readers.read(path, "a.pdf"))).wrong == ()


@pytest.mark.parametrize(
    ("word", "pieces"), [("21.08-120.83", "2 1 . 0 8 -1 2 0 . 8 3"), ("0.5（3.1）", "0 . 5 （3 . 1 ）")]
)
def test_a_word_cut_at_a_rule_keeps_each_sign_with_its_number(word, pieces):
    letters = [_glyphs.Glyph(char, at, 0.0, at + 1.0, 5.0) for at, char in enumerate(word)]
    found = _pageparts._signed(letters)
    assert [glyph.char for glyph in found] == pieces.split()
    assert all(glyph.x0 < glyph.x1 for glyph in found)


def test_lines_of_prose_stand_from_top_to_bottom_with_their_boxes():
    found = Sheet(300, 200)
    found.text(140, 190, "15", 10)
    found.text(20, 50, "本年收入合计 20451.35 万元，", 10)
    found.text(20, 70, "增长3.5%。", 10)
    found.text(20, -40, "不在页上的字", 10)
    ((page,), _) = pdf.pages(document([found]))
    assert ["".join(line.text.split()) for line in page.lines] == ["本年收入合计20451.35万元，", "增长3.5%。", "15"]
    boxes = [line.location.box for line in page.lines]
    assert [round(box.top / 10) for box in boxes] == [4, 6, 18]
    assert all(box.x0 == pytest.approx(20, abs=2) for box in boxes[:2])


def test_where_numbers_stand_apart_each_word_has_its_box():
    found = Sheet(300, 200)
    for row, (name, amount) in enumerate((("收入", "126.73"), ("支出", "9.00"))):
        found.text(20, 50 + 20 * row, name, 10)
        found.text(150, 50 + 20 * row, amount, 10)
    ((page,), _) = pdf.pages(document([found]))
    assert [[word.text for word in line.words] for line in page.lines] == [["收入", "126.73"], ["支出", "9.00"]]
    assert all(word.box.x0 == pytest.approx(150, abs=2) for line in page.lines for word in line.words[1:])


def ruled(*texts):
    """A page with a row of cells, and what is drawn in each (x, text, size) or across them."""
    found = Sheet(320, 100)
    for x in (20, 120, 220, 310):
        found.rule(x, 20, x, 50)
    for y in (20, 50):
        found.rule(20, y, 310, y)
    for x, text, size in texts:
        found.text(x, 40, text, size)
    return found


def cells(found):
    ((page,), _) = pdf.pages(document([found]))
    return [cell.text for grid in page.grids for row in grid.rows() for cell in row]


@pytest.mark.parametrize("angle", [30, 45, -45, 135])
@pytest.mark.parametrize("text", ["仅供内部使用", "张三20230815"])
def test_a_watermark_is_none_of_the_cells_that_it_runs_across(angle, text):
    found = ruled((30, "教育支出", 10), (130, "12.34", 10), (230, "1,056.78", 10))
    c, s = cos(radians(angle)), sin(radians(angle))
    coded = text.encode("utf-16-be").hex()
    found.drawn.append(f"BT /song 24 Tf {c:.4f} {s:.4f} {-s:.4f} {c:.4f} 140 40 Tm <{coded}> Tj ET")
    assert cells(found) == ["教育支出", "12.34", "1,056.78"]


def test_letters_across_several_rows_are_in_none():
    found = ruled((30, "教育支出", 10), (130, "12.34", 10))
    found.text(230, 50, "密", 60)
    assert cells(found) == ["教育支出", "12.34"]


@pytest.mark.parametrize("over", ["88", "7", "内部"])
def test_a_number_that_something_else_covers_is_not_read(over):
    found = ruled((30, "教育支出", 10), (130, "12.34", 10), (230, "1056.78", 10), (131, over, 10))
    name, first, second = cells(found)
    assert (name, second) == ("教育支出", "1056.78")
    assert parse_number(first) is None
    assert _glyphs.UNREADABLE in first


@pytest.mark.parametrize("shift", [0.2, 0.5, 1.0])
def test_digits_drawn_twice_are_read_once(shift):
    found = ruled((30, "教育支出", 10), (130, "11.33", 10), (130 + shift, "11.33", 10))
    assert cells(found) == ["教育支出", "11.33"]
