"""One sentence that says what was left, what came and what went: 年初结转＋收入＝支出＋结余分配＋年末结转."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import amount_of, is_contradicted
from builder.checks._outcome import Fault, Outcome
from builder.checks._sought import Sought
from builder.checks._spoken import is_rough, nothing_beside, passage_text
from builder.model.amount import YUAN_PER_UNIT, Interval, total
from builder.model.disclosure import Statement
from builder.standards.text import key

_MARKS = Sought("年末结转", "年终结转", "年末结余")
_NAMES = {
    "opening": re.compile("(?:年初|上年)结转(?:[和及]?结余)?(?:资金)?"),
    "revenue": re.compile("(?:本年(?:度)?|当年)收入(?:合计)?|收入合计"),
    "use": re.compile("(?:使用|动用|用)(?:非财政拨款结余|事业基金|专用结余).*"),
    "expenditure": re.compile("(?:本年(?:度)?|当年)支出(?:合计)?|支出合计"),
    "distribution": re.compile("结余分配"),
    "closing": re.compile("(?:年末|年终)结转?(?:[和及]?结余)?(?:资金)?"),
}
_NEEDED = ("opening", "revenue", "expenditure", "closing")
_CAME, _WENT = ("opening", "revenue", "use"), ("expenditure", "distribution", "closing")
_MOVED = re.compile(
    "收回|上缴财政|[缴交]回|归还|划[转入出]|移交|注销|核销|更正|差错|追溯|(?:年初|结转|结余)[^。；，]{0,8}调[整增减]|调[整增减][^。；，]{0,8}(?:年初|结转|结余)"
)
"""Words of a paragraph by which something was left that stands on neither side."""
_UNSAID = "句中可能没有说全（使用非财政拨款结余、结余分配）"


def carried_over(case: Case) -> Iterator[Outcome]:
    """Every sentence of final accounts that says all four, unless the tables print them."""
    if case.disclosure.identity.kind != "final" or not case.prose.at(_MARKS):
        return
    for paragraph in case.statements.paragraphs:
        sentences: dict[str, list[Statement]] = {}
        for each in paragraph.said:
            if each.measure == "amount" and each.unit in YUAN_PER_UNIT:
                sentences.setdefault(each.sentence, []).append(each)
        for sentence, said in sentences.items():
            named = _named(case, said) if len(said) >= len(_NEEDED) else None
            if named:
                yield _outcome(case, wording.subject(sentence, "carried-over"), named)


def _named(case: Case, said: Sequence[Statement]) -> Mapping[str, Statement] | None:
    """What the amounts of a sentence are; None if one is something else, is said twice, or if the tables tell."""
    found: dict[str, Statement] = {}
    for each in said:
        words = key(each.subject)
        name = next((name for name, pattern in _NAMES.items() if pattern.fullmatch(words)), "")
        if (not name and each.value) or name in found or each.year != said[0].year:
            return None
        if name:
            found[name] = each
    if not all(name in found for name in _NEEDED) or _is_tabled(case, found.values()):
        return None
    return found


def _is_tabled(case: Case, said: Collection[Statement]) -> bool:
    """Whether the tables print all of them, or another number for one of them."""
    known = [case.said_by_id.get(id(each)) for each in said]
    if all(each and each.figures for each in known):
        return True
    return is_contradicted(known)


def _outcome(case: Case, subject: str, named: Mapping[str, Statement]) -> Outcome:
    if any(map(is_rough, named.values())):
        return Outcome(subject, "not_checked", "文中说的是约数")
    came, went = _side(named, _CAME), _side(named, _WENT)
    if came.overlaps(went):
        exact = came.low + came.high == went.low + went.high
        return Outcome(subject, "passed" if exact else "rounding")
    is_more = came.low > went.high
    if _MOVED.search(passage_text(case.disclosure, named["closing"])):
        return Outcome(subject, "not_checked", "年初结转和结余可能经过调整，或者有一部分收回、上缴、划转")
    if "distribution" not in named if is_more else ("use" not in named and "distribution" not in named):
        return Outcome(subject, "not_checked", _UNSAID)
    is_note = not is_more and "use" not in named
    return Outcome(subject, "failed", fault=_fault(named, came, went, "note" if is_note else ""))


def _side(named: Mapping[str, Statement], side: Sequence[str]) -> Interval:
    """The sum of one side, in 元; a bare 0 is as exact as the other numbers."""
    none = nothing_beside(named.values())
    return total(amount_of(named[name]).yuan_interval if named[name].value else none for name in side if name in named)


def _fault(named: Mapping[str, Statement], came: Interval, went: Interval, severity: str) -> Fault:
    unit = named["closing"].unit
    left, right = ((side.low + side.high) / 2 / YUAN_PER_UNIT[unit] for side in (came, went))
    gap = wording.number(abs(left - right).normalize())
    hint = "；句中没有说使用非财政拨款结余" if severity else ""
    sides = "；".join(
        f"{_listed(named, names)}，合计 {_plain(sum_)} {unit}" for names, sum_ in ((_CAME, left), (_WENT, right))
    )
    return Fault(
        message=f"文中说{sides}，相差 {gap} {unit}{hint}。",
        message_en=f"What was left and came adds up to {_plain(left)}, what went and is left to {_plain(right)}.",
        severity=severity,
        printed=_plain(left),
        expected=_plain(right),
        difference=_plain(left - right),
        places=tuple(dict.fromkeys(each.location for each in named.values())),
    )


def _listed(named: Mapping[str, Statement], side: Sequence[str]) -> str:
    return "、".join(f"{named[name].subject}{named[name].value:f}" for name in side if name in named)


def _plain(value: Decimal) -> str:
    return wording.number(value.quantize(Decimal("0.01")) if value == value.quantize(Decimal("0.01")) else value)
