"""Which figures read by text recognition (OCR) are proven to be what is printed; only those are published.

A misread digit breaks a sum. So an equation that holds exactly (not merely within the intervals, where a misread last
digit would pass as rounding) proves all its numbers, if it is a sum of at least two numbers other than zero, or one
fact read in two tables. Then an equation that holds exactly and in which all other printed numbers are proven proves
the last one.

What no sum can see is proven in other ways. A code must have the name that stands beside it, a row without a code must
be one that the table has. A lost decimal point may be the same mistake in all parts: a number must have as many
decimals as its table usually prints, and neither none nor three (a comma between thousands taken for a point). The
unit must be read the same in two tables.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.model.disclosure import Figure, Unplaced
from builder.recognise.record import Token
from builder.standards import classifications
from builder.standards.book import Book, book
from builder.standards.equations import Cell, Equation
from builder.standards.tables import standard_tables
from builder.standards.text import key

UNPROVEN = "OCR 读出，没有勾稽关系可以证明"
UNIT_ONCE = "OCR 读出，金额单位没有第二处可以印证"
MISNAMED = "OCR 读出，科目编码与名称对不上或行名未能辨认"
OTHER_DECIMALS = "OCR 读出，小数位数可疑"
_DOUBTFUL_DECIMALS = (0, 3)


Placed = tuple[tuple[Token, Figure | Unplaced], ...]
"""What each printed number became, in printed order."""


def proven(placed: Placed, pages: Collection[int]) -> Placed:
    """The same, but on ``pages``, which were read by OCR, only proven figures are figures.

    A figure that is proven is ``placed_by`` identity, and its 行次, which nothing proves, is left out; one that is not
    is an unplaced number with the reason.
    """
    figures = [result for _, result in placed if isinstance(result, Figure)]
    if not any(figure.location.page in pages for figure in figures):
        return placed
    printed = book(figures)
    read = {cell: figure for cell, figure in printed.cells.items() if figure.location.page in pages}
    reasons = _reasons(read, figures)
    unplaced = [result for _, result in placed if isinstance(result, Unplaced)]
    known = _known(_holding(printed, unplaced, reasons), printed, printed.cells.keys() - read.keys())
    proofs = {id(figure) for cell, figure in read.items() if cell in known}
    why = {id(figure): reasons.get(cell, UNPROVEN) for cell, figure in read.items()}

    def judged(result: Figure | Unplaced) -> Figure | Unplaced:
        if isinstance(result, Unplaced) or result.location.page not in pages:
            return result
        if id(result) in proofs:
            return replace(result, placed_by="identity", line_no="")
        return _unproven(result, why.get(id(result), UNPROVEN))

    return tuple((token, judged(result)) for token, result in placed)


def _unproven(figure: Figure, reason: str) -> Unplaced:
    column = "/".join(part for part in (figure.side or figure.phase, figure.measure) if part)
    printed, location = figure.amount.printed, figure.location
    return Unplaced(figure.table, figure.code, figure.item, printed, (column,), reason, location)


def _reasons(read: Mapping[Cell, Figure], figures: Sequence[Figure]) -> dict[Cell, str]:
    """Why a number cannot be proven whatever the sums say; nothing for the others."""
    tables_of = defaultdict(set)
    decimals: dict[str, Counter[int]] = defaultdict(Counter)
    for figure in figures:
        tables_of[figure.amount.unit].add(figure.table)
        decimals[figure.table][figure.amount.decimals] += 1
    found = {}
    for cell, figure in read.items():
        usual = decimals[figure.table].most_common(1)[0][0]
        if not _is_named(cell, figure):
            found[cell] = MISNAMED
        elif figure.amount.decimals != usual or usual in _DOUBTFUL_DECIMALS:
            found[cell] = OTHER_DECIMALS
        elif len(tables_of[figure.amount.unit]) < 2:
            found[cell] = UNIT_ONCE
    return found


def _is_named(cell: Cell, figure: Figure) -> bool:
    """Whether code and name agree, or the row is one that the table has."""
    if figure.code:
        return key(figure.item) in map(key, classifications.names(figure.code))
    return not cell.row.startswith("item:")


def _holding(printed: Book, unplaced: Iterable[Unplaced], reasons: Collection[Cell]) -> list[Equation]:
    """The equations that hold exactly, without a number that is doubtful or could not be placed."""
    gaps: dict[str, list[Unplaced]] = defaultdict(list)
    for number in unplaced:
        gaps[number.table].append(number)
    return [
        equation
        for equation in printed.equations()
        if equation.kind != "at_most"
        and _is_exact(equation, printed)
        and not any(cell in reasons for cell in equation.cells)
        and not any(_may_be(gap, cell) for cell in equation.cells for gap in gaps[cell.table])
    ]


def _is_exact(equation: Equation, printed: Book) -> bool:
    cells = printed.cells
    left = [cells[cell].amount.yuan for cell in equation.left if cell in cells]
    right = [sign * cells[cell].amount.yuan for sign, cell in equation.right if cell in cells]
    return bool(left and right) and sum(left) == sum(right)


def _may_be(gap: Unplaced, cell: Cell) -> bool:
    """Whether an unplaced number may be that of a cell."""
    if gap.candidates and not {cell.measure, f"{cell.lane}/{cell.measure}"} & {*gap.candidates}:
        return False
    table = standard_tables()[cell.table]
    return table.shape == "phases" or cell.row.split("~")[0] in table.roles(cell.lane, [(gap.code, gap.item)])


def _known(equations: Sequence[Equation], printed: Book, sure: Collection[Cell]) -> set[Cell]:
    """The cells that are sure or proven."""
    known = {*sure}
    for equation in equations:
        if _is_telling(equation, printed):
            known.update(cell for cell in equation.cells if cell in printed.cells)
    while True:
        last = {open_[0] for equation in equations if len(open_ := _open(equation, printed, known)) == 1}
        if not last:
            return known
        known |= last


def _open(equation: Equation, printed: Book, known: Collection[Cell]) -> list[Cell]:
    return [cell for cell in equation.cells if cell in printed.cells and cell not in known]


def _is_telling(equation: Equation, printed: Book) -> bool:
    """Whether it adds two numbers that are not zero, or has one fact from two tables."""
    left = _amounts(equation.left, printed)
    right = _amounts((cell for _, cell in equation.right), printed)
    tables = ({cell.table for cell in equation.left}, {cell.table for _, cell in equation.right})
    return bool(left) and (len(right) >= 2 or (len(right) == 1 and not tables[0] & tables[1]))


def _amounts(cells: Iterable[Cell], printed: Book) -> list[Decimal]:
    """The numbers printed in cells, without zeros."""
    amounts = (printed.cells[cell].amount.value for cell in cells if cell in printed.cells)
    return [amount for amount in amounts if amount]
