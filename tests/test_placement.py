"""Which column a number belongs to: the exact search, and placement by the identities."""

from dataclasses import replace
from itertools import product
from random import Random

import pytest

from builder.model.amount import parse_number
from builder.model.document import Document, Source
from builder.model.location import Location
from builder.readers import text as reader
from builder.recognise import recognise, solver
from builder.recognise.lattice import cheapest
from builder.recognise.placement import place
from builder.recognise.record import Number, ReadTable, Record, Stray, Token
from builder.recognise.solver import MOST_STEPS, Puzzle, solvable, sound, supported
from builder.standards.tables import standard_tables

# --- the search ------------------------------------------------------------------------------------------------------


def puzzle(start, rows, at_most=None):
    """Equations with exact amounts: ``rows`` has for each open row its choices, each a number per equation."""
    effects = tuple(tuple(tuple((value, value) for value in choice) for choice in row) for row in rows)
    return Puzzle(tuple((value, value) for value in start), at_most or (False,) * len(start), effects)


def test_the_only_choice_that_balances_is_found():
    assert supported(puzzle((-5,), [[(2,), (5,), (7,)]])) == [{1}]


def test_choices_of_two_rows_support_each_other():
    assert supported(puzzle((-5,), [[(1,), (2,)], [(3,), (4,)]])) == [{0, 1}, {0, 1}]
    assert supported(puzzle((-6,), [[(1,), (2,)], [(3,), (4,)]])) == [{1}, {1}]


def test_choices_with_the_same_effect_stay_together():
    assert supported(puzzle((-5,), [[(5,), (5,), (4,)]])) == [{0, 1}]


def test_equations_are_taken_together():
    """Each equation alone leaves both choices of both rows; only together they tell."""
    rows = [[(1, 0), (0, 1)], [(1, 0), (0, 1)]]
    assert supported(puzzle((-1, -1), rows)) == [{0, 1}, {0, 1}]
    assert supported(puzzle((-2, 0), rows)) == [{0}, {0}]


def test_intervals_overlap_or_do_not():
    half = Puzzle(((-10, -8),), (False,), ((((7, 8),), ((6, 7),), ((11, 12),)),))
    assert supported(half) == [{0}]


def test_at_most_reaches_zero_from_below():
    assert supported(puzzle((-5,), [[(4,), (5,), (6,)]], (True,))) == [{0, 1}]


def test_a_contradiction_supports_nothing():
    assert supported(puzzle((-5,), [[(1,)], [(1,), (2,)]])) == [set(), set()]
    assert supported(puzzle((-5,), [])) == []


@pytest.mark.parametrize(("most", "given_up"), [(5, True), (6, False), (7, False)])
def test_a_search_is_given_up_when_it_takes_more_steps_than_allowed(monkeypatch, most, given_up):
    """Two choices of the first row, then two more for each of the two sums that they lead to."""
    monkeypatch.setattr(solver, "MOST_STEPS", most)
    rows = puzzle((-3,), [[(1,), (2,)], [(1,), (2,)]])
    assert (supported(rows) is None) == given_up
    assert solvable(rows)


def test_what_may_be_below_counts_by_its_lowest_alone():
    """``left <= right`` holds if the lowest of the difference is not above 0, however high it may be."""
    assert supported(Puzzle(((-5, 50),), (True,), ((((5, 90),), ((6, 7),)),))) == [{0}]
    assert supported(Puzzle(((-5, 50),), (False,), ((((5, 90),), ((6, 7),)),))) == [{0}]
    assert supported(Puzzle(((-50, -5),), (False,), ((((4, 4),), ((5, 5),)),))) == [{1}]


def test_without_open_rows_the_known_ones_decide():
    assert solvable(puzzle((0,), []))
    assert not solvable(puzzle((1,), []))
    assert not solvable(puzzle((-1,), []))
    assert solvable(puzzle((-1,), [], (True,)))
    assert not solvable(puzzle((0, 1), []))
    assert solvable(puzzle((), []))
    assert supported(puzzle((1,), [])) == []


def test_without_equations_every_choice_is_supported():
    assert supported(Puzzle((), (), (((), ()), ((),)))) == [{0, 1}, {0}]
    assert solvable(Puzzle((), (), (((), ()),)))


def test_equations_are_solvable_only_if_every_row_has_a_choice():
    assert not solvable(puzzle((-5,), [[(1,)], [(1,), (2,)]]))
    assert solvable(puzzle((-3,), [[(1,)], [(1,), (2,)]]))
    assert not solvable(Puzzle(((0, 0),), (False,), ((((0, 0),),), ())))


def test_an_equation_that_cannot_hold_is_not_sound():
    both = puzzle((-5, -9), [[(5, 0), (4, 0)]])
    assert supported(both) == [set()]
    assert sound(both) == (0,)
    assert supported(both.keeping(sound(both))) == [{0}]


def test_a_search_that_grows_too_large_is_given_up():
    size = MOST_STEPS.bit_length() + 8
    rows = [[(0,), (2**row,)] for row in range(size)]
    assert supported(puzzle((-(2 ** (size - 1)) - 1,), rows)) is None


def _brute_force(wanted):
    kept = [set() for _ in wanted.effects]
    for choice in product(*(range(len(row)) for row in wanted.effects)):
        ends = [
            (low + sum(row[i][k][0] for row, i in chosen), high + sum(row[i][k][1] for row, i in chosen))
            for k, (low, high) in enumerate(wanted.start)
            for chosen in [list(zip(wanted.effects, choice, strict=True))]
        ]
        if all(low <= 0 and (free or high >= 0) for (low, high), free in zip(ends, wanted.at_most, strict=True)):
            for row, index in zip(kept, choice, strict=True):
                row.add(index)
    return kept


@pytest.mark.parametrize("seed", range(200))
def test_the_search_is_exact(seed):
    rng = Random(seed)
    size = rng.randrange(1, 4)

    def gap():
        low = rng.randrange(-4, 5)
        return low, low + rng.choice((0, 0, 1, 2))

    wanted = Puzzle(
        tuple(gap() for _ in range(size)),
        tuple(rng.random() < 0.2 for _ in range(size)),
        tuple(
            tuple(tuple(gap() for _ in range(size)) for _ in range(rng.randrange(1, 5)))
            for _ in range(rng.randrange(0, 5))
        ),
    )
    assert supported(wanted) == _brute_force(wanted)


# --- the cheapest readings -------------------------------------------------------------------------------------------


def _every_reading(tokens, start, steps):
    readings = [(0, (), start)]
    for token in tokens:
        readings = [
            (cost + more, (*roles, role), after)
            for cost, roles, state in readings
            for role, after, more in steps(token, state)
        ]
    return readings


@pytest.mark.parametrize("seed", range(50))
def test_the_cheapest_readings_are_all_seen(seed):
    rng = Random(seed)
    table = {
        (token, state): [
            (rng.choice("xyz"), rng.randrange(3), rng.randrange(-1, 3)) for _ in range(rng.randrange(1, 4))
        ]
        for token in "ab"
        for state in range(3)
    }

    def steps(token, state):
        return table[token, state]

    tokens = [rng.choice("ab") for _ in range(rng.randrange(1, 6))]
    readings = _every_reading(tokens, 0, steps)
    lowest = min(cost for cost, _, _ in readings)
    best = [roles for cost, roles, _ in readings if cost == lowest]
    expected = [{roles[place] for roles in best} for place in range(len(tokens))]
    assert cheapest(tokens, 0, steps) == (lowest, expected)


# --- placement -------------------------------------------------------------------------------------------------------


def read(*tables, unit="单位：万元"):
    text = "\n".join(["青泽市统计局2023年度部门决算", *(table.replace("UNIT", unit) for table in tables), ""])
    data = text.encode()
    return recognise(Document(Source("a.txt", "text", "", len(data)), *reader.pages(data)))


WHOLE = ("表三：支出决算表", "UNIT", "科目编码 科目名称", "栏次 1 2 3 4 5 6")


def general(*rows):
    head = [
        "表五：一般公共预算财政拨款支出决算表",
        "UNIT",
        "项目 合计 基本支出 项目支出",
        "科目编码 科目名称",
        "栏次 1 2 3",
    ]
    return "\n".join([*head, *rows])


def basic(*rows):
    head = [
        "表六：一般公共预算财政拨款基本支出决算明细表",
        "UNIT",
        "人员经费 公用经费",
        "科目编码 科目名称 决算数 科目编码 科目名称 决算数",
    ]
    return "\n".join([*head, *rows])


def placed(disclosure, table="general-expenditure"):
    return {
        (figure.code or figure.item, figure.measure): (figure.amount.printed, figure.placed_by)
        for figure in disclosure.figures
        if figure.table == table
    }


def unplaced(disclosure):
    return {(one.code or one.item, one.printed): one.candidates for one in disclosure.unplaced}


def test_a_row_with_a_number_for_every_column_is_placed_by_position():
    found = placed(read(general("合计 10.00 7.00 3.00")))
    assert found == {
        ("合计", "total"): ("10.00", "position"),
        ("合计", "basic"): ("7.00", "position"),
        ("合计", "project"): ("3.00", "position"),
    }


def test_the_parents_tell_the_column_of_a_part():
    rows = ("201 一般公共服务支出 10.00 7.00 3.00", "20129 群众团体事务 10.00 7.00 3.00")
    parts = ("2012901 行政运行 7.00 7.00", "2012902 一般行政管理事务 3.00 3.00")
    disclosure = read(general("合计 10.00 7.00 3.00", *rows, *parts))
    found = placed(disclosure)
    assert found["2012901", "basic"] == ("7.00", "identity")
    assert found["2012902", "project"] == ("3.00", "identity")
    assert ("2012901", "project") not in found
    assert not disclosure.unplaced


def test_two_parts_with_the_same_amount_stay_unplaced():
    rows = ("201 一般公共服务支出 10.00 5.00 5.00", "20129 群众团体事务 10.00 5.00 5.00")
    parts = ("2012901 行政运行 5.00 5.00", "2012902 一般行政管理事务 5.00 5.00")
    disclosure = read(general("合计 10.00 5.00 5.00", *rows, *parts))
    assert placed(disclosure)["2012901", "total"] == ("5.00", "identity")
    assert [one.candidates for one in disclosure.unplaced] == [("basic", "project")] * 2
    assert {one.code for one in disclosure.unplaced} == {"2012901", "2012902"}


def test_zeros_that_fit_anywhere_stay_unplaced():
    disclosure = read(general("合计 0.00 0.00"))
    assert not disclosure.figures
    assert unplaced(disclosure)["合计", "0.00"]


def test_a_broken_sum_is_no_evidence():
    """The parts do not add up to the total, whatever their columns: nothing follows, and nothing is guessed."""
    rows = ("201 一般公共服务支出 10.00 7.00 3.00", "20129 群众团体事务 10.00 7.00 3.00")
    disclosure = read(general("合计 10.00 7.00 3.00", *rows, "2012901 行政运行 6.00 6.00"))
    assert placed(disclosure)["2012901", "total"] == ("6.00", "identity")
    assert unplaced(disclosure) == {("2012901", "6.00"): ("basic", "project")}


def test_a_column_that_the_total_leaves_blank_is_blank_below():
    """合计 prints one part only; which one, another table tells, and then every row below follows."""
    rows = ("合计 10.00 10.00", "201 一般公共服务支出 10.00 10.00", "20129 群众团体事务 10.00 10.00")
    alone = read(general(*rows, "2012901 行政运行 10.00 10.00"))
    assert set(placed(alone)) == {(row, "total") for row in ("合计", "201", "20129", "2012901")}
    sums = (
        "301 工资福利支出 10.00 302 商品和服务支出",
        "30101 基本工资 10.00 30201 办公费",
        "人员经费合计 10.00 公用经费合计",
    )
    both = read(general(*rows, "2012901 行政运行 10.00 10.00"), basic(*sums))
    assert {measure for _, measure in placed(both)} == {"total", "basic"}
    assert not both.unplaced


def test_more_numbers_than_columns_are_no_figures():
    disclosure = read(general("合计 10.00 7.00 3.00 1.00"))
    assert not disclosure.figures
    assert len(disclosure.unplaced) == 4


def test_without_a_unit_nothing_is_a_figure():
    disclosure = read(general("合计 10.00 7.00 3.00"), unit="")
    assert not disclosure.figures
    assert {one.reason for one in disclosure.unplaced} == {"表上没有写明金额单位"}


def test_a_page_number_is_no_amount():
    """Offices that print all decimals have no amount 17; offices that do not may have one, so it stays in doubt."""
    decimals = read(general("合计 10.00 7.00 3.00", "17", "201 一般公共服务支出 10.00 7.00 3.00"))
    assert len(decimals.figures) == 6
    assert not decimals.unplaced
    integers = read(general("合计 24 7 17", "19", "201 一般公共服务支出 24 7 17"))
    assert len(integers.figures) == 6
    assert unplaced(integers) == {("合计", "19"): ()}
    doubtful = read(general("合计 0 0", "19", "201 一般公共服务支出 0 0"))
    assert not doubtful.figures


def test_an_integer_alone_on_its_line_is_an_amount_if_the_sums_need_it():
    disclosure = read(general("合计 24 7", "17", "201 一般公共服务支出 24 7 17"))
    assert placed(disclosure)["合计", "project"] == ("17", "identity")


def test_negative_amounts_are_placed_like_others():
    rows = ("合计 6.80 10.00 -3.20", "201 一般公共服务支出 6.80 10.00 -3.20", "20129 群众团体事务 6.80 10.00 -3.20")
    disclosure = read(general(*rows, "2012901 行政运行 10.00 10.00", "2012902 一般行政管理事务 -3.20 -3.20"))
    assert placed(disclosure)["2012902", "project"] == ("-3.20", "identity")
    assert placed(disclosure)["2012901", "basic"] == ("10.00", "identity")


def test_dashes_for_empty_cells_tell_the_columns():
    rows = ("201 一般公共服务支出 5.00 - 5.00", "20129 群众团体事务 5.00 — 5.00", "2012901 行政运行 5.00 － 5.00")
    disclosure = read(general("合计 5.00 - 5.00", *rows))
    assert not disclosure.unplaced
    assert {measure for _, measure in placed(disclosure)} == {"total", "project"}
    assert {figure.placed_by for figure in disclosure.figures} == {"position"}


def test_an_amount_before_a_dash_is_no_code():
    rows = ("201 一般公共服务支出 165 - 165", "20129 群众团体\n事务\n165 - 165", "2012901 行政运行\n165 - 165")
    disclosure = read(general("合计 165 - 165", *rows))
    assert {figure.code for figure in disclosure.figures} == {"", "201", "20129", "2012901"}
    assert len(disclosure.figures) == 8


def test_a_dash_may_be_a_sign():
    """Where the dashes do not fill the rows, a number behind one may be negative: it is no figure."""
    disclosure = read(general("合计 6.80 10.00 - 3.20", "201 一般公共服务支出 6.80 10.00 - 3.20"))
    assert "3.20" not in {figure.amount.printed for figure in disclosure.figures}
    assert {(one.printed, one.reason) for one in disclosure.unplaced if one.printed == "3.20"} == {
        ("3.20", "前面的横线可能是负号，也可能是空单元格")
    }
    alone = read(general("合计 10.00 - 3.20"))
    assert not [figure for figure in alone.figures if figure.amount.printed == "3.20"]


def test_a_row_that_contradicts_itself_proves_nothing():
    """9.01 is a misprint for 0.01: the other table's amount must not move because of it."""
    rows = ("合计 7.00 4.00 3.00", "201 一般公共服务支出 7.00 4.00 3.00", "20105 统计信息事务 7.00 4.00 3.00")
    other = "\n".join([*WHOLE, *rows, "2010501 行政运行 4.00 4.00", "2010507 专项普查活动 3.00 3.00"])
    same = [*rows, "2010501 行政运行 4.00 9.00", "2010507 专项普查活动 3.00 3.00"]
    disclosure = read(other, general(*same))
    assert placed(disclosure, "expenditure")["2010501", "basic"] == ("4.00", "identity")
    assert ("2010501", "project") not in placed(disclosure)


def test_equations_that_end_in_a_contradiction_prove_nothing():
    """5.00 is more than the whole in every column: that it is so in one of them does not prove the other."""
    whole = "\n".join([*WHOLE, "合计 2.00 2.00", "201 一般公共服务支出 2.00 2.00"])
    disclosure = read(whole, general("合计 5.00 5.00", "201 一般公共服务支出 5.00 5.00"))
    assert unplaced(disclosure)["合计", "5.00"] == ("basic", "project")
    assert not [figure for figure in disclosure.figures if figure.measure in ("basic", "project")]


def test_a_part_may_exceed_a_whole_that_something_negative_made_smaller():
    """basic 5.00 of the general budget within basic 2.00 of all money: another source took 3.00 back."""
    whole = "\n".join(
        [*WHOLE, "合计 4.00 2.00 2.00", "201 一般公共服务支出 7.00 5.00 2.00", "202 外交支出 -3.00 -3.00"]
    )
    disclosure = read(whole, general("合计 5.00 5.00", "201 一般公共服务支出 5.00 5.00"))
    assert ("合计", "project") not in placed(disclosure)


def test_a_label_of_the_header_is_no_row():
    """合计 stands in the header too; without a 栏次 row it must not count as a blank total row."""
    text = general("合计 10.00 10.00", "201 一般公共服务支出 10.00 10.00").replace("栏次 1 2 3\n", "")
    sums = (
        "301 工资福利支出 10.00 302 商品和服务支出",
        "30101 基本工资 10.00 30201 办公费",
        "人员经费合计 10.00 公用经费合计",
    )
    assert {measure for _, measure in placed(read(text, basic(*sums)))} == {"total", "basic"}


# --- what a number becomes -------------------------------------------------------------------------------------------


def given(table, columns, numbers, **changes):
    """A read table of one row: ``numbers`` are pairs of the printed number and its column (None: not told)."""
    lane = columns[0][0]
    tokens = [Token(printed, Location(3, 7 + index), None, False) for index, (printed, _) in enumerate(numbers)]
    made = [Number(token, parse_number(token.text), column) for token, (_, column) in zip(tokens, numbers, strict=True)]
    made = [replace(one, doubt=changes.get("doubt", "")) for one in made]
    strays = tuple(
        Stray(Token("9 9", Location(3), None, False), "不在栏里", aside) for aside in changes.get("strays", ())
    )
    record = Record(lane, "5", "201", "某支出", tuple(made), Location(3, 7), strays)
    return ReadTable(
        standard=standard_tables()[table],
        printed_number="公开09表",
        title="标题",
        unit=changes.get("unit", "万元"),
        location=Location(3),
        note="",
        layout="",
        records=(record,),
        columns={lane: columns},
    )


def test_a_figure_has_the_side_or_the_phase_of_its_column():
    ((_, sided),) = place([given("summary", (("revenue", "amount"),), [("1.50", ("revenue", "amount"))])])
    assert (sided.side, sided.phase, sided.measure) == ("revenue", "", "amount")
    assert (sided.table, sided.printed_number, sided.line_no, sided.code, sided.item) == (
        *("summary", "公开09表"),
        *("5", "201", "某支出"),
    )
    assert (str(sided.amount.value), sided.amount.unit, sided.amount.printed) == ("1.50", "万元", "1.50")
    assert (sided.location, sided.placed_by) == (Location(3, 7), "position")
    ((_, phased),) = place([given("three-public", (("actual", "total"),), [("1.50", ("actual", "total"))])])
    assert (phased.side, phased.phase, phased.measure) == ("", "actual", "total")


def test_a_number_that_may_stand_in_several_columns_is_unplaced_with_all_of_them():
    columns = (("", "basic"), ("", "project"))
    ((_, open_),) = place([given("state-capital", columns, [("1.50", None)])])
    assert open_.candidates == ("basic", "project")
    assert open_.reason == "空单元格在文本中丢失，勾稽关系不能唯一确定所在栏"
    assert (open_.table, open_.code, open_.item, open_.printed) == ("state-capital", "201", "某支出", "1.50")
    assert open_.location == Location(3, 7)
    sides = (("budget", "total"), ("actual", "total"))
    ((_, phases),) = place([given("three-public", sides, [("1.50", None)])])
    assert phases.candidates == ("actual/total", "budget/total")


def test_without_a_unit_a_number_keeps_its_column_and_is_no_figure():
    ((_, none),) = place([given("state-capital", (("", "total"),), [("1.50", ("", "total"))], unit="")])
    assert (none.reason, none.candidates) == ("表上没有写明金额单位", ("total",))


def test_a_number_too_many_is_unplaced_with_its_reason():
    two = [("1.50", None), ("2.50", None)]
    told = [each for _, each in place([given("state-capital", (("", "total"),), two)])]
    assert {each.reason for each in told} == {"一行的数字多于表头的栏数，或表头未能辨认"}
    assert {each.candidates for each in told} == {()}
    doubtful = given("state-capital", (("", "total"),), [("1.50", ("", "other"))], doubt="可能是页码")
    assert [each.reason for _, each in place([doubtful])] == ["可能是页码"]


def test_a_stray_is_told_and_one_that_is_surely_no_amount_has_no_candidate_column():
    read_table = given("state-capital", (("", "total"),), [("1.50", ("", "total"))], strays=(True, False))
    (_, figure), (token, aside), (_, near) = place([read_table])
    assert figure.measure == "total"
    assert (aside.candidates, near.candidates) == (("none",), ())
    assert (aside.printed, aside.reason, aside.location) == ("9 9", "不在栏里", token.location)
    assert (aside.table, aside.code, aside.item) == ("state-capital", "201", "某支出")
