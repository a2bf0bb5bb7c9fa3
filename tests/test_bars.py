"""Pages saved as text with bars between the cells of their tables (Markdown, and what takes text out of web pages)."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from builder.errors import UnreadableError
from builder.model.document import Document, Grid, Line, Source
from builder.readers import html, text
from builder.recognise import recognise
from tests.maker import EDITIONS, PLACES, make_accounts, print_accounts, print_budget
from tests.maker import html as made_html
from tests.maker.compare import compare


def blocks(written):
    pages, _ = text.pages(written.encode())
    return [block for page in pages for block in page.blocks]


def read(written):
    data = written.encode()
    return recognise(Document(Source("a.md", "text", "", len(data)), *text.pages(data)))


def test_where_empty_cells_are_kept_bars_tell_the_columns():
    first, grid, last = blocks("题\n| 项目 | 数 | 备注 |\n|:---|---:|---|\n| 甲 |  | 无 |\n| 乙 | 1.00 | |\n完\n")
    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column, cell.text, cell.location.line) for cell in grid.cells] == [
        *[(0, 0, "项目", 2), (0, 1, "数", 2), (0, 2, "备注", 2)],
        *[(1, 0, "甲", 4), (1, 2, "无", 4)],
        *[(2, 0, "乙", 5), (2, 1, "1.00", 5)],
    ]
    assert (first.text, last.text) == ("题", "完")


def test_where_empty_cells_may_be_lost_bars_are_blanks():
    """``栏次 | 1 | 栏次 | 2`` had an empty cell behind each 栏次: what is left out is at the end, if anywhere."""
    found = blocks("项目 | 行次 | 金额 | 项目 | 行次 | 金额 |\n栏次 | 1 | 栏次 | 2 | ||\n")
    assert all(isinstance(block, Line) for block in found)
    assert [block.text.split() for block in found] == [
        ["项目", "行次", "金额"] * 2,
        ["栏次", "1", "栏次", "2"],
    ]
    assert [block.location.line for block in found] == [1, 2]


def test_rows_with_more_cells_than_others_tell_no_columns():
    assert not any(isinstance(block, Grid) for block in blocks("| 甲 |  | 1.00 |\n| 乙 | 2.00 |\n"))


def test_bars_in_cells_that_tabs_part_are_text():
    (grid,) = blocks("201\t| 甲 | 乙 |\t1.00\n")
    assert [(cell.column, cell.text) for cell in grid.cells] == [(0, "201"), (1, "| 甲 | 乙 |"), (2, "1.00")]


def test_a_bar_in_a_sentence_is_text():
    assert [block.text for block in blocks("首页|关于我们\n")] == ["首页|关于我们"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## 一、收入支出决算总表", "一、收入支出决算总表"),
        ("# 说明 #", "说明"),
        ("**第一部分 概况**", "第一部分 概况"),
        ("#1楼", "#1楼"),
        ("**张**", "张"),
        ("张**和李**", "张**和李**"),
        ("***", "***"),
    ],
)
def test_marks_of_headings_are_not_text(line, expected):
    assert [block.text for block in blocks(line + "\n")] == [expected]


def test_a_broken_name_does_not_turn_the_order_of_the_three_expenses():
    """The first 因公出国（境）费 is broken, the second is whole: from left to right it would be the last of all."""
    one = "公务用车购置及运行费 | 公务接待"
    head = f"合计 | 因公出国 （境）费 | {one} 费 | 合计 | 因公出国（境）费 | {one}费 |\n小计 | 购置费 | 运行费 ||\n"
    amounts = "76.43 | 30.00 | 40.63 | 40.63 | 5.80 | 46.20 | 4.69 | 40.61 | 40.61 | 0.90 |||\n"
    rows = f"{' | '.join(map(str, range(1, 13)))} |\n{amounts}"
    title = "东海区乙局\n2025年度部门决算\n财政拨款“三公”经费支出决算表\n单位：万元\n预算数 | 决算数 |||\n"
    figures = read(title + head + rows).figures
    found = {(one.phase, one.measure): one.amount.printed for one in figures}
    assert found["budget", "abroad"] == "30.00"
    assert found["budget", "vehicles"] == "40.63"
    assert found["actual", "reception"] == "0.90"


def with_bars(document, keeps_empty):
    """The document as text; without its empty cells each row ends in as many bars as they were."""
    lines = []
    for page in document.pages:
        for block in page.blocks:
            lines += [block.text] if isinstance(block, Line) else _rows(block, keeps_empty)
    return "\n".join(lines) + "\n"


def _rows(grid, keeps_empty):
    width = max(cell.column + cell.colspan for cell in grid.cells)
    for row in grid.rows():
        cells = {cell.column: " ".join(cell.text.split()) for cell in row}
        if keeps_empty:
            yield f"| {' | '.join(cells.get(at, '') for at in range(width))} |"
        else:
            yield f"{' | '.join(cells.values())} |{'|' * (width - len(cells))}"


few = settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
seeds = given(seed=st.integers(0, 10**9))


def check(printed, seed, keeps_empty, least):
    data = made_html.render(printed, seed)
    document = Document(Source("a.html", "html", "", len(data)), *html.pages(data))
    written = with_bars(document, keeps_empty)
    found = read(written)
    assert compare(printed, found).wrong == (), seed
    assert len(found.figures) >= least * len(recognise(document).figures), seed


@pytest.mark.parametrize(("keeps_empty", "least"), [(True, 0.9), (False, 0.4)])
@few
@seeds
def test_final_accounts_with_bars_give_no_wrong_figure(seed, keeps_empty, least):
    for edition in EDITIONS:
        check(print_accounts(make_accounts(seed), seed, edition), seed, keeps_empty, least)


@pytest.mark.parametrize(("keeps_empty", "least"), [(True, 0.6), (False, 0.0)])
@few
@seeds
def test_budgets_with_bars_give_no_wrong_figure(seed, keeps_empty, least):
    for place in PLACES.values():
        check(print_budget(seed, place), seed, keeps_empty, least)


def test_a_list_of_files_is_nobodys_disclosure():
    files = ("东海区规划局2024年度部门决算.pdf", "南山市信访局2026年部门预算.docx")
    listed = "\n".join(f"### {name}\n- tables: 01 收入支出决算总表 p7; 单位：万元\n" for name in files)
    with pytest.raises(UnreadableError) as refused:
        read("# 文件目录\n" + listed)
    assert refused.value.code == "SRC010"
