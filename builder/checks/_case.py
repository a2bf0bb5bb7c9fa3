"""What every check is given: the disclosure, its book, and its equations as judged once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from builder.checks._identities import Judged, judge
from builder.checks._rows import Row, coded_rows
from builder.checks._unplaced import Gaps
from builder.model.disclosure import Disclosure
from builder.standards.book import Book, book


@dataclass(frozen=True, slots=True)
class Case:
    """A disclosure to be checked.

    ``judged`` are its equations by rule, those of blank cells alone left out; ``rows`` the printed rows with a code.
    """

    disclosure: Disclosure
    book: Book
    judged: Mapping[str, tuple[Judged, ...]]
    rows: tuple[Row, ...]


def case(disclosure: Disclosure) -> Case:
    """The case of a disclosure."""
    printed = book(disclosure.figures)
    gaps = Gaps.of(disclosure.unplaced)
    judged: dict[str, list[Judged]] = {}
    for equation in printed.equations():
        verdict = judge(equation, disclosure, printed, gaps)
        if verdict is not None:
            judged.setdefault(equation.rule, []).append(verdict)
    return Case(disclosure, printed, {rule: tuple(found) for rule, found in judged.items()}, coded_rows(printed))
