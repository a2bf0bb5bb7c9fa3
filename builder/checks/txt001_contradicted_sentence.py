"""句子里的数与表里的数不同。

检查什么
文中说到的金额，凡是公开表格里有同一个数的，逐句与表核对：收支总计、本年收入合计和各项来源、本年支出合计、基本支出和项目
支出、财政拨款收支、一般公共预算支出及其类款项、人员经费和公用经费及各经济科目、“三公”经费及其各项（决算数和预算数）、
政府性基金和国有资本经营预算。

说的是哪张表的哪个数，看句子的主语、科目编码、年度和所在的标题；说不准的不核对。几张表都印这个数的，与其中一张相符就
算相符。精度不同的，按舍入前可能相同判断；元与万元换算后比较；“约”“余”“近”的不核对，文中说含了表中另一栏的（其他收入含
上级补助收入）也不核对。文中的数正好是表里另一个合计的数（可能说的是另一个口径），或者数字相同只是单位不同的，是警告；预算
公开表没有全国统一的格式，也是警告。文中说的是“三公”经费年初预算、表中印的可能是调整后的预算的，是提示。

为什么
情况说明是对表的说明，同一个数只有一个真值。只差最后一位是提示；再多，必有一处写错。

不通过
    文 一、支出决算情况说明
    文 本年支出合计351.42万元，其中：基本支出225.94万元，项目支出125.94万元。
    expenditure 合计: total 351.42, basic 225.48, project 125.94

通过
    文 一、支出决算情况说明
    文 本年支出合计351.42万元，其中：基本支出225.48万元，项目支出126万元。
    expenditure 合计: total 351.42, basic 225.48, project 125.94
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import Match, agree, amount_of, fault, match
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import subject_of
from builder.checks._said import Said
from builder.checks._spoken import passage_of
from builder.checks._takesin import takes_in
from builder.model.disclosure import Figure

CODE = "TXT001"
NAME = "contradicted-sentence"
SEVERITY = "error"
TITLE = "句子里的数与表里的数不同"
TITLE_EN = "A sentence gives another amount than the table"
ADVICE = "先看表里的数与其他表是否一致；表没有错的，把句子里的数改成表里的数，同一句里的占比、增减额和完成率一并重算。"

_DIGITS_ALONE = ("数字相同，单位不同。", " The digits are the same, the units are not.")


def check(case: Case) -> Iterator[Outcome]:
    """Every amount of the text for which the tables print a number; the reason names the figure of the comparison."""
    made: list[tuple[str, Outcome]] = []
    for each in case.told.said:
        if each.figures:
            found = match(each.statement, each.figures)
            doubt = _doubt(case, each, found.figure) if found.state == "failed" else ""
            broken = _fault(case, each, found) if found.state == "failed" and not doubt else None
            told = ("not_checked", doubt) if doubt else (found.state, found.figure.key)
            compared = Outcome(subject_of(each.statement), *told, broken)
            made.append((passage_of(each.statement), compared))
    yield from _one_cause(made)


def _one_cause(made: Sequence[tuple[str, Outcome]]) -> Iterator[Outcome]:
    """Amounts of one paragraph that are wrong by the same sum (a total and its part) are one cause: the first."""
    alike: dict[tuple[str, str], list[str]] = {}
    for passage, outcome in made:
        if outcome.fault:
            alike.setdefault((passage, outcome.fault.difference), []).append(outcome.subject)
    for passage, outcome in made:
        fault_ = outcome.fault
        same = alike[passage, fault_.difference] if fault_ else []
        if fault_ and same[0] == outcome.subject:
            explained = tuple((CODE, other) for other in same[1:])
            yield replace(outcome, fault=replace(fault_, explains=explained))
        else:
            yield outcome


def _doubt(case: Case, each: Said, figure: Figure) -> str:
    """Why an amount may be of something else than the row with which it was compared; empty if it may not."""
    other = takes_in(case.disclosure, each.statement, each.cells, each.scope)
    if other:
        return f"文中说含“{other}”"
    said = amount_of(each.statement)
    below = [one for one in case.near_in_size(said) if _is_item_of_its_name(one, figure) and agree(said, one.amount)]
    return f"与表中同名的 {below[0].code} 的数相同，不能断定说的是哪一行" if below else ""


def _is_item_of_its_name(one: Figure, figure: Figure) -> bool:
    """Whether a row is an item of the group that is printed in another, and is called like it."""
    if (one.table, one.side, one.measure) != (figure.table, figure.side, figure.measure) or not figure.code:
        return False
    return one.item == figure.item and one.code != figure.code and one.code.startswith(figure.code)


def _fault(case: Case, each: Said, found: Match) -> Fault:
    cell = next(cell for cell in each.cells if case.book.cells.get(cell) is found.figure)
    hint = _hint(case, each, found.figure)
    made = fault(case, each.statement, found, cell, hint)
    if found.severity:
        return made
    if cell.lane == "budget" and "年初" in each.statement.text:
        return replace(made, severity="note")
    is_probable = hint[0] or case.disclosure.identity.kind != "final"
    return replace(made, severity="warning") if is_probable else made


def _hint(case: Case, each: Said, figure: Figure) -> tuple[str, str]:
    """What the said number is the amount of, if the tables print it for something else that may have been meant."""
    said = each.statement
    if figure.amount.value == said.value:
        return _DIGITS_ALONE
    amount = amount_of(said)
    near = case.near_in_size(amount) if said.value else ()
    alike = [other for other in near if _may_be_meant(other, figure) and agree(amount, other.amount)]
    if not alike:
        return "", ""
    other = min(alike, key=lambda each: (each.table != figure.table, each.table != "expenditure"))
    zh, en = wording.cell_zh(case.disclosure, other), wording.cell_en(case.disclosure, other)
    return f"文中的数与{zh}的数相同。", f" The amount is that of {en}."


def _may_be_meant(other: Figure, figure: Figure) -> bool:
    same_row = (other.code, other.item) == (figure.code, figure.item)
    return same_row or not other.code
