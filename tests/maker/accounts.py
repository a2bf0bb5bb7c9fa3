"""The truth: who, which year, and every movement of money in 分, so that all sums are exact."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from builder.standards import classifications

FISCAL = ("general", "government_fund", "state_capital")
"""The three kinds of appropriation."""
OWN = ("superior_subsidy", "institutional", "business", "subordinate_remittance", "other")
"""The other kinds of income, named as in the revenue table."""
PURPOSES = ("basic", "project", "remitted_to_superior", "business", "subsidy_to_subordinates")
"""What money is spent for, named as in the expenditure table."""
PERSONNEL, PUBLIC = ("301", "303"), ("302", "307", "310", "399")
"""The classes of the economic classification that make up basic expenditure."""
THREE_PUBLIC = ("abroad", "vehicle_purchase", "vehicle_running", "reception")
"""What the three public expenses are made of."""

CITIES = ("云溪市", "临港市", "青泽市", "江宁州", "安平市")
DISTRICTS = ("", "东湖区", "南屏区", "白石县", "新桥区", "高新技术开发区")
BODIES = ("总工会", "统计局", "档案馆", "残疾人联合会", "应急管理局", "审计局", "图书馆", "机关事务服务中心")
_FUND_SECTIONS = ("21208", "21213", "21214", "22904", "22908", "22960")
_CAPITAL_SECTIONS = ("22301", "22302", "22399")
_BASIC_ITEMS = {"30212": "abroad", "30217": "reception", "30231": "vehicle_running", "31013": "vehicle_purchase"}
_WAN = 1_000_000


@dataclass(frozen=True, slots=True)
class Flow:
    """The money of one source under one 项 code, in 分: opening + revenue + used = spent + distributed + closing.

    ``used`` is 使用非财政拨款结余, ``distributed`` is 结余分配; both are 0 for appropriations.
    """

    code: str
    source: str
    opening: int
    closing: int
    spent: Mapping[str, int]
    used: int = 0
    distributed: int = 0

    @property
    def total(self) -> int:
        """All that was spent."""
        return sum(self.spent.values())

    @property
    def revenue(self) -> int:
        """What came in during the year."""
        return self.total + self.distributed + self.closing - self.opening - self.used


@dataclass(frozen=True, slots=True)
class Accounts:
    """One entity's final accounts. ``economic`` splits the general basic expenditure by 款 of the economic
    classification; ``three_public`` has the parts by phase and is empty if there was nothing of the kind.
    """

    entity_name: str
    year: int
    body: str
    flows: tuple[Flow, ...]
    economic: Mapping[str, int]
    three_public: Mapping[str, Mapping[str, int]]

    def of(self, sources: Collection[str]) -> tuple[Flow, ...]:
        """The flows of these sources."""
        return tuple(flow for flow in self.flows if flow.source in sources)


def make_accounts(seed: int | str) -> Accounts:
    """Consistent accounts, deterministic by ``seed``."""
    rng = Random(f"accounts {seed}")
    money = _money(rng)
    flows = tuple(_flows(rng, money))
    basic = sum(flow.spent.get("basic", 0) for flow in flows if flow.source == "general")
    economic = _economic(rng, basic)
    name = rng.choice(CITIES) + rng.choice(DISTRICTS) + rng.choice(BODIES)
    return Accounts(
        entity_name=name,
        year=rng.randrange(2019, 2026),
        body=rng.choice(("部门", "单位")),
        flows=flows,
        economic=economic,
        three_public=_three_public(rng, money, economic),
    )


def _money(rng: Random) -> Callable[[], int]:
    """A source of amounts in 分; some amounts come again, some are round, some vanish when they are rounded."""
    scale = rng.choice((20, 200, 200, 2000, 100_000))
    manners = rng.choice(("plain", "plain", "plain", "equal", "round", "small", "negative"))
    seen: list[int] = []

    def amount() -> int:
        if seen and rng.random() < (0.5 if manners == "equal" else 0.08):
            return rng.choice(seen)
        value = rng.randrange(1, scale * _WAN // 10 ** rng.randrange(3))
        if manners == "round" or rng.random() < 0.1:
            value = (value // _WAN + 1) * _WAN
        if manners == "small" and rng.random() < 0.3:
            value = rng.randrange(1, 20_000)
        if manners == "negative" and rng.random() < 0.15:
            value = -value // 10
        seen.append(value)
        return value

    return amount


def _flows(rng: Random, money: Callable[[], int]) -> list[Flow]:
    size = rng.choice((1, 2, 4, 8, 12))
    shape = rng.choice(("general", "general", "appropriations", "everything"))
    balances = rng.random() < 0.5
    codes = _codes(rng, size)
    flows = [_fiscal(rng, money, code, "general", balances) for code in codes]
    if shape != "general":
        flows += [_fiscal(rng, money, code, "government_fund", balances) for code in _below(rng, _FUND_SECTIONS)]
        flows += [_fiscal(rng, money, code, "state_capital", balances) for code in _below(rng, _CAPITAL_SECTIONS)]
    if shape == "everything":
        for source in rng.sample(OWN, rng.randrange(1, 5)):
            flows += [_own(rng, money, code, source, balances) for code in rng.sample(codes, min(2, len(codes)))]
    return flows


def _codes(rng: Random, size: int) -> list[str]:
    """项 codes of a few classes, several below the same 款, in order."""
    known = classifications.functional()
    classes = {row.code for row in classifications.class_order()} - {"223", "229"}
    items = [code for code in known if len(code) == 7 and code[:3] in classes]
    picked: set[str] = set()
    while len(picked) < size:
        one = rng.choice(items)
        near = [code for code in items if code.startswith(one[: rng.choice((3, 5))])]
        picked.update(rng.sample(near, min(len(near), rng.randrange(1, 4), size - len(picked))))
    return sorted(picked)


def _below(rng: Random, sections: Sequence[str]) -> list[str]:
    known = [code for code in classifications.functional() if len(code) == 7 and code[:5] in sections]
    return sorted(rng.sample(known, rng.choice((0, 1, 1, 2, 4))))


def _fiscal(rng: Random, money: Callable[[], int], code: str, source: str, balances: bool) -> Flow:
    kinds = rng.choice((("basic",), ("project",), ("basic", "project")) if source == "general" else (("project",),))
    # Only the general budget takes money back: its part of the expenditure never exceeds the whole.
    spent = {kind: money() if source == "general" else abs(money()) for kind in kinds}
    opening, closing = _balances(rng, money, sum(spent.values())) if balances else (0, 0)
    return Flow(code, source, opening, closing, spent)


def _own(rng: Random, money: Callable[[], int], code: str, source: str, balances: bool) -> Flow:
    kinds = rng.choice((("basic",), ("project",), ("basic", "project"), PURPOSES[2:3], PURPOSES[3:4], PURPOSES[4:5]))
    spent = {kind: abs(money()) for kind in kinds}
    opening, closing = _balances(rng, money, sum(spent.values())) if balances else (0, 0)
    came = sum(spent.values()) + closing - opening
    used = abs(money()) % (came + 1) if balances and rng.random() < 0.3 else 0
    distributed = abs(money()) // 10 if balances and rng.random() < 0.3 else 0
    return Flow(code, source, opening, closing, spent, used, distributed)


def _balances(rng: Random, money: Callable[[], int], spent: int) -> tuple[int, int]:
    """Opening and closing; now and then everything spent was there already, and nothing came in."""
    closing = abs(money()) // 5 if rng.random() < 0.4 else 0
    if spent <= 0:
        return 0, closing
    return rng.choice((0, 0, 0, abs(money()) % spent, spent + closing)), closing


def _economic(rng: Random, basic: int) -> dict[str, int]:
    """Basic expenditure split over a few items, by item code in order. Public funds may be nothing at all."""
    if not basic:
        return {}
    known = [code for code in classifications.economic() if len(code) == 5]
    personnel = [code for code in known if code[:3] in PERSONNEL]
    public = [code for code in known if code[:3] in PUBLIC]
    picked = rng.sample(personnel, rng.randrange(1, 12)) + rng.sample(public, rng.choice((0, 1, 5, 12)))
    cuts = sorted(rng.randrange(abs(basic) + 1) for _ in picked[1:])
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, abs(basic)], strict=True)]
    sign = 1 if basic > 0 else -1
    return {code: sign * part for code, part in sorted(zip(picked, parts, strict=True)) if part}


def _three_public(rng: Random, money: Callable[[], int], economic: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """The parts by phase. What was spent is at least what the basic expenditure has of it."""
    least = {part: max(economic.get(code, 0), 0) for code, part in _BASIC_ITEMS.items()}
    if not any(economic.get(code) for code in _BASIC_ITEMS) and rng.random() < 0.4:
        return {}
    share = rng.choice((0.2, 0.5, 1.0))
    actual, budget = (
        {part: abs(money()) // 20 if rng.random() < share else 0 for part in THREE_PUBLIC} for _ in ("actual", "budget")
    )
    actual = {part: amount + least.get(part, 0) for part, amount in actual.items()}
    return {"budget": budget, "actual": actual}
