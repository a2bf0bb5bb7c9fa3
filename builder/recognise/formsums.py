"""What a form in lines of text prints besides its indicators: its totals and its points of execution."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.model.amount import parse_number
from builder.model.disclosure import Indicator
from builder.recognise.formcells import Row
from builder.recognise.formwords import is_total, plain, points
from builder.recognise.passages import closed
from builder.recognise.sections import Strip

_EXECUTION = re.compile(r"预算执行(?:率|情况)?(?:\(万元\))?\(\d{1,3}分\)")
_POINTS = ("weight", "score")
_TOTAL_LINES = 4


def totals(lines: Sequence[Strip], kinds: Sequence[str]) -> Iterator[Row]:
    """The lines that print totals or the points of execution: a label, perhaps broken, and its numbers."""
    scored = [kind for kind in kinds if kind in ("weight", "score")]
    for index, strip in enumerate(lines):
        *head, numbers = _tail(strip.text)
        for before in range(min(_TOTAL_LINES, index) + 1):
            above = lines[index - before : index]
            label = closed(" ".join([*(line.text for line in above), *head]))
            if not numbers or (before and parse_number(above[0].text) is not None):
                break
            strips = (*above, strip)
            if _EXECUTION.fullmatch(plain(label)) and len(numbers) == 1:
                yield Row(level1=label, weight=points(label), score=numbers[0], role="money", strips=strips)
                break
            if is_total(label) and len(numbers) in (1, 2) and len(numbers) <= max(1, len(scored)):
                alone = "自评得分" in label or len(scored) == 1
                if len(numbers) == 2 or alone:
                    weight = numbers[0] if len(numbers) == 2 else points(label)
                    yield Row(level1=label, weight=weight, score=numbers[-1], role="total", strips=strips)
                break


def _tail(text: str) -> tuple[str, list[str]]:
    """A line cut before the numbers that end it."""
    words = text.split()
    at = len(words)
    while at and parse_number(words[at - 1]) is not None:
        at -= 1
    return " ".join(words[:at]), words[at:]


def is_doubtful(rows: Sequence[Row], totals: Sequence[Row], spent: Sequence[Row | Indicator]) -> bool:
    """Whether totals are printed and neither the weights nor the scores read add up to theirs."""
    money: list[Row | Indicator] = [row for row in totals if row.role == "money"]
    money += spent
    whole = [row for row in totals if row.role == "total"]
    printed = False
    for kind in _POINTS:
        said = {parse_number(getattr(row, kind)) for row in whole} - {None}
        own, more = _sum(rows, kind), _sum([row for row in money if getattr(row, kind)], kind)
        if own is not None and said & {own, own + (more or 0)}:
            return False
        printed = printed or bool(said)
    return printed


def _sum(rows: Sequence[Row | Indicator], kind: str) -> Decimal | None:
    """The sum of the weights or scores; None if a row has none."""
    values = [parse_number(getattr(row, kind)) for row in rows]
    return sum((value for value in values if value is not None), Decimal(0)) if rows and None not in values else None
