"""The look into a file: it says what recognition did, nothing else, and shows it without letting the document speak."""

import os
import re
import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder import pipeline, readers
from builder.content import single
from builder.look import account, overlay
from builder.look import page as look_page
from builder.look.text import text
from builder.model.disclosure import Figure
from builder.recognise import recognise, see
from builder.recognise.sight import marks, titles_without_table, unclaimed
from builder.report import width
from tests.maker import make_accounts, pdf, print_accounts

CORPUS = Path(__file__).parent.parent / "content" / "disclosures"
HANYANG = CORPUS / "wuhanshi-hanyangqu-zonggonghui" / "2022-final" / "source.txt"
GENUINE = os.environ.get("MINGZHANG_DISCLOSURES", "")
HEADER = "<tr><td>科目编码</td><td>科目名称</td><td>本年收入合计</td><td>{}</td></tr>"
ROWS = "<tr><td></td><td>合计</td><td>10.00</td><td>7.00</td></tr>" + "".join(
    f"<tr><td>201</td><td>{name}</td><td>10.00</td><td>7.00</td></tr>" for name in ["一般公共服务支出"]
)


def sight_of(path):
    return see(readers.read(path, path.name))


@pytest.fixture
def sheet(tmp_path):
    """Sees an HTML file with one revenue table whose last column has a given header."""

    def make(header="财政拨款收入", title="收入决算表", more=""):
        path = tmp_path / "a.html"
        body = (
            f"<p>某某局2024年度部门决算</p><p>{title}</p><p>单位：万元</p><table>{HEADER.format(header)}{ROWS}</table>"
        )
        path.write_text(f"<!doctype html><html><meta charset=utf-8><body>{body}{more}</body></html>", encoding="utf-8")
        return sight_of(path)

    return make


def shown(sight, pictures=None):
    numbers = account.pages_with_tables(sight)
    return look_page.page(sight, numbers, pictures or {})


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*/source.txt")), ids=lambda path: path.parent.parent.name)
def test_every_number_that_was_read_is_marked_once_and_nothing_else_is(path):
    sight = sight_of(path)
    found = marks(sight)
    figures = [mark.result for mark in found.values() if isinstance(mark.result, Figure)]
    assert sorted(map(sight.disclosure.figure_id, figures)) == sorted(
        map(sight.disclosure.figure_id, sight.disclosure.figures)
    )
    words = {token.at: token.text for strip in sight.strips for token in strip.tokens}
    assert len(words) == sum(len(strip.tokens) for strip in sight.strips)
    for at, mark in found.items():
        if isinstance(mark.result, Figure):
            assert mark.result.amount.printed == words[at]
            assert mark.kind == mark.result.placed_by
    assert recognise(sight.document) == sight.disclosure


def test_the_text_says_what_became_of_a_table():
    said = text(sight_of(HANYANG))
    table = next(part for part in said.split("\n\n") if "revenue" in part)
    assert table.splitlines()[:2] == [
        "第 1 页  2022 年度收入决算表（表 2）  → revenue 收入决算表",
        "  位置  第 1 页第 103 至 201 行，没有格线",
    ]
    assert "  单位  万元" in table
    assert "  数字  按勾稽定栏 44" in table
    assert table.splitlines()[-7].endswith("→  本年收入合计 total")
    assert "武汉市汉阳区总工会 2022 决算；9 张标准表，183 个数字，0 个未采用" in said.splitlines()[0]


def test_the_columns_are_aligned_where_characters_are_wide(sheet):
    lines = [line for line in text(sheet("奇怪的一栏")).splitlines() if line.startswith("  列")]
    assert len(lines) == 4
    places = {width(line[: re.search("[→✗–]", line).start()]) for line in lines}
    assert len(places) == 1


def test_a_header_that_matched_nothing_is_said_with_its_numbers(sheet):
    sight = sheet("奇怪的一栏")
    said = text(sight)
    assert re.search(r"列  3  本年收入合计 +→  本年收入合计 total", said)
    assert re.search(r"列  4  奇怪的一栏 +✗  没有认出", said)
    assert "未能定栏 2" in said
    assert "201 一般公共服务支出：7.00  所在列的表头未能对应到标准表的栏" in said
    kinds = [mark.kind for mark in marks(sight).values()]
    assert (kinds.count("position"), kinds.count("unplaced"), kinds.count("unknown")) == (2, 2, 1)
    assert re.search(r"列  4  财政拨款收入 +→  财政拨款收入 appropriation", text(sheet()))


def test_a_grid_that_no_section_holds_is_named_with_the_line_above_it(sheet):
    sight = sheet(title="奇怪的决算情况统计")
    assert [len(rows) for rows in unclaimed(sight)] == [3]
    assert re.search(r"第 1 页 +3 行 × 4 列 +5 个数字 +标题不是标准表的标题 +奇怪的决算情况统计", text(sight))
    assert {mark.kind for mark in marks(sight).values()} == {"left"}


def test_a_title_without_a_table_is_named(sheet):
    sight = sheet(more="<p>支出决算表</p><p>见附件。</p>")
    assert [strip.text for strip in titles_without_table(sight)] == ["支出决算表"]
    assert "下面没有表头" in text(sight)


class Parsed(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words.append(data)


def test_what_a_document_says_is_text_and_never_markup(tmp_path):
    evil = "<script>alert(1)</script>\" onload='x'&lt;img src=x onerror=y>"
    path = tmp_path / "a.txt"
    lines = HANYANG.read_text(encoding="utf-8").splitlines()
    hit = next(index for index, line in enumerate(lines) if line.startswith("201 一般公共服务支出"))
    lines[hit] = lines[hit].replace("一般公共服务支出", f"一般公共服务{evil}\u202e支出")
    path.write_text("\n".join(lines), encoding="utf-8")
    sight = sight_of(path)
    source = shown(sight)
    parsed = Parsed(source)
    assert "script" not in parsed.tags
    assert "img" not in parsed.tags
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert any("<script>alert(1)</script>" in word for word in parsed.words)
    assert not re.search("[\u202e\x00-\x08]", source)
    assert not re.search("[\u202e\x00-\x08]", text(sight))


def test_the_page_holds_all_it_shows(sheet):
    source = shown(sheet("奇怪的一栏"))
    assert "default-src 'none'" in source
    assert not re.search(r"<script|<link|<iframe|@import|url\(|(?:src|href)=\"(?!data:)", source)
    parsed = Parsed(source)
    assert set(parsed.tags) >= {"table", "article", "ul", "h1", "style"}
    assert "奇怪的一栏" in parsed.words
    assert ("class", "mark unknown") in parsed.attributes
    assert shown(sheet("奇怪的一栏")) == source


def test_the_command_prints_the_text_and_writes_the_page(run, tmp_path):
    code, out, err = run("look", HANYANG, "--html", "look.html")
    assert code == 0
    assert out.startswith(f"{HANYANG.as_posix()}（text，1 页）")
    assert "look.html" in err
    source = (tmp_path / "look.html").read_text(encoding="utf-8")
    assert source.startswith("<!doctype html>")
    assert str(HANYANG.parent) not in source
    assert run("look", HANYANG, "--page", "1")[:2] == (0, out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((HANYANG, "--page", "2"), "没有第 2 页"),
        ((HANYANG, "--page", "0"), "用法不对"),
        (("none.txt",), "没有这个文件"),
        (("b.txt",), "SRC001"),
        (("c.txt", "--html", "c.txt"), "会覆盖"),
        ((HANYANG, "--html", "nowhere/look.html"), "无法读写"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(run, tmp_path, arguments, said):
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_bytes(HANYANG.read_bytes())
    code, out, err = run("look", *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert said in err
    assert (tmp_path / "c.txt").read_bytes() == HANYANG.read_bytes()


def test_tables_of_a_file_that_says_no_year_are_shown_with_a_word_that_it_does_not(run, tmp_path):
    table = f"<p>收入决算表</p><p>单位：万元</p><table>{HEADER.format('财政拨款收入')}{ROWS}</table>"
    page = f"<!doctype html><html><meta charset=utf-8><body>{table}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    code, out, _ = run("look", "a.html", "--html", "look.html")
    assert code == 0
    assert account.NO_DISCLOSURE in out
    assert "4 个数字" in out
    assert account.NO_DISCLOSURE in (tmp_path / "look.html").read_text(encoding="utf-8")
    assert "SRC010" in "".join(run("check", "a.html")[1:])


def grey(png):
    """Width, height and rows of a grey PNG as the reader writes it (no filter)."""
    columns, height = struct.unpack(">II", png[16:24])
    size = struct.unpack(">I", png[33:37])[0]
    rows = zlib.decompress(png[41 : 41 + size])
    return [rows[row * (columns + 1) + 1 : (row + 1) * (columns + 1)] for row in range(height)]


@pytest.fixture(scope="module")
def petitions():
    found = sorted(Path(GENUINE).rglob("*国家信访局_2024*.pdf")) if GENUINE else []
    if not found:
        pytest.skip("MINGZHANG_DISCLOSURES names no folder with the genuine document")
    return found[0]


def test_each_box_of_a_genuine_page_lies_on_its_number(petitions):
    scale = 2.0
    sight = pipeline.see(single(petitions))
    pictures = readers.pictures(petitions, (8,), scale)
    rows = grey(pictures[8])
    source = look_page.page(sight, (8,), pictures)
    drawn = re.findall(r'<rect class="mark position" x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', source)
    drawn = drawn[1:]  # the first is in the legend
    boxes = {tuple(map(float, box)) for box in drawn}
    figures = [figure for figure in sight.disclosure.figures if figure.location.page == 8]
    assert len(figures) == len(drawn) == 55
    for figure in figures:
        box, margin = figure.location.box, overlay.AROUND
        x, y, right, bottom = box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin
        assert any(
            abs(x - a) < 0.1 and abs(y - b) < 0.1 and abs(right - a - c) < 0.2 and abs(bottom - b - d) < 0.2
            for a, b, c, d in boxes
        )
        inside = [row[int(box.x0 * scale) : int(box.x1 * scale) + 1] for row in rows[int(box.top * scale) :]]
        inside = inside[: int((box.bottom - box.top) * scale) + 1]
        inked = [any(row[column] < 128 for row in inside) for column in range(len(inside[0]))]
        assert inked.index(True) <= 3, figure
        assert inked[::-1].index(True) <= 3, figure
        assert sum(inked) > len(inked) / 3, figure


def test_a_genuine_page_says_which_header_is_which_column(petitions):
    said = text(pipeline.see(single(petitions)), 8)
    assert "第 8 页  收入决算表  → revenue 收入决算表" in said
    assert re.search(r"列  8  附属单位上缴收入 +→  附属单位上缴收入 subordinate_remittance", said)
    assert "数字  按位置定栏 55" in said
    assert "第 9 页" not in said


def test_a_page_without_tables_says_so(sheet, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("某某局2024年度部门决算\n一、主要职责\n", encoding="utf-8")
    assert text(sight_of(path), 1).endswith("第 1 页没有表格，也没有成行的数字：2 行文字。")
    assert "没有成行的数字" not in text(sheet(), 1)


def test_a_frame_around_text_is_no_table_and_small_print_can_be_enlarged(sheet, tmp_path):
    framed = sheet(more="<table><tr><td>一、基本支出：指日常支出。</td></tr><tr><td>二、项目支出。</td></tr></table>")
    assert account.others(framed) == ()
    assert '<input type="checkbox" class="zoom"' not in shown(framed)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.render(print_accounts(make_accounts(1), 1), 1))
    sight = sight_of(path)
    first = account.pages_with_tables(sight)[0]
    source = look_page.page(sight, (first,), readers.pictures(path, (first,), 1.0))
    assert f'<input type="checkbox" class="zoom" id="z{first}"><label for="z{first}">放大</label><svg' in source
