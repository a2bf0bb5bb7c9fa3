"""别处说的全年支出与决算的支出不同。

检查什么
绩效报告、附件等部分说到“本年支出合计”“收、支总计”“部门整体支出”“全年实际支出”若干：这个数要与支出决算表的合计、收支总
计、财政拨款总表或一般公共预算支出表的合计之一相符；没有表的，与情况说明里的支出合计、财政拨款支出之一相符。与哪个都不相
符的，句中有“实际”“决算”“合计”“总计”的是警告，其余是提示（可能说的是预算）。说的是项目或者下属单位的不核对。

为什么
绩效报告由另外的人写，常沿用上年的稿子或年初的预算数，与公开的决算对不上。

不通过
    文 一、支出决算情况说明
    文 本年支出合计360.44万元，其中：基本支出124.68万元，项目支出235.76万元。
    文 二、部门整体绩效自评报告
    文 2023年部门全年实际支出254.13万元，没有结余。

通过
    文 一、支出决算情况说明
    文 本年支出合计360.44万元，其中：基本支出124.68万元，项目支出235.76万元。
    文 二、部门整体绩效自评报告
    文 2023年部门全年实际支出360.4万元，没有结余。
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import agree, amount_of, excerpt, fault, in_unit, match, said_en
from builder.checks._outcome import Fault, Outcome
from builder.checks._said import place_of
from builder.checks._spoken import said_zh
from builder.model.disclosure import Figure, Statement
from builder.standards.equations import Cell
from builder.standards.sayings import OTHER

CODE = "TXT008"
NAME = "other-overall-expenditure"
SEVERITY = "warning"
TITLE = "别处说的全年支出与决算的支出不同"
TITLE_EN = "The expenditure of the year in another section is not that of the accounts"
ADVICE = "按决算的支出改正绩效报告中的数，由它算出的执行率、结余一并重算；说的是预算数的，写明“预算”。"

_OVERALL = re.compile(
    r"(?:部门|单位|整体|全年)(?:整体|全年|决算|实际){0,2}(?:总)?支出(?:总额|合计|决算数?|数)?(?:为|是|共计?)?\d"
)
_TOTAL = re.compile(r"本年支出合计(?:为|是)?\d|收入?、?支出?总计(?:均?为|是)?\d")
_DONE = re.compile(r"实际|决算|本年支出合计|总计")
_PROJECT = re.compile(r"项目|专项")
_UNIT = re.compile(r"中心|站|学校|医院|大队|支队|[馆园院]|所(?!有|属|需|列)")
_GRAND = "总计"
_CELLS = (
    Cell("expenditure", "", "total", "total"),
    Cell("summary", "expenditure", "current-expenditure", "amount"),
    Cell("summary", "expenditure", "grand-total", "amount"),
    Cell("appropriation-summary", "expenditure", "current-expenditure", "total"),
    Cell("appropriation-summary", "expenditure", "grand-total", "total"),
    Cell("general-expenditure", "", "total", "total"),
)


def check(case: Case) -> Iterator[Outcome]:
    """Every amount outside the report that a sentence calls the expenditure of the year."""
    if case.disclosure.identity.kind != "final":
        return
    overall = [each for each, scope in case.spendings if scope in ("", OTHER) and _is_overall(case, each)]
    if not overall:
        return
    printed = {cell: case.book.cells[cell] for cell in _CELLS if cell in case.book.cells}
    reported = [each.statement for cell in _CELLS for each in case.told.said if cell in each.cells]
    for statement in overall if printed or reported else ():
        yield _outcome(case, statement, printed, reported)


def _is_overall(case: Case, statement: Statement) -> bool:
    """Whether it is said of the office as a whole: not of a project, and not of one of its units."""
    if "支" not in statement.text:
        return False
    where = case.disclosure.passages[place_of(statement)].section + statement.text
    if _UNIT.search(where.replace(case.disclosure.identity.entity_name, "")):
        return False
    overall = bool(_OVERALL.search(statement.text)) and not _PROJECT.search(where)
    return overall or bool(_TOTAL.search(statement.text))


def _outcome(case: Case, statement: Statement, printed: dict[Cell, Figure], reported: Sequence[Statement]) -> Outcome:
    name = wording.subject(statement.sentence)
    if any(agree(amount_of(statement), amount_of(each)) for each in reported):
        return Outcome(name, "passed", "与情况说明相符")
    if not printed and not _TOTAL.search(statement.text) and all(_GRAND in each.subject for each in reported):
        return Outcome(name, "not_checked", "情况说明只说了总计，总计含结转和结余")
    if not printed:
        return Outcome(name, "failed", fault=_graded(statement, _between(statement, reported[0])))
    found = match(statement, list(printed.values()))
    if found.state != "failed":
        return Outcome(name, found.state)
    cell = next(cell for cell, figure in printed.items() if figure is found.figure)
    return Outcome(name, "failed", fault=_graded(statement, fault(case, statement, found, cell)))


def _graded(statement: Statement, made: Fault) -> Fault:
    """What is not said to have been spent may be the budget."""
    return made if made.severity or _DONE.search(statement.text) else replace(made, severity="note")


def _between(statement: Statement, reported: Statement) -> Fault:
    unit = statement.unit if statement.unit == reported.unit else "元"
    said, expected = in_unit(amount_of(statement), unit), in_unit(amount_of(reported), unit)
    gap = wording.number(abs(said - expected))
    return Fault(
        message=f"文中说“{excerpt(statement)}”，情况说明说“{excerpt(reported)}”，相差 {gap} {unit}。",
        message_en=f"The text says {said_en(statement)}, the report says {said_zh(reported)}; the difference is {gap}.",
        printed=wording.number(said),
        expected=wording.number(expected),
        difference=wording.number(said - expected),
        places=(statement.location, reported.location),
    )
