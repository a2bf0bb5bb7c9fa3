"""A budget: consistent money, and how a place prints it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from tests.maker.accounts import PERSONNEL, Accounts, make_accounts
from tests.maker.printed import Manner, Printed, PrintedTable

SOURCES = {
    "general": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "institutional": "事业收入",
    "business": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
"""Where money comes from, named as in the revenue table of a budget."""
PARTS = ("一般公共预算", "政府性基金预算", "国有资本经营预算")
"""The three budgets of the appropriations."""
SPENDING = {
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "business": "事业单位经营支出",
    "remitted_to_superior": "上缴上级支出",
    "subsidy_to_subordinates": "对附属单位补助支出",
}
"""What it is for, named as in the expenditure table of a budget."""
BASIC = ("total", "basic", "project")


@dataclass(frozen=True, slots=True)
class Place:
    """How a place prints its budgets: its tables' numbers, its unit, decimals, and what it prints for nothing."""

    id: str
    label: str
    unit: str
    decimals: int
    zeros: tuple[str, ...]
    thousands: bool
    tables: Callable[["Budget", Manner], tuple[PrintedTable, ...]]
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """Money of a budget, in 分: the accounts (opening is 上年结转, closing 结转下年) and what only budgets print."""

    accounts: Accounts
    rng: Random

    @property
    def name(self) -> str:
        """The entity's name."""
        return self.accounts.entity_name

    @property
    def year(self) -> int:
        """The budget year."""
        return self.accounts.year

    def revenue(self, *sources: str) -> int:
        """What comes in during the year."""
        return sum(flow.revenue for flow in self.accounts.of(sources or SOURCES))

    def opening(self, *sources: str) -> int:
        """What is left of the years before."""
        return sum(flow.opening for flow in self.accounts.of(sources or SOURCES))

    def closing(self, *sources: str) -> int:
        """What is left for the next year."""
        return sum(flow.closing for flow in self.accounts.of(sources or SOURCES))

    def used(self) -> int:
        """使用非财政拨款结余."""
        return sum(flow.used for flow in self.accounts.flows)

    def spent(self, *sources: str) -> int:
        """All expenditure."""
        return sum(flow.total for flow in self.accounts.of(sources or SOURCES))

    def classes(self, *sources: str) -> dict[str, int]:
        """Expenditure by class."""
        found: dict[str, int] = {}
        for flow in self.accounts.of(sources or SOURCES):
            found[flow.code[:3]] = found.get(flow.code[:3], 0) + flow.total
        return dict(sorted(found.items()))

    def economic(self) -> dict[str, list[int]]:
        """General basic expenditure by 款: total, personnel, public."""
        return {
            code: [fen, fen if code[:3] in PERSONNEL else 0, 0 if code[:3] in PERSONNEL else fen]
            for code, fen in self.accounts.economic.items()
        }

    def split(self) -> dict[str, list[int]]:
        """Personnel and public funds of the general basic expenditure by 项; both add up as in ``economic``."""
        left = sum(personnel for _, personnel, _ in self.economic().values())
        found: dict[str, list[int]] = {}
        for flow in self.accounts.of(["general"]):
            basic = flow.spent.get("basic", 0)
            part = min(left, basic)
            left -= part
            before = found.get(flow.code, [0, 0])
            found[flow.code] = [before[0] + part, before[1] + basic - part]
        return found

    def expenditure(self) -> dict[str, list[int]]:
        """By 项: total and what it is for, in the order of ``SPENDING``."""
        found: dict[str, list[int]] = {}
        for flow in self.accounts.flows:
            values = [flow.total, *(flow.spent.get(each, 0) for each in list(SPENDING)[1:])]
            found[flow.code] = [a + b for a, b in zip(found.get(flow.code, [0] * 6), values, strict=True)]
        return found

    def three(self) -> dict[str, int]:
        """The three public expenses of the budget year, with their sums."""
        parts = self.accounts.three_public.get("budget") or {}
        found = {name: parts.get(name, 0) for name in ("abroad", "reception", "vehicle_purchase", "vehicle_running")}
        found["vehicles"] = found["vehicle_purchase"] + found["vehicle_running"]
        found["total"] = found["abroad"] + found["reception"] + found["vehicles"]
        return found


def make_budget(seed: int) -> Budget:
    """A consistent budget without negative amounts, deterministic by ``seed``."""
    for attempt in count():
        accounts = make_accounts(seed + attempt * 10**10)
        if all(fen >= 0 for flow in accounts.flows for fen in flow.spent.values()) and all(
            flow.revenue >= 0 for flow in accounts.flows
        ):
            break
    flows = tuple(replace(flow, distributed=0, used=0) for flow in accounts.flows)
    year = accounts.year + 1
    return Budget(replace(accounts, flows=flows, year=year), Random(f"budget {seed}"))


def print_budget(seed: int, place: Place) -> Printed:
    """The tables of a budget as a place prints them."""
    return print_budget_of(make_budget(seed), place, seed)


def print_budget_of(budget: Budget, place: Place, seed: int) -> Printed:
    """The tables of this budget."""
    rng = Random(f"print budget {seed}")
    manner = Manner(place.unit, False, place.zeros, place.thousands, "-{}", rng, place.decimals)
    return Printed(
        budget.name,
        budget.year,
        budget.accounts.body,
        place.unit,
        place.tables(budget, manner),
        "budget",
        place.label,
        place.labelled,
    )
