"""The headers that a text without pages keeps of its pages change nothing of what is read, and accuse nobody."""

from collections import Counter

import pytest

from builder import readers
from builder.recognise.running import without_headers
from builder.recognise.strips import strips
from tests.maker import EDITIONS, text
from tests.maker.narrative import tell
from tests.test_innocent import accused, read

NAME = "某市工会"
HEADERS = (
    "{name}{year}年部门决算",
    "{name} {year} 年度部门决算",
    "{name}{year}年度部门决算公开 {page}",
    "{page}  {name}{year}年部门决算表",
    "{name}\t{year}年度部门决算",
    "{year}年度部门决算公开报告",
    "{name}",
    "{name}\n{year}年度部门决算（本级）",
)
NUMBERS = ("", "{page}\n", "- {page} -\n", "第{page}页\n")


def headed(lines, header, every, **names):
    """The lines with a header above each page."""
    pages = [lines[begin : begin + every] for begin in range(0, len(lines), every)]
    tops = [header.format(page=number, **names).split("\n") for number in range(len(pages))]
    return [line for top, page in zip(tops, pages, strict=True) for line in (*top, *page)]


def seen(disclosure):
    """Its figures without their places, and its identity."""
    figures = [(f.table, f.row, f.measure, f.amount, f.placed_by) for f in disclosure.figures]
    return figures, disclosure.identity


def said(disclosure):
    """What its sentences say."""
    return Counter((each.measure, each.value, each.unit, each.year, each.subject) for each in disclosure.statements)


@pytest.mark.parametrize("form", [text.TABBED, text.SPACED])
@pytest.mark.parametrize("seed", range(len(HEADERS)))
def test_headers_within_a_text_change_nothing(seed, form, tmp_path):
    told = tell(300 + seed, EDITIONS[0])
    data = text.render(told.printed, seed, form, "utf-8").decode()
    plain = read(tmp_path / "source.txt", data.encode())
    names = {"name": plain.identity.entity_name, "year": plain.identity.fiscal_year}
    for number in NUMBERS:
        lines = headed(data.split("\n"), number + HEADERS[seed], 37, **names)
        again = read(tmp_path / "source.txt", "\n".join(lines).encode())
        assert seen(again) == seen(plain)
        assert said(plain) <= said(again)  # a page's number that the text has by itself may be known by the others
        assert accused(again) == []


def kept(lines, tmp_path):
    """The lines that are left of a text."""
    (tmp_path / "x.txt").write_text("\n".join(lines))
    return [strip.text for strip in without_headers(strips(readers.read(tmp_path / "x.txt", "x.txt")))]


@pytest.mark.parametrize(
    "line",
    [
        "单位：万元",
        "收入支出决算总表",
        "2023年预算",
        "行政运行",
        "一般公共预算2023年决算",
        "部门预算",
        "合计 12.30 12.30",
    ],
)
def test_a_line_that_no_header_has_may_come_again(line, tmp_path):
    lines = headed([f"这是第{number}行。" for number in range(200)], line, 40)
    assert kept(lines, tmp_path) == lines


@pytest.mark.parametrize("name", ["示例市第一中学", "示例投资有限公司", "示例经济开发区", "示例县文联"])
def test_every_office_that_can_be_named_has_headers(name, tmp_path):
    lines = [f"这是第{number}行。" for number in range(200)]
    assert kept(headed(lines, name, 40), tmp_path) == [name, *lines]


def test_a_name_that_comes_within_one_part_is_no_header(tmp_path):
    lines = [f"这是第{number}行。" for number in range(100)]
    forms = headed([f"第{number}项内容" for number in range(40)], NAME, 8)
    assert kept(lines + forms, tmp_path) == lines + forms
    rows = [NAME, "部门预算", f"{NAME}2023年部门预算", "支出"] * 5
    assert kept(lines + rows, tmp_path) == lines + rows


def test_numbers_beside_headers_are_those_of_pages_only_in_order(tmp_path):
    lines = [f"这是第{number}行。" for number in range(240)]
    assert len(kept(headed(lines, f"{{page}}\n{NAME}2023年部门决算", 40), tmp_path)) == 241
    same = [line if not line.isdigit() else "7" for line in headed(lines, f"{{page}}\n{NAME}2023年部门决算", 40)]
    assert kept(same, tmp_path).count("7") == 6


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["绩效工作主要由办公室和财", "", "", "", "15", "", "务配合。"], "绩效工作主要由办公室和财务配合。"),
        (["绩效工作共有", "", "", "", "15", "", "个单位配合。"], "绩效工作共有15个单位配合。"),
        (["绩效工作主要由办公室和财", "", "15", "", "务配合。"], "绩效工作主要由办公室和财15务配合。"),
    ],
)
def test_one_number_at_the_foot_of_a_page_is_no_part_of_a_sentence(lines, text, tmp_path):
    head = [f"{NAME}2023年度部门决算", "", "一、绩效情况", "", "单位开展绩效管理工作，", ""]
    found = read(tmp_path / "a.txt", "\n".join([*head, *lines]).encode())
    assert f"单位开展绩效管理工作，{text}" in [passage.text for passage in found.passages]
