"""Amounts in the text and in the tables by their digits, to see where 元 and 万元 were taken for each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Statement

MONEY = ("amount", "budget", "prior", "change")
UNITS = ("元", "万元")
_SURE = {False: 4, True: 6}
"""So many digits are not the same by chance, in a number with decimals and in one without."""


@frozen
class Printed:
    """Where a value is printed in 万元: statements and figures."""

    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()


def money(sums: Iterable[Statement]) -> Sequence[Statement]:
    """Those of the statements that are sums of money in 元 or 万元."""
    return [each for each in sums if each.measure in MONEY and each.unit in UNITS]


def by_sentence(statements: Iterable[Statement]) -> Mapping[str, Sequence[Statement]]:
    """The statements of each sentence."""
    found: dict[str, list[Statement]] = {}
    for each in statements:
        sentence = each.sentence
        if sentence in found:
            found[sentence].append(each)
        elif sentence:
            found[sentence] = [each]
    return found


def in_wan(said_money: Iterable[Statement], disclosure: Disclosure) -> Callable[[Decimal], Printed]:
    """Where a value is printed in 万元."""
    said: dict[Decimal, list[Statement]] = {}
    placed: dict[Decimal, list[Figure]] = {}
    for each in said_money:
        if each.unit == "万元":
            said.setdefault(abs(each.value), []).append(each)
    for figure in disclosure.figures:
        if figure.amount.unit == "万元":
            placed.setdefault(abs(figure.amount.value), []).append(figure)
    return lambda value: Printed(tuple(said.get(value, ())), tuple(placed.get(value, ())))


def is_sure(value: Decimal) -> bool:
    """Whether a number has so many digits that the same digits are the same amount."""
    shortest = value.normalize()
    return len(shortest.as_tuple().digits) >= _SURE[shortest == shortest.to_integral_value()]
