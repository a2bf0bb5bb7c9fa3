"""A disclosure in one minute: last year, the budget, people and the three public expenses, all from printed numbers."""

from decimal import Decimal
from pathlib import Path

import pytest

from builder.config import Colours
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity, Statement, Table
from builder.model.document import Source
from builder.model.finding import LedgerEntry, Verdict
from builder.model.location import Location
from builder.site import against, catalogue
from builder.site.charts import budget_actual
from builder.site.charts._palette import Palette
from builder.site.headline import headline
from builder.site.said import said
from builder.site.staffing import staffing
from builder.site.three_public import three_public

SECTION = "支出决算情况说明"
PLACE = Location(1, 1)


def figure(table, item, printed, measure, *, code="", phase="", side=""):
    amount = parse_amount(printed, "万元")
    return Figure(table, "", side, phase, "", code, item, measure, amount, PLACE, "position")


FIGURES = (
    figure("expenditure", "合计", "30.00", "total"),
    figure("general-basic", "人员经费合计", "20.00", "amount"),
)


def statement(subject, value, measure, unit="万元", *, direction="", section=SECTION, sentence="1.1", code=""):
    return Statement(section, subject, code, 2023, measure, Decimal(value), unit, direction, "x", PLACE, sentence)


AMOUNT = statement("支出合计", "30.00", "amount")
CHANGE = statement("支出合计", "5.00", "change", direction="increase")
PERCENT = statement("支出合计", "20", "change_percent", "%", direction="increase")


def made(*statements, figures=FIGURES, year=2023, kind="final", tables=()):
    identity = Identity("mou", "某市总工会", year, kind, "t")
    return Disclosure(identity, Source("a.txt", "text", "", 0), tables, figures, statements=statements)


def record(*statements, state="passed", **changes):
    one = made(*statements, **changes)
    compared = LedgerEntry("TXT001", AMOUNT.key.partition("/")[2], state, one.figures[0].key if one.figures else "")
    return catalogue.Record(one, Verdict((), (compared,)))


def test_last_year_is_what_a_sentence_says_whose_amount_agrees_with_the_table():
    one = record(AMOUNT, CHANGE, PERCENT)
    found = against.last_year(one.disclosure, said(one))
    assert (found.subject, found.direction, found.doubted) == ("支出合计", "increase", False)
    assert [str(each.statement.value) for each in found.said.values()] == ["5.00", "20"]


@pytest.mark.parametrize("state", ["failed", "not_checked"])
def test_a_sentence_that_does_not_agree_is_not_taken(state):
    one = record(AMOUNT, CHANGE, state=state)
    assert against.last_year(one.disclosure, said(one)) is None


def test_two_changes_of_the_same_thing_are_not_chosen_between():
    one = record(AMOUNT, CHANGE, statement("支出合计", "6.00", "change"))
    assert against.last_year(one.disclosure, said(one)) is None


def test_a_change_that_a_check_faults_says_so():
    one = made(AMOUNT, CHANGE)
    ledger = (
        LedgerEntry("TXT001", AMOUNT.key, "passed", FIGURES[0].key),
        LedgerEntry("RAT001", CHANGE.key, "failed"),
    )
    found = against.last_year(one, said(catalogue.Record(one, Verdict((), ledger))))
    assert found.doubted


def test_the_disclosure_of_the_year_before_is_beside_it():
    old, new = record(year=2022), record(year=2023)
    both = catalogue.catalogue([old, new])
    assert against.before(new, both, headline(new.disclosure)).figure.amount.printed == "30.00"
    assert against.before(old, both, headline(old.disclosure)) is None


def people(value, subject="在职人数", unit="人"):
    return statement(subject, value, "count", unit, section="概况")


@pytest.mark.parametrize(
    "statements",
    [
        (people("10"), people("12")),
        (people("10", "离退休人员"),),
        (people("10", "在职人员死亡抚恤"),),
        (people("10", "事业编制"),),
        (people("0"),),
        (people("10", unit="个"),),
    ],
)
def test_people_are_counted_only_if_one_number_is_said(statements):
    one = record(*statements)
    assert staffing(said(one), headline(one.disclosure)) is None


def test_per_head_is_the_printed_total_divided():
    one = record(people("7"), people("7", "实有人员"))
    found = staffing(said(one), headline(one.disclosure))
    assert [(each.figure, each.value) for each in found.per_head] == [(FIGURES[1], Decimal("2.86"))]


def test_the_three_public_expenses_are_listed_though_all_are_zero():
    zeros = [figure("three-public", "", "0.00", name, phase="actual") for name in ("total", "abroad", "reception")]
    one = record(figures=tuple(zeros))
    found = three_public(one.disclosure, said(one))
    assert [expense.measure.id for expense in found.expenses] == [
        "total",
        "abroad",
        "vehicles",
        "vehicle_purchase",
        "vehicle_running",
        "reception",
    ]
    assert [phase for phase, _, _ in found.phases] == ["actual"]
    assert [expense.empty for expense in found.expenses] == [False, False, True, True, True, False]


def test_of_an_empty_table_the_text_tells_the_expenses():
    spoken = (
        statement("公务接待费", "0", "budget", section="“三公”经费"),
        statement("公务接待费", "0.20", "amount", section="“三公”经费"),
        statement("国内来访团组", "3", "count", "个", section="“三公”经费"),
    )
    one = record(*spoken, tables=(Table("three-public", "公开09表", "", "万元", PLACE, "empty"),))
    found = three_public(one.disclosure, said(one))
    (reception,) = [expense for expense in found.expenses if expense.measure.id == "reception"]
    assert {phase: str(own[0].statement.value) for phase, own in reception.said.items()} == {
        "actual": "0.20",
        "budget": "0",
    }
    assert [str(each.statement.value) for each in found.counts] == ["3"]
    assert three_public(made(), ()) is None


def budget(subject, budgeted, spent, rate, code="", sentence="2.1"):
    of = {"code": code, "sentence": sentence}
    return (
        statement(subject, budgeted, "budget", **of),
        statement(subject, spent, "amount", **of),
        statement(subject, rate, "completion_percent", "%", **of),
    )


def test_budget_and_actual_of_one_sentence_are_drawn_beside_each_other():
    item = "一般公共服务支出（类）群众团体事务（款）行政运行（项）"
    spoken = (*budget("财政拨款支出", "10", "30.00", "300"), *budget(item, "0", "9.70", "100", "2012901", "3.1"))
    drawing = budget_actual.draw(made(*spoken), Palette.of(Colours()))
    assert drawing.rows == (("财政拨款支出", "10", "30.00", "300%"), ("2012901 行政运行", "0", "9.70", "100%"))
    assert drawing.sources[0][1].endswith("#statement-1")
    assert drawing.sources[1][2].endswith("#statement-5")


def test_what_the_tables_do_not_print_and_what_is_planned_is_not_drawn():
    spoken = budget("困难职工帮扶", "10", "10", "100")
    assert budget_actual.draw(made(*spoken), Palette.of(Colours())) is None
    assert (
        budget_actual.draw(made(*budget("财政拨款支出", "1", "1", "1"), kind="budget"), Palette.of(Colours())) is None
    )


def test_every_number_of_the_corpus_is_one_that_a_sentence_or_a_table_prints():
    for one in catalogue.read(Path(__file__).parent.parent / "datapackages").records:
        spoken = said(one)
        for found in (against.last_year(one.disclosure, spoken), against.budgeted(one.disclosure, spoken)):
            assert found is None or all(each in spoken for each in found.said.values())
        if one.disclosure.figures:
            assert against.last_year(one.disclosure, spoken) and three_public(one.disclosure, spoken)
