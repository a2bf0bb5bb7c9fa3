"""Text whose columns stand aligned by blanks: read where the blanks say what stands under what, and nowhere else."""

from random import Random

import pytest

from builder.model.document import Document, Source
from builder.readers import text
from builder.recognise import aligned as aligned_text
from builder.recognise import recognise
from builder.recognise.aligned import NOT_ALIGNED, by_characters, by_display
from builder.recognise.wholerows import TORN
from tests.maker import PLACES, make_accounts, print_accounts, print_budget
from tests.maker.compare import compare
from tests.maker.style import Style
from tests.maker.text import BARE, write

TOP = "东海区乙局2026年部门预算\n一般公共预算支出表\n单位：万元\n"
HEAD = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]
ROWS = [
    ["", "合计", "1,090.00", "60.00", "1,030.00"],
    ["201", "一般公共服务支出", "1,000.00", "", "1,000.00"],
    ["  20140", "信访事务", "1,000.00", "", "1,000.00"],
    ["    2014004", "信访业务", "1,000.00", "", "1,000.00"],
    ["208", "社会保障和就业支出", "90.00", "60.00", "30.00"],
    ["  20805", "行政事业单位养老支出", "90.00", "60.00", "30.00"],
    ["    2080501", "行政单位离退休", "90.00", "60.00", "30.00"],
]
every_width = pytest.mark.parametrize("width", [by_characters, by_display])


def is_number(cell):
    return cell.replace(",", "").replace(".", "").lstrip("-").isdigit() and "." in cell


def aligned(rows, width, gap=3, widths=None):
    """The rows as lines, numbers flush right in their columns."""
    widths = widths or [max(width(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        blanks = [size - width(cell) for size, cell in zip(widths, row, strict=True)]
        cells = [" " * n + cell if is_number(cell) else cell + " " * n for n, cell in zip(blanks, row, strict=True)]
        lines.append((" " * gap).join(cells).rstrip())
    return "\n".join(lines) + "\n"


def read(body):
    data = body.encode()
    return recognise(Document(Source("a.txt", "text", "", len(data)), *text.pages(data)))


def figures(found):
    return [(one.code or one.item, one.measure, one.amount.printed) for one in found.figures]


def expected(rows):
    names = ("total", "basic", "project")
    return [(r[0].strip() or r[1], name, cell) for r in rows for name, cell in zip(names, r[2:], strict=True) if cell]


@every_width
def test_each_number_is_of_the_column_it_stands_in_and_of_its_line(width):
    found = read(TOP + aligned(HEAD + ROWS, width))
    assert figures(found) == expected(ROWS)
    assert not found.unplaced
    assert [one.location.line for one in found.figures if one.measure == "project"] == [5, 6, 7, 8, 9, 10, 11]
    assert all(one.location.box is None and one.placed_by == "position" for one in found.figures)


@every_width
def test_the_next_page_may_be_set_anew(width):
    again = aligned(ROWS[4:], width, gap=9)
    found = read(TOP + aligned(HEAD + ROWS[:4], width) + "\f" + again)
    assert figures(found) == expected(ROWS)


@every_width
def test_a_page_with_fewer_columns_says_nothing(width):
    more = [["217", "金融支出", "5.00", "5.00"], ["21701", "金融部门行政支出", "5.00", "5.00"]]
    found = read(TOP + aligned(HEAD + ROWS, width) + "\f" + aligned(more, width))
    assert figures(found) == expected(ROWS)
    assert {(one.printed, one.reason) for one in found.unplaced} == {("5.00", NOT_ALIGNED)}


@every_width
def test_a_name_on_two_lines_leaves_the_rows_beside_it_unplaced(width):
    torn = [*ROWS[:5], ["  20805", "行政事业单位养老", "90.00", "60.00", "30.00"], ["", "支出", "", "", ""], ROWS[6]]
    found = read(TOP + aligned(HEAD + torn, width))
    assert figures(found) == expected(ROWS[:5])
    assert [one.reason for one in found.unplaced] == [TORN] * 6


@every_width
@pytest.mark.parametrize(
    "head",
    [
        ["科目编码", "科目名称", "合计", "基本支出", "上年预算数", "项目支出"],
        ["科目编码", "科目名称", "合计", "支出"],
        ["科目编码", "科目名称", "合计", "某某", "项目支出"],
    ],
)
def test_a_header_that_does_not_fit_its_columns_names_none(width, head):
    found = read(TOP + aligned([head], width) + aligned(ROWS, width))
    assert all(figure in expected(ROWS) for figure in figures(found))


def test_columns_that_are_not_aligned_are_none():
    rng = Random(3)
    lines = [("   " + " " * rng.randrange(30)).join(cell for cell in row if cell) for row in HEAD + ROWS]
    found = read(TOP + "\n".join(lines) + "\n")
    assert {*figures(found)} <= {*expected(ROWS)}
    assert "position" not in {one.placed_by for one in found.figures if one.code in ("201", "20140", "2014004")}


def spread(printed, width, seed):
    """A made disclosure with its tables aligned by blanks."""
    lines, block = [], []
    for line in [*write(printed, Style(numbering=False), BARE, Random(seed)).split("\n"), ""]:
        if "\t" in line:
            block.append(line.split("\t"))
            continue
        if block:
            most = max(map(len, block))
            lines.append(aligned([row + [""] * (most - len(row)) for row in block], width).rstrip("\n"))
            block = []
        lines.append(line)
    return "\n".join(lines)


def made(seed):
    if seed % 2:
        return print_budget(seed, [*PLACES.values()][seed % len(PLACES)])
    return print_accounts(make_accounts(seed), seed)


@every_width
def test_nothing_is_read_of_made_disclosures_that_is_not_printed_so(width, monkeypatch):
    """Every figure is printed so, and no number is lost that is not lost without looking at blanks."""
    gained = 0
    for seed in range(30):
        printed = made(seed)
        body = spread(printed, width, seed)
        compared = compare(printed, read(body))
        assert compared.wrong == (), seed
        with monkeypatch.context() as patch:
            patch.setattr(aligned_text, "is_aligned", lambda strips: False)
            without = compare(printed, read(body))
        assert {*compared.lost} <= {*without.lost}, seed
        gained += compared.found - without.found
    assert gained > 500


def test_the_second_line_of_a_label_may_read_like_the_header():
    """一、本年 with 收入 below it is not the row of all it seems to be."""
    rows = [
        ["一、本年", "90.00", "一、本年", "90.00"],
        ["收入", "", "支出", ""],
        ["（一）一般公共预算拨款", "90.00", "（一）教育支出", "90.00"],
        ["（二）政府性基金预算拨款", "0.00", "（二）科学技术支出", "0.00"],
        ["收入总计", "90.00", "支出总计", "90.00"],
    ]
    head = [["收入", "", "支出", ""], ["项目", "预算数", "项目", "预算数"]]
    found = read("东海区乙局2026年部门预算\n财政拨款收支总表\n单位：万元\n" + aligned(head + rows, by_display))
    assert "一、本年" not in [one.item for one in found.figures]
    assert [one.item for one in found.figures if one.side == "revenue"] == ["（二）政府性基金预算拨款", "收入总计"]
