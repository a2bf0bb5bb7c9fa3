"""Where a finding stands in its document: the printed lines, with the numbers or the words it is about marked."""

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure
from builder.model.document import Cell, Document, Grid, Line
from builder.model.finding import Finding
from builder.model.location import Box
from builder.report._terminal import clean

_QUOTED = re.compile(r"“([^“”]{2,60})”")
_APART = "  "  # between the cells of a row
_LONG = 6  # characters of a quotation that is looked for on a whole page
_SHORTEST = 4  # characters of a quotation that must stand at the end or the start of a line to be marked there
_DIGITS = 3  # digits of a number with a decimal point that is looked for on a whole page
_SENTENCE = 9  # characters of a quotation that is looked for in the whole document


_Place = tuple[int | None, int | None]
"""A page and a line on it."""
_Beside = Mapping[_Place, Sequence[tuple[Figure, bool]]]
"""By place the figures that stand there, in reading order, and whether a finding is about them."""


@frozen
class Printed:
    """A printed line or row of a table: 1-based page, 1-based line if the source has lines, the text, its box."""

    page: int
    line: int | None
    text: str
    box: Box | None = None


@frozen
class Excerpt:
    """A printed line with the ranges of it that are concerned."""

    printed: Printed
    spans: tuple[tuple[int, int], ...]


def printed_lines(document: Document) -> tuple[Printed, ...]:
    """Every line and every row of a table as printed, in reading order; the parts of one text line are one."""
    found: list[Printed] = []
    at: dict[_Place, int] = {}
    for one in _printed(document):
        place = one.page, one.line
        if one.line is not None and place in at:
            before = found[at[place]]
            found[at[place]] = Printed(before.page, before.line, f"{before.text}  {one.text}", before.box)
        else:
            at[place] = len(found)
            found.append(one)
    return tuple(found)


def _printed(document: Document) -> Iterator[Printed]:
    for page in document.pages:
        for block in page.blocks:
            if isinstance(block, Line):
                yield Printed(page.number, block.location.line, clean(block.text), block.location.box)
            else:
                yield from _rows(page.number, block)


def _rows(page: int, grid: Grid) -> Iterator[Printed]:
    for row in grid.rows():
        lines: dict[int | None, list[Cell]] = {}
        for cell in row:
            if cell.text:
                lines.setdefault(cell.location.line, []).append(cell)
        for line, cells in lines.items():
            yield Printed(page, line, clean(_APART.join(cell.text for cell in cells)), _around(cells))


def _around(cells: Sequence[Cell]) -> Box | None:
    boxes = [cell.location.box for cell in cells if cell.location.box]
    if not boxes:
        return None
    right, bottom = max(box.x1 for box in boxes), max(box.bottom for box in boxes)
    return Box(min(box.x0 for box in boxes), min(box.top for box in boxes), right, bottom)


def excerpts(finding: Finding, disclosure: Disclosure, lines: Sequence[Printed]) -> tuple[Excerpt, ...]:
    """The printed lines that a finding is about, those with something marked first among equals in reading order."""
    wanted = set(finding.figures)
    figures = [figure for figure in disclosure.figures if disclosure.figure_id(figure) in wanted]
    beside = _beside(disclosure, figures)
    if finding.source_lines:
        found = [Excerpt(one, _spans(finding, one, beside)) for one in _on_lines(finding, figures, lines)]
        return tuple(one for one in found if one.spans) or tuple(found)
    rows = _rows_of(figures, disclosure, lines)
    found = [_without_lines(finding, one, index in rows, bool(rows), beside) for index, one in enumerate(lines)]
    shown = tuple(one for one in found if one.spans)
    return shown or tuple(_anywhere(finding, lines))


def _on_lines(finding: Finding, figures: Sequence[Figure], lines: Sequence[Printed]) -> Sequence[Printed]:
    """The lines of a finding; every sheet of a workbook has its own, so those of figures are on the pages of these."""
    named = [one for one in lines if one.line in finding.source_lines]
    places = {_place(figure) for figure in figures}
    own = {line for _, line in places}
    here = [
        one for one in named if (one.page, one.line) in places or (one.line not in own and one.page == finding.page)
    ]
    return here or named


def _place(figure: Figure) -> _Place:
    return figure.location.page, figure.location.line


def _anywhere(finding: Finding, lines: Sequence[Printed]) -> Iterator[Excerpt]:
    """Lines of other pages that hold what the finding quotes: a form and the sentence about it are pages apart."""
    for one in lines:
        if spans := tuple(_quoted(finding.message, one.text, _SENTENCE)):
            yield Excerpt(one, spans)


def _beside(disclosure: Disclosure, figures: Sequence[Figure]) -> _Beside:
    """By page and line all figures that stand on it, in reading order, and whether they are wanted."""
    wanted = {id(figure) for figure in figures}
    places = {_place(figure) for figure in figures}
    found: dict[_Place, list[tuple[Figure, bool]]] = {}
    for figure in disclosure.figures:
        if (place := _place(figure)) in places:
            found.setdefault(place, []).append((figure, id(figure) in wanted))
    return found


def _without_lines(
    finding: Finding,
    one: Printed,
    holds_figure: bool,
    is_known: bool,
    beside: _Beside,
) -> Excerpt:
    """A line or row of a source without line numbers, concerned if a figure stands in it.

    On the finding's page the number that it is about and what it quotes are marked as well; another row has that number
    by chance where the rows of the figures are known.
    """
    if holds_figure:
        return Excerpt(one, _spans(finding, one, beside))
    if one.page != finding.page:
        return Excerpt(one, ())
    is_telling = "." in finding.printed and sum(char.isdigit() for char in finding.printed) >= _DIGITS
    is_other = is_known and _APART in one.text
    numbers = number_places(finding.printed, one.text) if is_telling and not is_other else []
    return Excerpt(one, tuple(numbers) or tuple(_quoted(finding.message, one.text, _LONG)))


def _rows_of(figures: Sequence[Figure], disclosure: Disclosure, lines: Sequence[Printed]) -> set[int]:
    """The rows in which figures stand; where no box tells, those of the figure's own table, by its name or code."""
    found: set[int] = set()
    tables: list[str] = []
    for figure in figures:
        at = [index for index, one in enumerate(lines) if _stands_in(figure, one)]
        if len(at) > 1 and not figure.location.box:
            tables = tables or list(_tables(disclosure, lines))
            at = [index for index in at if tables[index] == figure.table] or at
            at = [index for index in at if _is_row_of(figure, lines[index])] or at
        found.update(at)
    return found


def _tables(disclosure: Disclosure, lines: Sequence[Printed]) -> Iterator[str]:
    """For each line the table whose title was printed last."""
    titles = {"".join(table.title.split()): table.table for table in disclosure.tables}
    current = ""
    for one in lines:
        current = titles.get("".join(one.text.split()), current)
        yield current


def _is_row_of(figure: Figure, one: Printed) -> bool:
    """Whether a row has the code, the number and the whole name of the figure's in cells of their own."""
    cells = {"".join(cell.split()) for cell in one.text.split(_APART)}
    named = (figure.code, figure.line_no, "".join(figure.item.split()))
    return all(name in cells for name in named if name)


def _stands_in(figure: Figure, one: Printed) -> bool:
    if figure.location.page != one.page:
        return False
    box = figure.location.box
    if box and one.box:
        return one.box.top <= (box.top + box.bottom) / 2 <= one.box.bottom and one.box.x0 - 1 <= box.x0 <= one.box.x1
    return bool(number_places(figure.amount.printed, one.text)) and figure.item in one.text


def _spans(finding: Finding, one: Printed, beside: _Beside) -> tuple[tuple[int, int], ...]:
    """The numbers of the finding's figures in a line, else what it says is printed, else what it quotes."""
    spans: list[tuple[int, int]] = []
    here = beside.get((one.page, one.line), ())
    for index, (figure, is_wanted) in enumerate(here):
        if is_wanted:
            printed = figure.amount.printed
            places = number_places(printed, one.text)
            # the same number twice in a line: figures stand in reading order
            others = [other for other, _ in here[:index] if one.line is not None or _is_beside(other, figure)]
            if one.line is None:
                start = max(one.text.find(figure.item), 0)
                places = [place for place in places if place[0] >= start]
            before = sum(other.amount.printed == printed for other in others)
            spans += places[before : before + 1]
    if not spans and finding.printed:
        spans = number_places(finding.printed, one.text)[:1]
    return tuple(spans) or tuple(_quoted(finding.message, one.text))


def _is_beside(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in the same row of a table, on the same side of it."""
    return (one.table, one.side, one.phase, one.row) == (other.table, other.side, other.phase, other.row)


def number_places(number: str, text: str) -> list[tuple[int, int]]:
    """Where a whole number stands in a text, whether or not thousands are set apart there."""
    digits = "[,，]?".join(re.escape(char) for char in number.replace(",", ""))
    return [match.span() for match in re.finditer(rf"(?<![\d.,]){digits}(?![\d.,])", text)]


def _quoted(message: str, text: str, least: int = 2) -> Iterator[tuple[int, int]]:
    """What the message quotes in ``least`` characters or more, where it stands in the line, whatever blanks there are.

    A quotation that begins on one line and ends on the next is marked on both.
    """
    bare = [(place, char) for place, char in enumerate(text) if not char.isspace()]
    joined = "".join(char for _, char in bare)
    for phrase in _QUOTED.findall(message):
        wanted = "".join(clean(phrase).split())
        if len(wanted) < least:
            continue
        start = joined.find(wanted)
        if start >= 0:
            yield bare[start][0], bare[start + len(wanted) - 1][0] + 1
            continue
        for cut in range(len(wanted) - 1, _SHORTEST - 1, -1):
            if joined.endswith(wanted[:cut]):
                yield bare[-cut][0], bare[-1][0] + 1
                break
            if joined.startswith(wanted[-cut:]):
                yield bare[0][0], bare[cut - 1][0] + 1
                break
