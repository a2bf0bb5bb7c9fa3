"""科目编码与名称不符。

检查什么
表中印的科目名称，是不是这个编码在政府收支分类科目里的名称。简称、全称、旧名称、标点和“支出”“费”等字的有无都不算不符。
只有印出的名称恰好是另一个编码的名称、而与这个编码的任何名称都不相近，才指出来。

编码不在我们的分类表里，或名称没有见过，记“未核对”：我们的分类表是从公开文件整理的，并不完整，不在表里不说明文件有错。

为什么
编码和名称总有一个是错的，读者和汇总的人会各自相信一个。

不通过
2210201 是住房公积金，提租补贴是 2210202。

    expenditure 2210201 提租补贴: total 4.91

通过
    expenditure 2210202 提租补贴: total 4.91
"""

from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._names import codes_named, is_wording_of
from builder.checks._outcome import Fault, Outcome
from builder.checks._rows import Row
from builder.standards import classifications

CODE = "CLS003"
NAME = "misnamed-code"
SEVERITY = "warning"
TITLE = "科目编码与名称不符"
TITLE_EN = "A classification code is printed with the name of another"
ADVICE = "按当年的《政府收支分类科目》核对编码和名称，改正其中写错的一个。"


def check(case: Case) -> Iterator[Outcome]:
    """Every table with codes: how many names agree, which are not known; and every wrong name in all its places."""
    agree: dict[str, int] = {}
    unknown: dict[str, dict[str, None]] = {}
    wrong: dict[tuple[str, str], list[Row]] = {}
    for row in case.rows:
        if not row.is_wellformed:
            continue
        known = is_wording_of(row.item, row.code)
        if known:
            agree[row.table] = agree.get(row.table, 0) + 1
        elif known is False and _others(row):
            wrong.setdefault((row.code, row.item), []).append(row)
        else:
            unknown.setdefault(row.table, {})[row.code] = None
    yield from (Outcome(table, "passed", f"{count} 个编码的名称相符") for table, count in agree.items())
    for table, codes in unknown.items():
        reason = f"分类表未收录这些编码或名称：{'、'.join(codes)}"
        yield Outcome(wording.subject(table, "unlisted"), "not_checked", reason)
    for (code, item), rows in wrong.items():
        yield Outcome(wording.subject(code, item), "failed", fault=_fault(case, rows))


def _others(row: Row) -> list[str]:
    """The codes that have the printed name, none of them inferred."""
    others = sorted(codes_named(row.item, row.code) - {row.code})
    return others if all(_status(code, None) != "inferred" for code in (row.code, *others)) else []


def _status(code: str, year: int | None) -> str:
    subject = classifications.subject(code, year)
    return subject.status if subject else ""


def _fault(case: Case, rows: Sequence[Row]) -> Fault:
    code, item, year = rows[0].code, rows[0].item, case.disclosure.identity.fiscal_year
    others = _others(rows[0])
    is_official = all(_status(each, year) == "official" for each in (code, *others))
    name = classifications.name(code, year) or classifications.name(code) or ""
    return Fault(
        message=f"{code} 的名称印为“{item}”；分类中 {code} 是“{name}”，“{item}”是 {wording.listed(others)}。",
        message_en=f"{code} is printed with the name “{item}”; the classification calls it “{name}”, "
        f"and “{item}” is {wording.listed_en(others)}.",
        severity="" if is_official else "note",
        printed=item,
        figures=tuple(figure for row in rows for figure in row.figures),
    )
