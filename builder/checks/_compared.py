"""A number of this document against what another document prints for the same fact."""

import re
from collections.abc import Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._outcome import Fault, Outcome
from builder.checks._siblings import Print
from builder.checks._spoken import said_zh, yuan
from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Interval
from builder.model.disclosure import Figure, Statement
from builder.model.location import Location

_EXACTNESS = re.compile(r"±(?P<reach>[\d.]+)")


@frozen
class Mine:
    """A number of this document: its ledger subject, what a reader calls it, the number, and where it stands."""

    subject: str
    label: str
    value: Decimal
    unit: str
    interval: Interval
    figures: tuple[Figure, ...] = ()
    places: tuple[Location, ...] = ()

    @staticmethod
    def said(subject: str, statement: Statement) -> "Mine":
        """The number of a sentence, or one that follows from it."""
        how = f"（由 {statement.derived} 推算）" if statement.derived else ""
        label = f"“{statement.subject}”{said_zh(statement)}{how}"
        interval = _derived(statement) if statement.derived else yuan(statement)
        return Mine(subject, label, statement.value, statement.unit, interval, (), (statement.location,))

    @staticmethod
    def cell(subject: str, figure: Figure, name: str) -> "Mine":
        """The number of a cell that is called ``name``."""
        amount = figure.amount
        label = f"{name} {amount.printed} {amount.unit}"
        return Mine(subject, label, amount.value, amount.unit, amount.yuan_interval, (figure,))

    def outcome(self, prints: Sequence[Print], words: tuple[str, str]) -> Outcome:
        """Against what another document prints; ``words`` say in Chinese and English which document."""
        if not prints:
            return Outcome(self.subject, "not_checked", f"{words[0]}没有印出这个数，或者不能断定是哪一个")
        if any(each.interval.overlaps(self.interval) for each in prints):
            return Outcome(self.subject, "passed")
        return Outcome(self.subject, "failed", fault=self._fault(prints[0], words))

    def _fault(self, other: Print, words: tuple[str, str]) -> Fault:
        scale = YUAN_PER_UNIT[self.unit]
        theirs = (other.interval.low + other.interval.high) / 2 / scale
        gap = (self.value - theirs).normalize()
        return Fault(
            message=f"本文件的{self.label}；{words[0]}{other.place}印为 {other.printed}，相差 "
            f"{wording.number(abs(gap))} {self.unit}。",
            message_en=f"This document gives {self.value:f}; {words[1]} prints {other.printed}.",
            printed=wording.number(self.value),
            expected=wording.number(theirs.normalize()),
            difference=wording.number(gap),
            tolerance=wording.tolerance((other.interval.high - other.interval.low) / scale),
            figures=self.figures,
            places=self.places,
        )


def _derived(statement: Statement) -> Interval:
    """The amounts in 元 that a derived number may stand for: it is as exact as the two it was computed from."""
    stated = _EXACTNESS.search(statement.derived)
    if stated is None:
        return yuan(statement)
    scale = YUAN_PER_UNIT[statement.unit]
    reach = Decimal(stated["reach"])
    return Interval((statement.value - reach) * scale, (statement.value + reach) * scale)
