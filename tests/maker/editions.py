"""Forms of the final accounts: which tables, in which order, and what they print otherwise than the national one."""

from dataclasses import dataclass

from tests.maker.accounts import FISCAL

_NATIONAL = (
    *("summary", "revenue", "expenditure", "appropriation-summary", "general-expenditure", "general-basic"),
    *("government-fund", "state-capital", "three-public"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A form. ``order`` numbers its tables; ``sources`` are the appropriations that it knows; ``optional`` classes have
    a row only if they have money; ``balances``: what the state capital table has beside the expenditure.

    ``phases`` is how the three public expenses stand: the budget beside the final accounts (``columns``), above them
    (``rows``), or in pairs for each expense (``pairs``); ``meetings``: with meetings and training. ``last`` is the last
    year in which the form was used.
    """

    id: str
    order: tuple[str, ...] = _NATIONAL
    sources: tuple[str, ...] = FISCAL
    optional: tuple[str, ...] = ()
    numbered: bool = True
    spare_row: bool = True
    used: str = "使用非财政拨款结余"
    balances: bool = False
    phases: str = "columns"
    meetings: bool = False
    last: int = 9999

    def number(self, table: str) -> int:
        """The number of a table in this form, from 1."""
        return self.order.index(table) + 1


NATIONAL = Edition("national")
"""The form of the Ministry of Finance since 2021, as in Guangxi, Hubei and the central departments."""
SHANGHAI = Edition(
    "shanghai",
    order=(*_NATIONAL[:6], "three-public", "government-fund", "state-capital"),
    optional=("231", "232"),
    numbered=False,
    spare_row=False,
    balances=True,
    phases="pairs",
)
"""The districts of Shanghai: no 行次 and no 栏次, the three public expenses are table 7."""
SHAANXI = Edition("shaanxi", meetings=True, phases="rows", used="使用非财政拨款结余（含专用结余）")
"""Shaanxi: the three public expenses with meetings and training."""
WIDE = Edition("wide", meetings=True)
"""The same beside one another."""
OLD = Edition(
    "2019",
    order=(*_NATIONAL[:6], "three-public", "government-fund"),
    sources=FISCAL[:2],
    optional=("223", "231", "232", "234"),
    spare_row=False,
    used="用事业基金弥补收支差额",
    last=2019,
)
"""The form until 2019: eight tables, 行次 up to 52."""
EDITIONS = (NATIONAL, SHANGHAI, SHAANXI, WIDE, OLD)
