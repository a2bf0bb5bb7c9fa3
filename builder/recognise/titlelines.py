"""The titles of tables among the lines of a document: which lines begin one, and which only look like one.

A title may be broken over lines, or its beginning may not be told (the *rest* of one). The header of pages is no title,
though it has the words of one: it stands at the top of page after page, with the title of another table below it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from builder.frozen import frozen
from builder.model.document import Grid
from builder.recognise.headings import goes_on, heading, is_between, may_begin, rests
from builder.recognise.strips import Strip
from builder.standards.tables import StandardTable
from builder.standards.text import key

_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)[:：]|。$")
SENTENCE = re.compile(r"[。；，,;]")
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
REST = 25
"""So many characters of a line above the last one of a title are shown with it."""
_RUNNING = 3
"""A line that stands on so many pages, on some of them beside a known title, is a running header, not a title."""


@frozen
class Title:
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


Titled = tuple[Title, tuple[Strip, ...]]
"""A title and the strips below it."""


def titled(found: tuple[Strip, ...]) -> tuple[Titled, ...]:
    """Every title of a table, ours or not, with the strips below it, up to the next one."""
    return tuple(_titled(found, is_ruled(found)))


def has_amount(row: Strip) -> bool:
    """Whether a line or row has a number with decimals or with thousands set apart."""
    return any(token.number is not None and re.search(r"[.,]\d", token.text) for token in row.tokens)


def is_ruled(found: Sequence[Strip]) -> bool:
    """Whether the document has tables with ruled cells."""
    return any(strip.grid and strip.grid.has_spans for strip in found)


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


def _known(found: tuple[Strip, ...]) -> dict[int, Title]:
    """The titles of standard tables by where they begin; none begins inside another."""
    known: dict[int, Title] = {}
    end = 0
    at = (index for index, strip in enumerate(found) if "表" in strip.text)
    for index in sorted({index - lines for index in at for lines in range(_TITLE_REACH)}):
        if index >= end and (title := _title_at(found, index)) and not _is_second(found, index, end):
            known[index] = title
            end = index + title.span
    known = _by_subject(found, known)
    running = _running(found, known)
    return {index: title for index, title in known.items() if index not in running}


def _by_subject(found: Sequence[Strip], known: dict[int, Title]) -> dict[int, Title]:
    """Where a table is printed by items and by units, the one by units (…（分单位）) is none of the standard tables."""
    texts = {index: "".join(found[index + part].text for part in title.parts) for index, title in known.items()}
    told = {_of(known[index]) for index, text in texts.items() if _BY_ITEM.search(text)}
    twice = {index for index, text in texts.items() if _BY_UNIT.search(text) and _of(known[index]) in told}
    return {index: replace(title, table=None) if index in twice else title for index, title in known.items()}


def _of(title: Title) -> tuple[str, str]:
    return title.table.id if title.table else "", title.kind


def _running(found: Sequence[Strip], known: Mapping[int, Title]) -> set[int]:
    """The titles that are the header of pages: at the top of so many, above that of another table on some of them."""
    tops: dict[str, list[int]] = {}
    for index in known:
        if known[index].span == 1 and (not index or found[index - 1].location.page != found[index].location.page):
            tops.setdefault(key(found[index].text), []).append(index)
    often = [at for at in tops.values() if len(at) >= _RUNNING]
    return {index for at in often if sum(_is_above_another(found, known, index) for index in at) > 1 for index in at}


def _is_above_another(found: Sequence[Strip], known: Mapping[int, Title], index: int) -> bool:
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


def _rests(found: Sequence[Strip], known: Mapping[int, Title]) -> dict[int, Title]:
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
    return {index: Title(index, 1, None, is_rest=True) for index in begun if words[index] not in running}


def _begin(found: Sequence[Strip], index: int, ends: Set[int]) -> int | None:
    """The line above the last one of a title, on its page, where the title may begin; what is set between is passed."""
    for at in range(index - 1, max(-1, index - _TITLE_REACH), -1):
        above = found[at]
        if above.location.page != found[index].location.page or not _is_one(above) or at + 1 in ends:
            return None
        if not is_between(above.text):
            return at if may_begin(above.text) else None
    return None


def _is_over(found: Sequence[Strip], index: int, known: Mapping[int, Title]) -> bool:
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


def _others(found: Sequence[Strip], titled_pages: Set[int]) -> dict[int, Title]:
    """The titles of tables that are none of ours; a running header may look like one."""
    hits = {
        index: strip for index, strip in enumerate(found) if _is_other_title(strip) and not _is_among_rows(found, index)
    }
    pages: dict[str, set[int]] = {}
    for strip in hits.values():
        pages.setdefault(key(strip.text), set()).add(strip.location.page)
    running = {words for words, on in pages.items() if len(on) >= _RUNNING and on & titled_pages}
    return {index: Title(index, 1, None) for index, strip in hits.items() if key(strip.text) not in running}


def _is_among_rows(found: Sequence[Strip], index: int) -> bool:
    """Whether rows go on right below a line as they ended right above it: no other table begins without a header."""
    above = found[max(0, index - 2) : index]
    goes_right_on = index + 1 < len(found) and _is_row(found[index + 1])
    return goes_right_on and bool(above) and (_is_row(above[-1]) or (_is_row(above[0]) and _may_stand_by(above[-1])))


def _is_row(strip: Strip) -> bool:
    return len(strip.tokens) > 1 and has_amount(strip)


def _may_stand_by(strip: Strip) -> bool:
    """Whether a line may be the number of a page, or the first line of its header."""
    return _is_one(strip) and len(key(strip.text)) <= REST


def _is_other_title(strip: Strip) -> bool:
    if "表" not in strip.text or not _stands_alone(strip):
        return False
    text = re.sub(r"\s+", "", strip.text)
    return bool(_OTHER_TITLE.match(text)) and not SENTENCE.search(text) and not _TABLE_NUMBER.match(key(text))


def _stands_alone(strip: Strip) -> bool:
    """Whether a strip may be a title: a line, a row of a grid with one cell, or a row whose cells tabs separate."""
    return strip.grid is None or not strip.grid.has_spans or len(strip.cells) == 1


def _is_one(strip: Strip) -> bool:
    """Whether a strip may be a part of a title: a line, or a row of a grid with one cell that is not empty."""
    return strip.grid is None or sum(bool(cell.text.strip()) for cell in strip.cells) == 1


def _title_at(found: tuple[Strip, ...], index: int) -> Title | None:
    """A title that begins here, on one line or broken over some."""
    below = takewhile(_is_one, found[index + 1 : index + _TITLE_REACH]) if _is_one(found[index]) else ()
    near = [found[index].text, *(strip.text for strip in below)]
    if not _stands_alone(found[index]):
        return None
    match = heading(near)
    return Title(index, match.span, match.table, match.kind, match.parts) if match else None
