"""Amounts of which another one before them says what they are: the parts of a budget, or of last year's amount.

``年初预算为100万元（其中：基本支出80万元，项目支出20万元）；执行数为90万元`` has three budgets and one amount.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.recognise.measures import Said
from builder.recognise.quantities import Quantity

_SPENT = re.compile(r"决算|执行|实际|完成|发生|支出(?:[数为了是]|金额)|全年支出")
"""What is no part of a budget or of last year's amount, although it stands behind it."""
_A_YEAR = re.compile(r"[本今当]年|20\d\d年")
_WHOLES = ("budget", "prior")
_RATES = ("completion_percent", "share_percent")

_Whole = tuple[str, Decimal, str]
"""Measure, and value and unit as printed."""


@dataclass(slots=True)
class Planned:
    """In one sentence: the budget or last year's amount that was named last, and the one whose parts are named.

    ``spent`` if the sentence has told what was spent.
    """

    whole: _Whole | None = None
    parted: _Whole | None = None
    spent: bool = False

    def begin(self) -> None:
        """A new sentence speaks of no amount's parts."""
        self.whole, self.parted, self.spent = None, None, False

    def parts_follow(self) -> None:
        """``其中`` was said: what follows are parts of what stands right before it.

        Behind this year's amount and last year's they are of this year.
        """
        of_this_year = self.spent and self.whole is not None and self.whole[0] == "prior"
        self.parted, self.whole = self.parted or (None if of_this_year else self.whole), None

    def bracket_opens(self) -> None:
        """A bracket right behind a number holds its parts."""
        self.parted, self.whole = self.whole, None

    def parts_end(self) -> None:
        """The bracket with the parts is closed."""
        self.parted = None

    def taken(self, found: Said, clause: str, quantity: Quantity) -> Said:
        """What an amount behind ``clause`` is; no part is more than its whole."""
        if found.measure in _RATES:
            self.whole = self.parted = None  # 完成年初预算100万元的90%，其中：… are parts of what was spent
        if found.measure == "change" and self.spent:
            self.whole = None  # 支出90万元，比年初预算100万元减少10万元，其中：… are parts of what was spent
        if not quantity.is_money or found.measure not in ("amount", *_WHOLES):
            return found
        whole, self.whole = self.parted, None
        if found.measure in _WHOLES:
            self.whole, self.parted = (found.measure, quantity.value, quantity.unit), None
            return found
        is_part = whole is not None and whole[2] == quantity.unit and quantity.value <= whole[1]
        names_year = whole is not None and whole[0] == "prior" and _A_YEAR.search(clause)
        if whole and is_part and not (_SPENT.search(clause) or names_year):
            return replace(found, measure=whole[0])
        self.parted, self.spent = None, True
        return found
