"""Performance forms in lines of text, where cells are lost: told by the header, the numbers and the width of the lines.

A row ends with its points, which are numbers at the end of a line. What stands before them is its name as long as the
lines fill the name's column, then target and result; where these two cannot be told apart both stay empty.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.frozen import frozen
from builder.model.disclosure import Indicator
from builder.recognise.formcells import Row, rows_of, width_of
from builder.recognise.formgrids import Form
from builder.recognise.formsums import is_doubtful, totals
from builder.recognise.formwords import (
    column_kind,
    ends_form,
    is_level1,
    is_level2,
    is_total,
    is_under,
    plain,
    points,
)
from builder.recognise.passages import closed
from builder.recognise.sections import Strip
from builder.recognise.taskrows import tasks

_WORDS = (
    r"[三四]级指标|指标(?:内容|名称)|绩效指标"
    r"|(?:年度|年初|预期|计划)?(?:指标值|目标值)(?:\([AB]\))?"
    r"|(?:全年|年度)?(?:实际)?完成(?:值|情况|指标值)(?:\([AB]\))?(?!简要)|全年实际值"
    r"|(?:指标|评价)?(?:分值|权重)(?:\(\d{1,3}分?\))?|(?:指标|自评|评价)?得分(?:\([^()]{0,15}\))?"
    r"|完成情况简要描述|(?:未完成|偏差)原因(?:分析)?(?:及|和|与)?(?:下一步)?(?:改进措施)?(?:说明)?|偏差(?:率|情况)?|备注"
)
_HEADER = re.compile(rf"一级(?:指标)?二级(?:指标)?(?:{_WORDS}){{2,9}}")
_WORD = re.compile(_WORDS)
_GOAL = re.compile(r"年度绩效目标\d{1,2}:?\(\d{1,3}(?:\.\d+)?分\)")
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]{1,3}[、.．]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)])"
)
_NUMBERS = re.compile(r"\d[\d,]*(?:\.\d+)?%?")
_LEVEL = "级"
"""No header is without it (一级指标)."""
_LEVEL_ENDS = ("指标", ")", "）")
_LABEL_LINES = 8
_LABEL_WIDTH = 8


@frozen
class _Head:
    """A header in lines ``start`` to before ``end``: what stands behind the name, from left to right."""

    start: int
    end: int
    kinds: tuple[str, ...]


def read_lines(form: Form, lines: Sequence[Strip], spent: Sequence[Indicator] = ()) -> Iterator[Indicator]:
    """The rows of the form in these lines: its totals, its tasks, and the indicators below each header.

    ``spent`` are its rows of money, whose points may belong to the totals.
    """
    kept = [strip for strip in lines if strip.text.strip()]
    heads = tuple(_heads(kept)) if any(_LEVEL in strip.text for strip in kept) else ()
    if not heads:
        return
    given = list(tasks(kept[: heads[0].start]))
    for row, unit in given:
        yield replace(_made(form, row, ""), unit=unit)
    goals = dict(_goals(kept))
    wide = _form_rows(kept, heads, goals)
    sums = list(totals(kept, heads[0].kinds))
    whole = [row for row, _ in given if row.role == "total"]
    paid: list[Row | Indicator] = [*spent, *(whole or [row for row, _ in given])]
    doubtful = is_doubtful([row for _, rows in wide for row in rows], sums, paid)
    for start, label in sorted((start, label) for start, (_, label) in goals.items()):
        yield _made(form, Row(level1=label, weight=points(label), role="total", strips=(kept[start],)), label)
    for head, rows in wide:
        before = [start for start in goals if start < head.start]
        goal = goals[max(before)][1] if before else ""
        for row in rows:
            yield _made(form, replace(row, weight="", score="") if doubtful else row, goal)
    for row in sums:
        yield _made(form, row, "")


def _form_rows(
    lines: Sequence[Strip], heads: Sequence[_Head], goals: dict[int, tuple[int, str]]
) -> list[tuple[_Head, list[Row]]]:
    """The rows below every header; the width of the names is that of the whole form."""
    bodies = [
        (head, list(_blocks(_body(lines, head.end, following.start if following else len(lines), goals))))
        for head, following in zip(heads, [*heads[1:], None], strict=True)
    ]
    every = [block for _, blocks in bodies for block in blocks]
    widths = {kinds: width_of(kinds, every) for kinds in {head.kinds for head in heads}}
    found = []
    for head, blocks in bodies:
        before = [label for start, (_, label) in goals.items() if start < head.start]
        rows = rows_of(head.kinds, blocks, widths[head.kinds], points(before[-1]) if before else "")
        found.append((head, rows))
    return found


def _heads(lines: Sequence[Strip]) -> Iterator[_Head]:
    """Every header, wherever its words are broken over lines; it begins and ends with a line."""
    text, starts = _stream(lines)
    ends = {start: index for index, start in enumerate(starts)} | {len(text): len(lines)}
    for match in _HEADER.finditer(text):
        if match.start() not in ends or match.end() not in ends:
            continue
        words = [column_kind(word) for word in _WORD.findall(match[0])]
        kinds = words[words.index("indicator") + 1 :] if "indicator" in words else words
        if kinds and all(kinds) and len(set(kinds) - {"note"}) == len([kind for kind in kinds if kind != "note"]):
            yield _Head(ends[match.start()], ends[match.end()], tuple(kinds))


def _goals(lines: Sequence[Strip]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Where the goals begin that head a block, the line behind the label, and the label (年度绩效目标1：（4分）)."""
    text, starts = _stream(lines)
    at = {start: index for index, start in enumerate(starts)} | {len(text): len(lines)}
    for match in _GOAL.finditer(text):
        if match.start() in at and match.end() in at:
            first, end = at[match.start()], at[match.end()]
            yield first, (end, closed(" ".join(strip.text for strip in lines[first:end])))


def _stream(lines: Sequence[Strip]) -> tuple[str, list[int]]:
    """The text of the lines without blanks, and where each begins in it."""
    text, starts = "", []
    for strip in lines:
        starts.append(len(text))
        text += plain(strip.text)
    return text, starts


def _body(lines: Sequence[Strip], start: int, end: int, goals: dict[int, tuple[int, str]]) -> list[Strip]:
    """The lines below a header up to what ends the rows: totals, the next goal, remarks, a heading."""
    for index in range(start, end):
        text = lines[index].text.strip()
        total = is_total(re.sub(r"[\d.%]+$", "", plain(text)))
        if index in goals or total or ends_form(text) or (_HEADING.match(text) and not _NUMBERS.search(text[-4:])):
            return list(lines[start:index])
    return list(lines[start:end])


def _blocks(lines: Sequence[Strip]) -> Iterator[tuple[str, str, list[Strip]]]:
    """The lines between the names of the levels, with the levels they stand under.

    A second level that cannot stand under the first one has a first level that is not printed there.
    """
    level1, level2, block = "", "", list[Strip]()
    lines = [piece for strip in lines for piece in _parted(strip)]
    labels = dict(_labels(lines))
    index, fresh = 0, False
    while index < len(lines):
        if index not in labels:
            block.append(lines[index])
            index, fresh = index + 1, False
            continue
        if block:
            yield level1, level2, block
            block = []
        end, label = labels[index]
        first = is_level1(label) and (not is_level2(label) or (end in labels and not fresh))
        if first:
            level1, level2, fresh = label, "", True
        else:
            level1, level2, fresh = (level1 if is_under(label, level1) else ""), label, False
        index = end
    if block:
        yield level1, level2, block


def _parted(strip: Strip) -> Iterator[Strip]:
    """A line without the names of levels that begin it before an indicator (``产出指标 数量指标 培训人数 …``)."""
    words = strip.text.split()
    while len(words) > 1 and words[0].endswith(_LEVEL_ENDS) and not _NUMBERS.match(words[1].lstrip("≥≤=＝<>")):
        if not (is_level1(words[0]) or is_level2(words[0])):
            break
        yield replace(strip, text=words.pop(0))
    yield replace(strip, text=" ".join(words)) if len(words) < len(strip.text.split()) else strip


def _labels(lines: Sequence[Strip]) -> Iterator[tuple[int, tuple[int, str]]]:
    """The names of levels, alone on their lines, broken into short pieces: first line, line behind, name."""
    taken = 0
    for index in range(len(lines)):
        if index < taken:
            continue
        best = None
        for end in range(index + 1, min(index + _LABEL_LINES, len(lines)) + 1):
            if len(plain(lines[end - 1].text)) > _LABEL_WIDTH and end > index + 1:
                break
            text = closed(" ".join(strip.text for strip in lines[index:end]))
            if is_level1(text) or is_level2(text):
                best = end, text
        if best:
            taken = best[0]
            yield index, best


def _made(form: Form, row: Row, goal: str) -> Indicator:
    first, last = row.strips[0].location, row.strips[-1].location
    return Indicator(
        form=form.name,
        programme=form.programme,
        level1=row.level1,
        level2=row.level2,
        indicator=row.indicator,
        target=row.target,
        actual=row.actual,
        weight=row.weight,
        score=row.score,
        location=first,
        role=row.role,
        rate=row.rate,
        goal=goal,
        last_line=last.line,
    )
