"""The rows of a table that has rules between its columns alone: what stands between two rules holds several rows.

Numbers stand on one line, so they say where the rows are; what is wrapped beside them must stand around their lines,
or begin on them, with less space between its own lines than between two rows. Else nothing is told apart.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from builder.readers._glyphs import Glyph, is_one_line, joined, lines

_SIGN = "[-－−﹣–△▲+＋(（]"
_NUMBER = re.compile(rf"{_SIGN}?[\d,，]+(?:[.．]\d+)?[)）%％]?|…+|[-－−—–―]+")
"""A number, or what stands in its place: it is never wrapped."""
_AMOUNT = re.compile(rf"{_SIGN}?[\d,，]*\d[.．]\d+[)）]?")
_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}")
_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、")
_FILLER = re.compile("…+")
_TELLS = re.compile(r"[、…]|^[\d,，.．\-－−﹣–—―△▲+＋(（)）%％]*$")
"""What holds none of these marks, and not only what numbers are printed with, tells nothing of rows."""
_FEWEST = 3
"""Fewer numbers one above the other may be one number that is broken over two lines."""
_LEVEL = 0.4
"""Two lines stand level if their middles are no more than this share of their height apart."""
_NARROWER = 0.9
"""How much closer the lines of one name must be than those of two rows."""

Where = Literal["middle", "first"]
Columns = Mapping[int, Sequence[Glyph]]
"""What stands in each column, by the column's number."""


class _Row(NamedTuple):
    """One printed line of a column."""

    middle: float
    height: float
    glyphs: list[Glyph]
    is_number: bool


def holds_rows(columns: Columns) -> bool:
    """Whether it is certain that there is more than one row.

    Two columns have several numbers one above the other and nothing else (two may be one that is broken, unless they
    are amounts or count the rows); or one has two whole codes, or several amounts; or beside a number one has lines
    that begin with ordinals or are dots alone.
    """
    tall = [glyphs for glyphs in columns.values() if len(glyphs) > 1 and not is_one_line(glyphs)]
    if not tall:
        return False
    found = [_texts(glyphs) for glyphs in tall if _TELLS.search("".join([glyph.char for glyph in glyphs]))]
    numbers = [texts for texts in found if _are_numbers(texts)]
    several = [texts for texts in numbers if len(texts) >= _FEWEST or _are(_AMOUNT, texts) or _count_on(texts)]
    amounts = any(len(texts) >= _FEWEST and _are(_AMOUNT, texts) for texts in numbers)
    if len(several) >= 2 or amounts or any(_are(_CODE, texts) for texts in numbers):
        return True
    named = any(sum(map(bool, map(_ORDINAL.match, texts))) > 1 for texts in found)
    filled = any(0 < sum(map(bool, map(_FILLER.fullmatch, texts))) < len(texts) for texts in found)
    return (named or filled) and any(_are_numbers(_texts(glyphs)) for glyphs in columns.values())


def _texts(glyphs: Sequence[Glyph]) -> list[str]:
    """The lines of a column."""
    return [joined(line) for line in lines(glyphs)]


def _are_numbers(texts: Sequence[str]) -> bool:
    return all(map(_NUMBER.fullmatch, texts)) and not all(map(_FILLER.fullmatch, texts))


def _count_on(texts: Sequence[str]) -> bool:
    """Whether they are numbers of rows (31 and below it 32)."""
    numbers = [int(text) for text in texts if text.isascii() and text.isdigit()]
    return len(texts) == len(numbers) > 1 and all(after == before + 1 for before, after in pairwise(numbers))


def _are(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(map(pattern.fullmatch, texts))


def split(columns: Columns) -> tuple[dict[int, list[Glyph]], ...] | None:
    """The rows from top to bottom, or None if it is not certain what stands in which."""
    found = {number: _lines(glyphs) for number, glyphs in columns.items()}
    numbers = {number for number, rows in found.items() if all(row.is_number for row in rows)}
    levels = _levels([row for number in numbers for row in found[number]])
    result: tuple[dict[int, list[Glyph]], ...] = tuple({} for _ in levels)
    for number, rows in found.items():
        told = _level(rows, levels) if number in numbers else _wrapped(rows, levels)
        if told is None:
            return None
        for level, row in zip(told, rows, strict=True):
            result[level].setdefault(number, []).extend(row.glyphs)
    return result


def _lines(glyphs: Sequence[Glyph]) -> list[_Row]:
    found = []
    for line in lines(glyphs):
        top, bottom = min(glyph.top for glyph in line), max(glyph.bottom for glyph in line)
        found.append(_Row((top + bottom) / 2, bottom - top, line, bool(_NUMBER.fullmatch(joined(line)))))
    return found


def _levels(rows: Sequence[_Row]) -> list[_Row]:
    """One line of numbers for each row of the table; a dash is as high as a number."""
    found: list[_Row] = []
    height = max((row.height for row in rows), default=0.0)
    for row in sorted(rows):
        if not found or row.middle - found[-1].middle > _LEVEL * height:
            found.append(row)
    return found


def _level(rows: Sequence[_Row], levels: Sequence[_Row]) -> list[int] | None:
    """The level of each number, or None if two have the same."""
    told = [min(range(len(levels)), key=lambda level: abs(levels[level].middle - row.middle)) for row in rows]
    return told if len(set(told)) == len(told) else None


def _wrapped(rows: Sequence[_Row], levels: Sequence[_Row]) -> list[int] | None:
    """The level that each line of text belongs to: as its first line, or as one around whose middle all stand."""
    ways: tuple[Where, ...] = ("middle", "first")
    for where in ways:
        told = _grouped(rows, levels, where)
        if told is not None and _is_closer(rows, told):
            return told
    return None


def _grouped(rows: Sequence[_Row], levels: Sequence[_Row], where: Where) -> list[int] | None:
    told: list[int] = []
    for level, line in enumerate(levels):
        start = len(told)
        for end in range(start + 1, len(rows) + 1):
            first, last = rows[start].middle, rows[end - 1].middle
            at = (first + last) / 2 if where == "middle" else first
            follows = end == len(rows) or where == "middle" or _starts(rows[end], levels[level + 1 :])
            if abs(at - line.middle) <= _LEVEL * rows[start].height and follows:
                told += [level] * (end - start)
                break
    return told if len(told) == len(rows) else None


def _starts(row: _Row, levels: Sequence[_Row]) -> bool:
    return any(abs(level.middle - row.middle) <= _LEVEL * row.height for level in levels)


def _is_closer(rows: Sequence[_Row], told: Sequence[int]) -> bool:
    """Whether the lines of one row are closer to each other than to those of the rows beside it."""
    gaps = [(b.middle - a.middle, one == other) for (a, one), (b, other) in pairwise(zip(rows, told, strict=True))]
    inside = [gap for gap, is_same in gaps if is_same]
    between = [gap for gap, is_same in gaps if not is_same]
    return not inside or not between or max(inside) < _NARROWER * min(between)
