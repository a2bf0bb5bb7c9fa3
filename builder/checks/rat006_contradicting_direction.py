"""增减的说法与数字相反。

检查什么
“决算数大于（小于、等于）预算数”“与上年持平”之类的话，对照同一段里印出的预算数、决算数或上年数；“增加甲万元，下降乙%”
之类的话，对照前后两个方向。同一段里有几个项目的，只对照话里点名的或唯一的一个；说“基本持平”的不比较。

为什么
方向说反了，读者会得出相反的结论；常见的原因是换了数字没有改文字，或者沿用了模板里的话。

不通过
    文 （三）支出决算具体情况。
    文 行政运行年初预算为10.00万元，支出决算为12.00万元，完成年初预算的120%。决算数小于预算数的主要原因是厉行节约。

通过
    文 （三）支出决算具体情况。
    文 行政运行年初预算为10.00万元，支出决算为12.00万元，完成年初预算的120%。决算数大于预算数的主要原因是人员增加。
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import ROUGH, subject_of
from builder.checks._spoken import (
    is_money,
    is_rough,
    name_key,
    said_zh,
    same,
    yuan,
)
from builder.model.disclosure import Statement

CODE = "RAT006"
NAME = "contradicting-direction"
SEVERITY = "error"
TITLE = "增减的说法与数字相反"
TITLE_EN = "Words of direction contradict the numbers"
ADVICE = "核对本年数和上年数的大小，改正“增加”“减少”或“持平”；抄错了数的，改正数。"

_STOP = re.compile(r"[。！？]")
_WORDS = re.compile(
    r"决算数?(?:(?P<more>大于|高于|多于|超过|超出)|(?P<less>小于|低于|少于)|(?P<level>等于))(?:年初|全年|调整后?)?预算数?"
    r"|决算数?与(?:年初|全年|调整后?)?预算数?(?P<even>持平|一致|相等|相同)"
)
_UNCERTAIN = "同一段里说到几个项目，不能断定说的是哪一个"
_FLAT, _BASES = "flat", ("prior", "budget")
_WORD_OF = {"more": "大于", "less": "小于", "even": "等于"}


def check(case: Case) -> Iterator[Outcome]:
    """Every phrase about budget and final amount, and every pair of a change with its rate."""
    passages, said_of = case.disclosure.passages, case.statements.said
    has_level = any(each.direction == _FLAT for measure in _BASES for each in said_of(measure))
    for paragraph in case.statements.paragraphs:
        said, number = paragraph.said, int(paragraph.number)
        if "budget" in paragraph.by_measure and number <= len(passages):
            yield from _phrases(passages[number - 1].text, said)
        if "change_percent" in paragraph.by_measure:
            yield from _pairs(said)
        if has_level:
            yield from _level(said)


def _phrases(text: str, said: Sequence[Statement]) -> Iterator[Outcome]:
    """What a paragraph says of its budgets and final amounts in words."""
    phrases = list(_WORDS.finditer(text)) if "决算" in text else []
    pairs = _budgeted(said) if phrases else []
    for number, found in enumerate(phrases if pairs else (), 1):
        name = name_key(_STOP.split(text[: found.start()])[-1])
        named = [pair for pair in pairs if name_key(pair[0].subject)[:8] in name] or pairs
        subject = f"{subject_of(named[-1][1])}/{found[0]}" + (f"~{number}" if number > 1 else "")
        if len(named) > 1:
            yield Outcome(subject, "not_checked", _UNCERTAIN)
        elif any(map(is_rough, named[0])):
            yield Outcome(subject, "not_checked", ROUGH)
        else:
            yield _phrase(subject, found, *named[0])


def _phrase(subject: str, found: re.Match[str], budget: Statement, amount: Statement) -> Outcome:
    gap = yuan(amount) - yuan(budget)
    middle = (gap.low + gap.high) / 2
    truth = "more" if middle > 0 else "less" if middle < 0 else "even"
    says = next(word for word in ("more", "less", "level", "even") if found[word])
    says = "even" if says == "level" else says
    if says == truth:
        return Outcome(subject, "passed")
    if gap.low <= 0 <= gap.high and (budget.unit != amount.unit or middle):
        return Outcome(subject, "rounding")
    word = _WORD_OF[truth]
    fault = Fault(
        message=f"文中说“{found[0]}”；同一段里“{amount.subject}”的预算数印为 {said_zh(budget)}，决算数印为 "
        f"{said_zh(amount)}，决算数{word}预算数。",
        message_en=f"{amount.subject}: the words (“{found[0]}”) contradict the numbers, a budget of {budget.value:f} "
        f"and a final amount of {amount.value:f}.",
        severity="note" if truth == "even" else "",
        printed=wording.number(amount.value),
        expected=wording.number(budget.value),
        places=tuple(dict.fromkeys((amount.location, budget.location))),
    )
    return Outcome(subject, "failed", fault=fault)


def _budgeted(said: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """The budgets of a paragraph, each with the final amount of the same name behind it."""
    found = []
    for at, budget in enumerate(said):
        if budget.measure == "budget" and is_money(budget):
            behind = (each for each in said[at + 1 :] if is_money(each) and each.measure == "amount")
            amount = next((each for each in behind if same(each, budget)), None)
            if amount:
                found.append((budget, amount))
    return found


def _pairs(said: Sequence[Statement]) -> Iterator[Outcome]:
    """A change and the rate right behind it have one direction."""
    for change, rate in pairwise(said):
        paired = rate.measure == "change_percent" and change.measure == "change" and same(change, rate)
        if not (paired and change.sentence == rate.sentence and change.direction and rate.direction):
            continue
        subject = subject_of(rate)
        if change.direction == rate.direction or change.value <= 0 or rate.value <= 0:
            yield Outcome(subject, "passed")
        else:
            yield Outcome(subject, "failed", fault=_pair_fault(change, rate))


def _pair_fault(change: Statement, rate: Statement) -> Fault:
    words = {"increase": "增加", "decrease": "减少"}
    return Fault(
        message=f"“{rate.subject}”的金额印为{words[change.direction]} {said_zh(change)}，百分比却印为"
        f"{words[rate.direction]} {said_zh(rate)}，方向相反。",
        message_en=f"{rate.subject}: the amount is said to {change.direction}, its rate to {rate.direction}.",
        printed=wording.number(rate.value),
        places=tuple(dict.fromkeys((rate.location, change.location))),
    )


def _level(said: Sequence[Statement]) -> Iterator[Outcome]:
    """An amount of last year, or a budget, that is said to be level with this year's amount."""
    for other in said:
        if other.direction != _FLAT or other.measure not in _BASES or not is_money(other):
            continue
        mine = [each for each in said if each.measure == "amount" and is_money(each) and same(each, other)]
        if not mine:
            continue
        amount, subject = mine[0], f"{subject_of(other)}/持平"
        if is_rough(amount) or is_rough(other):
            yield Outcome(subject, "not_checked", ROUGH)
        elif yuan(amount).overlaps(yuan(other)):
            yield Outcome(subject, "passed")
        else:
            yield Outcome(subject, "failed", fault=_level_fault(amount, other))


def _level_fault(amount: Statement, other: Statement) -> Fault:
    return Fault(
        message=f"“{amount.subject}”印为 {said_zh(amount)}，文中说与 {said_zh(other)}持平，两数不同。",
        message_en=f"{amount.subject}: {amount.value:f} is said to be level with {other.value:f}.",
        printed=wording.number(amount.value),
        expected=wording.number(other.value),
        places=tuple(dict.fromkeys((amount.location, other.location))),
    )
