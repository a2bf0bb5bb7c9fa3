"""逐项说明的数加起来大于总数。

检查什么
“具体情况”逐项说明各功能科目（“……（类）……（款）……（项）”，或者各类）的年初预算和支出决算：同一标题下各项（各类）相加，
与文中说的财政拨款（一般公共预算财政拨款）支出总数比较，分别比较预算和决算。大于总数、舍入也解释不了的是错误。小于总数
的可能没有逐项列全，记“未核对”。同一科目说了不止一次而数不同的，总数说得不止一个的，不核对。
人员经费、公用经费后面用“其中”“包括”等逐项列出三个以上经济科目（基本工资、办公费等）的金额的，也这样比较；大于的是警告。

为什么
各项是总数的一部分，没有表的文件尤其要自己加一遍。常见的是某一项抄成了别的年度、别的口径的数。

不通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为30万元，支出决算为30万元。
    文 1.一般公共服务支出（类）群众团体事务（款）行政运行（项）。年初预算为18万元，支出决算为28万元。
    文 2.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为12万元，支出决算为12万元。

通过
    文 一、一般公共预算财政拨款支出决算情况说明
    文 一般公共预算财政拨款支出年初预算为30万元，支出决算为30万元。
    文 1.一般公共服务支出（类）群众团体事务（款）行政运行（项）。年初预算为18万元，支出决算为18万元。
    文 2.住房保障支出（类）住房改革支出（款）住房公积金（项）。年初预算为12万元，支出决算为12万元。
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import amount_of, excerpt, in_unit
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import passage_text, yuan
from builder.model.amount import total
from builder.model.disclosure import Disclosure, Statement
from builder.standards.text import key

CODE = "REP004"
NAME = "items-above-total"
SEVERITY = "error"
TITLE = "逐项说明的数加起来大于总数"
TITLE_EN = "The items explained add up to more than the total"
ADVICE = "逐项与支出决算表核对，先看最大的几项；改正后连同完成率一并重算。"

_ITEM = ("（项）", "(项)")
_TOTALS = frozenset(("一般公共预算财政拨款支出", "财政拨款支出", "一般公共预算支出", "一般公共预算拨款支出"))
_ECONOMIC = {"人员经费": ("301", "303"), "公用经费": ("302", "310")}
_LEADS = re.compile(r"其中|包括|用于|(?:主要|具体|分别)(?:是|有|为)|^[：（(]")
_OF_OTHERS = re.compile(r"项目|全部|(?<![比较与同])[上去]年|支出(?:中|：)|经济分类")
"""Between 公用经费 and what is listed behind it, this makes the list one of something else."""
_LEAVES = re.compile(r"。|[（(](?![护境][）)])|其中|项目|另")
"""Between two items of a list, this may lead to parts of an item, or to what is no part of the whole."""
_AMOUNT = re.compile(r".*?\d万?元")
"""What a statement says up to its amount; its text may go on into a bracket."""
_FEWEST = 3
_NAMES = {"amount": ("支出", "expenditure"), "budget": ("年初预算", "initial budget")}


def check(case: Case) -> Iterator[Outcome]:
    """Amounts and budgets of the items, and of the classes, below each chief heading that also gives their total."""
    amounts = {id(each) for each in case.told.amounts if each.measure in _NAMES}
    for number, chapter in enumerate(case.statements.chapters, 1):
        said = [each for each in chapter if each.measure in _NAMES and id(each) in amounts]
        if len(said) < 2:
            continue
        levels = {
            "item": [each for each in said if each.subject.endswith(_ITEM)],
            "class": [each for each in said if len(each.code) == 3 and each.code.startswith("2")],
        }
        for level, items in levels.items():
            if len(items) > 1:
                yield from _one_cause(list(_outcomes(said, items, f"{number}/{level}")))
        yield from _economic(case.disclosure, [each for each in said if each.measure == "amount"], number)


def _economic(disclosure: Disclosure, said: Sequence[Statement], number: int) -> Iterator[Outcome]:
    """人员经费 and 公用经费 with the economic items that stand right behind them and are said to be in them."""
    for at, whole in enumerate(said):
        if key(whole.subject) not in _ECONOMIC:
            continue
        items = list(_in_list(whole, _listed(whole, said[at + 1 :]), passage_text(disclosure, whole)))
        if len(items) >= _FEWEST:
            made = _outcome(wording.subject(f"{number}/{at}", whole.subject), whole, items)
            yield replace(made, fault=replace(made.fault, severity="warning")) if made.fault else made


def _listed(whole: Statement, behind: Sequence[Statement]) -> Iterator[Statement]:
    """The economic items of a whole right behind it, up to what is none of them."""
    codes = _ECONOMIC[key(whole.subject)]
    for each in behind:
        is_of = len(each.code) == 5 and each.code.startswith(codes)
        if not is_of or (each.year, each.unit) != (whole.year, whole.unit):
            return
        yield each


def _in_list(whole: Statement, items: Iterable[Statement], text: str) -> Iterator[Statement]:
    """The items that the text lists as parts of the whole, up to where something else may begin."""
    end = _behind(text, whole, 0)
    for number, each in enumerate(items):
        start, end = end, _behind(text, each, end)
        if end < 0:
            return
        between = text[start:end]
        if _LEAVES.search(between) if number else not _LEADS.search(between) or _OF_OTHERS.search(between):
            return
        yield each


def _behind(text: str, said: Statement, start: int) -> int:
    """Where the amount of a statement ends in its paragraph; -1 if it does not stand there behind ``start``."""
    amount = _AMOUNT.match("".join(said.text.split()))
    words = amount[0] if amount else ""
    found = text.find(words, start) if start >= 0 else -1
    return found + len(words) if words and found >= 0 else -1


def _outcomes(said: Sequence[Statement], items: Sequence[Statement], name: str) -> Iterator[Outcome]:
    for measure in _NAMES:
        parts = [each for each in items if each.measure == measure]
        totals = [each for each in said if each.measure == measure and _is_total(each)] if len(parts) > 1 else []
        if len({yuan(each) for each in totals}) > 1:
            yield Outcome(wording.subject(name, measure), "not_checked", "文中说到的总数不止一个")
        elif totals:
            yield _outcome(wording.subject(name, measure), totals[-1], parts)


def _one_cause(made: Sequence[Outcome]) -> Iterator[Outcome]:
    """Budget and expenditure that are above their totals by the same amount were written down together."""
    faults = [each.fault for each in made if each.fault]
    alike = len(faults) == 2 and faults[0].difference == faults[1].difference
    for each in made:
        if alike and each.fault is faults[0]:
            yield replace(each, fault=replace(faults[0], explains=((CODE, made[-1].subject),)))
        else:
            yield each


def _is_total(statement: Statement) -> bool:
    return statement.subject.endswith("支出") and key(statement.subject) in _TOTALS


def _outcome(name: str, whole: Statement, items: Sequence[Statement]) -> Outcome:
    distinct = {each.code or key(each.subject): each for each in items}
    if any(each.value != distinct[each.code or key(each.subject)].value for each in items):
        return Outcome(name, "not_checked", "同一科目说了不止一次，数不相同")
    parts = list(distinct.values())
    if {each.unit for each in parts} == {whole.unit} and sum(each.value for each in parts) == whole.value:
        return Outcome(name, "passed")
    sums, printed = total(map(yuan, parts)), yuan(whole)
    if sums.low > printed.high:
        return Outcome(name, "failed", fault=_fault(whole, parts))
    if sums.high < printed.low:
        return Outcome(name, "not_checked", "各项加起来小于总数，可能没有逐项列全")
    exact = sum(amount_of(each).yuan for each in parts) == amount_of(whole).yuan
    return Outcome(name, "passed" if exact else "rounding")


def _fault(whole: Statement, parts: Sequence[Statement]) -> Fault:
    unit = whole.unit if {each.unit for each in parts} == {whole.unit} else "元"
    printed = in_unit(amount_of(whole), unit)
    sums = sum((in_unit(amount_of(each), unit) for each in parts), start=printed - printed)
    zh, en = _NAMES[whole.measure]
    gap = wording.number(sums - printed)
    return Fault(
        message=f"文中说“{excerpt(whole)}”，逐项说明的 {len(parts)} 个科目的{zh}"
        f"合计 {wording.number(sums)} {unit}，多 {gap} {unit}。",
        message_en=f"The text says that the total ({en}) is {wording.number(printed)}; "
        f"the {len(parts)} items it explains add up to {wording.number(sums)}, {gap} more.",
        printed=wording.number(printed),
        expected=wording.number(sums),
        difference=wording.number(printed - sums),
        places=(whole.location, *(each.location for each in parts)),
    )
