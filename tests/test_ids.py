"""Public names: what a figure, a statement, an indicator and a disclosure are called, for ever."""

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Indicator, Passage, Statement, Table
from builder.model.document import Source
from builder.model.location import Location

WHO = Identity("hanyang", "汉阳区总工会", 2022, "final", "决算")
HERE = Location(2, 5)
FIGURE = Figure(
    "summary",
    "公开01表",
    "revenue",
    "",
    "3",
    "20129",
    "群众 团体",
    "amount",
    Amount(Decimal(1), "元", "1"),
    HERE,
    "position",
)
SAID = Statement("一、收入", "收入 总计", "", 2022, "amount", Decimal(1), "万元", "", "收入1万元", HERE)
ROW = Indicator("自评表", "项目~甲", "产出", "数量", "次数", "1", "1", "10", "9", HERE)


def disclosure(**given):
    return Disclosure(WHO, Source("a.txt", "text", "0" * 64, 1), **given)


def test_a_disclosure_is_named_by_entity_year_and_kind():
    assert WHO.disclosure_id == "hanyang-2022-final"
    assert WHO.package == "hanyang/2022-final"


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "summary/revenue/20129/amount"),
        ({"code": ""}, "summary/revenue/3/amount"),
        ({"code": "", "line_no": ""}, "summary/revenue/群众团体/amount"),
        ({"side": "", "phase": "budget"}, "summary/budget/20129/amount"),
        ({"side": ""}, "summary//20129/amount"),
        ({"repeat": 2}, "summary/revenue/20129/amount~2"),
        ({"code": "", "line_no": "", "item": "甲~2"}, "summary/revenue/甲～2/amount"),
        ({"code": "", "line_no": "", "item": " 甲\n乙\u3000"}, "summary/revenue/甲乙/amount"),
    ],
)
def test_a_figure_is_named_by_its_table_lane_row_and_measure(changes, key):
    figure = replace(FIGURE, **changes)
    assert figure.key == key
    assert disclosure().figure_id(figure) == f"hanyang-2022-final/{key}"


def test_a_statement_is_named_by_its_section_subject_year_and_measure():
    assert SAID.key == "statement/一、收入/收入总计/2022/amount"
    assert replace(SAID, code="201").key == "statement/一、收入/201/2022/amount"
    assert replace(SAID, derived="去年").key == "derived/一、收入/收入总计/2022/amount"
    assert replace(SAID, repeat=3).key == "statement/一、收入/收入总计/2022/amount~3"


def test_an_indicator_is_named_by_its_form_programme_levels_and_itself():
    assert ROW.key == "indicator/自评表/项目～甲/产出/数量/次数"
    assert replace(ROW, repeat=2).key == "indicator/自评表/项目～甲/产出/数量/次数~2"


def test_rows_of_one_name_are_numbered_in_their_order_and_no_two_have_one_name():
    other = replace(FIGURE, measure="total")
    made = disclosure(
        figures=(FIGURE, other, FIGURE, replace(FIGURE, repeat=7), other),
        statements=(SAID, SAID),
        derived=(replace(SAID, derived="x"), replace(SAID, derived="x")),
        indicators=(ROW, replace(ROW, repeat=4), ROW),
    )
    assert [figure.repeat for figure in made.figures] == [1, 1, 2, 3, 2]
    assert [said.repeat for said in made.statements] == [1, 2]
    assert [said.repeat for said in made.derived] == [1, 2]
    assert [row.repeat for row in made.indicators] == [1, 2, 3]
    assert made.figures[0] is FIGURE
    assert made == replace(made)


def test_a_row_of_a_disclosure_remembers_the_name_that_it_was_given():
    said = Statement("s", "收入", "", 2022, "amount", Decimal("1"), "万元", "", "收入1万元", Location())
    row = Indicator("f", "p", "a", "b", "c", "", "", "", "", Location())
    made = disclosure(statements=(said, said), indicators=(row, row))
    for first, second in (made.statements, made.indicators):
        name = first.key
        assert (first._key, second._key) == (name, f"{name}~2")
        assert replace(second, repeat=3).key == f"{name}~3"
        object.__setattr__(first, "_key", "remembered")
        assert first.key == "remembered"


def test_a_table_is_found_by_its_id():
    table = Table("summary", "", "总表", "万元", HERE, "figures")
    made = disclosure(tables=(replace(table, table="revenue"), table))
    assert made.table("summary") is table
    assert made.table("expenditure") is None


def test_a_place_in_a_passage_is_the_last_line_that_begins_before_it():
    passage = Passage("", "一二三四五六", Location(1, 10), starts=((0, 10), (2, 11), (4, 13)))
    assert [passage.place(offset).line for offset in range(6)] == [10, 10, 11, 11, 13, 13]
    assert replace(passage, starts=()).place(3) == Location(1, 10)
