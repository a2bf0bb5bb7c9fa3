"""From printed rows to equations: which rows are parts of which, and which identities a form has."""

import pytest

from builder.standards.equations import Cell, Equation, Identity
from builder.standards.identities import equations, families, identities, parents


def made(rows, columns=None, rule=None):
    """The equations as text: ``left = right`` by identity."""
    found = {}
    for each in equations(rows, columns):
        if rule in (None, each.identity):
            sides = (
                " + ".join(map(str, each.left)),
                " ".join(f"{'+' if s > 0 else '-'}{cell}" for s, cell in each.right),
            )
            found.setdefault(each.identity, []).append(" = ".join(sides))
    return found


def test_equations_are_asked_for_by_rule_and_by_table():
    rows = {("revenue", ""): ["total", "201", "20101"], ("expenditure", ""): ["total", "201", "20101"]}
    every = equations(rows)
    rule = every[0].rule
    assert {each.rule for each in every} > {rule}
    assert [each.subject for each in equations(rows, None, [rule])] == [
        each.subject for each in every if each.rule == rule
    ]
    assert [each.subject for each in equations(rows, None, None, ["revenue"])] == [
        each.subject for each in every if any(cell.table == "revenue" for cell in each.cells)
    ]
    assert equations(rows, None, [rule], ["summary"]) == ()


@pytest.mark.parametrize(
    ("codes", "above"),
    [
        (["201", "20101", "2010101"], [None, 0, 1]),
        (["201", "2010101"], [None, 0]),
        (["2010101", "20101", "201"], [1, 2, None]),
        (["201", "20101", "2010101", "202", "20201"], [None, 0, 1, None, 3]),
        (["total", "201", "item:其他"], [None, None, None]),
        (["201", "20102", "2010101"], [None, 0, 0]),
        (["20101", "2020101"], [None, None]),
        (["210", "21004", "210499"], [None, 0, 1]),
        (["210", "21004", "2100408", "210499"], [None, 0, 1, 1]),
        (["210", "2100408", "210499"], [None, 0, 0]),
        (["210499", "210"], [None, None]),
        (["2104"], [None]),
        (["210", "2104"], [None, 0]),
        (["210", "21004", "2104"], [None, 0, 0]),
        (["210", "total", "2104"], [None, None, 0]),
        (["201", "20101", "201~2", "20101~2"], [None, 0, None, 0]),
        (["20", "201"], [None, None]),
        (["2", "20101"], [None, None]),
        (["201", "201010101"], [None, 0]),
        (["201", "20a01"], [None, None]),
        (["210", "21004", "222", "210499"], [None, 0, None, 2]),
        (["210", "21004", "2104", "210499"], [None, 0, 0, 1]),
        (["210", "item", "210499"], [None, None, 0]),
        (["210", "total", "210499"], [None, None, 0]),
    ],
)
def test_the_row_that_a_row_is_a_part_of(codes, above):
    assert parents(codes) == above


def test_the_line_of_an_office_is_no_part_of_the_total():
    assert families(["total", "121001", "201", "20101"]) == {"total": ["201"], "201": ["20101"]}
    assert families(["total", "121", "201", "208"]) == {"total": ["201", "208"]}
    assert families(["total", "201", "20101", "121002"]) == {"total": ["201"], "201": ["20101"]}
    assert families(["total", "2010101", "2080501"]) == {"total": ["2010101", "2080501"]}


def test_families_have_the_classes_below_the_total_and_the_rest_below_their_parents():
    assert families(["total", "201", "20101", "2010101", "2010102", "202", "item:x"]) == {
        "total": ["201", "202"],
        "201": ["20101"],
        "20101": ["2010101", "2010102"],
    }
    assert families(["201", "20101"]) == {"201": ["20101"]}
    assert families(["total", "201", "201~2"]) == {"total": ["201", "201~2"]}
    assert families(["total", "20101"]) == {"total": ["20101"]}
    assert families(["total", "2a101", "item:201"]) == {}
    assert families(["total", "20x"]) == {}


FUND = {"government-fund": frozenset(("opening", "revenue", "total", "basic", "project", "closing"))}


def test_columns_add_up_in_every_row_with_their_signs():
    told = made({("government-fund", ""): ["total", "229"]}, FUND)
    assert told["fund-expenditure-columns"] == [
        "government-fund/total/total = +government-fund/total/basic +government-fund/total/project",
        "government-fund/229/total = +government-fund/229/basic +government-fund/229/project",
    ]
    closing, *parts = told["fund-balance-columns"][1].replace("government-fund/229/", "").split()
    assert [closing, *parts] == ["closing", "=", "+opening", "+revenue", "-total"]


def test_every_printed_column_has_a_hierarchy_and_no_other():
    rows = {("state-capital", ""): ["total", "223", "22301"]}
    assert made(rows, {"state-capital": frozenset(("total", "basic"))})["capital-hierarchy"] == [
        "state-capital/total/total = +state-capital/223/total",
        "state-capital/total/basic = +state-capital/223/basic",
        "state-capital/223/total = +state-capital/22301/total",
        "state-capital/223/basic = +state-capital/22301/basic",
    ]
    without = made(rows)["capital-hierarchy"]
    assert len(without) > 4
    assert "state-capital/total/project = +state-capital/223/project" in without


def test_an_identity_of_some_forms_needs_its_columns_and_none_of_the_others():
    rows = {("general-expenditure", ""): ["total"]}
    every = frozenset(("total", "basic", "personnel", "public", "project"))
    split = made(rows, {"general-expenditure": every})
    assert split["general-basic-split"] == [
        "general-expenditure/total/basic = +general-expenditure/total/personnel +general-expenditure/total/public"
    ]
    assert "general-split-columns" not in split
    assert "general-split-columns" in made(rows, {"general-expenditure": every - {"basic"}})
    assert "general-basic-split" not in made(rows, {"general-expenditure": every - {"public"}})
    assert "general-basic-split" not in made(rows)
    exactly = made(rows, {"general-expenditure": frozenset(("basic", "personnel", "public"))})
    assert "general-basic-split" in exactly


def test_some_rows_have_no_columns_to_add_up():
    columns = {"summary": frozenset(("amount", "personnel", "public", "project"))}
    rows = {("summary", "expenditure"): ["201", "closing", "202"], ("summary", "revenue"): ["source-general"]}
    assert [text.split(" = ")[0] for text in made(rows, columns)["summary-split"]] == [
        "summary/expenditure/201/amount",
        "summary/expenditure/202/amount",
    ]


def test_rows_add_up_where_the_total_and_the_rows_it_needs_are_printed():
    name = "summary-revenue-total"
    rows = ["current-revenue", "opening", "grand-total", "item:x"]
    assert made({("summary", "revenue"): rows}, rule=name)[name] == [
        "summary/revenue/grand-total/amount = +summary/revenue/current-revenue/amount +summary/revenue/opening/amount"
    ]
    assert name not in made({("summary", "revenue"): ["opening", "grand-total"]})
    assert name not in made({("summary", "revenue"): ["current-revenue", "opening"]})
    assert name not in made({("summary", "expenditure"): rows})
    exactly = made({("summary", "revenue"): ["current-revenue", "grand-total"]}, rule=name)
    assert exactly[name] == ["summary/revenue/grand-total/amount = +summary/revenue/current-revenue/amount"]


def test_classes_are_rows_of_three_digits():
    name = "summary-current-expenditure"
    rows = ["201", "20101", "2x1", "remitted-to-superior", "item:y", "current-expenditure"]
    columns = {"summary": frozenset(["amount"])}
    (equation,) = [each for each in equations({("summary", "expenditure"): rows}, columns) if each.identity == name]
    assert [cell.row for _, cell in equation.right] == ["201", "remitted-to-superior"]
    assert {sign for sign, _ in equation.right} == {1}
    assert (equation.rule, equation.kind) == ("SUM003", "rows")
    assert equation.source.startswith("公开01表")
    assert equation.subject == "summary/expenditure/current-expenditure/amount"
    assert equation.cells == (*equation.left, *(cell for _, cell in equation.right))


def test_the_same_fact_in_two_tables_is_one_equation_for_each_row_that_both_print():
    pairs = [each for each in identities() if each.kind in ("equal", "at_most")]
    pairs = [each for each in pairs if each.data["left"][0]["row"] in ("class", "code")]
    assert {each.data["left"][0]["row"] for each in pairs} == {"class", "code"}
    for entry in pairs:
        left, right = entry.data["left"][0], entry.data["right"][0]
        lanes = [(each["table"], each.get("side", each.get("phase", ""))) for each in (left, right)]
        rows = {
            lanes[0]: ["total", "201", "20101", "2010101", "item:x", "205"],
            lanes[1]: ["total", "201", "20101", "2010101", "item:x", "206"],
        }
        told = [each for each in equations(rows) if each.identity == entry.id]
        expected = ["201"] if left["row"] == "class" else ["total", "201", "20101", "2010101"]
        assert [each.left[0].row for each in told] == expected, entry.id
        assert [[cell.row for _, cell in each.right] for each in told] == [[row] for row in expected]
        assert told[0].subject == f"{told[0].left[0]}={told[0].right[0][1]}"


def test_sums_of_cells_are_compared_where_all_of_the_left_and_some_of_the_right_are_printed():
    name = "appropriation-balance-general"
    expenditure, revenue = ("appropriation-summary", "expenditure"), ("appropriation-summary", "revenue")
    both = {expenditure: ["grand-total"], revenue: ["source-general", "opening-general"]}
    assert len(made(both, rule=name)[name][0].split("+")) == 3
    one = made({expenditure: ["grand-total"], revenue: ["opening-general"]}, rule=name)[name]
    assert one == [
        "appropriation-summary/expenditure/grand-total/general = +appropriation-summary/revenue/opening-general/amount"
    ]
    assert name not in made({expenditure: ["grand-total"], revenue: []})
    assert name not in made({expenditure: ["closing"], revenue: ["source-general"]})


def test_a_cell_is_named_by_its_parts():
    assert str(Cell("summary", "revenue", "total", "amount")) == "summary/revenue/total/amount"
    assert str(Cell("revenue", "", "201", "total")) == "revenue/201/total"
    assert str(Cell("", "revenue", "201", "total")) == "revenue/201/total"
    assert str(Cell("revenue", "", "", "total")) == "revenue/total"
    assert str(Cell("revenue", "", "201", "")) == "revenue/201"


def test_every_identity_is_told_once_with_its_rule_and_its_source():
    told = identities()
    assert len({each.id for each in told}) == len(told) > 40
    assert {each.kind for each in told} == {"columns", "hierarchy", "rows", "equal", "at_most"}
    assert all(each.source and each.rule[:3] in ("SUM", "XTB") for each in told)
    assert told == identities()


LANE = ("t", "side")
PRINTED = {
    LANE: {"total": {"sum": 9, "a": 4, "b": 3}, "201": {"sum": 5}, "202": {"a": 1}},
    ("u", ""): {"201": {"sum": 6}},
}
TOTAL = Cell(*LANE, "total", "sum")


def equation(axis="", parts=(), pair=None, first=TOTAL):
    return Equation(identities()[0], first, axis, parts, pair)


def test_what_is_printed_in_the_cells_of_an_equation_and_nothing_for_a_blank_one():
    columns = [(1, "a"), (-1, "b"), (1, "blank")]
    assert equation("measure", columns).among(PRINTED) == ([9], [(1, 4), (-1, 3)])
    assert equation("measure", columns, first=Cell(*LANE, "202", "sum")).among(PRINTED) == ([], [(1, 1)])
    assert equation("measure", columns, first=Cell(*LANE, "203", "sum")).among(PRINTED) == ([], [])
    rows = [(1, "201"), (-1, "202"), (1, "203")]
    assert equation("row", rows).among(PRINTED) == ([9], [(1, 5)])
    assert equation("row", rows, first=Cell(*LANE, "total", "a")).among(PRINTED) == ([4], [(-1, 1)])
    left = (TOTAL, Cell(*LANE, "202", "sum"))
    right = ((1, Cell("u", "", "201", "sum")), (-1, Cell(*LANE, "201", "sum")), (1, Cell("v", "", "201", "sum")))
    assert equation(pair=(left, right)).among(PRINTED) == ([9], [(1, 6), (-1, 5)])


def test_an_equation_has_the_same_cells_whenever_it_is_asked():
    columns, rows = equation("measure", [(1, "a"), (-1, "b")]), equation("row", [(1, "201"), (-1, "202")])
    for _ in range(2):
        assert columns.right == ((1, Cell(*LANE, "total", "a")), (-1, Cell(*LANE, "total", "b")))
        assert rows.right == ((1, Cell(*LANE, "201", "sum")), (-1, Cell(*LANE, "202", "sum")))
    assert columns.cells == (TOTAL, Cell(*LANE, "total", "a"), Cell(*LANE, "total", "b"))
    assert columns.subject == "t/side/total/sum"
    pair = ((TOTAL, Cell(*LANE, "201", "sum")), ((1, Cell("u", "", "201", "sum")),))
    assert equation(pair=pair).left == pair[0]
    assert equation(pair=pair).right == pair[1]
    assert equation(pair=pair).subject == "t/side/total/sum=u/201/sum"


KINDS = ("columns", "hierarchy", "rows", "equal", "at_most")


def test_a_part_is_added_or_taken_away_once():
    rows = {
        ("government-fund", ""): ["total", "229", "22901"],
        ("expenditure", ""): ["total", "229", "22901"],
        ("general-basic", ""): ["301", "personnel-total", "30212"],
        ("summary", "revenue"): ["source-general", "current-revenue", "grand-total"],
        ("summary", "expenditure"): ["229", "current-expenditure", "grand-total"],
        ("appropriation-summary", "revenue"): ["source-government-fund", "current-revenue", "grand-total"],
        ("appropriation-summary", "expenditure"): ["229", "current-expenditure", "grand-total"],
    }
    every = equations(rows)
    signs = {kind: {sign for each in every if each.kind == kind for sign, _ in each.right} for kind in KINDS}
    assert signs == {kind: {1, -1} if kind == "columns" else {1} for kind in KINDS}
    axes = {kind: {each.axis for each in every if each.kind == kind} for kind in ("columns", "hierarchy", "rows")}
    assert axes == {"columns": {"measure"}, "hierarchy": {"row"}, "rows": {"row"}}


def test_an_identity_without_a_column_is_none_of_a_form_that_prints_it():
    rows = {("revenue", ""): ["total"]}
    without = frozenset(("total", "appropriation", "superior_subsidy"))
    assert "revenue-columns" in made(rows, {"revenue": without})
    assert "revenue-columns" in made(rows)
    assert "revenue-columns" not in made(rows, {"revenue": without | {"opening"}})


def test_a_contained_amount_is_compared_with_the_phase_it_is_of():
    basic, actual, budget = ("general-basic", ""), ("three-public", "actual"), ("three-public", "budget")
    told = made({basic: ["30217"], budget: ["item"], actual: ["item"]}, rule="reception-within")
    assert told["reception-within"] == ["general-basic/30217/amount = +three-public/actual/item/reception"]
    assert made({basic: ["30217"], budget: ["item"]}, rule="reception-within") == {}


def test_a_lane_without_the_total_hides_no_other_and_half_a_left_side_is_not_compared(monkeypatch):
    entry = {"id": "x", "rule": "SUM003", "source": "x"}
    rows = {**entry, "kind": "rows", "table": "summary", "total": "grand-total", "parts": ["opening", "closing"]}
    place = {"table": "summary", "measure": "amount"}
    left = [{**place, "side": "revenue", "row": row} for row in ("opening", "current-revenue")]
    equal = {**entry, "kind": "equal", "left": left, "right": [{**place, "side": "expenditure", "row": "grand-total"}]}
    monkeypatch.setitem(equations.__globals__, "identities", lambda: (Identity.of(rows), Identity.of(equal)))
    columns = {"summary": frozenset(("amount",))}
    expenditure = {("summary", "expenditure"): ["closing", "grand-total"]}
    total = "summary/expenditure/grand-total/amount"
    told = made({("summary", "revenue"): ["opening"], **expenditure}, columns)["x"]
    assert told == [f"{total} = +summary/expenditure/closing/amount"]
    told = made({("summary", "revenue"): ["opening", "current-revenue"], **expenditure}, columns)["x"]
    assert told[1] == f"summary/revenue/opening/amount + summary/revenue/current-revenue/amount = +{total}"
