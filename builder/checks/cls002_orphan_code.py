"""编码的上级科目没有印出。

检查什么
按编码列示的表中，款的前 3 位是它的类，项的前 5 位是它的款。一张表里其他款、项的上级都印出了，只有个别编码的上级没有
印，就指出来。

不分级列示的表（只列项，或多处没有上级）不核对；上一级的编码本身位数不对（CLS001）时也不核对；按经济分类列出全部科目的表中，
印为 0.00 的款不核对，它的上级一行可能印出而留空。

为什么
预算法第三十二条规定按类、款、项编列。个别编码找不到上级，多半是编码印错了一位，或漏了上级那一行。

不通过
2050505 的款 20505 没有印，其余各项的款都在。

    expenditure 208 社会保障和就业支出: total 29.23
    expenditure 20805 行政事业单位养老支出: total 29.23
    expenditure 2080501 行政单位离退休: total 10.02
    expenditure 2080502 事业单位离退休: total 3.92
    expenditure 2080506 机关事业单位职业年金缴费支出: total 15.29
    expenditure 2050505 机关事业单位基本养老保险缴费支出: total 0.00

通过
    expenditure 208 社会保障和就业支出: total 29.23
    expenditure 20805 行政事业单位养老支出: total 29.23
    expenditure 2080501 行政单位离退休: total 10.02
    expenditure 2080502 事业单位离退休: total 3.92
    expenditure 2080506 机关事业单位职业年金缴费支出: total 15.29
    expenditure 2080505 机关事业单位基本养老保险缴费支出: total 0.00
"""

from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rows import Row

CODE = "CLS002"
NAME = "orphan-code"
SEVERITY = "warning"
TITLE = "编码的上级科目没有印出"
TITLE_EN = "The parent of a classification code is not printed"
ADVICE = "补上漏掉的上级科目行，或者改正这个编码。"

_USUAL = 3  # so many codes with their parent for each parent that is lacking show that the table prints parents


def check(case: Case) -> Iterator[Outcome]:
    """Every level of every table with codes, and every parent that alone is lacking, with the rows below it."""
    tables: dict[str, list[Row]] = {}
    for row in case.rows:
        tables.setdefault(row.table, []).append(row)
    lacking: dict[str, list[Row]] = {}
    for table, rows in tables.items():
        below, orphans, reason = _levels(case, rows)
        if reason:
            yield Outcome(table, "not_checked", reason)
        elif below and not orphans:
            yield Outcome(table, "passed", f"{below} 个编码的上级都已印出")
        for row in orphans if not reason else ():
            lacking.setdefault(row.code[:-2], []).append(row)
    yield from (Outcome(parent, "failed", fault=_fault(case, rows)) for parent, rows in lacking.items())


def _levels(case: Case, rows: Sequence[Row]) -> tuple[int, list[Row], str]:
    """How many codes have their parent, which have not, and why the latter prove nothing if so."""
    printed = {row.code for row in rows} | {each.code for each in case.disclosure.unplaced}
    below, orphans = 0, []
    for digits in (5, 7):
        level = [row for row in rows if len(row.code) == digits and row.is_wellformed]
        without = [row for row in level if row.code[:-2] not in printed and _says_something(row)]
        below += len(level) - len(without)
        if len(level) - len(without) >= _USUAL * len({row.code[:-2] for row in without}):
            orphans += without
        elif len(level) > len(without):
            return below, [], "多处没有印上级科目，可能不分级列示"
    if orphans and not all(row.is_wellformed for row in rows):
        return below, orphans, "表中有位数不对的编码，不能断定上级"
    return below, orphans, ""


def _says_something(row: Row) -> bool:
    """Not so a 0.00 in a form that lists every economic item: the row above it may be printed and left blank."""
    return not row.code.startswith("3") or any(figure.amount.value for figure in row.figures)


def _fault(case: Case, rows: Sequence[Row]) -> Fault:
    parent, names = rows[0].code[:-2], [f"{row.code} {row.item}" for row in rows]
    tables = list(dict.fromkeys(row.table for row in rows))
    zh = "、".join(f"《{wording.table_zh(case.disclosure, table)}》" for table in tables)
    en = wording.listed_en(wording.table_en(case.disclosure, table) for table in tables)
    return Fault(
        message=f"{zh}印有 {wording.listed(names)}，没有找到上级 {parent}；表中其他编码的上级都已印出。",
        message_en=f"{en}: {wording.listed_en(names)} printed without the parent {parent}; "
        "all other codes there have theirs.",
        figures=tuple(figure for row in rows for figure in row.figures),
    )
