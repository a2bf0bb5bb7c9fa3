"""漏印一行。

检查什么
收入决算表、支出决算表和一般公共预算财政拨款支出决算表按同样的科目列示。其中一张表里某个上级科目与下级之和不等，而所
差的正好是另两张表在同一上级科目下印有、这张表没有印的一行（或几行）的数，就指出这一行漏印；由此造成的不平（SUM002）
与它算作一个原因。

三张表的行本来就可以不同（例如只有非财政拨款的科目），所以合计对得上时，行不同不是问题。

为什么
合计行对、明细少一行，读者会以为这笔钱不存在。先说漏了哪一行，比逐栏列出不平更容易改正。

不通过
收入决算表没有 2080502，所差 3.92 正是支出决算表印的数。

    revenue 20805 行政事业单位养老支出: total 29.23, appropriation 29.23
    revenue 2080501 行政单位离退休: total 10.02, appropriation 10.02
    revenue 2080505 机关事业单位基本养老保险缴费支出: total 15.29, appropriation 15.29
    expenditure 20805 行政事业单位养老支出: total 29.23
    expenditure 2080501 行政单位离退休: total 10.02
    expenditure 2080502 事业单位离退休: total 3.92
    expenditure 2080505 机关事业单位基本养老保险缴费支出: total 15.29

通过
收入决算表的款中没有 2080502 这笔钱，合计对得上。

    revenue 20805 行政事业单位养老支出: total 25.31
    revenue 2080501 行政单位离退休: total 10.02
    revenue 2080505 机关事业单位基本养老保险缴费支出: total 15.29
    expenditure 20805 行政事业单位养老支出: total 29.23
    expenditure 2080501 行政单位离退休: total 10.02
    expenditure 2080502 事业单位离退休: total 3.92
    expenditure 2080505 机关事业单位基本养老保险缴费支出: total 15.29
"""

from collections.abc import Iterator
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._balance import failed
from builder.checks._case import Case
from builder.checks._identities import Judged, amount_in, half_in
from builder.checks._outcome import Fault, Outcome
from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.standards.equations import Cell
from builder.standards.identities import families

CODE = "CPL003"
NAME = "missing-row"
SEVERITY = "error"
TITLE = "漏印一行"
TITLE_EN = "A row is missing that the mirroring tables print"
ADVICE = "对照另一张表补上漏掉的一行，再看各级合计是否对上；如果另一张表多了这一行，删去并改合计。"

_MIRRORS = ("revenue", "expenditure", "general-expenditure")


@frozen
class _Missing:
    """Rows that a table lacks under a parent, as a sister table prints them, and the failed sums they explain."""

    table: str
    parent: str
    codes: tuple[str, ...]
    printed: tuple[Figure, ...]
    failures: tuple[Judged, ...]


def check(case: Case) -> Iterator[Outcome]:
    """Each of the mirroring tables that has figures, if another one has."""
    tables = [table for table in _MIRRORS if case.book.rows.get((table, ""))]
    for table in tables if len(tables) > 1 else ():
        sisters = [other for other in tables if other != table]
        failures = _failures(case, table)
        found = [_missing(case, table, parent, failures, sisters) for parent in failures]
        missing = [each for each in found if each is not None]
        yield from (Outcome(f"{table}/{each.codes[0]}", "failed", fault=_fault(case, each)) for each in missing)
        if failures and len(missing) < len(failures):
            yield Outcome(table, "not_checked", "有合计不平，其他表中没有能解释差额的行")
        elif not failures:
            yield Outcome(table, "passed")


def _failures(case: Case, table: str) -> dict[str, list[Judged]]:
    """The failed sums of the table's hierarchy by parent row."""
    failures: dict[str, list[Judged]] = {}
    for judged in failed(case.balances.get("SUM002", ())):
        total = judged.equation.left[0]
        if total.table == table:
            failures.setdefault(total.row, []).append(judged)
    return failures


def _missing(
    case: Case, table: str, parent: str, failures: dict[str, list[Judged]], sisters: list[str]
) -> _Missing | None:
    """The rows under ``parent`` whose amounts are what the table's total lacks, if only one choice of them is."""
    total = next((judged for judged in failures[parent] if judged.equation.left[0].measure == "total"), None)
    if total is None:
        return None
    choices: dict[tuple[str, ...], tuple[Figure, ...]] = {}
    for sister in sisters:
        for codes in _choices(case, table, parent, sister):
            amounts = [case.book.cells.get(Cell(sister, "", code, "total")) for code in codes]
            printed = [figure for figure in amounts if figure is not None]
            if len(printed) == len(codes) and _explains(printed, total):
                choices[codes] = (*choices.get(codes, ()), *printed)
    if len(choices) != 1:
        return None
    codes, figures = next(iter(choices.items()))
    explained = [judged for judged in failures[parent] if _explains_column(case, codes, figures, judged, sisters)]
    return _Missing(table, parent, codes, figures, tuple(explained))


def _choices(case: Case, table: str, parent: str, sister: str) -> Iterator[tuple[str, ...]]:
    """The rows that the sister prints right below ``parent`` and the table does not: each alone, then all of them."""
    here = set(case.book.rows[table, ""])
    below = families(case.book.rows[sister, ""]).get(parent, [])
    absent = tuple(role for role in below if role not in here and role.isdigit())
    yield from ((role,) for role in absent)
    if len(absent) > 1:
        yield absent


def _explains(rows: list[Figure] | tuple[Figure, ...], judged: Judged) -> bool:
    """Whether the amounts of the rows are what the total has more than its parts."""
    lacking = sum((amount_in(figure.amount, judged.unit) for figure in rows), Decimal(0))
    halves = sum((half_in(figure.amount, judged.unit) for figure in rows), Decimal(0))
    return judged.difference > 0 and abs(judged.difference - lacking) <= judged.tolerance + halves


def _explains_column(
    case: Case, codes: tuple[str, ...], rows: tuple[Figure, ...], judged: Judged, sisters: list[str]
) -> bool:
    """Whether the missing rows explain another column too: by the sisters' same column, or by their totals."""
    measure = judged.equation.left[0].measure
    candidates = [[case.book.cells.get(Cell(sister, "", code, measure)) for code in codes] for sister in sisters]
    same = [[figure for figure in figures if figure is not None] for figures in candidates]
    return any(_explains(figures, judged) for figures in [list(rows[: len(codes)]), *filter(None, same)])


def _fault(case: Case, missing: _Missing) -> Fault:
    disclosure, total = case.disclosure, missing.failures[0]
    rows = missing.printed[: len(missing.codes)]
    lacking = wording.number(sum((amount_in(figure.amount, total.unit) for figure in rows), Decimal(0)))
    sisters = {figure.table: None for figure in missing.printed}
    zh = "、".join(f"《{wording.table_zh(disclosure, table)}》" for table in sisters)
    en = wording.listed_en(wording.table_en(disclosure, table) for table in sisters)
    names, gap = wording.listed(map(wording.row, rows)), wording.number(total.difference)
    parent = wording.row(total.figures[0])
    figures = (*(figure for judged in missing.failures for figure in judged.figures), *missing.printed)
    return Fault(
        message=f"《{wording.table_zh(disclosure, missing.table)}》没有 {names}；{zh}印有这一行，为 {lacking}。"
        f"这张表的 {parent} 比其所印下级之和多 {gap} {total.unit}。",
        message_en=f"{wording.table_en(disclosure, missing.table)} lacks {names}, printed as {lacking} in {en}; "
        f"there {parent} is {gap} more than the rows printed below it.",
        expected=lacking,
        difference=gap,
        tolerance=wording.tolerance(total.tolerance),
        figures=tuple(dict.fromkeys(figures)),
        explains=tuple(("SUM002", judged.equation.subject) for judged in missing.failures),
    )
