"""A printed rate against the rates that the printed amounts allow.

Every printed number stands for an interval; the division carries the intervals through, so that rounding is never a
fault. A rate that is one unit of its last digit beside them (cut off instead of rounded, or fitted to 100 %) is a note.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from builder.model.amount import Amount, Interval
from builder.model.disclosure import Figure, Statement

_HUNDRED = Decimal(100)
_NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rate:
    """What amounts make of a rate, in percent: the printed one may be any of ``interval``; ``exact`` without rounding.

    ``formula`` says it in words; ``sources`` are the statements that it was computed from, ``figure`` the cell.
    """

    interval: Interval
    exact: Decimal
    formula: str
    sources: tuple[Statement, ...]
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed rate and the computed one that comes nearest: ``state`` of the ledger, ``severity`` if it failed."""

    state: str
    severity: str
    nearest: Rate
    expected: Decimal


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """Part by whole in percent; None if the whole may be nothing."""
    if whole.low <= 0 <= whole.high:
        return None
    corners = [one / other * _HUNDRED for one in (part.low, part.high) for other in (whole.low, whole.high)]
    return Interval(min(corners), max(corners))


def growth(amount: Interval, change: Interval) -> Interval | None:
    """Change by the amount before it, in percent; the two are not independent, so the corners are taken together."""
    pairs = [(one, other - one) for one in (change.low, change.high) for other in (amount.low, amount.high)]
    if any(base <= 0 for _, base in pairs):
        return None
    corners = [one / base * _HUNDRED for one, base in pairs]
    return Interval(min(corners), max(corners))


def middle(interval: Interval) -> Decimal:
    """The printed number in the middle of an interval."""
    return (interval.low + interval.high) / 2


def compare(value: Decimal, rates: Iterable[Rate]) -> Compared | None:
    """A printed rate (signed, in percent) against every rate that the text allows; None if there is none."""
    printed = Amount(value, "%", "")
    digit = Decimal(1).scaleb(-printed.decimals)
    found: Compared | None = None
    for rate in rates:
        expected = rate.exact.quantize(digit, ROUND_HALF_UP)
        if expected == value:
            return Compared("passed", "", rate, expected)
        if printed.interval.overlaps(rate.interval):
            found = Compared("rounding", "", rate, expected)
        elif found is None or (found.state == "failed" and _gap(value, rate) < _gap(value, found.nearest)):
            beside = Interval(value - digit, value + digit).overlaps(rate.interval)
            found = Compared("failed", _NOTE if beside else "", rate, expected)
    return found


def _gap(value: Decimal, rate: Rate) -> Decimal:
    return rate.interval.distance(Interval(value, value))
