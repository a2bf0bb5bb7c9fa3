"""When a disagreement proves nothing against the document: the reasons for which a failed equation is not checked.

A false accusation is the worst bug. Each doubt looks at an equation that would fail and gives the innocent explanation
that cannot be ruled out, or nothing; the first one counts. An equation that holds is never doubted.
"""

import re
from collections.abc import Callable

from builder.model.disclosure import Disclosure, Table
from builder.standards.book import Book
from builder.standards.equations import Cell, Equation
from builder.standards.tables import standard_tables
from builder.standards.text import key

_UNREAD_PAGE = re.compile(r"第\s*(\d+)\s*页.*未读")
Doubt = Callable[[Equation, Disclosure, Book], str]


def doubt(equation: Equation, disclosure: Disclosure, book: Book) -> str:
    """Why the equation cannot be held against the document; empty if nothing speaks for it."""
    return next((reason for each in _DOUBTS if (reason := each(equation, disclosure, book))), "")


def _other_form(equation: Equation, disclosure: Disclosure, _book: Book) -> str:
    """Budget tables follow no national form: 合计 of one may include balances that the other states apart."""
    between = equation.kind == "equal" and len({cell.table for cell in equation.cells}) > 1
    return "预算公开表没有全国统一的格式，两表的口径可能不同" if between and disclosure.identity.kind != "final" else ""


def _missing_column(equation: Equation, disclosure: Disclosure, _book: Book) -> str:
    """A form that leaves a column out may count it in the total all the same."""
    for cell in equation.cells:
        table = disclosure.table(cell.table)
        if table is not None and table.columns and cell.measure not in table.columns:
            return f"这份文件的表中没有“{_column(cell)}”一栏"
    return ""


def _negative_beside(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """Where money was taken back, a part may be larger than the whole."""
    if equation.kind != "at_most":
        return ""
    rows = {(cell.row, cell.measure) for cell in equation.cells}
    signs = (figure.amount.value < 0 for cell, figure in book.cells.items() if (cell.row, cell.measure) in rows)
    return "同一科目有负数，部分可能大于整体" if any(signs) else ""


def _blank_balance(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """Balances carried over are often left blank although they count."""
    is_balance = any(sign < 0 for sign, _ in equation.right)
    blank = (cell for cell in equation.cells if cell not in book.cells)
    named = next((cell for cell in blank if is_balance or cell.measure == "opening"), None)
    return f"“{_column(named)}”为空白，不能断定" if named else ""


def _missing_row(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """A side of an equality lacks a row that another form prints, or the balance carried over."""
    if equation.kind != "equal":
        return ""
    printed = {cell.row for cell in equation.cells if cell in book.cells}
    for spec in equation.of.data["right"]:
        economic = standard_tables()[spec["table"]].shape == "economic"
        carried = spec["row"].startswith("opening")
        if (economic or carried) and spec["row"] not in printed | {"class", "code"}:
            return f"没有印出“{_row_name(spec['table'], spec.get('side', ''), spec['row'])}”，不能断定"
    return ""


def _repeated_row(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """Where a code stands twice (one block per unit, say) it is not known which rows belong together."""
    if equation.kind == "columns":
        return ""
    for cell in equation.cells:
        rows = book.rows.get((cell.table, cell.lane), ())
        if "~" in cell.row or f"{cell.row}~2" in rows:
            return "同一行在表中印了不止一次，不能断定哪些行属于它"
    return ""


def _unknown_row(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """A lane with a row of an unknown name may have a part that is not in the sum."""
    if equation.kind != "rows" and not (equation.kind == "equal" and _is_sum(equation)):
        return ""
    for lane in {(cell.table, cell.lane): None for cell in equation.cells}:
        unknown = [row.removeprefix("item:") for row in book.rows.get(lane, ()) if row.startswith("item:")]
        if unknown:
            return f"表中有未能归类的行（{'、'.join(unknown[:3])}），不能断定"
    return ""


def _is_sum(equation: Equation) -> bool:
    return len(equation.of.data["right"]) > 1


def _of_which(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """A row that says 其中 is inside another part and must not be added."""
    items = (book.cells[cell].item for cell in equation.cells if cell in book.cells)
    return next((f"“{item}”是其中数，不能断定" for item in items if key(item).startswith("其中")), "")


def _classless(equation: Equation, _disclosure: Disclosure, book: Book) -> str:
    """In a table by economic code a class without a row of its own is missing from the sum of classes."""
    total = equation.left[0]
    if equation.kind != "rows" or standard_tables()[total.table].shape != "economic":
        return ""
    rows = book.rows.get((total.table, total.lane), ())
    orphans = [row for row in rows if row.isdigit() and len(row) > 3 and row[:3] not in rows]
    return f"{orphans[0][:3]} 没有印出合计行，不能断定" if orphans else ""


def _twin_table(equation: Equation, disclosure: Disclosure, _book: Book) -> str:
    """A second table of the same title was left out, and may be a part of this one."""
    left_out = {key(leftover.excerpt) for leftover in disclosure.leftovers}
    titles = (table.title for table in _tables(equation, disclosure))
    return next((f"另有一张“{title}”未采用，不能断定" for title in titles if key(title) in left_out), "")


def _unread_page(equation: Equation, disclosure: Disclosure, _book: Book) -> str:
    """A page that could not be read stands inside the table or right behind it."""
    unread = {int(page) for note in disclosure.notes for page in _UNREAD_PAGE.findall(note)}
    if not unread:
        return ""
    tables = {cell.table for cell in equation.cells}
    pages = [figure.location.page for figure in disclosure.figures if figure.table in tables]
    near = sorted(page for page in unread if pages and min(pages) <= page <= max(pages) + 1)
    return f"第 {near[0]} 页未能读取，表可能不全" if near else ""


def _tables(equation: Equation, disclosure: Disclosure) -> list[Table]:
    ids = {cell.table: None for cell in equation.cells}
    return [table for id_ in ids if (table := disclosure.table(id_)) is not None]


def _column(cell: Cell) -> str:
    lane = standard_tables()[cell.table].lane(cell.lane)
    return next((measure.zh for measure in lane.all_measures if measure.id == cell.measure), cell.measure)


def _row_name(table: str, side: str, row: str) -> str:
    names = standard_tables()[table].lane(side).rows
    return next((name.labels[0] for name in names if name.id == row and name.labels), row)


_DOUBTS: tuple[Doubt, ...] = (
    *(_other_form, _missing_column, _blank_balance, _missing_row, _repeated_row, _unknown_row),
    *(_of_which, _classless, _twin_table, _unread_page, _negative_beside),
)
