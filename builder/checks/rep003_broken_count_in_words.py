"""文中说的总数与各部分不符。

检查什么
表里没有、只在文中说的总数和它的各部分：政府采购＝货物＋工程＋服务，授予（面向）中小企业合同金额不大于采购总额，授予小微企业的
不大于授予中小企业的，绩效等部分里的部门预算或支出（其中基本支出、项目支出）和项目支出总额（其中各项目），车辆总数与各类用车，
编制数与行政、事业、工勤编制，实有人员与行政、事业、工勤人员，离退休人员＝离休＋退休；紧接着列出各部分的财政拨款收入和“三公”经费
（一般公共预算、政府性基金、国有资本经营预算）、公务用车运行维护费（加油、维修、保险、其他）、接待费用（各次接待）、资产总额和固
定资产（各类资产）、固定资产原值（累计折旧、净值）、年末结转和结余（基本支出、项目支出、经营）；表里没有印全的基本支出（人员、公用）
和支出（基本、项目）；自评的项目与各等次的项目数；一句话里年初车辆数加新增、减报废等，等于年末车辆数，
房屋（用房）面积与紧接着列出的各处、各类面积（不等是警告）。

同一句话（或同一段）里先说总数、后说各部分的，才核对。各部分说全了的，应当等于总数；没有说全的，只看是不是大于总数，各等次的
项目加起来小于自评的项目是提示。合同金额可能分几年支付，它大于支出总额是警告。金额按舍入放宽，人数、辆数没有舍入。

为什么
这些数没有表可以对照，又年年照模板填写，改了总数忘了改明细，或者反过来，读者一加就看得出来。

不通过
    文 一、人员情况
    文 截至2023年底，本单位人员编制9人，其中行政编制6人、事业编制4人；实有人员9人，其中行政5人、事业4人。

通过
    文 一、人员情况
    文 截至2023年底，本单位人员编制9人，其中行政编制5人、事业编制4人；实有人员9人，其中行政5人、事业4人。
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from builder.checks import _wording as wording
from builder.checks._areas import areas
from builder.checks._case import Case
from builder.checks._fleet import fleets
from builder.checks._listed import Heads, Named, belongs, fits, heads, lists_parts, parts_behind, parts_close, spans
from builder.checks._matching import amount_of, excerpt, is_contradicted
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_rough, nothing_beside
from builder.model.amount import Interval, runs, total
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
    yield from fleets(case)
    yield from areas(case)
    for paragraph in case.statements.paragraphs:
        if _MEASURES.isdisjoint(paragraph.by_measure):
            continue
        together = [each for each in paragraph.said if each.measure in _MEASURES]
        if len(together) < 2:
            continue
        names = [key(each.subject) for each in together]
        named: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            for id_ in whole_ids(name):
                named.setdefault(id_, []).append(at)
        if named:
            yield from _paragraph(case, paragraph.number, list(zip(together, names, strict=True)), named)


def _paragraph(case: Case, passage: str, said: Sequence[Named], named: Heads) -> Iterator[Outcome]:
    """The outcomes of one paragraph; ``named`` are where in it wholes are said, by their ids."""
    text = case.disclosure.passages[int(passage) - 1].text
    meant = [whole for whole in wholes() if whole.id in named]
    if any(whole.elsewhere for whole in meant) and case.told.scope(said[0][0]) not in _ELSEWHERE:
        meant = [whole for whole in meant if not whole.elsewhere]
    found = [(whole, each) for whole in meant for each in _outcomes(case, _in(text, whole), said, passage, named)]
    for whole, each in found:
        is_nested = each.fault and not whole.close and text.count("其中") > len(found)
        yield _unless(bool(each.fault) and (bool(is_nested) or _is_doubtful(text, whole)), each)


def _in(text: str, whole: Whole) -> Whole:
    """The whole as it counts in a paragraph: not complete if that may name further parts."""
    return replace(whole, every_part=False) if whole.unless and whole.unless.search(text) else whole


def _is_doubtful(text: str, whole: Whole) -> bool:
    """Whether a paragraph may count the same twice, or leave some out (``其他用车含上述特种专业技术用车2辆``)."""
    return whole.doubtful is not None and bool(whole.doubtful.search("".join(text.split())))


def _unless(is_nested: bool, outcome: Outcome) -> Outcome:
    """A part may have parts of its own (``其中……，其中……``): then it is not known which numbers are to be added."""
    return Outcome(outcome.subject, "not_checked", _NESTED) if outcome.fault and is_nested else outcome


def _outcomes(case: Case, whole: Whole, said: Sequence[Named], passage: str, all_heads: Heads) -> Iterator[Outcome]:
    """An outcome for each time that the whole is said, with the parts up to the next whole."""
    own = heads(whole, said, all_heads)
    for number, (at, end) in enumerate(spans(whole, said, all_heads, own), 1):
        head, behind = said[at][0], said[at + 1 :]
        found = parts_close(case, whole, head, behind) if whole.close else parts_behind(whole, head, said[at + 1 : end])
        listed = list(found)
        parts = [(each, name) for each, name in listed if whole.part.fullmatch(name)]
        few = whole.elsewhere or whole.close or whole.noted
        if len(parts) > few and whole.listed and not lists_parts(case, head, parts[0][0]):
            continue
        if len(parts) > few and not any(map(is_rough, (head, *(each for each, _ in parts)))):
            name = wording.subject(passage, whole.id, str(number) if len(own) > 1 else "")
            if whole.tabled and _is_tabled(case, (head, *(each for each, _ in parts))):
                continue
            outcome = _outcome(whole, head, parts, name)
            others = [said[other][0] for other in own if other != at] if whole.close else []
            is_unsure = len(listed) > len(parts) or _fits_another(whole, parts, others)
            is_unsure = is_unsure or _is_of_between(whole, head, parts, behind)
            yield _unless(is_unsure or bool(outcome.fault and _is_explained(whole, head, parts, said[at:])), outcome)


def _fits_another(whole: Whole, parts: Sequence[Named], others: Iterable[Statement]) -> bool:
    """Whether the parts are those of another number of the same name (决算数……，年初预算数……，其中……)."""
    return any(_sum(whole, parts, other).overlaps(_interval(whole, other)) for other in others)


def _is_of_between(whole: Whole, head: Statement, parts: Sequence[Named], behind: Sequence[Named]) -> bool:
    """Whether the parts are those of a number between the whole and them (共有车辆8辆，财政负担的6辆，其中……)."""
    between = takewhile(lambda each: each is not parts[0][0], (each for each, _ in behind))
    others = (each for each in between if each.value and fits(whole, each))
    return not whole.within and any(_sum(whole, parts, each).overlaps(_interval(whole, each)) for each in others)


def _is_explained(whole: Whole, head: Statement, parts: Sequence[Named], said: Sequence[Named]) -> bool:
    """Whether the gap is just what stands behind the parts, or one of the parts, which another may hold."""
    if not (whole.close or whole.noted):
        return False
    names = {id(each) for each, _ in parts}
    gap = _interval(whole, head) - _sum(whole, parts, head)
    if gap.high < 0:
        return any(run.overlaps(-gap) for run in runs(_interval(whole, each) for each, _ in parts if each.value))
    last = max(at for at, (each, _) in enumerate(said) if id(each) in names)
    behind = [_interval(whole, each) for each, _ in said[last + 1 :] if belongs(whole, head, each)]
    return any(
        gap.overlaps(total(behind[:count])) or gap.overlaps(behind[count - 1]) for count in range(1, len(behind) + 1)
    )


def _outcome(whole: Whole, head: Statement, parts: Sequence[Named], name: str) -> Outcome:
    said = [each for each, _ in parts]
    names = [text for _, text in parts]
    if _is_twice(whole, names):
        return Outcome(name, "not_checked", "同一部分说了不止一次")
    sums, printed = _sum(whole, parts, head), _interval(whole, head)
    to_rest = said[: _to_rest(whole, names)]
    if len(to_rest) < len(said) and not sums.overlaps(printed):
        # What stands behind the rest may be its parts (其他用车2辆，主要是业务用车1辆、调研用车1辆).
        is_all = _sum(whole, parts[: len(to_rest)], head).overlaps(printed)
        return Outcome(name, "passed") if is_all else Outcome(name, "not_checked", _NESTED)
    above = sums.low > printed.high
    firsts = (_sum(whole, parts[:count], head) for count in range(2, len(parts)))
    if above and whole.elsewhere and any(first.overlaps(printed) for first in firsts):
        return Outcome(name, "not_checked", _NESTED)
    if not above and not (sums.high < printed.low and (whole.noted or _is_complete(whole, names))):
        exact = sum((_value(whole, each) for each in said), Decimal(0)) == _value(whole, head)
        unsaid = "" if exact or sums.overlaps(printed) else "各部分没有说全，不大于总数"
        return Outcome(name, "rounding" if sums.overlaps(printed) and not exact else "passed", unsaid)
    fault = _fault(whole, head, said)
    is_note = not above and not _is_complete(whole, names)
    return Outcome(name, "failed", fault=replace(fault, severity="note") if is_note else fault)


def _is_twice(whole: Whole, names: Sequence[str]) -> bool:
    """Whether a part is said twice, a grade by another word (优秀7个，……抽查优2个) too."""
    grades = whole.parts if whole.noted else ()
    is_same = len({*names}) < len(names) and not whole.within
    return is_same or any(sum(bool(grade.fullmatch(name)) for name in names) > 1 for grade in grades)


def _is_tabled(case: Case, said: Iterable[Statement]) -> bool:
    """Whether the tables have a cell for each of them, or one of them is not what they print: see REP002 and TXT001."""
    known = [case.said_by_id.get(id(each)) for each in said]
    if all(each and each.cells for each in known):
        return True
    return is_contradicted(known)


def _sum(whole: Whole, parts: Sequence[Named], head: Statement) -> Interval:
    """What the parts add up to; a bare 0 among numbers with decimals is as exact as the whole (工程支出0万元)."""
    if whole.unit is not None:
        return total(_interval(whole, each) for each, _ in parts)
    none = nothing_beside((head,))
    return total(none if not each.value else _interval(whole, each) for each, _ in parts)


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
