"""The rows of tasks above a form's indicators (任务名称 … 预算数 … 执行数 … 分值 执行率 得分) in lines of text.

A row ends with its numbers, alone on their line. Its name stands above them in narrow cells: the name's lines fill
their column, and a wider line of the next column ends it. Where that cannot be told the row has no name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.model.amount import parse_number
from builder.model.disclosure import Identity, Indicator, Statement
from builder.recognise.formcells import Row
from builder.recognise.formwords import is_total, plain
from builder.recognise.moneyrows import FORM
from builder.recognise.passages import closed
from builder.recognise.sections import Strip

_HEADER = re.compile(r"分值执行率得分(?:总额|财政拨款|其他(?:资金)?)*")
_UNIT = re.compile(r"\((万元|元)\)")
_NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_FEWEST = 5
"""Two amounts, the points, the rate and the score."""
_SHORTEST, _WIDEST = 3, 8
"""Between these widths, in ideographs, a column of names is narrow enough to break the names, and no narrower."""


def tasks(lines: Sequence[Strip]) -> Iterator[tuple[Row, str]]:
    """The rows of tasks above the indicators, with their unit; the header ends with 分值, 执行率, 得分."""
    text, ends = "", []
    for strip in lines:
        text += plain(strip.text)
        ends.append(len(text))
    header = _HEADER.search(text)
    if not header:
        return
    units = set(_UNIT.findall(text))
    begin = next(index for index, end in enumerate(ends) if end >= header.end()) + 1
    rows = list(_rows(lines, begin if ends[begin - 1] == header.end() else len(lines)))
    width = max((len(plain(above[0].text)) for _, above in rows if above), default=0)
    for row, above in rows:
        name = _name(above, width)
        strips = (*name, *row.strips)
        indicator = closed(" ".join(strip.text for strip in name))
        yield replace(row, indicator=indicator, strips=strips), next(iter(units)) if len(units) == 1 else ""


def _rows(lines: Sequence[Strip], begin: int) -> Iterator[tuple[Row, list[Strip]]]:
    """Each line of numbers as a row, and the lines of words above it; above the total there are none."""
    above: list[Strip] = []
    for index, strip in enumerate(lines):
        row = _row(strip)
        if row:
            yield row, [] if row.level1 else above
            above = []
        elif index >= begin and not _NUMBERS.fullmatch(strip.text.strip()):
            above.append(strip)


def _row(strip: Strip) -> Row | None:
    words = strip.text.split()
    label = words[0] if words and not _NUMBERS.fullmatch(words[0]) else ""
    numbers = words[1:] if label else words
    if len(numbers) < _FEWEST or not all(_NUMBERS.fullmatch(word) for word in numbers):
        return None
    *amounts, weight, rate, score = numbers
    if not rate.endswith("%") or (label and not is_total(label.removeprefix("金额"))):
        return None
    target, actual = _of_rate(amounts, rate)
    return Row(
        level1=label,
        target=target,
        actual=actual,
        weight=weight,
        score=score,
        rate=rate,
        role="total" if label else "money",
        strips=(strip,),
    )


def _of_rate(amounts: Sequence[str], rate: str) -> tuple[str, str]:
    """What was to be spent and what was spent, if as many amounts say of both and the rate is theirs."""
    half = len(amounts) // 2
    values = [parse_number(amounts[index]) for index in (0, half)]
    said = parse_number(rate.rstrip("%"))
    if len(amounts) % 2 or not values[0] or values[1] is None or said is None:
        return "", ""
    if abs(values[1] / values[0] * 100 - said) > Decimal("0.5"):
        return "", ""
    return amounts[0], amounts[half]


def _name(above: Sequence[Strip], width: int) -> Sequence[Strip]:
    """The lines of the name: full ones and one that need not be full, before the first line that is wider."""
    widths = [len(plain(strip.text)) for strip in above]
    wider = next((index for index, found in enumerate(widths) if found > width), 0)
    is_told = _SHORTEST <= width <= _WIDEST and all(found == width for found in widths[: max(0, wider - 1)])
    return above[:wider] if is_told else ()


def task_statements(
    rows: Iterable[Indicator], strips: Iterable[Strip], identity: Identity, told: Iterable[Statement] = ()
) -> Iterator[Statement]:
    """What the named rows of tasks say, like the sentences: budget, expenditure, rate and score.

    ``strips`` are the lines in which they stand; nothing of the rows whose statements were ``told`` already.
    """
    rows = [row for row in rows if row.last_line is not None and row.target and row.actual and row.rate]
    texts = {strip.location: strip.text for strip in strips} if rows else {}
    places = {statement.location for statement in told}
    for row in rows:
        place, name = replace(row.location, line=row.last_line), row.indicator or row.level1
        if row.role == "indicator" or not name or place in places:
            continue
        for measure, printed, unit in (
            ("budget", row.target, row.unit),
            ("amount", row.actual, row.unit),
            ("completion_percent", row.rate.rstrip("%"), "%"),
            ("score", row.score, "分"),
        ):
            value = parse_number(printed)
            if value is not None and unit:
                text = closed(texts.get(place, ""))
                yield Statement(FORM, name, "", identity.fiscal_year, measure, value, unit, "", text, place)
