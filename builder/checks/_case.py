"""What every check is given: the disclosure, its book, and its equations as judged once for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.checks._forms import Form, forms
from builder.checks._identities import Judged, judge
from builder.checks._prose import Prose
from builder.checks._rows import Row, coded_rows
from builder.checks._said import Told
from builder.checks._siblings import Siblings
from builder.checks._spoken import chapters
from builder.checks._unplaced import Gaps
from builder.model.disclosure import Disclosure, Statement
from builder.standards.book import Book, book

ALONE = Siblings()
"""Of a document with which nothing can be compared."""


@dataclass(frozen=True, slots=True)
class Case:
    """A disclosure to be checked.

    ``judged`` are its equations by rule, those of blank cells alone left out; ``rows`` the printed rows with a code;
    ``told`` what the text tells in figures; ``prose`` what it says outside the tables;
    ``chapters`` the statements of its sentences by chief heading; ``siblings`` the documents that belong to it;
    ``forms`` its performance forms.
    """

    disclosure: Disclosure
    book: Book
    judged: Mapping[str, tuple[Judged, ...]]
    rows: tuple[Row, ...]
    told: Told
    prose: Prose
    chapters: Sequence[Sequence[Statement]]
    siblings: Siblings
    forms: tuple[Form, ...] = ()


def case(disclosure: Disclosure, siblings: Siblings = ALONE) -> Case:
    """The case of a disclosure."""
    printed = book(disclosure.figures)
    gaps = Gaps.of(disclosure.unplaced)
    judged: dict[str, list[Judged]] = {}
    for equation in printed.equations():
        verdict = judge(equation, disclosure, printed, gaps)
        if verdict is not None:
            judged.setdefault(equation.rule, []).append(verdict)
    by_rule = {rule: tuple(found) for rule, found in judged.items()}
    return Case(
        disclosure,
        printed,
        by_rule,
        coded_rows(printed),
        Told.of(disclosure, printed),
        Prose.of(disclosure),
        chapters(disclosure),
        siblings,
        tuple(forms(disclosure)),
    )
