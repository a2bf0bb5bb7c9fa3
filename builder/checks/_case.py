"""What every check is given: the disclosure, its book, and its equations as judged once for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from builder.checks._balance import Line, balance
from builder.checks._chapters import Chapter
from builder.checks._chapters import chapters as chapters_of
from builder.checks._forms import Form, forms
from builder.checks._growth import Growth, base_of, growth_of
from builder.checks._identities import judge
from builder.checks._money import money
from builder.checks._named import Print, is_own_name_printed, prints
from builder.checks._prose import Prose
from builder.checks._rows import Row, coded_rows
from builder.checks._said import Said, Told
from builder.checks._siblings import Siblings
from builder.checks._spoken import Spoken
from builder.checks._statements import Statements, sorted_out
from builder.checks._unplaced import Gaps
from builder.checks._wholes import Share, Whole, shares, totals
from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Disclosure, Figure, Statement
from builder.standards.book import Book, book

ALONE = Siblings()
"""Of a document with which nothing can be compared."""


@dataclass(frozen=True)
class Case:
    """A disclosure to be checked.

    ``balances`` are its equations by rule, those of blank cells alone left out; ``rows`` the printed rows with a code;
    ``told`` what the text tells in figures; ``prose`` what it says outside the tables;
    ``statements`` what its sentences and forms give, sorted; ``siblings`` the documents that belong to it;
    ``forms`` its performance forms.
    """

    disclosure: Disclosure
    book: Book
    balances: Mapping[str, Sequence[Line]]
    rows: tuple[Row, ...]
    told: Told
    prose: Prose
    statements: Statements
    siblings: Siblings
    forms: tuple[Form, ...] = ()

    @cached_property
    def shares(self) -> Sequence[Share]:
        """Every share with its part and with what it may be a share of."""
        return shares(self.statements.spoken["share_percent"], self.disclosure.identity, self.book)

    @cached_property
    def totals(self) -> Sequence[Whole]:
        """The totals of the tables of which something may be a share."""
        return totals(self.disclosure.identity, self.book)

    @cached_property
    def counts(self) -> Sequence[tuple[Statement, str]]:
        """The counts of sentences, each with the money of which the headings above it speak."""
        told = ((each, self.told.scope(each)) for each in self.statements.said("count"))
        return [(each, scope) for each, scope in told if scope is not None]

    @cached_property
    def spendings(self) -> Sequence[tuple[Statement, str | None]]:
        """The amounts of the year that are no budgets, each with the money of which the headings above it speak."""
        return [(each, self.told.scope(each)) for each in self.told.amounts if each.measure == "amount"]

    @cached_property
    def nameless(self) -> Sequence[tuple[Statement, str | None]]:
        """Those of them that have no code, and for which the tables have no cell."""
        known = self.said_by_id
        return [(each, scope) for each, scope in self.spendings if not each.code and id(each) not in known]

    @cached_property
    def said_by_id(self) -> Mapping[int, Said]:
        """What speaks of a cell, by the identity of its statement."""
        return {id(each.statement): each for each in self.told.said}

    @cached_property
    def completions(self) -> Sequence[tuple[Spoken, Statement | None, Sequence[Statement]]]:
        """Every rate of completion with the amount and the budgets of its subject in its paragraph."""
        rates = self.statements.spoken["completion_percent"]
        return [(one, one.near("amount"), one.all_near("budget")) for one in rates]

    @cached_property
    def growths(self) -> Sequence[tuple[Spoken, Growth]]:
        """Every rate of change with the amounts around it."""
        return [(one, growth_of(self.disclosure, one)) for one in self.statements.spoken["change_percent"]]

    @cached_property
    def prints(self) -> Sequence[Print]:
        """Every place where the document prints whose it is."""
        return prints(self.disclosure, self.prose)

    @cached_property
    def is_own_name_printed(self) -> bool:
        """Whether it prints the whole name of the office anywhere."""
        return is_own_name_printed(self.disclosure)

    @cached_property
    def explanations(self) -> Sequence[Chapter]:
        """The chapters of the text."""
        return tuple(chapters_of(self.prose))

    @cached_property
    def explaining(self) -> Sequence[Chapter]:
        """Those of them that explain the accounts."""
        return [chapter for chapter in self.explanations if chapter.explains]

    @cached_property
    def money(self) -> Sequence[Statement]:
        """The statements that are sums of money in 元 or 万元."""
        return money(self.statements.sums)

    @cached_property
    def by_name(self) -> Mapping[str, Figure]:
        """The figures by the names of their cells."""
        return {str(cell): figure for cell, figure in self.book.cells.items()}

    @cached_property
    def _by_size(self) -> Mapping[int, Sequence[tuple[int, Figure]]]:
        found: dict[int, list[tuple[int, Figure]]] = {}
        for at, figure in enumerate(self.disclosure.figures):
            found.setdefault(_size(figure.amount), []).append((at, figure))
        return found

    def near_in_size(self, amount: Amount) -> list[Figure]:
        """The figures whose first digit stands at most one place from that of an amount, in printed order."""
        size = _size(amount)
        near = [each for other in (size - 1, size, size + 1) for each in self._by_size.get(other, ())]
        return [figure for _, figure in sorted(near, key=itemgetter(0))]

    def compared_with(self, one: Spoken) -> Statement | None:
        """The amount with which a change compares, in its paragraph."""
        return one.near(base_of(self.disclosure, one)) or one.near("prior")


def _size(amount: Amount) -> int:
    """The place of its first digit, in 元."""
    return amount.value.adjusted() + YUAN_PER_UNIT[amount.unit].adjusted()


def case(disclosure: Disclosure, siblings: Siblings = ALONE) -> Case:
    """The case of a disclosure."""
    printed = book(disclosure.figures)
    gaps = Gaps.of(disclosure.unplaced)
    statements = sorted_out(disclosure.statements)
    balances = balance(printed, lambda each: judge(each, disclosure, printed, gaps), not gaps.by_table)
    return Case(
        disclosure,
        printed,
        balances,
        coded_rows(printed),
        Told.of(disclosure, printed, statements.sums),
        Prose.of(disclosure),
        statements,
        siblings,
        tuple(forms(disclosure)),
    )
