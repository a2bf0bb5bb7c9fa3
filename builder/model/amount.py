"""Printed numbers: exact decimals and the intervals they stand for.

A printed number with d decimals stands for the closed interval v ± ½·10⁻ᵈ in its own unit. Sums of intervals
are compared by overlap (XBRL Calculations 1.1), so a total of n parts may miss by ½·10⁻ᵈ·(n+1) and no more.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from functools import cache

from builder.frozen import frozen

YUAN_PER_UNIT = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000), "亿元": Decimal(100000000)}
"""The units in which disclosures print amounts, in 元."""

_PLACES = {unit: yuan.adjusted() for unit, yuan in YUAN_PER_UNIT.items()}
_ONE = Decimal(1)
_EXACT = Context(prec=64)
_NUMBER = re.compile(r"[-+]?\d{1,18}(?:\.\d{1,12})?", re.ASCII)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d{1,12})?", re.ASCII)
_SPACED = re.compile(r"[-+]?\d{1,3}(?: ?, ?\d{3})*(?: ?\. ?\d{2})?|[-+]?\d{1,18} ?\. ?\d{2}", re.ASCII)
_BRACKETS = (")", "）")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－（）＋−﹣–", "0123456789.,-()+---")


@frozen
class Interval:
    """A closed interval of exact decimals."""

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two have a point in common."""
        return self.low <= other.high and other.low <= self.high

    def distance(self, other: "Interval") -> Decimal:
        """How far the two are apart; 0 if they overlap."""
        return max(self.low - other.high, other.low - self.high, Decimal(0))


@frozen
class Amount:
    """A printed amount: the number without separators, its unit (万元 or 元) and the text as printed."""

    value: Decimal
    unit: str
    printed: str

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        return places(self.value)

    @property
    def half_unit(self) -> Decimal:
        """Half of the last printed digit, in ``unit``."""
        return half_of(self.value)

    @property
    def interval(self) -> Interval:
        """The unrounded values, in ``unit``, that would be printed like this."""
        half = self.half_unit
        return Interval(self.value - half, self.value + half)

    @property
    def yuan(self) -> Decimal:
        """The value in 元, exact whatever its length, without decimals that were not printed."""
        yuan = _EXACT.scaleb(self.value, _PLACES[self.unit])
        return _EXACT.quantize(yuan, _ONE) if "E+" in str(yuan) else yuan

    @property
    def yuan_interval(self) -> Interval:
        """The interval in 元."""
        return yuan_interval(self.value, self.unit)


def yuan_interval(value: Decimal, unit: str) -> Interval:
    """The interval in 元 of a number that is printed in ``unit``."""
    scale, half = YUAN_PER_UNIT[unit], half_of(value)
    return Interval((value - half) * scale, (value + half) * scale)


def half_of(value: Decimal) -> Decimal:
    """Half of the last printed digit of a number."""
    return _half(places(value))


def places(value: Decimal) -> int:
    """The decimals of a number, by its text, which is made ten times faster than the tuple of its digits."""
    text = str(value)
    if "E" in text:
        exponent = Decimal(text).as_tuple().exponent
        return -exponent if isinstance(exponent, int) and exponent < 0 else 0
    point = text.find(".")
    return len(text) - point - 1 if point >= 0 else 0


@cache
def _half(decimals: int) -> Decimal:
    """Half of the last of so many decimals."""
    return Decimal(5).scaleb(-decimals - 1)


def parse_number(text: str) -> Decimal | None:
    """The number printed in ``text``, or None if it is not exactly one number.

    Accepts thousands separators in right places, a blank beside a separator (``1 ,066. 60``), full-width digits, a
    leading sign and the bookkeepers' parentheses or triangle for a negative number. Never repairs: ``1,23`` and
    ``1.2.3`` are not numbers.
    """
    plain = text.strip()
    if not (plain[-1:].isdigit() or plain.endswith(_BRACKETS)):  # most cells are names
        return None
    if _NUMBER.fullmatch(plain):  # and most numbers are plain
        return Decimal(plain)
    plain = plain if plain.isascii() else plain.translate(_FULL_WIDTH)
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        plain, negative = plain[1:-1].strip(), True
    elif plain[:1] in "△▲" and plain:
        plain, negative = plain[1:].strip(), True
    if " " in plain and _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain) or (negative and plain[0] in "+-"):
        return None
    value = Decimal(plain)
    return value.copy_negate() if negative else value


def parse_amount(text: str, unit: str) -> Amount | None:
    """The amount printed in ``text``, in ``unit``, or None if it is not exactly one number."""
    value = parse_number(text)
    return None if value is None else Amount(value, unit, text.strip())


def plain(value: Decimal) -> str:
    """Decimal text without exponent, as it stands in the CSV files."""
    return format(value, "f")


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none it is exactly 0."""
    low = high = Decimal(0)
    for interval in intervals:
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)


def runs(intervals: Iterable[Interval]) -> Iterator[Interval]:
    """The sums of all intervals that stand one behind the other: of each, each two, each three, ..."""
    given = list(intervals)
    for start in range(len(given)):
        yield from (total(given[start:end]) for end in range(start + 1, len(given) + 1))
