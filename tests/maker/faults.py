"""Faults put into a printed disclosure, each of a kind that a check must find, and what is true of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.maker.printed import Printed, PrintedTable

_BY_CODE = ("revenue", "expenditure", "general-expenditure", "government-fund", "state-capital")


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind`` is what was done: ``amount`` (a number altered), ``row`` (a row left out), ``code`` (a code altered).

    ``code``, ``item`` and ``measure`` name the place in the table; ``printed`` is what is printed there, ``true`` what
    would be.
    """

    kind: str
    table: str
    code: str
    item: str
    measure: str
    printed: str
    true: str


def faulty(printed: Printed, rng: Random) -> tuple[Printed, Fault | None]:
    """The disclosure with a fault; without one, and None, if there is no place for it."""
    makers: list[Callable[[PrintedTable, Random], tuple[PrintedTable, Fault] | None]] = [_amount, _row, _code]
    tables = [table for table in printed.tables if table.id in _BY_CODE and len(table.rows) > 3]
    rng.shuffle(makers)
    rng.shuffle(tables)
    for make in makers:
        for table in tables:
            if made := make(table, rng):
                others = tuple(made[0] if each is table else each for each in printed.tables)
                return replace(printed, tables=others), made[1]
    return printed, None


def left_out(printed: Printed, rng: Random) -> tuple[Printed, Fault] | None:
    """The disclosure without one row of a table; None if no table has a row whose gap would show."""
    tables = [table for table in printed.tables if table.id in _BY_CODE and len(table.rows) > 3]
    rng.shuffle(tables)
    for table in tables:
        if made := _row(table, rng):
            return replace(printed, tables=tuple(made[0] if each is table else each for each in printed.tables)), made[
                1
            ]
    return None


def _places(table: PrintedTable) -> Iterator[tuple[int, int]]:
    """Rows and columns with an amount of at least 1.00 whose row has a code."""
    for row, texts in enumerate(table.rows):
        for column, text in enumerate(texts):
            number = text.replace(",", "").replace(".", "", 1)
            kind = table.columns[column]
            if (
                kind.kind == "amount"
                and number.isdigit()
                and Decimal(text.replace(",", "")) >= 1
                and _name(table, row)[0]
            ):
                yield row, column


def _name(table: PrintedTable, row: int) -> tuple[str, str]:
    if table.named:
        return table.named[row]
    kinds = {column.kind: text for column, text in zip(table.columns, table.rows[row], strict=True) if text}
    code = kinds.get("code", "")
    return (code if code.isdigit() else ""), kinds.get("item", "")


def _amount(table: PrintedTable, rng: Random) -> tuple[PrintedTable, Fault] | None:
    """The first digit of a number altered."""
    places = list(_places(table))
    if not places:
        return None
    row, column = rng.choice(places)
    true = table.rows[row][column]
    wrong = f"{int(true[0]) % 9 + 1}{true[1:]}"
    code, item = _name(table, row)
    fault = Fault("amount", table.id, code, item, table.columns[column].measure, wrong, true)
    return _altered(table, row, column, wrong), fault


def _row(table: PrintedTable, rng: Random) -> tuple[PrintedTable, Fault] | None:
    """A row of an item left out, where the sum above it has another part."""
    items = {row: _name(table, row)[0] for row, _ in _places(table) if len(_name(table, row)[0]) == 7}
    above = Counter(code[:5] for code in items.values())
    rows = sorted(row for row, code in items.items() if above[code[:5]] > 1)
    if not rows:
        return None
    row = rng.choice(rows)
    code, item = _name(table, row)
    texts = [text for column, text in zip(table.columns, table.rows[row], strict=True) if column.kind == "amount"]
    kept = replace(
        table,
        rows=table.rows[:row] + table.rows[row + 1 :],
        named=table.named[:row] + table.named[row + 1 :],
        measured=table.measured[:row] + table.measured[row + 1 :],
    )
    return kept, Fault("row", table.id, code, item, "", "", " ".join(filter(None, texts)))


def _code(table: PrintedTable, rng: Random) -> tuple[PrintedTable, Fault] | None:
    """The code of an item with its last digit lost."""
    columns = [index for index, column in enumerate(table.columns) if column.kind == "code"]
    rows = sorted({row for row, _ in _places(table) if columns and len(table.rows[row][columns[0]]) == 7})
    if not rows:
        return None
    row = rng.choice(rows)
    code, item = _name(table, row)
    wrong = code[:-1]
    altered = _altered(table, row, columns[0], wrong)
    if altered.named:
        names = (*altered.named[:row], (wrong, item), *altered.named[row + 1 :])
        altered = replace(altered, named=names)
    return altered, Fault("code", table.id, wrong, item, "", wrong, code)


def _altered(table: PrintedTable, row: int, column: int, text: str) -> PrintedTable:
    texts = table.rows[row]
    changed = (*texts[:column], text, *texts[column + 1 :])
    return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1 :]))
