"""Text whose columns stand aligned by blanks (``pdftotext -layout``, or an editor with a font of one width): its cells.

A line is a row, and what is parted from top to bottom by columns of blanks is a column. Who aligned the text counted
an ideograph as one character or as wide as two: which, shows in where the numbers of a column end. A header is set
anew by such programs, so of its words only the order on their line is certain: they are taken one by one for the
columns, if they are as many, and if amounts stand below those that name measures alone.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, groupby

from builder.frozen import frozen
from builder.model.document import Cell, Grid
from builder.recognise.columns import kind_of
from builder.recognise.record import Token
from builder.recognise.strips import Strip
from builder.recognise.textcolumns import is_of_rows, says_little, words_of
from builder.recognise.wholerows import SUMS
from builder.standards.tables import StandardTable
from builder.standards.text import key

NOT_ALIGNED = "这一页的栏与前页不一致，不能断定数字属于哪一栏"
_NEAR = 3
"""How far apart the amounts of a column may end; the shortest is wider."""
_AMOUNT = re.compile(r"\d[.,]\d")
_CODE_AND_NAME = re.compile(r"\d{3}(?:\d\d){0,2}\s+[\u4e00-\u9fff]{2}")
_OF_BASIC = re.compile("(?:本年|当年)?(?:一般公共预算)?(?:财政拨款)?基本支出(?:预算)?")
_SAYS_NOTHING = frozenset({"预算数", "决算数", "金额"})
_NOTES = frozenset({"备注", "说明"})
_LETTER = re.compile("[\u4e00-\u9fff]")
_SPACED = 4
"""Letters set apart from each other have no more blanks between them."""
_CODES = (3, 5, 7)
"""How many digits a code has."""
Width = Callable[[str], int]
Span = tuple[int, int]


def is_aligned(strips: Sequence[Strip]) -> bool:
    """Whether lines of a text have words parted by several blanks."""
    return any("  " in strip.text and not strip.in_grid and strip.location.line is not None for strip in strips)


def by_characters(text: str) -> int:
    """How many columns of characters a text is wide, if an ideograph is one."""
    return len(text)


def by_display(text: str) -> int:
    """How many columns of characters a text is wide, if an ideograph is two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


@frozen
class _Word:
    """A word and the columns of characters where it begins and ends."""

    token: Token
    start: int
    end: int

    @property
    def holds_place(self) -> bool:
        """Whether it is a number or stands for one."""
        return self.token.number is not None or self.token.is_filler


@frozen
class _Part:
    """The rows of one page: their lines, their words by column, and which columns hold amounts."""

    lines: list[Strip]
    rows: list[dict[int, _Word]]
    is_amount: list[bool]


def first_row(strips: Sequence[Strip]) -> int:
    """The index of the first line with an amount, or with a code and a name."""
    return next((at for at, strip in enumerate(strips) if _begins_rows(strip)), len(strips))


def _begins_rows(strip: Strip) -> bool:
    return any(_AMOUNT.search(token.text) and token.number is not None for token in strip.tokens) or bool(
        _CODE_AND_NAME.match(strip.text)
    )


def without_header_again(head: Sequence[Strip], body: Sequence[Strip]) -> list[Strip]:
    """The rows without the lines of the header that stand on top of the next pages again."""
    lead = {key(strip.text) for strip in head}
    found: list[Strip] = []
    for _, group in groupby(body, key=lambda strip: strip.location.page):
        page = list(group)
        found += dropwhile(lambda strip: key(strip.text) in lead, page) if found else page
    return found


def gridded(
    table: StandardTable, head: Sequence[Strip], body: Sequence[Strip], width: Width, year: int
) -> tuple[list[Strip], list[Strip]]:
    """The header and the rows with their cells, and the lines of pages that do not fit; no rows if blanks tell none.

    The next pages are set anew, too: their columns are those of the first if they are as many and of the same kinds.
    """
    pages = [list(own) for _, own in groupby(body, key=lambda strip: strip.location.page)]
    parts = [_part(own, width) for own in pages]
    first = parts[0] if parts else None
    names = _header(table, head, first, year) if first else []
    if not first or not names:
        return [], []
    fitting = [part for part in parts if part and part.is_amount == first.is_amount]
    left = [strip for own, part in zip(pages, parts, strict=True) if part not in fitting for strip in own]
    lines, rows = [line for part in fitting for line in part.lines], [row for part in fitting for row in part.rows]
    return _strips(head, lines, names, rows), left


def _part(body: list[Strip], width: Width) -> _Part | None:
    lines = [_words(strip, width) for strip in body]
    if not all(lines):
        return None
    rows = [_joined(line) for line in _codes_at_one_edge(lines)]
    columns = _parted([word for row in rows for word in row if not "".join(word.token.text.split()).endswith(SUMS)])
    told = [_in_columns(row, columns) for row in rows]
    if not all(told) or not columns:
        return None
    found = [[row[at] for row in told if at in row] for at in range(len(columns))]
    is_amount = [
        all(word.holds_place for word in words) and any("." in word.token.text for word in words) for words in found
    ]
    amounts = [words for words, held in zip(found, is_amount, strict=True) if held]
    return _Part(body, told, is_amount) if amounts and all(map(_is_one_place, amounts)) else None


def _words(strip: Strip, width: Width) -> list[_Word]:
    """The words of a line with their places; none if they do not stand in it one behind the other."""
    at, found, printed = 0, list[_Word](), strip.printed
    for token in strip.tokens:
        begin = printed.find(token.text, at)
        if begin < 0 or printed[at:begin].strip():
            return []
        left, at = width(printed[:begin]), begin + len(token.text)
        found.append(_Word(token, left, left + width(token.text)))
    return found


def _codes_at_one_edge(lines: Sequence[list[_Word]]) -> Iterator[list[_Word]]:
    """The lines with the codes that begin them as wide as to where the first of them begins: they may be indented."""
    edge = min((line[0].start for line in lines if _is_code(line[0])), default=0)
    for line in lines:
        yield [replace(line[0], start=edge), *line[1:]] if _is_code(line[0]) and len(line) > 1 else line


def _is_code(word: _Word) -> bool:
    return word.token.is_integer and len(word.token.text) in _CODES


def _joined(line: Sequence[_Word]) -> list[_Word]:
    """The words of a line, those of one name, with one blank between them or set letter by letter, together."""
    found: list[_Word] = []
    for word in line:
        last = found[-1] if found else None
        if last and _goes_on(last, word):
            text = f"{last.token.text} {word.token.text}"
            found[-1] = _Word(replace(last.token, text=text), last.start, word.end)
        else:
            found.append(word)
    return found


def _goes_on(last: _Word, word: _Word) -> bool:
    if last.holds_place or word.holds_place:
        return False
    before = last.token.text.split()
    if all(_LETTER.fullmatch(text) for text in (*before, word.token.text)):
        return word.start - last.end <= _SPACED or "".join((*before, word.token.text)) in SUMS
    return word.start == last.end + 1


def _parted(words: Sequence[_Word]) -> list[Span]:
    """What is parted by blanks from top to bottom."""
    found: list[Span] = []
    for word in sorted(words, key=lambda word: word.start):
        if found and word.start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], word.end)
        else:
            found.append((word.start, word.end))
    return found


def _in_columns(row: Sequence[_Word], columns: Sequence[Span]) -> dict[int, _Word]:
    """The words of a row by column; none if two are in one, or one between two.

    A 合计 stands in the column on its left where it begins no column of its own: it names the row.
    """
    found: dict[int, _Word] = {}
    for word in row:
        over = [at for at, (start, end) in enumerate(columns) if word.start < end and start < word.end]
        if not over:
            over = [max((at for at, (start, _) in enumerate(columns) if start <= word.start), default=0)]
        if len(over) > 1 or over[0] in found:
            return {}
        found[over[0]] = word
    return found


def _header(table: StandardTable, head: Sequence[Strip], part: "_Part", year: int) -> list[str]:
    """The text over each column; none if the words of the header are not surely one for each.

    One line names all columns of amounts, in their order, and has all words that say more than what the rows are.
    """
    lines = [words for strip in head if (words := words_of(table, strip))]
    main = max(lines, key=len, default=[])
    others = [line for line in lines if line is not main]
    if any(not _is_group(table, word, year) for line in others for word in line):
        return []
    main = main[:-1] if main[-1:] and main[-1] in _NOTES else main
    amounts = [word for word in main if not _names_rows(word)]
    if len(amounts) != sum(part.is_amount):
        return []
    if len(main) == len(part.is_amount):
        names = main
    else:
        beside = [line for line in (main[: -len(amounts)], *others) if all(map(_names_rows, line))]
        named = next((found for line in beside if (found := _named_columns(line, part))), None)
        if named is None or any(part.is_amount[: len(named)]):
            return []
        names = [*named, *amounts]
    pairs = list(zip(part.is_amount, names, strict=False))
    return names if len(names) == len(part.is_amount) and all(held != _names_rows(name) for held, name in pairs) else []


def _named_columns(words: Sequence[str], part: "_Part") -> list[str] | None:
    """The words that name the columns of codes and names; a column of units may be empty on a page."""
    count = len(part.is_amount) - sum(part.is_amount)
    found = list(words) if len(words) == count else [word for word in words if kind_of((word,)) != "unit"]
    if len(found) != count or not count:
        return None
    is_code = [all(_is_code(row[at]) for row in part.rows if at in row) for at in range(count)]
    return (
        found
        if all(not code or kind_of((word,)) == "code" for code, word in zip(is_code, found, strict=True))
        else None
    )


def _is_group(table: StandardTable, word: str, year: int) -> bool:
    """Whether a word beside the line of the measures says no more than the title of the table does."""
    bare = word.removeprefix(f"{year}年")
    own = table.classification and "basic" in table.id and _OF_BASIC.fullmatch(bare)
    return bool(says_little(table, bare) or _names_rows(word) or bare in _SAYS_NOTHING or own)


def _names_rows(word: str) -> bool:
    """Whether a word of a header says what names the rows."""
    return is_of_rows(word) or kind_of((word,)) != ""


def _is_one_place(words: Sequence[_Word]) -> bool:
    ends, starts = [word.end for word in words], [word.start for word in words]
    middles = [(word.start + word.end) / 2 for word in words]
    return any(max(places) - min(places) <= _NEAR for places in (ends, starts, middles))


def _strips(
    head: Sequence[Strip], body: Sequence[Strip], names: Sequence[str], rows: Sequence[dict[int, _Word]]
) -> list[Strip]:
    first = head[-1]
    named = [Cell(0, at, name, first.location) for at, name in enumerate(names)]
    cells = [named]
    for number, row in enumerate(rows, start=1):
        cells.append([Cell(number, at, row[at].token.text, row[at].token.location) for at in sorted(row)])
    grid = Grid(tuple(cell for row in cells for cell in row), first.location)
    tokens = [tuple(Token(cell.text, cell.location, cell.column, cell.column == 0, at=first.first) for cell in named)]
    tokens += [tuple(replace(row[at].token, column=at, alone=False) for at in sorted(row)) for row in rows]
    return [
        Strip(" ".join(cell.text for cell in row), row[0].location, strip.first, (), grid, tuple(row), moved=own)
        for strip, row, own in zip((first, *body), cells, tokens, strict=True)
    ]
