"""The cells of a form's rows in lines of text: which lines are the name, which words the target, which the points."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations

from builder.frozen import frozen
from builder.model.amount import parse_number
from builder.recognise.formwords import is_level1, is_level2
from builder.recognise.passages import closed
from builder.recognise.sections import Strip

Block = tuple[str, str, list[Strip]]
"""Lines between the names of the levels: first level, second level, lines."""

_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_APART = re.compile(r"(?<=\d)\s+(?=[\u4e00-\u9fff%％]{1,3}(?:\s|$))")
"""The blank between a number and its unit."""
_COUNTER = re.compile(r"^[人名家个次场期件份条号户万元年月日处台套项万亿%％、，。；]")
"""What goes on a number that ends a line."""
_VALUE = r"(?:[≥≤＞＜=＝><]|不少于|不低于|不超过)?\s*\d[\d,.]*\s*(?:%|％|[万亿]?[\u4e00-\u9fff]{0,3})"
_VALUES_AT_END = re.compile(
    rf"(?P<before>.*?[\u4e00-\u9fff”’）)》])\s+(?P<first>{_VALUE})(?:\s+(?P<second>{_VALUE}))?$"
)
_TWO_VALUES = re.compile(rf"(?P<first>{_VALUE})\s+(?P<second>{_VALUE})$")
_ONE_VALUE = re.compile(rf"{_VALUE}$")
_SAID = re.compile(
    r"(?:有效|持续|明显|显著|逐步|不断|进一步|大幅|全面|充分|基本|有所|得到|较大)"
    r"(?:提升|提高|改善|增强|促进|开展|保障|推进|完成|满意|实现|落实|加强|维护|扩大|发挥)"
    r"|完成(?:工作)?任务|达成预期(?:指标|目标)?|达到预期|满意|良好|优秀?|合格|(?:按时|按计划|及时|全部)完成"
)
_WORDS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_SENTENCE = re.compile(r"。.")
_MOST_ENDS = 100
_NEARLY = 2
"""A line fills its column if it is no more than so many ideographs narrower than the widest one."""


@frozen
class Row:
    """One row as read; ``strips`` are its lines."""

    level1: str = ""
    level2: str = ""
    indicator: str = ""
    target: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    rate: str = ""
    role: str = "indicator"
    strips: tuple[Strip, ...] = ()


@dataclass(slots=True)
class _Chunk:
    """The lines of one row: the words before its points, the points from left to right, the text between two points.

    ``torn`` if lines behind it may belong to it; ``lone`` if a number alone on its line may be points or not;
    ``first`` below the name of a level.
    """

    lines: list[str] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    middle: list[str] = field(default_factory=list)
    torn: bool = False
    lone: bool = False
    first: bool = False


def rows_of(kinds: Sequence[str], blocks: Sequence[Block], width: float, budget: str) -> list[Row]:
    """The rows of the blocks below one header, whose columns behind the name are ``kinds``.

    ``width`` is that of the column of names; ``budget`` are the points of the goal that the rows share, if it prints
    them: more than that is no reading.
    """
    columns = _columns(kinds)
    if not columns:
        return []
    notes = len(columns) < len(kinds)
    chunks = [(block, _chunks(columns, block[2])) for block in blocks]
    if columns.count("weight") + columns.count("score") == 1 and budget:
        chunks = _within(columns, blocks, chunks, Decimal(budget))
    return [
        replace(_row(columns, chunk, width, notes), level1=block[0], level2=block[1])
        for block, found in chunks
        for chunk in found
        if not chunk.lone
    ]


def width_of(kinds: Sequence[str], blocks: Sequence[Block]) -> float:
    """The width of the column of names in ideographs: the widest line that begins a row."""
    columns = _columns(kinds)
    first = (
        [chunk.lines[0] for block in blocks for chunk in _chunks(columns, block[2]) if chunk.lines] if columns else []
    )
    return max((_width(_WORDS.split(_before_values(line))[0]) for line in first), default=0)


def _columns(kinds: Sequence[str]) -> list[str]:
    """The columns up to the last one of points; none if there is no such, or if one of them is not known."""
    columns = list(kinds)
    while columns and columns[-1] not in ("weight", "score"):
        columns.pop()
    return columns if set(columns) <= {"target", "actual", "weight", "score"} else []


def _within(
    columns: list[str], blocks: Sequence[Block], chunks: list[tuple[Block, list[_Chunk]]], budget: Decimal
) -> list[tuple[Block, list[_Chunk]]]:
    """The chunks if their points are no more than the goal's; else the only choice of row ends that gives them."""
    ends = [(number, index) for number, (_, found) in enumerate(chunks) for index in range(len(found))]
    values = {end: Decimal(chunks[end[0]][1][end[1]].numbers[-1]) for end in ends}
    excess = sum(values.values()) - budget
    if excess <= 0 or len(ends) > _MOST_ENDS:
        return chunks if excess <= 0 else []
    choices = [
        skipped
        for size in (1, 2)
        for skipped in combinations(ends, size)
        if sum(values[end] for end in skipped) == excess
    ]
    if len(choices) != 1:
        return []
    barred = {id(chunks[number][1][index].strips[-1]) for number, index in choices[0]}
    return [(block, _chunks(columns, block[2], barred)) for block in blocks]


def _chunks(columns: Sequence[str], lines: Sequence[Strip], barred: set[int] | None = None) -> list[_Chunk]:
    """The lines of a block row by row; lines behind the last row tear it, for they may belong to it."""
    found: list[_Chunk] = []
    chunk = _Chunk(first=True)
    between = columns[0] == "weight" and len(columns) > 1
    least = columns.count("weight") + columns.count("score")
    for index, strip in enumerate(lines):
        following = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        inline = _inline(columns, strip.text) if between and not chunk.numbers else None
        if inline:
            chunk.strips.append(strip)
            chunk.lines += inline[0]
            chunk.numbers, chunk.middle = [inline[1][0], inline[1][-1]], inline[1][1:-1]
            found.append(chunk)
            chunk = _Chunk()
            continue
        head, numbers = _points(strip.text, following, len(columns))
        apart = head and len(numbers) < least and not between  # weight and score stand side by side
        if apart or (barred and id(strip) in barred):
            head, numbers = strip.text, []
        chunk.strips.append(strip)
        if head:
            (chunk.middle if between and chunk.numbers else chunk.lines).append(head)
        chunk.numbers += numbers
        chunk.lone = chunk.lone or (len(numbers) == 1 and not head and len(columns) > least > 1 and not between)
        if _is_whole(columns, chunk, numbers, between):
            found.append(chunk)
            chunk = _Chunk()
    if found and chunk.lines:
        found[-1].torn = True
    return found


def _inline(columns: Sequence[str], text: str) -> tuple[list[str], list[str]] | None:
    """Name and cells of a row with its weight before its result, if one line has a word for every column."""
    words = _APART.sub("", text).split()
    name, cells = words[: -len(columns)], words[-len(columns) :]
    if len(cells) < len(columns) or not (_POINTS.fullmatch(cells[0]) and _POINTS.fullmatch(cells[-1])):
        return None
    return ([" ".join(name)] if name else []), cells


def _is_whole(columns: Sequence[str], chunk: _Chunk, numbers: Sequence[str], between: bool) -> bool:
    """Whether the row has its points."""
    if not numbers:
        return False
    if between:
        return len(chunk.numbers) >= 2 and (bool(chunk.middle) or len(chunk.numbers) >= len(columns))
    return len(chunk.numbers) >= columns.count("weight") + columns.count("score")


def _points(text: str, following: str, most: int) -> tuple[str, list[str]]:
    """A line cut before the numbers that end it, no more than there are columns."""
    words = text.split()
    at = len(words)
    while at and len(words) - at < most and parse_number(words[at - 1]) is not None:
        at -= 1
    numbers = words[at:]
    if numbers and not _POINTS.fullmatch(numbers[-1]):
        return text.strip(), []
    if numbers and words[:at] and len(numbers) == 1 and _COUNTER.match(following):
        return text.strip(), []  # the number goes on in the next line (职工 2 / 人)
    return " ".join(words[:at]), numbers


def _before_values(line: str) -> str:
    found = _VALUES_AT_END.fullmatch(line)
    return found["before"] if found else line


def _width(text: str) -> float:
    """How wide a text is, in ideographs; blanks are not counted."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in "".join(text.split()))


def _row(columns: list[str], chunk: _Chunk, width: float, notes: bool) -> Row:
    """The cells of a chunk; of what is not surely told apart nothing is kept."""
    points = [column for column in columns if column in ("weight", "score")]
    said = [column for column in columns if column not in points]
    between = columns[0] == "weight" and len(columns) > 1
    if len(chunk.numbers) == len(columns) or between:
        name = _above(chunk.lines, width) if notes else chunk.lines
        cells = dict(zip(columns, chunk.numbers, strict=False))
        if len(chunk.numbers) < len(columns):
            cells = {"weight": chunk.numbers[0], "score": chunk.numbers[-1]}
            middle = chunk.middle if len(said) == len(chunk.middle) else ["".join(chunk.middle)]
            cells |= zip(said, middle, strict=True) if len(said) == len(middle) and all(middle) else ()
    else:
        extra = chunk.numbers[: -len(points)]
        name, cells = _beside(chunk, extra, width, said) if notes else _told(chunk.lines, extra, width, said)
        cells |= zip(points, chunk.numbers[-len(points) :], strict=True)
    if chunk.torn:
        cells.pop("actual", None)
    text = closed(" ".join(name))
    if (name and _is_level(_WORDS.split(name[0])[0])) or _SENTENCE.search(text):
        text, cells = "", {kind: cell for kind, cell in cells.items() if kind in points}
    behind = len(chunk.lines) - max(len(name), 1) if notes and (between or name) else 0
    strips = tuple(chunk.strips[behind if len(chunk.strips) > behind >= 0 else 0 :])
    return Row(indicator=text, strips=strips, **{kind: closed(cell) for kind, cell in cells.items()})


def _is_level(word: str) -> bool:
    """Whether what seems to begin a name is that of a level, mixed up with it; 满意度 may be an indicator's name."""
    return (is_level1(word) or is_level2(word)) and (word.endswith("指标") or "满意度" not in word)


def _above(lines: Sequence[str], width: float) -> list[str]:
    """The name that ends with the last line, without the remarks of the row before: upwards while lines are full.

    A line that is narrower than one below it does not fill the column of that one.
    """
    start = len(lines) - 1
    widest = _width(lines[start]) if lines else 0.0
    while start > 0 and _width(lines[start - 1]) >= max(width - _NEARLY, widest - 1):
        start -= 1
        widest = max(widest, _width(lines[start]))
    return list(lines[max(start, 0) :])


def _beside(
    chunk: _Chunk, numbers: Sequence[str], width: float, columns: Sequence[str]
) -> tuple[list[str], dict[str, str]]:
    """Name and values where remarks of the row before may stand above: told only if the values stand beside the points.

    The first row below the name of a level has nothing above it.
    """
    if not chunk.lines:
        return [], {}
    *above, last = chunk.lines
    head, values = _cut(last)
    values += numbers
    if len(values) == len(columns):
        return _above([*above, head], width), dict(zip(columns, values, strict=True))
    alone = _TWO_VALUES.fullmatch(last)
    if alone and len(columns) == 2 and above and not numbers:
        return _above(above, width), dict(zip(columns, (alone["first"], alone["second"]), strict=True))
    return _told(chunk.lines, numbers, width, columns) if chunk.first else ([], {})


def _told(
    lines: Sequence[str], numbers: Sequence[str], width: float, columns: Sequence[str]
) -> tuple[list[str], dict[str, str]]:
    """The name and what is said behind it, where numbers, known words or the width of a line part them."""
    name: list[str] = []
    behind: list[str] = []
    rest: list[str] = []
    for index, line in enumerate(lines):
        head, behind = _cut(line)
        name.append(head)
        full = _width(head) >= width - _NEARLY
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if behind or not full or _SAID.fullmatch(following) or _ONE_VALUE.fullmatch(following):
            rest = [*behind, *lines[index + 1 :]]
            break
    rest += numbers
    if len(columns) == 1:
        return name, {columns[0]: " ".join(rest)} if rest else {}
    if not columns:
        return name, {}
    if len(behind) == 1 and len(rest) > 1:  # a word beside the name's line is a cell of one line
        return name, {columns[0]: rest[0], columns[1]: " ".join(rest[1:])}
    return name, dict(_two(columns, rest))


def _cut(line: str) -> tuple[str, list[str]]:
    """A line cut before the values that end it, or at the blank between two words."""
    found = _VALUES_AT_END.fullmatch(line)
    if found:
        return found["before"], [value for value in (found["first"], found["second"]) if value]
    words = _WORDS.split(line)
    if len(words) > 1 and all(len(word) > 1 for word in words) and len(words) <= 3:
        return words[0], words[1:]
    return line, []


def _two(columns: Sequence[str], rest: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Target and result in what stands behind the name."""
    if not rest:
        return
    both = _TWO_VALUES.fullmatch(rest[0]) if len(rest) == 1 else None
    if len(rest) == 2 and all(_ONE_VALUE.fullmatch(part) or _SAID.fullmatch(part) for part in rest):
        yield from zip(columns, rest, strict=True)
        return
    if both:
        yield columns[0], both["first"]
        yield columns[1], both["second"]
        return
    for count in (1, 2):
        first = closed(" ".join(rest[:count]))
        if len(rest) > count and (_SAID.fullmatch(first) or _ONE_VALUE.fullmatch(first)):
            yield columns[0], first
            yield columns[1], " ".join(rest[count:])
            return
