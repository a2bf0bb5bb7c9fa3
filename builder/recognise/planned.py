"""Amounts that are planned although their own words do not say so: the parts of a budget that was named before them.

``年初预算为100万元（其中：基本支出80万元，项目支出20万元）；执行数为90万元`` has three budgets and one amount.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.recognise.measures import Said
from builder.recognise.quantities import Quantity

_SPENT = re.compile(r"决算|执行|实际|完成|发生|支出(?:[数为了是]|金额)|全年支出")
"""What is no part of a budget, although it stands behind it."""


@dataclass(slots=True)
class Planned:
    """In one sentence: the budget that was named last (``whole``), and how much of it its parts leave (``left``).

    Both are in the unit that is printed.
    """

    whole: tuple[Decimal, str] | None = None
    left: tuple[Decimal, str] | None = None

    def begin(self) -> None:
        """A new sentence speaks of no budget's parts."""
        self.whole = self.left = None

    def parts_follow(self) -> None:
        """``其中`` was said: what follows are parts of the budget that stands right before it, if one does."""
        self.left, self.whole = self.left or self.whole, None

    def parts_end(self) -> None:
        """The bracket with the parts is closed."""
        self.left = None

    def taken(self, found: Said, clause: str, quantity: Quantity) -> Said:
        """What an amount behind ``clause`` is; a part is no more than what is left of its whole."""
        if found.measure in ("completion_percent", "share_percent"):
            self.begin()  # 完成年初预算100万元的90%，其中：… are parts of what was spent
        if not quantity.is_money or found.measure not in ("amount", "budget"):
            return found
        left, unit = self.left or (Decimal(-1), "")
        self.whole, self.left = None, None
        if found.measure == "budget":
            self.whole = quantity.value, quantity.unit
        elif unit == quantity.unit and quantity.value <= left and not _SPENT.search(clause):
            self.left = left - quantity.value, unit
            return replace(found, measure="budget")
        return found
