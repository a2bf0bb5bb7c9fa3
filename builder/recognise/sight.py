"""What was seen on the way from a document to its disclosure, and what each token of it was taken for.

Nothing is recognised here a second time: these are the nouns that recognition went through, and questions to them.
"""

from collections.abc import Iterator
from itertools import groupby

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Unplaced
from builder.model.document import Document, Grid
from builder.recognise.header import split_notes
from builder.recognise.record import Heading, Part, ReadTable, Token
from builder.recognise.sections import Section, Strip
from builder.recognise.titles import title_of
from builder.standards.text import key, label_key

_SHORTEST_RUN = 3
_NONE = ("none",)
KINDS = ("position", "identity", "unplaced", "aside", "left", "code", "name", "line_no", "header", "unknown", "title")
"""What a token can be.

A figure by ``position`` or by ``identity``; a number that is ``unplaced``, that stands ``aside`` (surely none of the
table's amounts) or that was ``left`` over; a ``code``, ``name`` (of a row, a unit or a year) or ``line_no``; in the
``header`` of a column that was understood, or of one ``unknown``; the ``title`` of a table.
"""


@frozen
class Sight:
    """A document with its lines and rows, its sections, the tables read from them, and the disclosure that it is.

    ``placed`` is what each number of the tables became by its place; numbers read by OCR must also be proven. It is no
    disclosure if it names no year, or neither a unit nor a standard table; it may be the accounts of a government.
    """

    document: Document
    strips: tuple[Strip, ...]
    sections: tuple[Section, ...]
    tables: tuple[ReadTable, ...]
    placed: tuple[tuple[Token, Figure | Unplaced], ...]
    disclosure: Disclosure
    is_disclosure: bool = True
    is_of_government: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether it has standard tables and not one number in them, beside them or in a sentence."""
        told = self.disclosure
        return bool(self.tables) and not (told.figures or told.unplaced or told.statements or told.leftovers)

    def part(self, section: Section) -> tuple[ReadTable, Part] | None:
        """The table that a section became or is a part of, or None if it was left over."""
        pairs = ((table, part) for table in self.tables for part in table.parts)
        return next((pair for pair in pairs if pair[1].start == section.start), None)

    def body(self, section: Section) -> tuple[Strip, ...]:
        """The strips of a section from its title to its end."""
        return self.strips[section.start : section.end]

    def on(self, page: int) -> tuple[Strip, ...]:
        """The strips of a page."""
        return tuple(strip for strip in self.strips if strip.location.page == page)


@frozen
class Mark:
    """What a token was taken for: one of KINDS, the result of a number, the columns of ``table`` below a header."""

    kind: str
    result: Figure | Unplaced | None = None
    table: str = ""
    headings: tuple[Heading, ...] = ()


def marks(sight: Sight) -> dict[int, Mark]:
    """The mark of each token that means something, by ``Token.at``."""
    found: dict[int, Mark] = {}
    for section in sight.sections:
        pair = sight.part(section)
        found |= dict(_read(sight, section, *pair) if pair else _left(sight.body(section)))
    for strip in (strip for grid in unclaimed(sight) for strip in grid):
        found |= dict(_left((strip,)))
    by_ocr = {page.number for page in sight.document.pages if page.by_ocr}
    figures = [figure for figure in sight.disclosure.figures if figure.location.page not in by_ocr]
    numbered = iter(figures)  # they stand in the order in which they were placed
    results: list[Figure | Unplaced] = [*sight.disclosure.unplaced, *sight.disclosure.figures]
    proofs = {each.location: each for each in results}
    for token, result in sight.placed:
        if result.location.page in by_ocr:
            found[token.at] = _result(proofs.get(result.location, result))
        else:
            found[token.at] = _result(next(numbered) if isinstance(result, Figure) else result)
    return found


def _result(result: Figure | Unplaced) -> Mark:
    if isinstance(result, Figure):
        return Mark("position" if result.placed_by == "position" else "identity", result)
    return Mark("aside" if result.candidates == _NONE else "unplaced", result)


def _left(strips: tuple[Strip, ...]) -> Iterator[tuple[int, Mark]]:
    return ((token.at, Mark("left")) for strip in strips for token in strip.tokens if token.number is not None)


def _read(sight: Sight, section: Section, table: ReadTable, part: Part) -> Iterator[tuple[int, Mark]]:
    rows, _ = split_notes(sight.strips[part.body : section.end])
    lines = {id(strip) for strip in rows}
    for index, strip in enumerate(sight.body(section), start=section.start):
        if index < section.end - len(section.strips):
            yield from ((token.at, Mark("title")) for token in strip.tokens)
        elif part.headings or any(token.at in part.kinds for token in strip.tokens):
            yield from _cells(strip, table, part)
        elif index < part.body:
            yield from ((token.at, Mark("header")) for token in strip.tokens)
        elif id(strip) in lines:
            yield from _words(strip, table)


def _cells(strip: Strip, table: ReadTable, part: Part) -> Iterator[tuple[int, Mark]]:
    """The cells of a grid's row, by the role of their column."""
    for token, cell in zip(strip.tokens, strip.cells, strict=False):
        kind = part.kinds.get(token.at, "")
        if kind == "header":
            over = range(cell.column, cell.column + cell.colspan)
            headings = tuple(heading for heading in part.headings if heading.column in over)
            known = not headings or any(heading.kind != "other" for heading in headings)
            yield token.at, Mark("header" if known else "unknown", None, table.standard.id, headings)
        elif kind in ("code", "line_no"):
            yield token.at, Mark(kind)
        elif kind in ("name", "unit", "unit_code", "year", "serial"):
            yield token.at, Mark("name")
        elif token.number is not None:
            yield token.at, Mark("left")


def _words(strip: Strip, table: ReadTable) -> Iterator[tuple[int, Mark]]:
    """The words of a line: those that the rows have as code, 行次 or in their label."""
    codes = {record.code for record in table.records}
    line_nos = {record.line_no for record in table.records}
    items = "\n".join(record.item for record in table.records)
    for token in strip.tokens:
        if token.text in codes:
            yield token.at, Mark("code")
        elif token.text in line_nos:
            yield token.at, Mark("line_no")
        elif token.number is not None and not token.may_be_page_number:
            yield token.at, Mark("left")
        elif label_key(token.text) and token.flat.text in items:
            yield token.at, Mark("name")


def _claimed(sight: Sight) -> set[int]:
    return {index for section in sight.sections for index in range(section.start, section.end)}


def unclaimed(sight: Sight) -> tuple[tuple[Strip, ...], ...]:
    """The rows of each grid, and each run of lines that looks like a table, that no section holds.

    A run is three or more lines one after the other that end in a number and have none of the marks of a sentence.
    """
    claimed = _claimed(sight)
    free = ((index, strip) for index, strip in enumerate(sight.strips) if index not in claimed)
    found = []
    for (_, grid, is_row), pairs in groupby(free, key=_run):
        rows = tuple(strip for _, strip in pairs)
        if grid or (is_row and len(rows) >= _SHORTEST_RUN):
            found.append(rows)
    return tuple(found)


def _run(pair: tuple[int, Strip]) -> tuple[int, int, bool]:
    """What strips of one grid or of one run on a page have in common."""
    strip = pair[1]
    return strip.location.page, id(strip.grid) if strip.grid else 0, strip.grid is None and _is_row(strip)


def _is_row(strip: Strip) -> bool:
    numbers = [token for token in strip.tokens if token.number is not None]
    ends = bool(numbers) and strip.tokens[-1].number is not None and len(strip.tokens) > 1
    return ends and not set("。；，…") & set(strip.text) and "..." not in strip.text


def title_above(sight: Sight, rows: tuple[Strip, ...]) -> str:
    """The line right above a grid or run on its page, which may be its title; empty if there is none."""
    index = next(index for index, strip in enumerate(sight.strips) if strip is rows[0])
    near = reversed(sight.strips[max(0, index - 3) : index])
    words = (strip.text for strip in near if strip.location.page == rows[0].location.page and not strip.in_grid)
    return next((text for text in words if len(key(text)) >= 4 and "单位" not in text), "")


def titles_without_table(sight: Sight) -> tuple[Strip, ...]:
    """Lines that are titles of standard tables and have no header below them: a contents page, a reference."""
    claimed = _claimed(sight)
    strips = (strip for index, strip in enumerate(sight.strips) if index not in claimed and not strip.in_grid)
    return tuple(strip for strip in strips if title_of(strip.text))


def grids(strips: tuple[Strip, ...]) -> tuple[Grid, ...]:
    """The grids that strips are rows of, each once, in order."""
    return tuple({id(strip.grid): strip.grid for strip in strips if strip.grid}.values())
