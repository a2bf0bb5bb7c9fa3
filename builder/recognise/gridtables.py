"""A section whose cells the source tells, to records: columns by their headers, on the next pages by position."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace

from builder.frozen import frozen
from builder.model.document import Cell, Grid
from builder.recognise import header
from builder.recognise.columns import kind_of, roles, stacks, told_year
from builder.recognise.frame import Frame, Role
from builder.recognise.gridhead import (
    aligned,
    begins_with_row,
    half_header,
    header_height,
    is_header_again,
    once_height,
    spread,
)
from builder.recognise.gridrows import LABELS, NAMELESS, grid_records
from builder.recognise.gridturns import fitting, turned
from builder.recognise.measured import named_by
from builder.recognise.pagebreaks import LONGEST_END, unbroken
from builder.recognise.phases import phase_records
from builder.recognise.record import Column, Heading, Record, Stray, Token
from builder.recognise.rows import records
from builder.recognise.sections import Section, Strip
from builder.recognise.unruled import is_row, torn, unruled
from builder.standards.layouts import STANDARD, standard, variants
from builder.standards.text import key

_SHIFT = 30.0
"""How far, in points, the sides of a table may move from one page to the next."""
_NEAR = 6.0
"""How far, in points, a line between columns may move besides."""
_ALIKE = 0.9
"""So many of the lines between columns must stand where those of the first page do."""
_LEVEL = 2
"""So many digits a level of a code has below the first."""
_LABEL = -1
"""Stands for the lane of an amount that a label is right before, whichever it is."""
Roles = Mapping[int, Role]


@frozen
class GridReading:
    """What was read of a section: its rows, its columns by lane, the layout its header matched.

    ``below`` are the strips under the header; ``notes`` what is said between and below the rows; ``apart`` the first
    row of a grid in the section that is not this table. ``is_whole`` is whether every number stands below a header
    that names its measure or is known to name none, and the 栏次 say nothing else. ``headings`` and ``kinds`` are those
    of a Part.
    """

    records: tuple[Record, ...]
    columns: dict[str, tuple[Column, ...]]
    layout: str
    below: tuple[Strip, ...]
    notes: list[str]
    apart: Strip | None = None
    is_whole: bool = True
    headings: tuple[Heading, ...] = ()
    kinds: Mapping[int, str] = field(default_factory=dict)


def read_grid(section: Section, grid: Grid, at: int | None, year: int, integers: bool) -> GridReading:
    """Read a section that begins with ``grid``; ``at`` is the index of its 栏次 row, ``year`` the document's.

    ``integers`` is whether the document's amounts may be printed without decimals.
    """
    strips = [aligned(strip, grid) for strip in section.strips]
    begin = next(index for index, strip in enumerate(strips) if strip.grid is grid)
    counting = at if at is not None and (strips[at].grid is grid or not grid.has_spans) else None
    start = begin + header_height(section.table, strips[begin:]) if counting is None else counting + 1
    once = strips[begin : begin + once_height(strips[begin:start])]
    named = [strip for strip in once if not header.seems_to_count(strip)]
    head = [
        cell if cell.row == row else replace(cell, row=row) for row, strip in enumerate(named) for cell in strip.cells
    ]
    head += half_header(head, strips[start:])
    counted = header.counted_columns(section.table, strips[counting]) if counting is not None else {}
    strips = turned(strips, grid, head)
    inside, apart = _own_rows(section, strips[start:], grid, head)
    used = {token.column for strip in inside for token in strip.tokens if token.column is not None}
    frame, layout, found = _best(section, head if grid.has_spans else spread(head), counted, used, year)
    rows, notes = header.split_notes(fitting(inside, grid, head, found))
    told = [(strip, is_header_again(strip, head)) for strip in rows if strip.in_grid]
    body, ends = unbroken(section.table, [strip for strip, is_header in told if not is_header], found)
    again = [strip for strip, is_header in told if is_header]
    read, columns = _records(frame, body, found, integers)
    read = (*read, *ends, *unruled([strip for strip in (*strips[:begin], *rows) if is_row(strip)], False))
    is_told = all(found[place].column == column for place, column in counted.items() if place in found)
    is_whole = is_told and all(stray.aside for record in read for stray in record.strays)
    above = stacks(head if grid.has_spans else spread(head), year)
    by_column = {} if _in_turn(frame, found) else found
    headings = tuple(Heading(at, above.get(at, ()), role.kind, role.column) for at, role in sorted(by_column.items()))
    kinds = _kinds([*strips[begin:start], *again], body, by_column)
    return GridReading(read, columns, layout, tuple(strips[start:]), notes, apart, is_whole, headings, kinds)


def _kinds(head: Sequence[Strip], body: Sequence[Strip], found: Roles) -> dict[int, str]:
    """What each cell is: ``header``, or the kind of its column."""
    kinds = {token.at: "header" for strip in head for token in strip.tokens}
    told = {at: role.kind for at, role in found.items() if at != -1}
    inside = [token for strip in body for token in strip.tokens if token.column in told]
    return kinds | {token.at: told[token.column] for token in inside if token.column is not None}


def _best(
    section: Section, head: Sequence[Cell], counted: Mapping[int, Column], used: Collection[int], year: int
) -> tuple[Frame, str, Roles]:
    """The form under which most columns are understood, most of them as measures; the standard one among equals."""
    forms = variants(section.table.id) if section.kind == "budget" else (standard(section.table.id),)
    best: tuple[tuple[int, int], Frame, str, Roles] | None = None
    known_year = told_year(head, year)
    above = stacks(head, known_year)
    said = {name for texts in above.values() for text in texts for name in named_by(text)}
    for form in forms:
        if best and form.texts.isdisjoint(said):
            continue
        frame = Frame(form.table, section.kind, known_year, form.ignored)
        found = roles(frame, above, counted, used)
        amounts = sum(role.kind == "amount" for role in found.values())
        known = amounts + sum(role.kind == "aside" for role in found.values()), amounts
        if best is None or known > best[0]:
            best = known, frame, form.layout, found
        if all(role.kind in ("amount", *LABELS) for role in found.values()):
            break  # what a column is called beside the amounts depends on no form: none can know more
    if best is None:
        raise AssertionError("a table has its standard form")
    return best[1], best[2] or STANDARD, best[3]


def _own_rows(
    section: Section, strips: Sequence[Strip], first: Grid, head: Sequence[Cell]
) -> tuple[list[Strip], Strip | None]:
    """The strips up to a grid that is another table, and that grid's first row."""
    last = first
    for index, strip in enumerate(strips):
        if strip.grid is None or strip.grid is last:
            continue
        rows = [row for row in strips[index:] if row.grid is strip.grid and not _says_nothing(row)] or [strip]
        begin = rows[1] if len(rows) > 1 and _is_end_of_name(section, rows[0], head) else rows[0]
        if not _continues(section, begin, first, head):
            return list(strips[:index]), strip
        last = strip.grid
    return list(strips), None


def _is_end_of_name(section: Section, row: Strip, head: Sequence[Cell]) -> bool:
    """Whether a row is what the page break cut off names: few letters in a cell of a page, no label of the form.

    Of several cells each must stand in a column of names: the header of another table has cells in all columns.
    """
    is_short = row.is_set and all(0 < len(key(cell.text)) <= LONGEST_END for cell in row.cells)
    if not is_short or begins_with_row(section.table, row):
        return False
    lowest = {column: key(cell.text) for cell in head for column in range(cell.column, cell.column + cell.colspan)}
    names = {column for column, text in lowest.items() if kind_of((text,)) == "name"}
    return len(row.cells) == 1 or all(token.column in names for token in row.tokens)


def _says_nothing(row: Strip) -> bool:
    """Whether a row only says that lines were left out (……)."""
    return all(token.is_filler for token in row.tokens)


def _continues(section: Section, row: Strip, first: Grid, head: Sequence[Cell]) -> bool:
    """Whether a grid is the next part of the table: it stands as wide, and begins with a row or the same header."""
    grid = row.grid
    if grid is None or not grid.has_spans:
        return True
    beside = not (grid.edges and first.edges) or _same_columns(grid.edges, first.edges)
    is_row = begins_with_row(section.table, row) or (bool(grid.edges) and _says_nil(row))
    return beside and (is_header_again(row, head) or is_row)


def _says_nil(row: Strip) -> bool:
    """Whether a name stands beside dashes alone: a row without an amount, which no header is."""
    first, *others = row.tokens
    return bool(others) and not first.is_filler and any(token.is_filler for token in others)


def _same_columns(edges: Sequence[float], first: Sequence[float]) -> bool:
    """Whether the lines between columns stand where those of the first page do; the page may be set a little aside."""
    shift = edges[0] - first[0]
    if abs(shift) > _SHIFT or abs(edges[-1] - first[-1]) > _SHIFT:
        return False
    moves = (0.0, shift)
    near = max(sum(any(abs(edge - move - other) <= _NEAR for other in first) for edge in edges) for move in moves)
    return near >= len(edges) * _ALIKE


def _records(
    frame: Frame, body: Sequence[Strip], found: Roles, integers: bool
) -> tuple[tuple[Record, ...], dict[str, tuple[Column, ...]]]:
    table = frame.table
    if _in_turn(frame, found):
        nameless = {token.at: strip for strip in body for token in _without_label(strip, found)}
        rows = ([token for token in strip.tokens if token.at not in nameless] for strip in body)
        tokens = [_told(_flat(token), found) for row in rows for token in _with_whole_codes(row, found)]
        alone = (token for strip in body for token in strip.tokens if token.at in nameless)
        strays = (Record("", "", "", "", (), each.location, (Stray(each, NAMELESS),)) for each in alone)
        return (*records(table, tokens, integers), *strays, *torn(body)), header.columns(table)
    read = phase_records(frame, body, found) if table.shape == "phases" else grid_records(table, body, found)
    return tuple(read), _columns(frame, found, read)


def _without_label(row: Strip, found: Roles) -> Iterator[Token]:
    """The amounts of a row that stand behind those of another lane, or first: no code and no name is theirs."""
    labelled: int | None = None
    for token in row.tokens:
        role = found.get(-1 if token.column is None else token.column)
        is_amount = bool(role and role.kind in ("amount", "other"))
        if is_amount and role and (token.number is not None or token.is_filler):
            is_ours = labelled in (_LABEL, role.lane)
            labelled = role.lane if is_ours else None
            if token.number is not None and not is_ours:
                yield token
        else:
            labelled = None if token.is_filler else _LABEL


def _in_turn(frame: Frame, found: Roles) -> bool:
    """Whether the rows are read cell after cell, since lanes of them stand beside each other."""
    return frame.table.shape == "economic" and _side_by_side(found)


def _side_by_side(found: Roles) -> bool:
    """Whether codes or names come again behind a column of amounts: several lanes beside each other."""
    kinds = [role.kind for _, role in sorted(found.items())]
    behind = kinds[kinds.index("amount") + 1 :] if "amount" in kinds else kinds
    return "amount" not in kinds or any(kind in ("code", "name") for kind in behind)


def _with_whole_codes(tokens: Sequence[Token], found: Roles) -> list[Token]:
    """The tokens of a row, a 类 and the 款 in the next column of codes as one (301 01)."""
    whole: list[Token] = []
    for token in tokens:
        before = whole[-1] if whole else None
        is_pair = before is not None and _holds_code(before, found) and _holds_code(token, found)
        if before is not None and is_pair and before.column != token.column and len(token.text.strip()) == _LEVEL:
            whole[-1] = replace(before, text="".join((before.text + token.text).split()))
        else:
            whole.append(token)
    return whole


def _holds_code(token: Token, found: Roles) -> bool:
    role = found.get(-1 if token.column is None else token.column)
    return role is not None and role.kind == "code" and "".join(token.text.split()).isdigit()


def _told(token: Token, found: Roles) -> Token:
    """The token with the knowledge that its column, neither of codes nor of names, holds amounts."""
    role = found.get(token.column) if token.column is not None else None
    amounts = role is not None and role.kind in ("amount", "other")
    return replace(token, holds_amounts=True) if amounts else token


def _flat(token: Token) -> Token:
    return token if token.number is not None else token.flat


def _columns(frame: Frame, found: Roles, read: Sequence[Record]) -> dict[str, tuple[Column, ...]]:
    """The columns that the header has, by lane, in printed order."""
    known = [role.column for _, role in sorted(found.items()) if role.column]
    if frame.table.shape == "phases":
        used = [number.column for record in read for number in record.numbers if number.column]
        known = list(dict.fromkeys(used)) or known
    if frame.table.shape != "lanes":
        return {"": tuple(known)} if known else {}
    sides = dict.fromkeys([*(lane.side for lane in frame.table.lanes), *(side for side, _ in known)])
    return {side: tuple(column for column in known if column[0] == side) for side in sides}
