"""The tables that budgets of several places have in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from builder.standards import classifications
from tests.maker.accounts import FISCAL
from tests.maker.budget import BASIC, SOURCES, SPENDING, Budget
from tests.maker.printed import Manner, PrintedTable
from tests.maker.shapes import Line, Path, by_code, coded, laned, rowed

_DIGITS = "零一二三四五六七八九"
Columns = list[tuple[Path, str]]


def ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def class_lines(budget: Budget, form: str, every: bool, sources: Sequence[str] = tuple(SOURCES)) -> list[Line]:
    """A line for each class: all of them with their own ordinals, or those with money, numbered anew."""
    spent = budget.classes(*sources)
    codes = [row.code for row in classifications.class_order()] if every else list(spent)
    return [
        (form.format(ordinal(place), classifications.name(code)), (spent.get(code, 0),))
        for place, code in enumerate(codes, start=1)
    ]


def aligned(
    left: Sequence[Line], right: Sequence[Line], last: tuple[Sequence[Line], Sequence[Line]], spare: int = 1
) -> tuple[list[Line], list[Line]]:
    """Both lanes filled up to the same length, and then the last lines of each."""
    long = max(len(left), len(right)) + spare
    blank: Line = ("", ())
    lanes = [[*lane, *[blank] * (long - len(lane)), *end] for lane, end in zip((left, right), last, strict=True)]
    high = max(map(len, lanes))
    return tuple([*lane[:-1], *[blank] * (high - len(lane)), lane[-1]] for lane in lanes)  # type: ignore[return-value]


def two(amount: str) -> tuple[list[Path], list[Path]]:
    return [("收入", "项目"), ("收入", amount)], [("支出", "项目"), ("支出", amount)]


def summary(
    budget: Budget, manner: Manner, title: str, sources: Sequence[Line], every: bool, amount: str = "预算数"
) -> PrintedTable:
    last = (
        [
            ("本年收入合计", (budget.revenue(),)),
            ("使用非财政拨款结余", (budget.used(),)),
            ("上年结转", (budget.opening(),)),
            ("收入总计", (budget.revenue() + budget.used() + budget.opening(),)),
        ],
        [
            ("本年支出合计", (budget.spent(),)),
            ("结转下年", (budget.closing(),)),
            ("支出总计", (budget.spent() + budget.closing(),)),
        ],
    )
    lanes = aligned(sources, class_lines(budget, "{}、{}", every), last)
    return laned(("summary", 1, title), lanes, two(amount), ("amount",), manner)


def numbered_sources(budget: Budget, suffix: str) -> list[Line]:
    lines = []
    for place, (source, label) in enumerate(SOURCES.items(), start=1):
        lines.append((f"{ordinal(place)}、{label}{suffix if source in FISCAL else ''}", (budget.revenue(source),)))
    return lines


def appropriation(budget: Budget, manner: Manner, number: int, title: str, every: bool) -> PrintedTable:
    """With 一、本年收入 and 二、上年结转 above their parts."""
    parts = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款")

    def of(amounts: Callable[..., int]) -> list[Line]:
        return [
            (f"（{ordinal(i)}）{label}", (amounts(source),))
            for i, (source, label) in enumerate(zip(FISCAL, parts, strict=True), start=1)
        ]

    left = [("一、本年收入", (budget.revenue(*FISCAL),)), *of(budget.revenue)]
    left += [("二、上年结转", (budget.opening(*FISCAL),)), *of(budget.opening)]
    right = [("一、本年支出", (budget.spent(*FISCAL),)), *class_lines(budget, "（{}）{}", every, FISCAL)]
    right += [("二、结转下年", (budget.closing(*FISCAL),))]
    came, went = budget.revenue(*FISCAL) + budget.opening(*FISCAL), budget.spent(*FISCAL) + budget.closing(*FISCAL)
    lanes = aligned(left, right, ([("收入总计", (came,))], [("支出总计", (went,))]))
    return laned(("appropriation-summary", number, title), lanes, two("预算数"), ("total",), manner)


def plain_columns(measures: Sequence[str], group: Path = (), names: Mapping[str, str] = SPENDING) -> list:
    return [((*group, names[measure]), measure) for measure in measures]


def fiscal(budget: Budget, source: str) -> dict[str, list[int]]:
    return by_code(budget.accounts.of([source]))


def economic_columns(group: Path, names: Sequence[str] = ("合计", "人员经费", "公用经费")) -> list:
    return [((*group, name), measure) for name, measure in zip(names, ("amount", "personnel", "public"), strict=True)]


def fund(
    budget: Budget,
    manner: Manner,
    number: int,
    title: str,
    group: Path,
    source: str = "government_fund",
    names: Mapping[str, str] = SPENDING,
    **more: Any,
) -> PrintedTable:
    """The expenditure of the government fund or of the state capital budget; ``more`` is as for ``coded``."""
    table = "government-fund" if source == "government_fund" else "state-capital"
    columns = plain_columns(BASIC, group, names)
    return coded((table, number, title), fiscal(budget, source), columns, manner, **more)


THREE = {
    "total": "合计",
    "abroad": "因公出国（境）费",
    "vehicles": "小计",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_running": "公务用车运行费",
    "reception": "公务接待费",
}


def three(
    budget: Budget,
    manner: Manner,
    number: int,
    title: str,
    group: Path,
    order: Sequence[str] = tuple(THREE),
    more: Sequence[tuple[str, str]] = (),
    names: Mapping[str, str] = THREE,
    cars: str = "公务用车购置及运行费",
) -> PrintedTable:
    """One row; the cars stand under a group of their own. ``more`` are further columns behind."""
    columns = [
        ((*group, *((cars,) if measure.startswith("vehicle") else ()), names[measure]), measure, "budget")
        for measure in order
    ]
    columns += [((label,), measure, "budget") for measure, label in more]
    three = budget.three()
    row = [three[measure] for measure in order] + [budget.rng.randrange(10**8) for _ in more]
    made = rowed(("three-public", number, title), [((), row)], columns, manner)
    return made


def sources_by_unit(
    budget: Budget, manner: Manner, title: str, label: Callable[[str], str], lead: Sequence[Path]
) -> PrintedTable:
    """Revenue of the year and of the years before, by source; a row for the whole and, with ``lead``, for the unit."""
    own = [source for source in SOURCES if source not in FISCAL]
    year, before = ("本年收入",), ("上年结转结余",)
    columns = [(("合计",), "total", ""), ((*year, "小计"), "current", "")]
    columns += [((*year, label(source)), source, "") for source in FISCAL]
    columns += [((*year, "财政专户管理资金"), "special_account", "")]
    columns += [((*year, SOURCES[source]), source, "") for source in own]
    columns += [((*before, "小计"), "opening", "")]
    columns += [((*before, label(source)), f"opening_{source}", "") for source in FISCAL]
    columns += [((*before, "财政专户管理资金"), "opening_special_account", "")]
    columns += [((*before, "单位资金"), "opening_unit_funds", "")]
    opening = [budget.opening(source) for source in FISCAL]
    unit_funds = budget.opening(*own)
    whole = budget.revenue() + budget.opening()
    row = [whole, budget.revenue(), *(budget.revenue(source) for source in FISCAL), 0]
    row += [*(budget.revenue(source) for source in own), budget.opening(), *opening, 0, unit_funds]
    rows: list[tuple[Sequence[str], Sequence[int]]] = [((), row)]
    if lead:
        rows = [(("合计", ""), row), (("024", budget.name), row), (("024001", budget.name), row)]
    made = rowed(("revenue", 2, title), rows, columns, manner, lead)
    return made if lead else replace(made, named=(("", "合计"),))
