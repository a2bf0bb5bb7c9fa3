"""How well the checks do on the corpus; the tests measure it, and write and compare the two files beside this one."""

import csv
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from builder.frozen import frozen

NUMBERS = Path(__file__).with_name("accuracy.csv")
"""One row per family of rules: the columns of ``Measured``."""
MISSED = Path(__file__).with_name("missed.csv")
"""One row per certain or probable discrepancy that is in a document and that no check finds."""


@frozen
class Measured:
    """What the rules of a family find in the corpus, against what careful readers found in it.

    ``findings`` counts errors and warnings, ``real`` those of them that readers confirm, ``notes`` the rest.
    ``certain`` and ``probable`` count the discrepancies of that grade which arithmetic, dictionaries or the document
    itself can show; ``certain_found`` and ``probable_found`` those of them that some check reports.
    """

    family: str
    rules: int
    findings: int
    real: int
    notes: int
    certain: int
    certain_found: int
    probable: int
    probable_found: int


COLUMNS = tuple(column.name for column in fields(Measured))
"""The columns of ``NUMBERS``."""


@frozen
class Missed:
    """A discrepancy that is not found: ``shown_by`` says what it takes to see it, ``lines`` where it stands."""

    doc: str
    grade: str
    family: str
    shown_by: str
    lines: tuple[int, ...]
    title: str


def measured() -> tuple[Measured, ...]:
    """The numbers by family, in the order of the families."""
    with NUMBERS.open(encoding="utf-8", newline="") as file:
        rows = [[row[name] for name in COLUMNS] for row in csv.DictReader(file)]
    return tuple(Measured(family, *map(int, counts)) for family, *counts in rows)


def total(rows: Iterable[Measured]) -> Measured:
    """All families together; the family is empty."""
    listed = list(rows)
    return Measured("", *(sum(getattr(row, name) for row in listed) for name in COLUMNS[1:]))


def missed() -> tuple[Missed, ...]:
    """What is not found, document by document."""
    with MISSED.open(encoding="utf-8", newline="") as file:
        return tuple(
            Missed(
                *(row["doc"], row["grade"], row["family"], row["shown_by"]),
                *(tuple(map(int, row["lines"].split())), row["title"]),
            )
            for row in csv.DictReader(file)
        )
