"""Subjects that a document names twice keep their own lines in the ledger, and their findings their own names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from builder.checks._outcome import Outcome


def distinct(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, a repeated subject with ``~2``, ``~3`` behind it."""
    seen: Counter[str] = Counter()
    for outcome in outcomes:
        seen[outcome.subject] += 1
        count = seen[outcome.subject]
        yield outcome if count == 1 else replace(outcome, subject=f"{outcome.subject}~{count}")
