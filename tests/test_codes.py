"""The codes of a corpus: their meaning and their amounts; a page costs the same however many entities print a code."""

import pytest

from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Source
from builder.model.finding import Verdict
from builder.model.location import Location
from builder.site import characters, codes
from builder.site.catalogue import Record, catalogue
from builder.site.pages import subjects


def record(entity, year, *rows, kind="final", unit="万元"):
    """A disclosure that prints rows (table, code, item, amount)."""
    who = Identity(entity, f"{entity}局", year, kind, "")
    figures = tuple(
        Figure(table, "", "", "", "", code, item, "total", parse_amount(printed, unit), Location(line=1), "position")
        for table, code, item, printed in rows
    )
    return Record(Disclosure(who, Source("a.txt", "text", "0" * 64, 1), figures=figures), Verdict())


def found(*records):
    return codes.codes(catalogue(records))


def test_a_code_has_its_meaning_and_its_first_figure_of_each_disclosure():
    rows = ("expenditure", "30231", "公务用车运行费用", "3.00"), ("general-basic", "30231", "公务用车运行费用", "2.00")
    made = found(record("a", 2023, *rows), record("b", 2022, ("revenue", "30231", "x", "9.00")))["30231"]
    assert made.name == "公务用车运行维护费"
    assert "公务用车运行费用" in made.wordings
    assert made.term and made.term.id == "vehicle_running"
    assert (made.level[0], made.parents, made.entities) == ("款", ("302",), 1)
    assert [figure.amount.printed for _, figure in made.places] == ["3.00"]


@pytest.mark.parametrize(
    ("code", "parents", "level"),
    [("2210201", ("221", "22102"), "项"), ("221", (), "类"), ("50103", ("501",), "款"), ("7001", (), "")],
)
def test_parents_and_levels(code, parents, level):
    made = found(record("a", 2023, ("expenditure", code, "名称", "1.00")))[code]
    assert (made.parents, made.level[0]) == (parents, level)


def test_several_codes_of_one_row_are_no_code():
    assert not found(record("a", 2023, ("projects", "2120102-50299-31203", "项目", "1.00")))


def table(*records):
    return subjects._table(found(*records)["201"])


def test_years_stand_side_by_side_the_largest_newest_amount_first():
    made = table(
        record("a", 2022, ("expenditure", "201", "x", "5.00")),
        record("a", 2023, ("expenditure", "201", "x", "1.00")),
        record("b", 2023, ("expenditure", "201", "x", "20000"), unit="元"),
        record("b", 2023, ("expenditure", "201", "x", "7.00"), kind="budget"),
        record("c", 2022, ("expenditure", "201", "x", "99.00")),
    )
    assert made.heads == ("2023 决算", "2023 预算", "2022 决算")
    shown = [[cell[1].amount.printed if cell else "" for cell in cells] for _, cells in made.rows]
    assert shown == [["20000", "7.00", ""], ["1.00", "", "5.00"], ["", "", "99.00"]]
    assert (made.unit, made.left) == ("", 0)


def test_a_page_costs_the_same_however_many_entities_and_years_there_are():
    records = [record(f"e{n}", 2010 + n % 10, ("expenditure", "201", "x", f"{n}.00")) for n in range(300)]
    made = table(*records)
    assert len(made.rows) == subjects.MOST_ENTITIES
    assert len(made.columns) == subjects.MOST_YEARS
    assert made.left == 180 - subjects.MOST_ENTITIES


def test_other_ways_to_type_a_name():
    assert characters.initials("武汉市新洲区总工会") == "whsxzqzgh"
    assert characters.pinyin("汉阳区") == "hanyangqu"
    pairs = characters.traditional(set("积总会"))
    assert {"積积", "總总", "會会"} <= {pairs[at : at + 2] for at in range(0, len(pairs), 2)}
    assert set(pairs[1::2]) == set("积总会")
