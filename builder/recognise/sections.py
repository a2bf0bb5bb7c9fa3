"""Where each standard table begins and ends: by its title and the words of its header, never by its number."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from builder.model.document import Grid
from builder.model.location import Location
from builder.recognise.headings import goes_on, heading, is_between, is_listed, may_begin, rests
from builder.recognise.strips import Strip, strips
from builder.standards.tables import StandardTable
from builder.standards.text import key

__all__ = ["Other", "Section", "Strip", "Titled", "other_tables", "sections", "strips", "titled", "titles_alone"]

_HEADER_WORDS = ("行次", "栏次", "科目编码", "科目代码", "科目名称", "功能分类", "经济分类")
_COLUMN_WORDS = frozenset({"项目", "合计", "小计", "金额", "决算数", "预算数", "收入", "支出"})
_NARRATIVE = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+[、.].*(?:说明|情况)[。:：]?$|图\s*\d)"
)
_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)[:：]|。$")
_SENTENCE = re.compile(r"[。；，,;]")
_OTHER_TITLE = re.compile(
    r"(?=.{5,60}$).*(?:收入|支出|收支|预算|决算|经费|项目|绩效|采购|资产|资金|债务|购买|补助|情况|明细).*"
    r"表(?:[（(][^（）()]{1,20}[）)])?$"
)
_TABLE_NUMBER = re.compile(r"^(?:部门|单位)?(?:公开|预算|决算|附)*(?:表?[\dX一二三四五六七八九十]{1,3}表?|表)$")
"""预算01表 on a line of its own is the number of a table, not a title."""
_YEAR = re.compile(r"\s*20\d\d\s*年")
_BY_ITEM = re.compile(r"(?:[分按]科目|按(?:支出)?功能(?:分类|科目)*)(?:列示)?[）)]?\s*$")
_BY_UNIT = re.compile(r"[分按]单位(?:列示)?[）)]?\s*$")
_TITLE_REACH = 5
"""So many lines a broken title may take."""
_REST = 25
"""So many characters of a line above the last one of a title are shown with it."""
_RUNNING = 3
"""A line that stands on so many pages, on some of them beside a known title, is a running header, not a title."""
HEADER_REACH = 60
"""How many strips below a title its header may reach (headers broken over lines are long)."""
_FEWEST_ROWS = 3
"""So many lines that end in amounts are rows of a table."""
_GRID_REACH = 12
"""How many strips below a title its grid must begin, in a document with ruled tables."""


@dataclass(frozen=True, slots=True)
class Section:
    """A standard table's title and the strips from there to the next title or the narrative.

    ``start`` and ``end`` are the indexes of its strips in the document, the title included; ``above`` are the lines
    right above the title on its page, where a form may print its number and unit.
    """

    table: StandardTable
    kind: str
    title: str
    location: Location
    strips: tuple[Strip, ...]
    start: int
    end: int
    above: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class _Title:
    """A title that begins at strip ``index`` and takes ``span`` strips; without ``table`` it is none of ours.

    ``parts`` are the strips with its words, counted from ``index``; what stands between them is none of it. A ``rest``
    is the last line of a title whose beginning was not told.
    """

    index: int
    span: int
    table: StandardTable | None
    kind: str = ""
    parts: tuple[int, ...] = (0,)
    is_rest: bool = False


class Other(NamedTuple):
    """The title of a table that is none of ours, or the last lines of one that was not told (``is_rest``)."""

    text: str
    location: Location
    is_rest: bool


Titled = tuple[_Title, tuple[Strip, ...]]
"""A title and the strips below it."""


def titled(found: tuple[Strip, ...]) -> tuple[Titled, ...]:
    """Every title of a table, ours or not, with the strips below it, up to the next one."""
    return tuple(_titled(found, _is_ruled(found)))


def sections(found: tuple[Strip, ...], heads: Sequence[Titled]) -> tuple[Section, ...]:
    """The sections that have both a title and a header, in document order; ``heads`` are the titles of the document.

    A title without a header is a line of the contents or a reference, not a table.
    """
    ruled = _is_ruled(found)
    result: list[Section] = []
    for title, below in heads:
        body = _until_narrative(below)
        if result and _goes_on(result[-1], title, body):
            last, size = result[-1], title.span + len(body)
            result[-1] = replace(last, strips=last.strips + body, end=last.end + size)
            continue
        listed = bool(body) and is_listed(found[title.index + title.span - 1].text, body[0].text)
        if title.table and not listed and _has_header(body, title.table, ruled):
            text = "".join(found[title.index + part].text for part in title.parts)
            behind = title.index + title.span + len(body)
            between = (found[title.index + part] for part in range(title.span) if part not in title.parts)
            above = (*_above(found, title.index), *between)
            location = found[title.index].location
            result.append(Section(title.table, title.kind, text, location, body, title.index, behind, above))
    return tuple(result)


def _goes_on(last: Section, title: _Title, body: Sequence[Strip]) -> bool:
    """Whether the title of the table before is only printed again, above rows without a header (…表（续）)."""
    same = title.table is not None and (title.table.id, title.kind) == (last.table.id, last.kind)
    rows = [strip for strip in body if strip.in_grid and len(strip.cells) > 1]
    lead = list(takewhile(lambda row: not _has_amount(row), rows))
    is_named = any(key(cell.text) in _COLUMN_WORDS or _is_header_word(cell.text) for row in lead for cell in row.cells)
    return bool(same) and title.index == last.end and len(lead) < len(rows) and not is_named


def _has_amount(row: Strip) -> bool:
    return any(token.number is not None and re.search(r"[.,]\d", token.text) for token in row.tokens)


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
    ruled = _is_ruled(found)
    others = ((title, body) for title, body in heads if not title.table and (ruled or title.is_rest))
    return tuple(
        Other(_named(found, title), found[title.index].location, title.is_rest)
        for title, body in others
        if _has_numbers(body) or (title.is_rest and _is_table(body))
    )


def _named(found: Sequence[Strip], title: _Title) -> str:
    """The line of a title; where it is the last of them, with the two above it."""
    first = max(0, title.index - 2) if title.is_rest else title.index
    return "".join(strip.text[-_REST:] for strip in found[first : title.index + 1])


def _names_expenses(body: Sequence[Strip], words: str, has_cells: bool) -> bool:
    """Whether lines are the header of the “三公” table: its phases with their totals, or the parts of the expenses."""
    names_parts = "公务接待费" in words
    has_phases = "预算数" in words and ("合计" in words or names_parts)
    return has_phases or (names_parts and (has_cells or _lists_parts(body)))


def _lists_parts(body: Sequence[Strip]) -> bool:
    """Whether the lines right below a title are those of a header by their parts, and no sentences."""
    near = list(takewhile(lambda strip: not _SENTENCE.search(strip.text.rstrip("。")), body[:_GRID_REACH]))
    words = [key(strip.text) for strip in near]
    return any("公务接待费" in text for text in words) and any(text.startswith(("小计", "合计")) for text in words)


def _is_table(body: Sequence[Strip]) -> bool:
    """Whether lines below a title are those of a header, or have its words and then amounts."""
    near, words = body[:HEADER_REACH], [key(strip.text) for strip in body[:HEADER_REACH]]
    if any(word in text for text in words for word in _HEADER_WORDS):
        return True
    return any(word in text for text in words for word in _COLUMN_WORDS) and sum(map(_has_amount, near)) > 1


def titles_alone(found: tuple[Strip, ...], heads: Sequence[Titled], parts: Sequence[Section]) -> tuple[Strip, ...]:
    """The titles of standard tables that have numbers below them and no header that is known."""
    inside = {index for section in parts for index in range(section.start, section.end)}
    alone = [(title.index, body) for title, body in heads if title.table and title.index not in inside]
    told = ((index, _until_narrative(body)) for index, body in alone)
    return tuple(found[index] for index, body in told if _has_numbers(body) or _holds_rows(body))


def _is_ruled(found: Sequence[Strip]) -> bool:
    return any(strip.grid and strip.grid.has_spans for strip in found)


def _has_numbers(body: Sequence[Strip]) -> bool:
    near = any(strip.in_grid for strip in body[:_GRID_REACH])
    return near and any(token.number is not None for strip in body if strip.in_grid for token in strip.tokens)


def _titled(found: tuple[Strip, ...], ruled: bool) -> Iterator[Titled]:
    known = _known(found)
    others = {} if not ruled and not known else _others(found, {found[index].location.page for index in known})
    inside = {index + part for index, title in known.items() for part in range(title.span)}
    rests = _rests(found, known) if known else {}
    apart = {index: title for index, title in (rests | others).items() if index not in inside}
    heads = sorted((apart | known).values(), key=lambda title: title.index)
    ends = [*(head.index for head in heads[1:]), len(found)]
    for head, end in zip(heads, ends, strict=False):
        body = found[head.index + head.span : end]
        grid = found[end].grid if end < len(found) else None
        yield head, _without_caption(body, grid) if grid else body


def _known(found: tuple[Strip, ...]) -> dict[int, _Title]:
    """The titles of standard tables by where they begin; none begins inside another."""
    known: dict[int, _Title] = {}
    end = 0
    at = (index for index, strip in enumerate(found) if "表" in strip.text)
    for index in sorted({index - lines for index in at for lines in range(_TITLE_REACH)}):
        if index >= end and (title := _title_at(found, index)) and not _is_second(found, index, end):
            known[index] = title
            end = index + title.span
    known = _by_subject(found, known)
    running = _running(found, known)
    return {index: title for index, title in known.items() if index not in running}


def _by_subject(found: Sequence[Strip], known: dict[int, _Title]) -> dict[int, _Title]:
    """Where a table is printed by items and by units, the one by units (…（分单位）) is none of the standard tables."""
    texts = {index: "".join(found[index + part].text for part in title.parts) for index, title in known.items()}
    told = {_of(known[index]) for index, text in texts.items() if _BY_ITEM.search(text)}
    twice = {index for index, text in texts.items() if _BY_UNIT.search(text) and _of(known[index]) in told}
    return {index: replace(title, table=None) if index in twice else title for index, title in known.items()}


def _of(title: _Title) -> tuple[str, str]:
    return title.table.id if title.table else "", title.kind


def _running(found: Sequence[Strip], known: Mapping[int, _Title]) -> set[int]:
    """The titles that are the header of pages: at the top of so many, above that of another table on some of them."""
    tops: dict[str, list[int]] = {}
    for index in known:
        if known[index].span == 1 and (not index or found[index - 1].location.page != found[index].location.page):
            tops.setdefault(key(found[index].text), []).append(index)
    often = [at for at in tops.values() if len(at) >= _RUNNING]
    return {index for at in often if sum(_is_above_another(found, known, index) for index in at) > 1 for index in at}


def _is_above_another(found: Sequence[Strip], known: Mapping[int, _Title], index: int) -> bool:
    """Whether the title of another table stands right below, with no more than its number or whose it is between."""
    below = takewhile(
        lambda at: at - 1 == index or _may_stand_by(found[at - 1]), range(index + 1, index + _TITLE_REACH)
    )
    first = next((known[at] for at in below if at in known), None)
    return first is not None and first.table != known[index].table


def _is_second(found: Sequence[Strip], index: int, end: int) -> bool:
    """Whether the line above, no title itself, goes on here: together they are no title that is known.

    What begins with the year goes on with nothing.
    """
    above = found[index - 1] if index > end and not _YEAR.match(found[index].text) else None
    return above is not None and _is_one(above) and goes_on(above.text)


def _rests(found: Sequence[Strip], known: Mapping[int, _Title]) -> dict[int, _Title]:
    """The last lines of titles that could not be told: no row below is of the table above.

    A title begins above its last line: what stands alone at the top of a page, or right below a row or a known title,
    is the header of a page, or a line within the table. A header of two lines is one that a known title stands below,
    or that as many pages have as make a running header.
    """
    ends = {index + title.span for index, title in known.items()}
    hits = (index for index, strip in enumerate(found) if "表" in strip.text and index not in ends and _is_one(strip))
    begun = {
        index: begin
        for index in hits
        if rests(found[index].text)
        and not _is_among_rows(found, index)
        and (begin := _begin(found, index, ends)) is not None
    }
    words = {index: "".join(key(found[at].text) for at in (begin, index)) for index, begin in begun.items()}
    pages: dict[str, set[int]] = {}
    for index, text in words.items():
        pages.setdefault(text, set()).add(found[index].location.page)
    on_titled = {found[index].location.page for index in known}
    running = {text for text, on in pages.items() if len(on) >= _RUNNING and on & on_titled}
    running |= {words[index] for index in begun if _is_over(found, index, known)}
    return {index: _Title(index, 1, None, is_rest=True) for index in begun if words[index] not in running}


def _begin(found: Sequence[Strip], index: int, ends: Set[int]) -> int | None:
    """The line above the last one of a title, on its page, where the title may begin; what is set between is passed."""
    for at in range(index - 1, max(-1, index - _TITLE_REACH), -1):
        above = found[at]
        if above.location.page != found[index].location.page or not _is_one(above) or at + 1 in ends:
            return None
        if not is_between(above.text):
            return at if may_begin(above.text) else None
    return None


def _is_over(found: Sequence[Strip], index: int, known: Mapping[int, _Title]) -> bool:
    """Whether a known title stands right below a line, its number or unit between them perhaps."""
    below = range(index + 1, min(len(found), index + _TITLE_REACH))
    return next((at for at in below if at in known or not is_between(found[at].text)), -1) in known


def _without_caption(body: tuple[Strip, ...], grid: Grid) -> tuple[Strip, ...]:
    """Without what stands alone in a row above the next title in that title's own grid (公开02表).

    A note is of the table above it: where several tables stand in one sheet, it says why that one is empty.
    """
    alone = takewhile(lambda strip: strip.grid is grid and len(strip.cells) == 1, reversed(body))
    captions = takewhile(lambda strip: not _NOTE.search(strip.text.strip()), alone)
    return body[: len(body) - len(list(captions))]


def _others(found: Sequence[Strip], titled_pages: Set[int]) -> dict[int, _Title]:
    """The titles of tables that are none of ours; a running header may look like one."""
    hits = {
        index: strip for index, strip in enumerate(found) if _is_other_title(strip) and not _is_among_rows(found, index)
    }
    pages: dict[str, set[int]] = {}
    for strip in hits.values():
        pages.setdefault(key(strip.text), set()).add(strip.location.page)
    running = {words for words, on in pages.items() if len(on) >= _RUNNING and on & titled_pages}
    return {index: _Title(index, 1, None) for index, strip in hits.items() if key(strip.text) not in running}


def _is_among_rows(found: Sequence[Strip], index: int) -> bool:
    """Whether rows go on right below a line as they ended right above it: no other table begins without a header."""
    above = found[max(0, index - 2) : index]
    goes_right_on = index + 1 < len(found) and _is_row(found[index + 1])
    return goes_right_on and bool(above) and (_is_row(above[-1]) or (_is_row(above[0]) and _may_stand_by(above[-1])))


def _is_row(strip: Strip) -> bool:
    return len(strip.tokens) > 1 and _has_amount(strip)


def _may_stand_by(strip: Strip) -> bool:
    """Whether a line may be the number of a page, or the first line of its header."""
    return _is_one(strip) and len(key(strip.text)) <= _REST


def _is_other_title(strip: Strip) -> bool:
    if "表" not in strip.text or not _stands_alone(strip):
        return False
    text = re.sub(r"\s+", "", strip.text)
    return bool(_OTHER_TITLE.match(text)) and not _SENTENCE.search(text) and not _TABLE_NUMBER.match(key(text))


def _stands_alone(strip: Strip) -> bool:
    """Whether a strip may be a title: a line, a row of a grid with one cell, or a row whose cells tabs separate."""
    return strip.grid is None or not strip.grid.has_spans or len(strip.cells) == 1


def _is_one(strip: Strip) -> bool:
    """Whether a strip may be a part of a title: a line, or a row of a grid with one cell that is not empty."""
    return strip.grid is None or sum(bool(cell.text.strip()) for cell in strip.cells) == 1


def _title_at(found: tuple[Strip, ...], index: int) -> _Title | None:
    """A title that begins here, on one line or broken over some."""
    below = takewhile(_is_one, found[index + 1 : index + _TITLE_REACH]) if _is_one(found[index]) else ()
    near = [found[index].text, *(strip.text for strip in below)]
    if not _stands_alone(found[index]):
        return None
    match = heading(near)
    return _Title(index, match.span, match.table, match.kind, match.parts) if match else None


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
    return len(amounts) > 1 or (ends and not any(map(_SENTENCE.search, words)))


def _has_header(body: tuple[Strip, ...], table: StandardTable, ruled: bool) -> bool:
    has_cells = any(strip.in_grid for strip in body[:_GRID_REACH])
    if ruled and not has_cells and not _holds_rows(body):
        return False
    printed = "".join([strip.text for strip in body[:HEADER_REACH]])
    if any(word in printed for word in _HEADER_WORDS):
        return True
    words = key(printed)
    if any(word in words for word in _HEADER_WORDS):
        return True
    if table.shape == "lanes":
        return "项目" in words and any(word in words for word in ("金额", "决算数", "预算数", "预算"))
    if table.shape == "phases":
        return _names_expenses(body, words, has_cells)
    return has_cells and any(word in words for word in ("合计", "总计"))
