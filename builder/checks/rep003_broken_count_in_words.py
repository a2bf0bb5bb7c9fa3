"""文中说的总数与各部分不符。

检查什么
表里没有、只在文中说的总数和它的各部分：政府采购＝货物＋工程＋服务，授予中小企业合同金额不大于采购总额，授予小微企业的不大
于授予中小企业的，绩效等部分里的部门预算或支出（其中基本支出、项目支出）和项目支出总额（其中各项目），车辆总数与各类用车，
编制数与行政、事业、工勤编制，实有人员与行政、事业、工勤人员，离退休人员＝离休＋退休。

同一句话（或同一段）里先说总数、后说各部分的，才核对。各部分说全了的，应当等于总数；没有说全的，只看是不是大于总数。合同
金额可能分几年支付，它大于支出总额是警告。金额按舍入放宽，人数、辆数没有舍入。

为什么
这些数没有表可以对照，又年年照模板填写，改了总数忘了改明细，或者反过来，读者一加就看得出来。

不通过
    文 一、人员情况
    文 截至2023年底，本单位人员编制9人，其中行政编制6人、事业编制4人；实有人员9人，其中行政5人、事业4人。

通过
    文 一、人员情况
    文 截至2023年底，本单位人员编制9人，其中行政编制5人、事业编制4人；实有人员9人，其中行政5人、事业4人。
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import amount_of, excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_money, is_rough
from builder.model.amount import Interval, total
from builder.model.disclosure import Statement
from builder.standards.counted import Whole, whole_ids, wholes
from builder.standards.sayings import OTHER
from builder.standards.text import key

CODE = "REP003"
NAME = "broken-count-in-words"
SEVERITY = "error"
TITLE = "文中说的总数与各部分不符"
TITLE_EN = "A number in the text disagrees with its parts"
ADVICE = "核对总数和各部分：漏了一类的补上，写错的改正；各类互有重叠的，在句中写明。"

_NESTED = "各部分可能互相包含，或者没有说全，不能断定哪些数相加"
_ELSEWHERE = ("", OTHER)
_MEASURES = frozenset(("amount", "count", "budget"))


def check(case: Case) -> Iterator[Outcome]:
    """Every number in the text that is followed by its parts, paragraph by paragraph."""
    for paragraph in case.statements.paragraphs:
        if _MEASURES.isdisjoint(paragraph.by_measure):
            continue
        together = [each for each in paragraph.said if each.measure in _MEASURES]
        if len(together) < 2:
            continue
        names = [key(each.subject) for each in together]
        heads = {id_ for name in names if (ids := whole_ids(name)) for id_ in ids}
        if heads:
            passage, said = paragraph.number, list(zip(together, names, strict=True))
            text = case.disclosure.passages[int(passage) - 1].text
            is_elsewhere = case.told.scope(said[0][0]) in _ELSEWHERE
            meant = (whole for whole in wholes() if whole.id in heads and (is_elsewhere or not whole.elsewhere))
            found = [(whole, each) for whole in meant for each in _outcomes(_in(text, whole), said, passage, heads)]
            is_nested = text.count("其中") > len(found)
            yield from (_unless(is_nested or _is_doubtful(text, whole), each) for whole, each in found)


def _in(text: str, whole: Whole) -> Whole:
    """The whole as it counts in a paragraph: not complete if that may name further parts."""
    return replace(whole, every_part=False) if whole.unless and whole.unless.search(text) else whole


def _is_doubtful(text: str, whole: Whole) -> bool:
    """Whether a paragraph may count the same twice, or leave some out (``其他用车含上述特种专业技术用车2辆``)."""
    return whole.doubtful is not None and bool(whole.doubtful.search("".join(text.split())))


def _unless(is_nested: bool, outcome: Outcome) -> Outcome:
    """A part may have parts of its own (``其中……，其中……``): then it is not known which numbers are to be added."""
    return Outcome(outcome.subject, "not_checked", _NESTED) if outcome.fault and is_nested else outcome


def _outcomes(
    whole: Whole, said: Sequence[tuple[Statement, str]], passage: str, ids: Collection[str]
) -> Iterator[Outcome]:
    """An outcome for each time that the whole is said, with the parts up to the next whole; ``ids`` are all there."""
    heads = _heads(whole, said)
    others = wholes() if heads and whole.unit else (whole,)
    counted = [other for other in others if other.id in ids and (other is whole or other.unit)]
    ends = sorted({at for other in counted for at in _heads(other, said)} | {len(said)}) if heads else []
    for number, at in enumerate(heads, 1):
        head, end = said[at][0], next(end for end in ends if end > at)
        parts = list(_parts(whole, head, said[at + 1 : end]))
        if len(parts) > whole.elsewhere and not any(map(is_rough, (head, *(each for each, _ in parts)))):
            name = wording.subject(passage, whole.id, str(number) if len(heads) > 1 else "")
            yield _outcome(whole, head, parts, name)


def _parts(whole: Whole, head: Statement, said: Sequence[tuple[Statement, str]]) -> Iterator[tuple[Statement, str]]:
    """What is said behind the whole and is a part of it, until something else is counted."""
    for each, name in said:
        if whole.elsewhere and each.sentence != head.sentence:
            return
        if _belongs(whole, head, each) and any(part.fullmatch(name) for part in whole.parts):
            yield each, name
        elif whole.until and whole.until.search(name):
            return


def _heads(whole: Whole, said: Sequence[tuple[Statement, str]]) -> list[int]:
    return [at for at, (each, name) in enumerate(said) if whole.id in whole_ids(name) and _fits(whole, each)]


def _fits(whole: Whole, statement: Statement) -> bool:
    return is_money(statement) if whole.unit is None else bool(whole.unit.fullmatch(statement.unit))


def _belongs(whole: Whole, head: Statement, statement: Statement) -> bool:
    return _fits(whole, statement) and (statement.measure, statement.year) == (head.measure, head.year)


def _outcome(whole: Whole, head: Statement, parts: Sequence[tuple[Statement, str]], name: str) -> Outcome:
    said = [each for each, _ in parts]
    names = [text for _, text in parts]
    if len({*names}) < len(names) and not whole.within:
        return Outcome(name, "not_checked", "同一部分说了不止一次")
    sums, printed = total(_interval(whole, each) for each in said), _interval(whole, head)
    to_rest = said[: _to_rest(whole, names)]
    if len(to_rest) < len(said) and not sums.overlaps(printed):
        # What stands behind the rest may be its parts (其他用车2辆，主要是业务用车1辆、调研用车1辆).
        is_all = total(_interval(whole, each) for each in to_rest).overlaps(printed)
        return Outcome(name, "passed") if is_all else Outcome(name, "not_checked", _NESTED)
    above = sums.low > printed.high
    if not above and not (sums.high < printed.low and _is_complete(whole, names)):
        exact = sum((_value(whole, each) for each in said), Decimal(0)) == _value(whole, head)
        unsaid = "" if exact or sums.overlaps(printed) else "各部分没有说全，不大于总数"
        return Outcome(name, "rounding" if sums.overlaps(printed) and not exact else "passed", unsaid)
    return Outcome(name, "failed", fault=_fault(whole, head, said))


def _to_rest(whole: Whole, names: Sequence[str]) -> int:
    """How many parts there are up to the one that takes up what the others leave; all if it is not said."""
    rest = whole.complete
    return next((at for at, name in enumerate(names, 1) if rest and rest.fullmatch(name)), len(names))


def _is_complete(whole: Whole, names: Sequence[str]) -> bool:
    """Whether the parts that are said are all there can be."""
    if whole.complete is not None:
        return any(whole.complete.fullmatch(name) for name in names)
    return whole.every_part and all(any(part.fullmatch(name) for name in names) for part in whole.parts)


def _interval(whole: Whole, statement: Statement) -> Interval:
    return amount_of(statement).yuan_interval if whole.unit is None else Interval(statement.value, statement.value)


def _value(whole: Whole, statement: Statement) -> Decimal:
    return amount_of(statement).yuan if whole.unit is None else statement.value


def _fault(whole: Whole, head: Statement, parts: Sequence[Statement]) -> Fault:
    same_unit = len({each.unit for each in (head, *parts)}) == 1
    unit = head.unit if same_unit else "元"
    values = [each.value if same_unit else _value(whole, each) for each in (head, *parts)]
    printed, sums = values[0], sum(values[1:], Decimal(0))
    listed = "＋".join(wording.number(value) for value in values[1:])
    named = wording.listed(each.subject for each in parts)
    gap = wording.number(abs(printed - sums))
    return Fault(
        severity="warning" if whole.within else "",
        message=f"文中说“{excerpt(head)}”，而{named}：{listed}＝{wording.number(sums)}，相差 {gap} {unit}。",
        message_en=f"The text says {wording.number(printed)} for {whole.en}, "
        f"but its parts add up to {wording.number(sums)}.",
        printed=wording.number(printed),
        expected=wording.number(sums),
        difference=wording.number(printed - sums),
        places=(head.location, *(each.location for each in parts)),
    )
