"""上年数与上年自己的公开文件不同。

检查什么
文中说到的上年决算数（“比 2022 年度 599.27 万元增加……”，或者由本年数减去增减额推算出来的），与同一单位上一年度决算公开
文件的表和正文中印出的数比较；预算文件里说的上年预算数，与上一年度的预算公开文件比较。只比较能断定是表中哪一格的数；上
年的文件表中和正文中印得不同的，与其中一个相符就算相符；舍入能造成的差不算。没有上年的文件，记“未核对”。

为什么
同一年的决算只有一个数。本年文件说的上年数与上年公布的不同，或者是两处之一印错，或者口径变了而没有说明，增减的比较就不
可靠。

不通过
    文 一、收入支出决算总体情况说明
    文 2023年度收、支总计均为100.00万元。与2022年度90.00万元相比，收、支总计各增加10.00万元，增长11.11%。
    另 年度 2022
    summary/revenue 总计: amount 80.00
    summary/expenditure 总计: amount 80.00

通过
    文 一、收入支出决算总体情况说明
    文 2023年度收、支总计均为100.00万元。与2022年度90.00万元相比，收、支总计各增加10.00万元，增长11.11%。
    另 年度 2022
    summary/revenue 总计: amount 90.00
    summary/expenditure 总计: amount 90.00
"""

from collections.abc import Iterator
from dataclasses import replace

from builder.checks._case import Case
from builder.checks._compared import Mine
from builder.checks._outcome import Outcome
from builder.checks._rates import subject_of
from builder.checks._said import Said, place_of
from builder.checks._siblings import NO_SIBLING
from builder.model.disclosure import Statement
from builder.standards.equations import Cell
from builder.standards.sayings import Meaning, meaning

CODE = "YOY001"
NAME = "contradicting-last-year"
SEVERITY = "warning"
TITLE = "上年数与上年自己的公开文件不同"
TITLE_EN = "Last year's figure is not the one that last year's document prints"
ADVICE = "以上年公开的决算为准；确有调整的，写明调整了什么、依据是什么。"

_WORDS = {
    "final": ("上年的决算公开文件", "last year's final accounts"),
    "budget": ("上年的预算公开文件", "last year's budget"),
}
_NOT_BUDGET = ("执行", "决算")
_RESTATED = ("口径", "机构改革", "划转", "合并", "追溯", "剔除", "扣除")


def check(case: Case) -> Iterator[Outcome]:
    """Every figure of the year before that surely is one of a cell; the same two numbers again are one cause."""
    found = list(_outcomes(case))
    causes: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in found:
        if outcome.fault:
            causes.setdefault((outcome.fault.printed, outcome.fault.expected), []).append(outcome)
    heads = {alike[0].subject: tuple((CODE, other.subject) for other in alike[1:]) for alike in causes.values()}
    for outcome in found:
        explains = heads.get(outcome.subject, ()) if outcome.fault else ()
        yield replace(outcome, fault=replace(outcome.fault, explains=explains)) if outcome.fault else outcome


def _outcomes(case: Case) -> Iterator[Outcome]:
    before = case.siblings.before
    if before is None:
        yield Outcome("上年数", "not_checked", NO_SIBLING)
        return
    words = _WORDS[case.disclosure.identity.kind]
    for statement, told in _priors(case):
        subject = subject_of(statement)
        text = case.disclosure.passages[place_of(statement)].text
        if case.disclosure.identity.kind == "budget" and any(word in text for word in _NOT_BUDGET):
            yield Outcome(subject, "not_checked", "与上年的执行数比较，不是上年的预算数")
        elif any(word in text for word in _RESTATED):
            yield Outcome(subject, "not_checked", "文中说口径有变化，上年数可能调整过")
        else:
            meant = meaning(told.statement.subject, told.statement.code, told.scope)
            fact = told.fact.split("/", 2)[2]
            cells = _cells(meant, case.disclosure.identity.kind) if meant else ()
            yield Mine.said(subject, statement).outcome(before.prints(cells, fact), words)


def _cells(meant: Meaning, kind: str) -> tuple[Cell, ...]:
    """Where last year's document of this kind prints what is meant: a budget has a phase of its own for 三公."""
    if kind == "final":
        return meant.cells
    planned = tuple(cell._replace(lane="budget") for cell in meant.cells if cell.table == "three-public")
    return planned or (*meant.cells, *meant.budget)


def _priors(case: Case) -> Iterator[tuple[Statement, Said]]:
    """Last year's figures, printed and derived, each with what it or the amount that it was derived from speaks of."""
    derived = {(each.section, each.subject, each.code, each.sentence): each for each in case.disclosure.derived}
    for told in case.told.said:
        mine = told.statement
        if mine.measure == "prior":
            yield mine, told
        elif mine.measure == "amount":
            found = derived.pop((mine.section, mine.subject, mine.code, mine.sentence), None)
            if found is not None:
                yield found, told
