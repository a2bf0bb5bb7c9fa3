"""Where each standard table begins and ends: by its title and the words of its header, never by its number."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from builder.frozen import frozen
from builder.model.location import Location
from builder.recognise.headings import is_listed
from builder.recognise.strips import Strip, strips
from builder.recognise.titlelines import REST, SENTENCE, Title, Titled, has_amount, is_ruled, titled
from builder.standards.tables import StandardTable
from builder.standards.text import key

__all__ = ["Other", "Section", "Strip", "Titled", "other_tables", "sections", "strips", "titled", "titles_alone"]
_HEADER_WORDS = ("行次", "栏次", "科目编码", "科目代码", "科目名称", "功能分类", "经济分类")
_COLUMN_WORDS = frozenset({"项目", "合计", "小计", "金额", "决算数", "预算数", "收入", "支出"})
_NARRATIVE = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+[、.].*(?:说明|情况)[。:：]?$|图\s*\d)"
)
HEADER_REACH = 60
"""How many strips below a title its header may reach (headers broken over lines are long)."""
_FEWEST_ROWS = 3
"""So many lines that end in amounts are rows of a table."""
_BEYOND = 300
_GRID_REACH = 12
"""How many strips below a title its grid must begin, in a document with ruled tables."""


@frozen
class Section:
    """A standard table's title and the strips from there to the next title or the narrative.

    ``start`` and ``end`` are the indexes of its strips in the document, the title included; ``above`` are the lines
    right above the title on its page, where a form may print its number and unit; ``beyond`` are the strips behind the
    end, so many as may be the rest of a table that was cut in two.
    """

    table: StandardTable
    kind: str
    title: str
    location: Location
    strips: tuple[Strip, ...]
    start: int
    end: int
    above: tuple[Strip, ...] = ()
    beyond: tuple[Strip, ...] = ()


class Other(NamedTuple):
    """The title of a table that is none of ours, or the last lines of one that was not told (``is_rest``)."""

    text: str
    location: Location
    is_rest: bool


def sections(found: tuple[Strip, ...], heads: Sequence[Titled]) -> tuple[Section, ...]:
    """The sections that have both a title and a header, in document order; ``heads`` are the titles of the document.

    A title without a header is a line of the contents or a reference, not a table.
    """
    ruled = is_ruled(found)
    result: list[Section] = []
    for title, below in heads:
        body = _until_narrative(below)
        if result and _goes_on(result[-1], title, body):
            last, size = result[-1], title.span + len(body)
            end = last.end + size
            result[-1] = replace(last, strips=last.strips + body, end=end, beyond=found[end : end + _BEYOND])
            continue
        listed = bool(body) and is_listed(found[title.index + title.span - 1].text, body[0].text)
        if title.table and not listed and _has_header(body, title.table, ruled):
            text = "".join(found[title.index + part].text for part in title.parts)
            behind = title.index + title.span + len(body)
            between = (found[title.index + part] for part in range(title.span) if part not in title.parts)
            above = (*_above(found, title.index), *between)
            location = found[title.index].location
            beyond = found[behind : behind + _BEYOND]
            result.append(Section(title.table, title.kind, text, location, body, title.index, behind, above, beyond))
    return tuple(result)


def _goes_on(last: Section, title: Title, body: Sequence[Strip]) -> bool:
    """Whether the title of the table before is only printed again, above rows without a header (…表（续）)."""
    if title.table is None or (title.table.id, title.kind) != (last.table.id, last.kind) or title.index != last.end:
        return False
    rows = [strip for strip in body if strip.in_grid and len(strip.cells) > 1]
    lead = list(takewhile(lambda row: not has_amount(row), rows))
    return len(lead) < len(rows) and not any(map(is_header, lead))


def is_header(strip: Strip) -> bool:
    """Whether a line or row has a word that stands in the header of a table."""
    if any(word in strip.text for word in _HEADER_WORDS):  # most headers say one of them as it is
        return True
    texts = [cell.text for cell in strip.cells] if strip.in_grid else [strip.text, *(word.text for word in strip.words)]
    return any(key(text) in _COLUMN_WORDS or _is_header_word(text) for text in texts)


def _is_header_word(text: str) -> bool:
    return any(word in key(text) for word in _HEADER_WORDS)


def _above(found: Sequence[Strip], index: int) -> tuple[Strip, ...]:
    """Up to three short lines right above a title; a grid's row or another page ends them."""
    page = found[index].location.page
    lines: list[Strip] = []
    for strip in reversed(found[max(0, index - 3) : index]):
        if strip.location.page != page or (strip.in_grid and len(strip.cells) > 1) or len(strip.text) > 20:
            break
        lines.insert(0, strip)
    return tuple(lines)


def other_tables(found: tuple[Strip, ...], heads: Sequence[Titled]) -> tuple[Other, ...]:
    """The titles of tables with numbers that are none of the standard tables; known only where lines are ruled.

    Where a title's beginning was not told, its last line.
    """
    ruled = is_ruled(found)
    others = ((title, body) for title, body in heads if not title.table and (ruled or title.is_rest))
    return tuple(
        Other(_named(found, title), found[title.index].location, title.is_rest)
        for title, body in others
        if _has_numbers(body) or (title.is_rest and _is_table(body))
    )


def _named(found: Sequence[Strip], title: Title) -> str:
    """The line of a title; where it is the last of them, its end with those of the two above it."""
    if not title.is_rest:
        return found[title.index].text
    return "".join(strip.text[-REST:] for strip in found[max(0, title.index - 2) : title.index + 1])


def _names_expenses(body: Sequence[Strip], words: str, has_cells: bool) -> bool:
    """Whether lines are the header of the “三公” table: its phases with their totals, or the parts of the expenses."""
    names_parts = "公务接待费" in words
    has_phases = "预算数" in words and ("合计" in words or names_parts)
    return has_phases or (names_parts and (has_cells or _lists_parts(body)))


def _lists_parts(body: Sequence[Strip]) -> bool:
    """Whether the lines right below a title are those of a header by their parts, and no sentences."""
    near = list(takewhile(lambda strip: not SENTENCE.search(strip.text.rstrip("。")), body[:_GRID_REACH]))
    words = [key(strip.text) for strip in near]
    return any("公务接待费" in text for text in words) and any(text.startswith(("小计", "合计")) for text in words)


def _is_table(body: Sequence[Strip]) -> bool:
    """Whether lines below a title are those of a header, or have its words and then amounts."""
    near, words = body[:HEADER_REACH], [key(strip.text) for strip in body[:HEADER_REACH]]
    if any(word in text for text in words for word in _HEADER_WORDS):
        return True
    return any(word in text for text in words for word in _COLUMN_WORDS) and sum(map(has_amount, near)) > 1


def titles_alone(found: tuple[Strip, ...], heads: Sequence[Titled], parts: Sequence[Section]) -> tuple[Strip, ...]:
    """The titles of standard tables that have numbers below them and no header that is known."""
    inside = {index for section in parts for index in range(section.start, section.end)}
    alone = [(title.index, body) for title, body in heads if title.table and title.index not in inside]
    told = ((index, _until_narrative(body)) for index, body in alone)
    return tuple(found[index] for index, body in told if _has_numbers(body) or _holds_rows(body))


def _has_numbers(body: Sequence[Strip]) -> bool:
    near = any(strip.in_grid for strip in body[:_GRID_REACH])
    return near and any(token.number is not None for strip in body if strip.in_grid for token in strip.tokens)


def _until_narrative(body: tuple[Strip, ...]) -> tuple[Strip, ...]:
    for index, strip in enumerate(body):
        # In a workbook the narrative stands in cells, one to a row.
        if (not strip.in_grid or len(strip.cells) == 1) and _NARRATIVE.match(strip.text.strip()):
            return body[:index]
    return body


def _holds_rows(body: Sequence[Strip]) -> bool:
    """Whether lines of a page end in amounts: a table without cells, no line of the contents and no sentences."""
    near = [strip for strip in body[:HEADER_REACH] if strip.is_set and not strip.in_grid]
    return sum(_ends_in_amounts(strip) for strip in near) >= _FEWEST_ROWS


def _ends_in_amounts(strip: Strip) -> bool:
    """Whether a line has two amounts, or is a name with one behind it and no sentence."""
    amounts = [token for token in strip.tokens if token.number is not None and "." in token.text]
    ends = bool(amounts) and amounts[-1] is strip.tokens[-1] and len(strip.tokens) > 1
    words = (token.text for token in strip.tokens if token.number is None)
    return len(amounts) > 1 or (ends and not any(map(SENTENCE.search, words)))


def _has_header(body: tuple[Strip, ...], table: StandardTable, ruled: bool) -> bool:
    has_cells = any(strip.in_grid for strip in body[:_GRID_REACH])
    if ruled and not has_cells and not _holds_rows(body):
        return False
    printed = "".join([strip.text for strip in body[:HEADER_REACH]])
    # Most headers say their words as they are; the key of so many lines takes long.
    return _says_columns(body, printed, table, has_cells) or _says_columns(body, key(printed), table, has_cells)


def _says_columns(body: Sequence[Strip], words: str, table: StandardTable, has_cells: bool) -> bool:
    """Whether words below a title are those of its table's header."""
    if any(word in words for word in _HEADER_WORDS):
        return True
    if table.shape == "lanes":
        return "项目" in words and any(word in words for word in ("金额", "决算数", "预算数", "预算"))
    if table.shape == "phases":
        return _names_expenses(body, words, has_cells)
    return has_cells and any(word in words for word in ("合计", "总计"))
