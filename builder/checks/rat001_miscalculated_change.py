"""增减额不等于两数之差。

检查什么
一句或一段话里同时说了一项收支的本年数、上年数（或预算数）和增减额的，增减额应当等于两数之差，增减的方向也应当一致。
只比较名称或科目编码相同、单位明确的数；约数（约、近、余、以上）不比较；四舍五入能造成的差不算。
一句话里“支出决算数……，年初预算数……，差异……”紧接着说了两个数和它们的差异额的，也这样核对，不看方向。

为什么
三个数知道两个就能算出第三个，印出来的三个数对不上，必有一个印错。

不通过
100.00 比 90.00 多 10.00，文中说增加 12.00。

    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元，比上年决算数90.00万元增加12.00万元。

通过
    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元，比上年决算数90.00万元增加10.00万元。
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import OF_ANOTHER, ROUGH, subject_of
from builder.checks._sought import Sought
from builder.checks._spoken import Paragraph, Spoken, is_money, is_rough, said_zh, sentence_text, signed, yuan
from builder.model.amount import YUAN_PER_UNIT, Interval
from builder.model.disclosure import Statement
from builder.standards.text import key

CODE = "RAT001"
NAME = "miscalculated-change"
SEVERITY = "error"
TITLE = "增减额不等于两数之差"
TITLE_EN = "A change is not the difference of the two amounts"
ADVICE = "先用表里的数核对本年数和上年数，再重算增减额；改动以后，增减百分比和原因里的金额一并核对。"

_MARKS = Sought("差异", "差额")
_SAID = re.compile("[\u4e00-\u9fff]{2}")
_GAP = re.compile("(?:预决算|预算与?决算)?(?:差异|差额)(?:数|额)?")


def check(case: Case) -> Iterator[Outcome]:
    """Every change that stands in one paragraph with the amount and what it is compared with."""
    for one in case.statements.spoken["change"]:
        if is_money(one.statement):
            amount = one.near("amount")
            other = case.compared_with(one) if amount else None
            if amount and other:
                yield _outcome(one, amount, other)
    if case.prose.at(_MARKS):
        for paragraph in case.statements.paragraphs:
            yield from _differences(case, paragraph)


def _differences(case: Case, paragraph: Paragraph) -> Iterator[Outcome]:
    """Every 差异 that stands right behind the two numbers whose difference it is, which begin its sentence."""
    for at, each in enumerate(paragraph.said):
        if each.measure == "amount" and is_money(each) and _GAP.fullmatch(key(each.subject)):
            before = [other for other in paragraph.said[:at] if other.sentence == each.sentence]
            if [other.measure for other in before] in (["amount", "budget"], ["budget", "amount"]):
                outcome = _difference(each, *before)
                is_behind = not outcome.fault or _is_behind(case, before[-1], each)
                yield outcome if is_behind else Outcome(outcome.subject, "not_checked", OF_ANOTHER)


def _is_behind(case: Case, last: Statement, gap: Statement) -> bool:
    """Whether nothing is said between a 差异 and the two numbers (预决算差异主要在项目支出，差异额……)."""
    text = sentence_text(case.disclosure, gap)
    start = text.find(last.text) + len(last.text)
    return not _SAID.search(text[start : max(start, text.find(gap.text))])


def _difference(gap: Statement, one: Statement, other: Statement) -> Outcome:
    subject = subject_of(gap)
    if any(map(is_rough, (gap, one, other))) or one.year != other.year or one.code != other.code:
        return Outcome(subject, "not_checked", ROUGH)
    follows, said = yuan(one) - yuan(other), yuan(gap)
    if follows.overlaps(said) or follows.overlaps(-said):
        exact = abs(follows.low + follows.high) == abs(said.low + said.high)
        return Outcome(subject, "passed" if exact else "rounding")
    return Outcome(subject, "failed", fault=_gap_fault(gap, one, other, follows))


def _gap_fault(gap: Statement, one: Statement, other: Statement, follows: Interval) -> Fault:
    scale = YUAN_PER_UNIT[gap.unit]
    expected = abs((follows.low + follows.high) / 2 / scale).normalize()
    return Fault(
        message=f"“{gap.subject}”印为 {said_zh(gap)}；文中的两个数是 {said_zh(one)}和 {said_zh(other)}，相差 "
        f"{wording.number(expected)} {gap.unit}。",
        message_en=f"{gap.subject}: {gap.value:f} is printed; the two amounts ({one.value:f} and {other.value:f}) "
        f"differ by {wording.number(expected)}.",
        printed=wording.number(gap.value),
        expected=wording.number(expected),
        difference=wording.number(abs(gap.value) - expected),
        tolerance=wording.tolerance((follows.high - follows.low + 2 * _half(gap)) / 2 / scale),
        places=tuple(dict.fromkeys(each.location for each in (gap, one, other))),
    )


def _outcome(one: Spoken, amount: Statement, other: Statement) -> Outcome:
    change, subject = one.statement, subject_of(one.statement)
    if any(map(is_rough, (change, amount, other))) and signed(change):
        return Outcome(subject, "not_checked", ROUGH)
    if change.value >= 0 and _is_exact(change, amount, other):
        return Outcome(subject, "passed")
    added = signed(change)
    if added is None:
        return Outcome(subject, "not_checked", "没有说是增加还是减少")
    gap = yuan(amount) - yuan(other)
    if not gap.overlaps(added) and _fits_another(one, added):
        return Outcome(subject, "not_checked", OF_ANOTHER)
    if not gap.overlaps(added):
        return Outcome(subject, "failed", fault=_fault(change, amount, other, gap))
    exact = gap.low + gap.high == added.low + added.high
    return Outcome(subject, "passed" if exact else "rounding")


def _is_exact(change: Statement, amount: Statement, other: Statement) -> bool:
    """Whether it is just the difference of two amounts in its own unit, as nearly all are."""
    gap = change.value if change.direction == "increase" else -change.value if change.direction == "decrease" else None
    return gap is not None and amount.unit == other.unit == change.unit and amount.value - other.value == gap


def _fits_another(one: Spoken, added: Interval) -> bool:
    """Whether two other amounts of the paragraph differ by just as much: then the change may be theirs."""
    said = [each for each in one.in_passage() if is_money(each) and each.measure in ("amount", "prior", "budget")]
    now = [yuan(each) for each in said if each.measure == "amount"]
    then = [yuan(each) for each in said if each.measure != "amount"]
    return any((mine - other).overlaps(added) for mine in now for other in then)


def _fault(change: Statement, amount: Statement, other: Statement, gap: Interval) -> Fault:
    scale = YUAN_PER_UNIT[change.unit]
    expected = (gap.low + gap.high) / 2 / scale
    printed = change.value if change.direction == "increase" else -change.value
    word = {"increase": "增加", "decrease": "减少"}[change.direction]
    follows = f"{'增加' if expected >= 0 else '减少'} {wording.number(abs(expected).normalize())} {change.unit}"
    return Fault(
        message=f"“{change.subject}”印为{word} {said_zh(change)}；文中的两个数是 {said_zh(amount)}和 {said_zh(other)}，"
        f"相减为{follows}。",
        message_en=f"{change.subject}: a change of {printed:f} is printed; the two amounts "
        f"({amount.value:f} and {other.value:f}) differ by {wording.number(expected)}.",
        printed=wording.number(printed),
        expected=wording.number(expected),
        difference=wording.number(printed - expected),
        tolerance=wording.tolerance((gap.high - gap.low + 2 * _half(change)) / 2 / scale),
        places=tuple(dict.fromkeys(each.location for each in (change, amount, other))),
    )


def _half(change: Statement) -> Decimal:
    interval = yuan(change)
    return (interval.high - interval.low) / 2
