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
    """In one sentence: the budget that was named last (``whole``), and the one whose parts are named (``parted``).

    Both are value and unit as printed.
    """

    whole: tuple[Decimal, str] | None = None
    parted: tuple[Decimal, str] | None = None

    def begin(self) -> None:
        """A new sentence speaks of no budget's parts."""
        self.whole = self.parted = None

    def parts_follow(self) -> None:
        """``其中`` was said: what follows are parts of the budget that stands right before it, if one does."""
        self.parted, self.whole = self.parted or self.whole, None

    def parts_end(self) -> None:
        """The bracket with the parts is closed."""
        self.parted = None

    def taken(self, found: Said, clause: str, quantity: Quantity) -> Said:
        """What an amount behind ``clause`` is; no part is more than its whole."""
        if found.measure in ("completion_percent", "share_percent"):
            self.begin()  # 完成年初预算100万元的90%，其中：… are parts of what was spent
        if not quantity.is_money or found.measure not in ("amount", "budget"):
            return found
        whole, self.whole = self.parted, None
        if found.measure == "budget":
            self.whole, self.parted = (quantity.value, quantity.unit), None
            return found
        is_part = whole is not None and whole[1] == quantity.unit and quantity.value <= whole[0]
        if is_part and not _SPENT.search(clause):
            return replace(found, measure="budget")
        self.parted = None
        return found
