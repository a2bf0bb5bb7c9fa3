"""没有写明类款项的科目，金额与表不同。

检查什么
结构说明里常只写科目名称（“主要用于行政运行269.02万元、一般行政管理事务172.14万元”），不写类、款、项。名称与支出表（按
标题所说的资金）中的一行完全相同、又只有这一行的，金额与它比较；基本支出表中有同名经济科目的，与其中之一相符就算相符。
不相符的是提示：说的可能只是其中一部分。

为什么
这些数是从表里抄来的，抄错一位，读者按名称一查就知道。

不通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共服务（类）支出269.02万元，主要是用于行政运行296.02万元。
    general-expenditure 201 一般公共服务支出: total 269.02
    general-expenditure 20129 群众团体事务: total 269.02
    general-expenditure 2012901 行政运行: total 269.02

通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共服务（类）支出269.02万元，主要是用于行政运行269.02万元。
    general-expenditure 201 一般公共服务支出: total 269.02
    general-expenditure 20129 群众团体事务: total 269.02
    general-expenditure 2012901 行政运行: total 269.02
"""

from collections.abc import Iterator, Mapping

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import fault, match
from builder.checks._outcome import Outcome
from builder.model.disclosure import Statement
from builder.standards.equations import Cell
from builder.standards.text import key, label_key

CODE = "TXT009"
NAME = "contradicted-item"
SEVERITY = "note"
TITLE = "没有写明类款项的科目，金额与表不同"
TITLE_EN = "An item named without its code has another amount in the table"
ADVICE = "按支出表同名科目的数改正；只是其中一部分的，把话说清楚。"

_TABLES = {"all": "expenditure", "general": "general-expenditure", "appropriation": "general-expenditure"}
_MEASURES = {"expenditure": "total", "general-expenditure": "total", "general-basic": "amount"}


def check(case: Case) -> Iterator[Outcome]:
    """Every amount whose subject is the name of one printed row."""
    nameless = [(each, _TABLES[scope]) for each, scope in case.nameless if scope in _TABLES]
    rows = _rows(case) if nameless else {}
    for statement, table in nameless:
        cells = _cells(statement, table, rows)
        if cells:
            yield _outcome(case, statement, cells)


def _rows(case: Case) -> Mapping[tuple[str, str], list[Cell]]:
    """The cells of the totals of the rows by table and name."""
    found: dict[tuple[str, str], list[Cell]] = {}
    for row in case.rows:
        measure = _MEASURES.get(row.table)
        if measure and (cell := Cell(row.table, "", row.code, measure)) in case.book.cells:
            found.setdefault((row.table, label_key(row.item).removesuffix("支出")), []).append(cell)
    return found


def _cells(statement: Statement, table: str, rows: Mapping[tuple[str, str], list[Cell]]) -> list[Cell]:
    """The one row of the table with the name of the subject, and those of the economic items of this name."""
    name = key(statement.subject).removesuffix("支出")
    own = rows.get((table, name), [])
    return [*own, *rows.get(("general-basic", name), [])] if len(own) == 1 else []


def _outcome(case: Case, statement: Statement, cells: list[Cell]) -> Outcome:
    found = match(statement, [case.book.cells[cell] for cell in cells])
    name = wording.subject(statement.sentence, str(cells[0]))
    if found.state != "failed":
        return Outcome(name, found.state)
    cell = next(cell for cell in cells if case.book.cells[cell] is found.figure)
    return Outcome(name, "failed", fault=fault(case, statement, found, cell))
