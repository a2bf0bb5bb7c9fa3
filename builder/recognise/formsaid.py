"""What the results of a performance form say in sentences (``培育大城工匠1人，市级带徒名师4人``), in lines of text.

The narrative reads a form's lines on, from cell to cell; a result is read by itself instead, and belongs to its
indicator.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.model.disclosure import Identity, Indicator, Statement
from builder.recognise.moneyrows import FORM
from builder.recognise.narrative import statements
from builder.recognise.passages import closed
from builder.recognise.sections import Strip

_WORDS = re.compile(r"[\u4e00-\u9fff]{4}")
"""A result without so many ideographs in a row is a value, not a sentence."""


def said_in_forms(
    told: Sequence[Statement], strips: Sequence[Strip], rows: Sequence[Indicator], identity: Identity
) -> tuple[Statement, ...]:
    """The statements of the narrative without those on lines of ``rows``, and the ones that their results make."""
    lines = {strip.location.line: index for index, strip in enumerate(strips) if strip.location.line}
    covered: set[int | None] = set()
    own: list[Statement] = []
    for row in rows:
        first, last = lines.get(row.location.line or 0), lines.get(row.last_line or 0)
        if row.role == "indicator" and first is not None and last is not None:
            taken = strips[first : last + 1]
            covered |= {strip.location.line for strip in taken}
            own += _said(row, taken, identity)
    return (*(one for one in told if one.location.line not in covered), *own)


def _said(row: Indicator, lines: Sequence[Strip], identity: Identity) -> Iterator[Statement]:
    cell = _cell(row.actual, lines) if _WORDS.search(row.actual) else []
    for one in statements([(row.indicator, cell)], identity) if cell else ():
        yield replace(one, section=FORM, sentence="")


def _cell(text: str, lines: Sequence[Strip]) -> list[Strip]:
    """The lines that a cell takes and nothing else; none if it shares one with another cell."""
    for first in range(len(lines)):
        for last in range(first, len(lines)):
            found = closed(" ".join(strip.text for strip in lines[first : last + 1]))
            if found == text:
                return list(lines[first : last + 1])
            if not text.startswith(found):
                break
    return []
