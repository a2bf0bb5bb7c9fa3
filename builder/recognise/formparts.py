"""The line of a performance form that parts its money (基本支出总额 … 项目支出总额 …): statements like its rows.

The line says neither its unit nor whether it is of the budget or of what was spent; the row of money below it does,
where the two parts add up to the one or the other.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.model.amount import parse_number
from builder.model.disclosure import Identity, Statement
from builder.recognise.moneyrows import FORM, ROUNDED, MoneyRow
from builder.recognise.sections import Strip

_LABELS = ("基本支出", "项目支出")
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_PARTS = re.compile(rf"基本支出(?:总额)?\s*({_NUMBER})\s+项目支出(?:总额)?\s*({_NUMBER})")
_REACH = 20
"""How many lines below the parts their row may stand (headers in narrow cells are long)."""


def parted(strips: Sequence[Strip], rows: Sequence[MoneyRow], identity: Identity) -> Iterator[Statement]:
    """The two parts of the money of each form whose row in ``rows`` says what they are."""
    for index, strip in enumerate(strips):
        found = _PARTS.fullmatch(strip.text.strip()) if _LABELS[0] in strip.text else None
        if not found:
            continue
        below = [one.location for one in strips[index + 1 : index + 1 + _REACH]]
        row = next((row for row in rows if row.is_of_form and row.location in below), None)
        values = [value for value in map(parse_number, found.groups()) if value is not None]
        measure = _whole(row, sum(values, Decimal(0))) if row and len(values) == len(_LABELS) else ""
        if row is None or not measure:
            continue
        for label, value in zip(_LABELS, values, strict=True):
            yield Statement(
                FORM, label, "", identity.fiscal_year, measure, value, row.unit, "", found[0], strip.location
            )


def _whole(row: MoneyRow, total: Decimal) -> str:
    """Which one of a row's amounts the parts add up to: ``amount`` or ``budget``; empty if none, or both."""
    found = {
        measure
        for _, measure, printed in row.cells
        if measure in ("amount", "budget")
        and (value := parse_number(printed)) is not None
        and abs(value - total) <= ROUNDED
    }
    return found.pop() if len(found) == 1 else ""
