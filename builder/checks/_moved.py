"""A change that a sentence takes apart: 比上年减少5万元，其中：基本支出增加1万元，项目支出减少6万元."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._growth import base_of
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import subject_of
from builder.checks._spoken import (
    Spoken,
    is_money,
    is_rough,
    nothing_beside,
    passage_text,
    said_zh,
    sentence_text,
    signed,
)
from builder.model.amount import YUAN_PER_UNIT, Interval, total
from builder.standards.text import key

_COMPARES = re.compile("[比较与同]|相比")
_YEAR = re.compile(r"(20\d\d)年")
_UNSURE = "不能断定各部分的增减额合起来是哪一个增减额"
_LISTS = re.compile("其中|包括")
_REASONS = re.compile("原因|由于|因为|主要是")
_GOES_ON = re.compile(r"^\s*其中")
_ABROAD = re.compile("因公出国境(?:费用?|经费|支出)*")
_RECEPTION = re.compile("公务接待(?:费用?|支出)*")
_VEHICLES = re.compile("公务用?车购置费?[和及]?(?:运行(?:维护)?|运维)(?:费用?|支出)*")
_PURCHASE = re.compile("公务用?车购置(?:费用?|支出)*")
_RUNNING = re.compile("公务用?车(?:运行(?:维护)?|运维)(?:费用?|支出)*")


class _Parted(NamedTuple):
    """What is taken apart: its name, the names of its parts, which of them are all, and words of further ones."""

    whole: re.Pattern[str]
    parts: Sequence[re.Pattern[str]]
    complete: Sequence[frozenset[re.Pattern[str]]]
    doubtful: re.Pattern[str] | None = None


_KINDS = (re.compile("基本支出(?:预算|决算)?"), re.compile("项目支出(?:预算|决算)?"))
_PARTED = (
    _Parted(
        re.compile(
            "(?:本年|预算)?(?:支出|收支)(?:预算|决算|合计|总计|安排)*|(?:一般公共预算)?财政拨款支出(?:预算|决算|合计)*"
        ),
        _KINDS,
        (frozenset(_KINDS),),
        re.compile("经营支出|上缴上级|附属单位|其他支出|结转|结余|事业支出|政府性基金|国有资本"),
    ),
    _Parted(
        re.compile("(?:一般公共预算)?(?:财政拨款)?(?:安排的)?三公经费(?:支出|预算|决算)*"),
        (_ABROAD, _RECEPTION, _VEHICLES, _PURCHASE, _RUNNING),
        (frozenset((_ABROAD, _RECEPTION, _VEHICLES)), frozenset((_ABROAD, _RECEPTION, _PURCHASE, _RUNNING))),
    ),
)


def moved(case: Case) -> Iterator[Outcome]:
    """Every change of a whole behind which the changes of all its parts are said."""
    changes = [each for each in case.statements.spoken["change"] if is_money(each.statement)]
    for at, head in enumerate(changes):
        parted = _parted(head)
        parts = _parts(case, parted, head, changes[at + 1 :]) if parted and head.statement.direction else ()
        if parted and parts:
            others = [each for each in changes if each is not head and each.passage == head.passage]
            is_sure = not any(parted.whole.fullmatch(key(each.statement.subject)) for each in others)
            is_sure = is_sure and not _goes_on(parted, parts, others) and not _of_other_year(case, head)
            is_sure = is_sure and not _is_left_to_others(head, parts, others)
            outcome = _outcome(case, parted, head, parts)
            yield outcome if is_sure or not outcome.fault else Outcome(outcome.subject, "not_checked", _UNSURE)


def _parted(head: Spoken) -> _Parted | None:
    name = key(head.statement.subject)
    return next((each for each in _PARTED if each.whole.fullmatch(name)), None)


def _goes_on(parted: _Parted, parts: Sequence[Spoken], others: Sequence[Spoken]) -> bool:
    """Whether changes of something else are said in the sentence of the parts: of further parts, or reasons."""
    said = [each.statement for each in others if each.statement.sentence == parts[-1].statement.sentence]
    return not all(any(part.fullmatch(key(each.subject)) for part in parted.parts) for each in said)


def _is_left_to_others(head: Spoken, parts: Sequence[Spoken], others: Sequence[Spoken]) -> bool:
    """Whether another change of the paragraph is just what the parts leave: it may be that of a further one."""
    moves = _moves([head, *parts])
    if not moves:
        return False
    left = moves[0] - total(moves[1:])
    further = [each.statement for each in others if not any(each is part for part in parts)]
    return any(move.overlaps(left) for each in further if each.value and (move := signed(each)))


def _of_other_year(case: Case, head: Spoken) -> bool:
    """Whether the paragraph compares with a year that is not the one before (比2019年减少)."""
    year = case.disclosure.identity.fiscal_year
    named = _YEAR.findall(passage_text(case.disclosure, head.statement))
    return any(int(each) not in (year, year - 1) for each in named)


def _parts(case: Case, parted: _Parted, head: Spoken, behind: Sequence[Spoken]) -> Sequence[Spoken]:
    """The changes of all parts, if they stand right behind that of the whole, each once; else none."""
    found: dict[re.Pattern[str], Spoken] = {}
    for one in behind:
        mine = one.statement
        named = next((part for part in parted.parts if part.fullmatch(key(mine.subject))), None)
        if named is None or named in found or mine.year != head.statement.year or not _is_behind(case, head, one):
            break
        if not found and mine.sentence == head.statement.sentence and not _lists(case, head, one):
            break
        found[named] = one
    if _VEHICLES in found:
        found = {part: one for part, one in found.items() if part not in (_PURCHASE, _RUNNING)}
    is_complete = any(all_parts == found.keys() for all_parts in parted.complete)
    return list(found.values()) if is_complete else ()


def _is_behind(case: Case, head: Spoken, one: Spoken) -> bool:
    """Whether a change goes on with the sentence of the whole, and compares with the same."""
    same = one.statement.sentence == head.statement.sentence
    text = sentence_text(case.disclosure, one.statement)
    if not same and (one.passage != head.passage or not _GOES_ON.match(text)):
        return False
    compares = same or _COMPARES.search(text)
    return not compares or base_of(case.disclosure, one) == base_of(case.disclosure, head)


def _lists(case: Case, head: Spoken, one: Spoken) -> bool:
    """Whether the sentence of both says that it goes on with parts, and not with reasons."""
    text = sentence_text(case.disclosure, head.statement)
    start = text.find(head.statement.text) + len(head.statement.text)
    between = text[start : max(start, text.find(one.statement.text, start))]
    return bool(_LISTS.search(between)) and not _REASONS.search(between)


def _outcome(case: Case, parted: _Parted, head: Spoken, parts: Sequence[Spoken]) -> Outcome:
    subject, said = subject_of(head.statement), [head, *parts]
    if any(is_rough(each.statement) for each in said):
        return Outcome(subject, "not_checked", "文中说的是约数")
    known = _moves(said)
    if not known:
        return Outcome(subject, "not_checked", "没有说是增加还是减少")
    whole, sums = known[0], total(known[1:])
    if whole.overlaps(sums):
        return Outcome(subject, "passed" if whole.low + whole.high == sums.low + sums.high else "rounding")
    if parted.doubtful and parted.doubtful.search(passage_text(case.disclosure, head.statement)):
        return Outcome(subject, "not_checked", "各部分可能没有说全")
    return Outcome(subject, "failed", fault=_fault(head, parts, sums))


def _moves(said: Sequence[Spoken]) -> Sequence[Interval]:
    """What each change adds, in 元; nothing if of one it is not said whether it adds or takes away."""
    none = nothing_beside(each.statement for each in said)
    moves = [signed(each.statement) if each.statement.value else none for each in said]
    known = [each for each in moves if each is not None]
    return known if len(known) == len(moves) else ()


def _fault(head: Spoken, parts: Sequence[Spoken], sums: Interval) -> Fault:
    mine = head.statement
    sum_ = ((sums.low + sums.high) / 2 / YUAN_PER_UNIT[mine.unit]).normalize()
    printed = mine.value if mine.direction == "increase" else -mine.value
    listed = "、".join(f"{each.statement.subject}{_word(each)}{said_zh(each.statement)}" for each in parts)
    word = "增加" if sum_ >= 0 else "减少"
    return Fault(
        severity="warning",
        message=f"文中说“{mine.subject}”{_word(head)} {said_zh(mine)}，而各部分（{listed}）合计{word} "
        f"{wording.number(abs(sum_))} {mine.unit}，相差 {wording.number(abs(printed - sum_))} {mine.unit}。",
        message_en=f"{mine.subject}: a change of {printed:f} is printed; the changes of its parts add up to "
        f"{wording.number(sum_)}.",
        printed=wording.number(printed),
        expected=wording.number(sum_),
        difference=wording.number(printed - sum_),
        places=tuple(dict.fromkeys(each.statement.location for each in (head, *parts))),
    )


_WORDS: Mapping[str, str] = {"increase": "增加", "decrease": "减少"}


def _word(one: Spoken) -> str:
    return _WORDS.get(one.statement.direction, "")
