"""What a narrative may say of accounts: this year's amounts, last year's and the budget's, all of them consistent.

Amounts are in 分. Last year's accounts are made from this year's (what is left of them opens this year); the budget is
made item by item, so that sums of it are sums of its items.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from tests.maker.accounts import FISCAL, PERSONNEL, THREE_PUBLIC, Accounts, Flow, make_accounts
from tests.maker.editions import Edition

_LEAST = 5_000


@dataclass(frozen=True, slots=True)
class Facts:
    """``now`` and ``before`` are accounts; ``planned`` is the budget of the general expenditure by 项 code.

    ``people`` and ``things`` are counts by name; ``purchases`` are goods, works and services.
    """

    now: Accounts
    before: Accounts
    planned: Mapping[str, int]
    purchases: tuple[int, int, int]
    small: tuple[int, int]
    projects: tuple[tuple[str, int, int], ...]
    is_office: bool
    parts: tuple[int, int] = (0, 0)


def make_facts(seed: int | str, edition: Edition) -> Facts:
    """Facts without negative amounts, of the appropriations that a form knows."""
    rng = Random(f"facts {seed}")
    now = _plain(seed, edition)
    before = before_of(now, rng)
    return Facts(
        now=now,
        before=before,
        planned=_planned(now, rng),
        purchases=tuple(rng.choice((0, rng.randrange(1, 30_000_000))) for _ in range(3)),  # type: ignore[arg-type]
        small=(rng.randrange(40, 101), rng.randrange(10, 101)),
        projects=_projects(now, rng),
        is_office=rng.random() < 0.6,
    )


def _plain(seed: int | str, edition: Edition) -> Accounts:
    unknown = set(FISCAL) - set(edition.sources)
    for attempt in count():
        made = make_accounts(f"{seed}/{attempt}")
        flows = tuple(flow for flow in made.flows if flow.source not in unknown)
        three = made.three_public.get("actual", {}).values()
        if any(0 < fen < _LEAST for fen in three):
            continue  # counted, yet printed as nothing
        if all(fen >= 0 for flow in flows for fen in flow.spent.values()) and all(flow.revenue >= 0 for flow in flows):
            return replace(made, flows=flows, year=min(made.year, edition.last))
    raise AssertionError


def before_of(now: Accounts, rng: Random) -> Accounts:
    """The year before: most items changed, some the same, some new."""
    calm = rng.random() < 0.2
    flows = tuple(_flow_before(flow, rng, calm) for flow in now.flows)
    three = {"actual": {part: _changed(fen, rng) for part, fen in now.three_public.get("actual", {}).items()}}
    economic = {code: fen if calm else _changed(fen, rng) for code, fen in now.economic.items()}
    return replace(now, year=now.year - 1, flows=flows, three_public=three, economic=economic)


def _flow_before(flow: Flow, rng: Random, calm: bool) -> Flow:
    spent = {kind: fen if calm else _changed(fen, rng) for kind, fen in flow.spent.items()}
    closing = flow.opening if sum(spent.values()) or flow.opening else 0
    return replace(flow, opening=0, closing=closing, spent=spent, used=0, distributed=0)


def _changed(fen: int, rng: Random) -> int:
    if not fen:
        return rng.choice((0, 0, 0, rng.randrange(1, 9_000_000)))
    return rng.choice((fen, 0, *(fen * rng.randrange(300, 1900) // 1000 for _ in range(6))))


def _planned(now: Accounts, rng: Random) -> dict[str, int]:
    exact = rng.random() < 0.3
    found: dict[str, int] = {}
    for flow in now.of(["general"]):
        plan = rng.choice(
            (flow.total, flow.total, 0, *(flow.total * rng.randrange(500, 1800) // 1000 for _ in range(3)))
        )
        found[flow.code] = found.get(flow.code, 0) + (flow.total if exact else plan)
    return dict(sorted(found.items()))


_NAMES = ("信息化运维", "专项业务", "宣传教育活动", "办公设备购置", "培训服务", "专项检查", "便民服务", "档案整理")


def _projects(now: Accounts, rng: Random) -> tuple[tuple[str, int, int], ...]:
    """All projects of the general budget: name, budget, spent. The spent amounts add up to the project expenditure."""
    total = spent(now, ["general"], ["project"])
    many = rng.randrange(1, 5) if total else 0
    cuts = sorted(rng.randrange(total + 1) for _ in range(many - 1)) if many else []
    amounts = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)] if many else []
    names = rng.sample(_NAMES, many)
    return tuple(
        (f"{name}经费", fen if rng.random() < 0.4 else fen * 1000 // rng.randrange(500, 1000), fen)
        for name, fen in zip(names, amounts, strict=True)
        if fen
    )


def spent(accounts: Accounts, sources: Collection[str] = (), purposes: Collection[str] = ()) -> int:
    """Expenditure of these sources (all without any) for these purposes."""
    return sum(
        fen
        for flow in accounts.flows
        if not sources or flow.source in sources
        for purpose, fen in flow.spent.items()
        if not purposes or purpose in purposes
    )


def came(accounts: Accounts, sources: Collection[str] = ()) -> int:
    """What came in during the year."""
    return sum(flow.revenue for flow in accounts.flows if not sources or flow.source in sources)


def opening(accounts: Accounts, sources: Collection[str] = ()) -> int:
    """What was left of the years before."""
    return sum(flow.opening for flow in accounts.flows if not sources or flow.source in sources)


def closing(accounts: Accounts, sources: Collection[str] = ()) -> int:
    """What is left at the end."""
    return sum(flow.closing for flow in accounts.flows if not sources or flow.source in sources)


def whole(accounts: Accounts, sources: Collection[str] = ()) -> int:
    """收入总计, which is 支出总计."""
    used = sum(flow.used for flow in accounts.flows if not sources or flow.source in sources)
    return came(accounts, sources) + opening(accounts, sources) + used


def by_code(accounts: Accounts, width: int, sources: Collection[str] = ("general",)) -> dict[str, int]:
    """Expenditure by 类 (3), 款 (5) or 项 (7)."""
    found: dict[str, int] = {}
    for flow in accounts.of(sources):
        found[flow.code[:width]] = found.get(flow.code[:width], 0) + flow.total
    return dict(sorted(found.items()))


def economic(accounts: Accounts, personnel: bool) -> dict[str, int]:
    """Personnel or public funds of the basic expenditure by 款."""
    return {code: fen for code, fen in accounts.economic.items() if (code[:3] in PERSONNEL) is personnel}


def three(accounts: Accounts, phase: str) -> dict[str, int]:
    """The three public expenses with their sums."""
    parts = accounts.three_public.get(phase, {})
    found = {part: parts.get(part, 0) for part in THREE_PUBLIC}
    found["vehicles"] = found["vehicle_purchase"] + found["vehicle_running"]
    found["total"] = found["abroad"] + found["vehicles"] + found["reception"]
    return found
