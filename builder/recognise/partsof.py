"""Parts of a change and of what is left over: ``比上年增加20万元，其中：基本支出12万元`` says no expenditure of 12.

What stands behind ``其中`` or in the bracket after such an amount is part of it if together it is no more than that.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.model.amount import Amount, total
from builder.model.disclosure import Statement
from builder.recognise.quantities import MONEY
from builder.recognise.reasons import Placed

_PARTS_NEXT = re.compile(r"[，,；;。：:]?(?:(?P<open>[（(])|其中|包括)")
"""What leads on to the parts of the number right before it."""
_OWN_PHASE = re.compile(r"决算|实际|执行|支付|支出数|完成|[本今当]年|20\d\d年")
"""Words of a clause that say themselves of which year, and whether planned or spent, its amount is."""
_NUMBER = re.compile(r"[\d,]+(?:\.\d+)?[余多]?(?:(?:万|亿|千)?元|[%‰]|个?百分点)")
_LEFT = re.compile(r"(?:结转和结余|结转结余|结转|结余)(?:资金)?$")
_IS_LEFT = re.compile(r"结转|结余")
_END = re.compile(r"[。！？]")
_BREAK = re.compile(r"[。！？；;]")
_MOVED = ("increase", "decrease")


def with_parts(text: str, said: Sequence[Placed]) -> Iterator[Placed]:
    """The statements of a paragraph in order, those that are parts of a change or of a remainder told as such."""
    told = [statement for _, statement in said]
    for index, head in enumerate(told):
        left = _LEFT.search(head.subject) if head.measure == "amount" and "结" in head.subject else None
        if head.unit not in MONEY or not (left or (head.measure == "change" and head.direction in _MOVED)):
            continue
        parts = _parts(text, said, index, _END) or (_parts(text, said, index, _BREAK) if left else [])
        if not parts or not _fit(head, [told[each] for each in parts]):
            continue
        for each in parts:
            part = told[each]
            if not left:
                told[each] = replace(part, measure="change", direction=head.direction)
            elif not _IS_LEFT.search(part.subject):
                told[each] = replace(part, subject=part.subject + left[0], code="")
    yield from ((at, statement) for (at, _), statement in zip(said, told, strict=True))


def _parts(text: str, said: Sequence[Placed], head: int, ends: re.Pattern[str]) -> list[int]:
    """The amounts behind a head, up to the bracket's or the list's end; none if anything else is told there.

    Amounts with changes or shares of their own are those of the year.
    """
    first = head + 1
    if first < len(said) and said[first][1].measure == "change_percent" and not _leads_on(text, said[head][0]):
        head, first = first, first + 1
    lead = _leads_on(text, said[head][0])
    if lead is None:
        return []
    end = ends.search(text, lead.end())
    stop = _closing(text, lead.end()) if lead["open"] else end.start() if end else len(text)
    parts = [index for index in range(first, len(said)) if said[index][0] < stop]
    starts = [lead.end(), *(said[index][0] for index in parts)]
    plain = all(
        said[index][1].measure == "amount"
        and said[index][1].unit in MONEY
        and not _OWN_PHASE.search(text, before, said[index][0])
        for before, index in zip(starts, parts, strict=False)
    )
    return parts if plain else []


def _leads_on(text: str, at: int) -> re.Match[str] | None:
    """What stands right behind the number at this place, if it leads on to parts."""
    number = _NUMBER.match(text, at)
    return _PARTS_NEXT.match(text, number.end()) if number else None


def _closing(text: str, start: int) -> int:
    """Where the bracket ends that was opened before ``start``."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] in "（(") - (text[at] in "）)")
        if not depth:
            return at
    return len(text)


def _fit(head: Statement, parts: Sequence[Statement]) -> bool:
    """Whether the parts are something, and together no more than the whole."""
    sums = total(Amount(each.value, each.unit, "").yuan_interval for each in parts)
    is_some = any(each.value != Decimal(0) for each in parts)
    return is_some and sums.low <= Amount(abs(head.value), head.unit, "").yuan_interval.high
