"""The workbook of a package: the same numbers, no formula, the same bytes."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from builder.model.amount import parse_amount
from builder.model.disclosure import Figure
from builder.model.location import Location
from builder.packages import workbook
from builder.packages.read import read
from builder.standards.tables import standard_tables

PACKAGES = sorted(path.parent for path in (Path(__file__).parent.parent / "datapackages").glob("*/*/figures.csv"))


@pytest.fixture(params=PACKAGES, ids=lambda path: path.parent.name)
def made(request, tmp_path):
    workbook.write(request.param, read(request.param)[0], tmp_path / "a.xlsx")
    return request.param, openpyxl.load_workbook(tmp_path / "a.xlsx")


def test_every_figure_is_in_its_table_and_in_the_list(made):
    package, book = made
    disclosure, _ = read(package)
    shown = [
        (cell.value, cell.number_format)
        for sheet in book.worksheets
        if sheet["A1"].value == "方向"
        for row in sheet.iter_rows(min_row=2, min_col=5)
        for cell in row
        if cell.value is not None
    ]
    assert len(shown) == len(disclosure.figures)
    for (value, form), figure in zip(shown, disclosure.figures, strict=True):
        assert Decimal(repr(value)) == figure.amount.value
        assert len(form.partition(".")[2]) == figure.amount.decimals
    if disclosure.figures:
        listed = [row[0].value for row in book["figures"].iter_rows(min_row=2)]
        assert listed == [disclosure.figure_id(figure) for figure in disclosure.figures]


def test_no_cell_is_a_formula(made):
    _, book = made
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}


def test_the_same_package_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        workbook.write(PACKAGES[0], read(PACKAGES[0])[0], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_column_has_a_chinese_name_whatever_stands_before_its_measure():
    standard = standard_tables()["three-public"]
    amount = parse_amount("1.00", "万元")
    names = ("total", "prior_total", "change_state_capital_reception")
    figures = [
        Figure("three-public", "", "", "budget", "", "", "", name, amount, Location(line=1), "position")
        for name in names
    ]
    heads = workbook._measures(standard, figures)
    assert tuple(heads) == names
    assert not any(head.isascii() for head in heads.values())
    assert len({*heads.values()}) == len(names)
