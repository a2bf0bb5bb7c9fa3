"""Several bodies' disclosures in one file: nothing of the second is taken for the first one's."""

from dataclasses import replace
from random import Random

import pytest

from builder.readers import read
from builder.recognise import recognise
from tests.drawn import document, grid, line
from tests.maker import make_accounts, pdf, press, print_accounts
from tests.maker.compare import compare

HEAD = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"


def pages(name, amount, whose, page, first="第一部分 {}概况"):
    """A document of two tables: a page of words, two of tables, one of words."""
    rows = f"{HEAD}\n205 | 教育支出 | {amount} | {amount} | "
    made = [line(f"部门：{name} 单位：万元" if whose else "单位：万元", at) for at in (page + 1, page + 2)]
    return (
        (line(f"{name}2024年度部门决算", page), line(first.format(name), page)),
        (line("支出决算表", page + 1), made[0], grid(rows, page + 1)),
        (line("一般公共预算财政拨款支出决算表", page + 2), made[1], grid(rows, page + 2)),
        (line("第三部分 情况说明", page + 3), line(f"2024年度支出总计{amount}万元。", page + 3)),
    )


def told(found):
    names = {one.amount.printed for one in found.figures} | {str(one.value) for one in found.statements}
    return found.identity.entity_name, names


@pytest.mark.parametrize("second", ["甲市图书馆", "甲市乙局本级", "甲市丙局"])
@pytest.mark.parametrize("whose", [True, False])
def test_only_the_first_bodys_figures_and_sentences_are_read(second, whose):
    found = recognise(document(*pages("甲市乙局", "9.00", whose, 1), *pages(second, "7.00", whose, 5)))
    assert told(found) == ("甲市乙局", {"9.00"})
    assert [note for note in found.notes if second in note] == [f"第 5 页起是另一份文件（{second}），没有采用"]
    assert not found.leftovers


def test_the_same_tables_again_of_the_same_body_are_left_over_and_nothing_is_cut_off():
    found = recognise(document(*pages("甲市乙局", "9.00", True, 1), *pages("甲市乙局", "7.00", True, 5, "附件")))
    assert {one.amount.printed for one in found.figures} == {"9.00"}
    assert len(found.leftovers) == 2
    assert {str(one.value) for one in found.statements} == {"9.00", "7.00"}


def test_a_longer_form_of_the_name_is_no_other_body():
    found = recognise(document(*pages("乙局", "9.00", True, 1)[:3], *pages("甲市乙局", "7.00", True, 5, "附件")[1:]))
    assert not any("另一份文件" in note for note in found.notes)


def test_a_table_of_another_body_does_not_go_on_with_the_first():
    rows = grid(f"{HEAD}\n205 | 教育支出 | 9.00 | 9.00 | ", 1)
    more = grid(f"{HEAD}\n206 | 科学技术支出 | 7.00 | 7.00 | ", 2)
    title, first = line("支出决算表"), line("部门：甲市乙局 单位：万元")
    for other, count in (("甲市乙局", 4), ("甲市丙局", 2)):
        whose = line(f"部门：{other} 单位：万元", 2)
        head = line("甲市乙局2024年度部门决算")
        found = recognise(document((head, title, first, rows), (line("支出决算表", 2), whose, more)))
        assert len(found.figures) == count


@pytest.mark.parametrize("seed", range(3))
def test_two_printed_documents_in_one_file(seed, tmp_path):
    first = print_accounts(make_accounts(seed), seed)
    other = print_accounts(make_accounts(seed + 100), seed + 100)
    other = replace(other, year=first.year, unit=first.unit, label=first.label, labelled=first.labelled)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.write(first, press.drawn_press(Random(seed), press.FULL), Random(seed), other))
    found = recognise(read(path, "a.pdf"))
    assert found.identity.entity_name == first.entity_name
    read_back = compare(first, found)
    assert (read_back.wrong, read_back.missing, read_back.lost) == ((), (), ())
