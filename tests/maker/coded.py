"""Tables by code: 公开02, 03, 05, 07, 08表, each made from the money by its own rule."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from builder.standards import classifications
from tests.maker.accounts import FISCAL, OWN, PURPOSES, Accounts, Flow
from tests.maker.editions import Edition
from tests.maker.printed import Column, Head, Manner, PrintedTable, notes

_OWN = {
    "superior_subsidy": "上级补助收入",
    "institutional": "事业收入",
    "business": "经营收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other": "其他收入",
}
_PURPOSES = {
    "basic": "基本支出",
    "project": "项目支出",
    "remitted_to_superior": "上缴上级支出",
    "business": "经营支出",
    "subsidy_to_subordinates": "对附属单位补助支出",
}
_SPENT = ("total", "basic", "project")


def _coded(
    name: tuple[str, str],
    leaves: Mapping[str, Sequence[int]],
    heads: Sequence[Head],
    measures: Sequence[str],
    edition: Edition,
    manner: Manner,
    rng: Random,
) -> PrintedTable:
    """A table of 合计 and a row for each 类, 款 and 项. ``heads`` are the headers of the amounts, from column 0.

    A column without a measure holds numbers that are none of the table's. A row that has no money is not printed.
    """
    width = rng.choice((1, 1, 3))
    columns = (
        Column("code"), *(Column("empty"),) * (width - 1), Column("item"),
        *(Column("amount" if measure else "other", measure=measure) for measure in measures),
    )  # fmt: skip
    kept = {code: amounts for code, amounts in leaves.items() if any(amounts)}
    prefixes = sorted({code[:size] for code in kept for size in (3, 5, 7)})
    rows = []
    for prefix in ("", *prefixes):
        below = [amounts for code, amounts in kept.items() if code.startswith(prefix)]
        sums = [sum(parts) for parts in zip(*below, strict=True)] if below else [0] * len(measures)
        texts = [manner.amount(fen) if below or "" not in manner.zeros else "" for fen in sums]
        label = classifications.name(prefix) or "" if prefix else "合计"
        rows.append((prefix, *[""] * (width - 1), label, *texts))
    if not kept and rng.random() < 0.3:
        rows = [row[:width] + (row[width],) + ("",) * len(measures) for row in rows]
    first = rng.choice(("科目编码", "功能分类科目编码"))
    low = max(head.row + head.rowspan for head in heads)
    head = [Head(0, 0, "项目", colspan=width + 1), Head(1, 0, first, rowspan=low - 1 or 1, colspan=width)]
    head += [Head(1, width, "科目名称", rowspan=low - 1 or 1)]
    head += [Head(h.row, h.column + width + 1, h.text, h.rowspan, h.colspan) for h in heads]
    numbers = tuple(str(i) for i in range(1, len(measures) + 1))
    lead = ("类", "款", "项") if width == 3 else ("栏次",)
    numbering = (*lead, *[""] * (width + 1 - len(lead)), *numbers) if edition.numbered else ()
    below = (*notes(name[1]), *(() if kept else ("本单位本年度没有此项收支，故本表无数据。",)))
    return PrintedTable(name[0], edition.number(name[0]), name[1], columns, tuple(head), numbering, tuple(rows), below)


def _by_code(flows: Iterable[Flow], amounts: Callable[[Flow], Sequence[int]]) -> dict[str, list[int]]:
    leaves: dict[str, list[int]] = {}
    for flow in flows:
        values = amounts(flow)
        leaves[flow.code] = [a + b for a, b in zip(leaves.get(flow.code, [0] * len(values)), values, strict=True)]
    return leaves


def _flat(names: Iterable[str], rows: int = 2) -> list[Head]:
    return [Head(0, i, name, rowspan=rows) for i, name in enumerate(names)]


def revenue(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """收入决算表."""

    def amounts(flow: Flow) -> list[int]:
        parts = [flow.revenue if flow.source in group else 0 for group in (FISCAL, *((name,) for name in OWN))]
        return [flow.revenue, *parts]

    heads = _flat(("本年收入合计", "财政拨款收入", *_OWN.values()))
    measures = ("total", "appropriation", *OWN)
    leaves = _by_code(accounts.flows, amounts)
    return _coded(("revenue", "收入决算表"), leaves, heads, measures, edition, manner, rng)


def _spending(flow: Flow) -> list[int]:
    return [flow.total, *(flow.spent.get(purpose, 0) for purpose in PURPOSES)]


def expenditure(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """支出决算表."""
    heads = _flat(("本年支出合计", *_PURPOSES.values()))
    leaves = _by_code(accounts.flows, _spending)
    return _coded(("expenditure", "支出决算表"), leaves, heads, ("total", *PURPOSES), edition, manner, rng)


def _spending_heads(rng: Random) -> list[Head]:
    names = (rng.choice(("合计", "小计")), "基本支出", "项目支出")
    if rng.random() < 0.3:
        return _flat(names)
    return [Head(0, 0, "本年支出", colspan=3), *(Head(1, i, text) for i, text in enumerate(names))]


def general(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """一般公共预算财政拨款支出决算表."""
    name = ("general-expenditure", "一般公共预算财政拨款支出决算表")
    leaves = _by_code(accounts.of(["general"]), lambda flow: _spending(flow)[:3])
    return _coded(name, leaves, _spending_heads(rng), _SPENT, edition, manner, rng)


def fund(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """政府性基金预算财政拨款收入支出决算表."""
    name = ("government-fund", "政府性基金预算财政拨款收入支出决算表")
    leaves = _by_code(accounts.of(["government_fund"]), _with_balances)
    return _coded(name, leaves, _balance_heads(), ("opening", "revenue", *_SPENT, "closing"), edition, manner, rng)


def _with_balances(flow: Flow) -> list[int]:
    return [flow.opening, flow.revenue, *_spending(flow)[:3], flow.closing]


def _balance_heads() -> list[Head]:
    heads = [Head(0, 0, "年初结转和结余", rowspan=2), Head(0, 1, "本年收入", rowspan=2)]
    heads += [Head(0, 2, "本年支出", colspan=3), Head(0, 5, "年末结转和结余", rowspan=2)]
    return heads + [Head(1, 2 + i, text) for i, text in enumerate(("小计", "基本支出", "项目支出"))]


def capital(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """国有资本经营预算财政拨款支出决算表, with the balances if the form has them."""
    if edition.balances:
        leaves = _by_code(accounts.of(["state_capital"]), _with_balances)
        name = ("state-capital", "国有资本经营预算财政拨款收入支出决算表")
        return _coded(name, leaves, _balance_heads(), ("", "", *_SPENT, ""), edition, manner, rng)
    name = ("state-capital", "国有资本经营预算财政拨款支出决算表")
    leaves = _by_code(accounts.of(["state_capital"]), lambda flow: _spending(flow)[:3])
    return _coded(name, leaves, _spending_heads(rng), _SPENT, edition, manner, rng)
