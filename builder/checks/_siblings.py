"""The other documents that a disclosure is compared with: last year's, the budget, those of a department's units."""

from collections.abc import Iterable, Sequence

from builder.checks._said import Told
from builder.checks._spoken import yuan
from builder.checks._statements import sorted_out
from builder.frozen import frozen
from builder.model.amount import Interval, plain
from builder.model.disclosure import Disclosure, Figure, Identity, Statement
from builder.model.entity import Entity
from builder.standards.book import Book, book
from builder.standards.equations import Cell
from builder.standards.tables import standard_tables

NO_SIBLING = "语料中没有上年的文件"
NO_BUDGET = "语料中没有同一年度的预算公开文件"


@frozen
class Relatives:
    """Which documents belong to one: ``before`` of the year before, ``budget`` of the same year, ``units`` below it.

    ``units`` are None unless every unit that is known to be below the entity has its document.
    """

    before: Identity | None = None
    budget: Identity | None = None
    units: tuple[Identity, ...] | None = None

    @property
    def all(self) -> tuple[Identity, ...]:
        """All of them."""
        return (*filter(None, (self.before, self.budget)), *(self.units or ()))


def relatives(identity: Identity, others: Iterable[Identity], entities: Sequence[Entity]) -> Relatives:
    """The relatives of a document among others; where two claim the same place none is taken."""
    same = [other for other in others if other.entity == identity.entity and other.entity]
    before = [each for each in same if (each.fiscal_year, each.kind) == (identity.fiscal_year - 1, identity.kind)]
    budget = [each for each in same if (each.fiscal_year, each.kind) == (identity.fiscal_year, "budget")]
    below = {entity.entity for entity in entities if entity.parent and entity.parent == identity.entity}
    wanted = (identity.fiscal_year, identity.kind)
    units = tuple(each for each in others if each.entity in below and (each.fiscal_year, each.kind) == wanted)
    return Relatives(
        before[0] if len(before) == 1 else None,
        budget[0] if len(budget) == 1 and identity.kind == "final" else None,
        units if below and {each.entity for each in units} == below else None,
    )


@frozen
class Beside:
    """Another document, with what it prints in its tables and says of them."""

    disclosure: Disclosure
    book: Book
    told: Told

    @staticmethod
    def of(disclosure: Disclosure) -> "Beside":
        """The same document with its book."""
        printed = book(disclosure.figures)
        sums = sorted_out(disclosure.statements).sums
        return Beside(disclosure, printed, Told.of(disclosure, printed, sums))

    def prints(self, cells: Sequence[Cell], fact: str) -> list["Print"]:
        """What it prints in these cells, and says of the fact ``<scope>/<cell>`` in its own year."""
        year = self.disclosure.identity.fiscal_year
        found = [Print.cell(self.book.cells[cell]) for cell in cells if _is_one(cell, self.book)]
        told = (each for each in self.told.said if each.fact == f"{year}/amount/{fact}")
        return found + [Print.sentence(each.statement) for each in told]


@frozen
class Print:
    """A number that another document prints: its interval in 元, the number with its unit, and where it stands."""

    interval: Interval
    printed: str
    place: str

    @staticmethod
    def cell(figure: Figure) -> "Print":
        """The number of a cell."""
        title = standard_tables()[figure.table].title["final"]
        return Print(figure.amount.yuan_interval, f"{plain(figure.amount.value)} {figure.amount.unit}", f"《{title}》")

    @staticmethod
    def sentence(statement: Statement) -> "Print":
        """The number of a sentence."""
        return Print(yuan(statement), f"{statement.value:f} {statement.unit}", f"正文“{statement.section}”")


@frozen
class Siblings:
    """The relatives that are there, read; ``units`` None if not all of them are known."""

    before: Beside | None = None
    budget: Beside | None = None
    units: tuple[Beside, ...] | None = None

    @staticmethod
    def of(found: Relatives, disclosures: Iterable[Disclosure]) -> "Siblings":
        """The relatives among these disclosures."""
        wanted = {identity.disclosure_id for identity in found.all}
        near = (each for each in disclosures if each.identity.disclosure_id in wanted)
        beside = {each.identity.disclosure_id: Beside.of(each) for each in near}

        def one(identity: Identity | None) -> Beside | None:
            return beside.get(identity.disclosure_id) if identity else None

        units = None if found.units is None else tuple(filter(None, map(one, found.units)))
        return Siblings(one(found.before), one(found.budget), units)


def _is_one(cell: Cell, printed: Book) -> bool:
    """Whether a cell is printed once: a row that stands in several blocks may be a part of what is meant."""
    return cell in printed.cells and not printed.is_repeated(cell)
