"""A printed rate against the rates that the printed amounts allow.

Every printed number stands for an interval; the division carries the intervals through, so that rounding is never a
fault. A rate that is one unit of its last digit beside them (cut off instead of rounded, or fitted to 100 %) is a note.
"""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial

from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount, Interval, half_of, places
from builder.model.disclosure import Figure, Statement

_HUNDRED = Decimal(100)
_NOTE = "note"
_LEAST = Decimal("-Infinity")
"""Nearer than any other: a rate that differs by rounding alone."""


@frozen
class Rate:
    """What amounts make of a rate, in percent: ``exact`` without rounding; ``reach`` gives what it may be with it.

    ``formula`` says it in words; ``sources`` are the statements that it was computed from, ``figure`` the cell.
    """

    reach: Callable[[], Interval]
    exact: Decimal
    formula: str
    sources: tuple[Statement, ...]
    figure: Figure | None = None

    @property
    def interval(self) -> Interval:
        """What the printed rate may be; most are exact, and it is not asked for."""
        return self.reach()

    @staticmethod
    def of(
        part: Interval, whole: Interval, formula: str, sources: tuple[Statement, ...], figure: Figure | None = None
    ) -> "Rate | None":
        """The rate of a part and its whole; None if the whole may be nothing."""
        if may_be_nothing(whole):
            return None
        exact = middle(part) / middle(whole) * 100
        return Rate(partial(_corners, part, whole), exact, formula, sources, figure)

    @property
    def size(self) -> "Rate":
        """The rate without its sign: the direction is said in words."""
        if self.exact >= 0:
            return self
        return Rate(lambda: -self.reach(), -self.exact, self.formula, self.sources, self.figure)


@frozen
class Compared:
    """A printed rate and the computed one that comes nearest: ``state`` of the ledger, ``severity`` if it failed."""

    state: str
    severity: str
    nearest: Rate
    expected: Decimal


def may_be_nothing(whole: Interval) -> bool:
    """Whether an amount may be nothing before rounding: then nothing can be a share of it."""
    return whole.low <= 0 <= whole.high


def quotient(part: Interval, whole: Interval) -> Interval | None:
    """Part by whole in percent; None if the whole may be nothing."""
    return None if may_be_nothing(whole) else _corners(part, whole)


def _corners(part: Interval, whole: Interval) -> Interval:
    if part.low >= 0 and whole.low > 0:
        return Interval(part.low / whole.high * _HUNDRED, part.high / whole.low * _HUNDRED)
    corners = [one / other * _HUNDRED for one in (part.low, part.high) for other in (whole.low, whole.high)]
    return Interval(min(corners), max(corners))


def growth(amount: Interval, change: Interval) -> Interval | None:
    """Change by the amount before it, in percent; the two are not independent, so the corners are taken together."""
    if change.low >= 0 and amount.low > change.high:
        low, high = change.low / (amount.high - change.low), change.high / (amount.low - change.high)
        return Interval(low * _HUNDRED, high * _HUNDRED)
    pairs = [(one, other - one) for one in (change.low, change.high) for other in (amount.low, amount.high)]
    if any(base <= 0 for _, base in pairs):
        return None
    corners = [one / base * _HUNDRED for one, base in pairs]
    return Interval(min(corners), max(corners))


def middle(interval: Interval) -> Decimal:
    """The printed number in the middle of an interval."""
    return (interval.low + interval.high) / 2


def is_surely_some(value: Decimal, *printed: Decimal) -> bool:
    """Whether a number is above nothing however the printed ones were rounded that it was computed from."""
    return value > len(printed) or value > sum(map(half_of, printed))


def is_exact(rate: Statement, part: Amount | Statement, whole: Amount | Statement) -> bool:
    """Whether a printed rate is just what two printed amounts give, as nearly all are: then it has passed.

    False where that is not so, and where the whole may be nothing before rounding.
    """
    return is_surely_some(abs(whole.value), whole.value) and gives(rate.value, *_alike(part, whole))


def _alike(part: Amount | Statement, whole: Amount | Statement) -> tuple[Decimal, Decimal]:
    """Two amounts in one unit, their own or 元."""
    if part.unit == whole.unit:
        return part.value, whole.value
    return part.value * YUAN_PER_UNIT[part.unit], whole.value * YUAN_PER_UNIT[whole.unit]


def gives(value: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether part by whole in percent, rounded as usual to the decimals of ``value``, is just that."""
    if abs(part * _HUNDRED - value * whole) > abs(whole):
        return False  # by more than one in a hundred; to multiply is much faster than to divide
    return (part / whole * 100).quantize(_digit(places(value)), ROUND_HALF_UP) == value


def compare(value: Decimal, rates: Iterable[Rate]) -> Compared | None:
    """A printed rate (signed, in percent) against every rate that the text allows; None if there is none."""
    digit = _digit(places(value))
    reach: Interval | None = None
    found: Compared | None = None
    least: Decimal | None = None
    for rate in rates:
        expected = rate.exact.quantize(digit, ROUND_HALF_UP)
        if expected == value:
            return Compared("passed", "", rate, expected)
        interval = rate.interval
        reach = reach or Amount(value, "%", "").interval
        gap = max(interval.low - value, value - interval.high)
        if reach.overlaps(interval):
            found, least = Compared("rounding", "", rate, expected), _LEAST
        elif least is None or gap < least:
            found, least = Compared("failed", _NOTE if gap <= digit else "", rate, expected), gap
    return found


@cache
def _digit(decimals: int) -> Decimal:
    """One of the last of so many decimals."""
    return Decimal(1).scaleb(-decimals)
