"""The unit of a table that does not print one, where its largest amount proves it.

The largest amount of such a table, most often its total, is printed to the digit in a table that prints its unit, and
in none of another unit: in another unit it would have other digits.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.recognise.record import ReadTable

_FEWEST_DIGITS = 3
"""An amount of fewer digits may be printed twice by chance."""


def with_units(tables: Sequence[ReadTable]) -> tuple[ReadTable, ...]:
    """The tables, each with the unit that it prints or that is proven."""
    waiting = [at for at, table in enumerate(tables) if not table.unit]
    if not waiting:
        return tuple(tables)
    known: dict[Decimal, set[str]] = defaultdict(set)
    told = list(tables)
    for table in tables:
        _learn(known, table)
    while proven := [at for at in waiting if len(known.get(_largest(told[at]), ())) == 1]:
        for at in proven:
            (unit,) = known[_largest(told[at])]
            told[at] = replace(told[at], unit=unit)
            _learn(known, told[at])
        waiting = [at for at in waiting if at not in proven]
    return tuple(told)


def _learn(known: dict[Decimal, set[str]], table: ReadTable) -> None:
    for amount in _amounts(table) if table.unit else ():
        known[amount].add(table.unit)


def unit_notes(before: Iterable[ReadTable], after: Iterable[ReadTable], kind: str) -> tuple[str, ...]:
    """What is to be said of the tables whose unit was proven."""
    pairs = zip(before, after, strict=True)
    names = [f"《{new.standard.title[kind]}》" for old, new in pairs if old.unit != new.unit]
    if not names:
        return ()
    return (f"{'、'.join(names)}没有印金额单位；最大的数与印有单位的表中的数完全相同，单位由此确定",)


def _amounts(table: ReadTable) -> set[Decimal]:
    return {abs(number.value) for record in table.records for number in record.numbers if _is_telling(number.value)}


def _is_telling(value: Decimal) -> bool:
    return len(str(abs(value)).replace(".", "").strip("0")) >= _FEWEST_DIGITS


def _largest(table: ReadTable) -> Decimal:
    return max(_amounts(table), default=Decimal(0))
