"""Which statement speaks of which cell of the tables: by its subject and by the headings it stands under.

A statement is a ``Said`` only if it is certain which money it speaks of (all, 财政拨款, 一般公共预算, one of the funds,
“三公”经费), of the disclosure's own year, and what of it. What cannot be told is left out, never guessed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.checks._headings import headings_of, said_again, scope_below
from builder.checks._spoken import is_rough, sentence_text
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Statement
from builder.standards.book import Book
from builder.standards.equations import Cell
from builder.standards.sayings import ANY_BASIC, OTHER, Meaning, is_part, meaning, scope_of
from builder.standards.tables import ALONE
from builder.standards.text import key, label_key

_BASIC = ("basic", ANY_BASIC)
_BASIC_TOTALS = (Cell("expenditure", "", "total", "basic"), Cell("general-expenditure", "", "total", "basic"))
_PROJECT = "项目支出"
"""Behind it the economic items are those of projects, which no table prints."""
_THREE_PUBLIC = "three_public"
_TOTALS = frozenset(("合计", "总计"))


@frozen
class Said:
    """An amount that a sentence gives for something that the tables have a cell for.

    ``scope`` is one of the scopes of sayings.yml; ``fact`` names what is said, for a comparison with other sentences;
    ``cells`` are where the tables print it, in the order of their authority (none if they have no such column), and
    ``figures`` the numbers printed there. It ``is_certain`` unless the money of the heading or that named before may be
    meant: then ``cells`` are those of both, and ``fact`` is its own.
    """

    statement: Statement
    scope: str
    fact: str
    cells: tuple[Cell, ...]
    figures: tuple[Figure, ...]
    is_certain: bool = True


@frozen
class Told:
    """What the text tells in figures.

    ``headings``: those above every passage, the nearest first;
    ``amounts``: the exact amounts that sentences give for the disclosure's year, or for the year before;
    ``said``: those that speak of cells. All in reading order.
    """

    headings: Sequence[tuple[str, ...]]
    amounts: tuple[Statement, ...]
    said: tuple[Said, ...]

    @staticmethod
    def of(disclosure: Disclosure, book: Book, sums: Iterable[Statement]) -> "Told":
        """What the text of a disclosure tells, of whose statements the ``sums`` are those of money."""
        headings = headings_of(disclosure)
        amounts = tuple(_amounts(sums, disclosure.identity.fiscal_year))
        return Told(headings, amounts, tuple(_said(amounts, headings, disclosure, book)))

    def scope(self, statement: Statement) -> str | None:
        """Which money the headings above a statement speak of (empty or ``other`` where none tells).

        None if it stands in no passage.
        """
        below = place_of(statement)
        return scope_below(self.headings[below]) if 0 <= below < len(self.headings) else None


def place_of(statement: Statement) -> int:
    """The index of the passage in which a statement stands; -1 for one of a form."""
    return _place(statement.sentence)


@lru_cache(maxsize=4096)
def _place(sentence: str) -> int:
    return int(sentence.partition(".")[0] or 0) - 1


def _amounts(sums: Iterable[Statement], year: int) -> list[Statement]:
    """The exact amounts of the disclosure's year (or of the year before) that sentences say."""
    years = {"amount": year, "budget": year, "prior": year - 1}
    return [each for each in sums if years.get(each.measure) == each.year and each.sentence and not is_rough(each)]


@dataclass(slots=True)
class _Listener:
    """What is known while the amounts are heard one after the other.

    ``at`` is the passage, ``headings`` those above it, ``scope`` the money that they speak of, ``named`` the money that
    it named before. ``item`` is the sentence of the item of which a part may follow, ``part`` the part of the
    expenditure that was named last.
    """

    at: int = -1
    headings: tuple[str, ...] = ()
    scope: str = ""
    named: tuple[str, ...] = ()
    item: str = ""
    part: str = ""

    def go_to(self, at: int, headings: tuple[str, ...]) -> None:
        """Go on to a passage, and from heading to heading."""
        if headings != self.headings:
            self.item = self.part = ""
            self.headings, self.scope = headings, scope_below(headings)
        self.at, self.named = at, ()

    def meanings(self, statement: Statement, disclosure: Disclosure, is_mixed: bool) -> list[tuple[str, Meaning]]:
        """What a statement may mean: the money that its subject names, else that of the heading or named before.

        A subject that says only a part (基本支出) is, below an item, the part of the item that no total prints.
        """
        scope = self.scope
        if scope == OTHER or (scope == ANY_BASIC and is_mixed):
            return []
        own = _own_scope(statement.subject)
        if own == _THREE_PUBLIC and scope in _BASIC:
            own = ""  # 公务接待费 there is a row of the basic expenditure, which is a part of what the year's was
        if scope == _THREE_PUBLIC and own not in ("", scope):
            return []  # 其中：一般公共预算支出2万元 is what of the three expenses was paid from it
        found = _meanings(statement, (own,) if own else (scope, *self.named))
        if own and own != scope:
            self.named = (*self.named, own)
        if is_part(statement.subject):
            self.part = statement.subject
            return [] if self.item and _goes_on(statement, self.item, disclosure) else found
        is_item = scope not in _BASIC and (not found or found[0][1].cells[0].row.isdigit())
        self.item = statement.sentence if is_item else ""
        is_economic = bool(found) and found[0][1].cells[0].table == "general-basic"
        return [] if is_economic and _PROJECT in self.part else found


def _said(
    amounts: Sequence[Statement],
    headings: Sequence[tuple[str, ...]],
    disclosure: Disclosure,
    book: Book,
) -> Iterator[Said]:
    """The amounts that speak of cells."""
    listener, is_mixed = _Listener(), _is_mixed(book)
    again = said_again(disclosure, headings)
    for statement in amounts:
        at = place_of(statement)
        if at < len(headings) and not again[at]:
            if at != listener.at:
                listener.go_to(at, headings[at])
            found = listener.meanings(statement, disclosure, is_mixed)
            # A subject that the paragraph does not name may have been carried over too far.
            if found and (statement.code or statement.subject in disclosure.passages[at].text):
                yield _speaking(statement, found, disclosure.identity.kind, book)


def _meanings(statement: Statement, scopes: Sequence[str]) -> list[tuple[str, Meaning]]:
    """What a statement means in each of the scopes in which it means anything."""
    subject, code = statement.subject, statement.code
    return [(scope, meant) for scope in scopes if scope and (meant := meaning(subject, code, scope))]


def _speaking(statement: Statement, found: Sequence[tuple[str, Meaning]], kind: str, book: Book) -> Said:
    """The statement as said of all the cells that it may mean."""
    scope, first = found[0]
    is_certain = len(found) == 1
    alone = "" if is_certain else f"/{statement.sentence}"
    fact = f"{statement.year}/{statement.measure}/{scope}/{first.fact}{alone}"
    cells = _cells(first, statement.measure, kind)
    if not is_certain:
        cells = tuple(dict.fromkeys([cell for _, meant in found for cell in _cells(meant, statement.measure, kind)]))
    known = book.cells
    printed = [(cell, known[cell]) for cell in cells if cell in known]
    if not statement.value and any(cell not in known for cell in cells if not cell.row.endswith(ALONE)):
        printed = []  # nothing is said of what is blank: the other cells may be of something else
    if kind == "budget" and len({cell.row for cell in cells}) > 1 and any(_is_unread(cell, known) for cell in cells):
        printed = []  # 收入合计 of a budget is with or without what is left of the years before
    if kind == "budget":
        printed = [(cell, each) for cell, each in printed if not _may_hold_opening(cell, known)]
    named = tuple([each for cell, each in printed if _is_one(cell, each, book) and _is_named(each, statement)])
    return Said(statement, scope, fact, cells, named, is_certain)


def _is_unread(cell: Cell, known: Mapping[Cell, Figure]) -> bool:
    return cell.row == "grand-total" and cell not in known


def _may_hold_opening(cell: Cell, known: Mapping[Cell, Figure]) -> bool:
    """Whether a source of a budget may hold what is left of the years before, since no table tells it apart."""
    is_source = cell.table == "appropriation-summary" and cell.row.startswith("source-")
    return is_source and cell._replace(table="summary") not in known


def _goes_on(statement: Statement, item: str, disclosure: Disclosure) -> bool:
    """Whether a statement still speaks of the item of another sentence: in that one, or behind 其中."""
    return statement.sentence == item or sentence_text(disclosure, statement).startswith("其中")


def _own_scope(subject: str) -> str:
    """The scope that a subject tells itself: 基本支出 alone does not say whose."""
    scope = scope_of(subject)
    return "" if scope in (OTHER, "all", ANY_BASIC) else scope


def _is_mixed(book: Book) -> bool:
    """Whether basic expenditure is paid from other money, too, so that its parts are in no table."""
    every, general = (book.cells.get(cell) for cell in _BASIC_TOTALS)
    return every is None or general is None or every.amount.yuan != general.amount.yuan


def _cells(meant: Meaning, measure: str, kind: str) -> tuple[Cell, ...]:
    """The cells of a measure: the initial budget of final accounts is in no table but that of the three expenses."""
    if measure == "prior":
        return ()
    cells = meant.cells if kind == "final" else meant.cells + meant.budget
    if kind == "final" and measure == "amount":
        return cells
    planned = tuple(cell._replace(lane="budget") for cell in cells if cell.table == "three-public")
    return planned if kind == "final" else planned or cells


def _is_one(cell: Cell, figure: Figure, book: Book) -> bool:
    """Whether a cell is printed once: of a row that stands in several blocks it is not known which is meant."""
    return not book.is_repeated(cell) or (cell.table == "three-public" and figure.item in _TOTALS)


def _is_named(figure: Figure, statement: Statement) -> bool:
    """Whether a row with a code is called as the sentence calls it: the same code may have had another name."""
    if not figure.code or not statement.code:
        return True
    item, subject = label_key(figure.item), key(statement.subject)
    return item.removesuffix("支出") in subject or subject in item
