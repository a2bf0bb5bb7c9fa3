"""The nine tables of the final accounts, each made from the money by its own rule."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import zip_longest
from random import Random

from builder.standards import classifications
from tests.maker.accounts import FISCAL, OWN, PERSONNEL, PUBLIC, PURPOSES, Accounts, Flow
from tests.maker.printed import Column, Head, Manner, Printed, PrintedTable, cells

_SOURCES = {
    "general": "一般公共预算财政拨款",
    "government_fund": "政府性基金预算财政拨款",
    "state_capital": "国有资本经营预算财政拨款",
}
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
_ORDINALS = "一二三四五六七八"


def print_accounts(accounts: Accounts, seed: int) -> Printed:
    """The nine tables of ``accounts``, printed in the manner of one office."""
    rng = Random(f"print {seed}")
    manner = Manner.drawn(rng)
    return Printed(
        accounts.entity_name,
        accounts.year,
        accounts.body,
        manner.unit,
        (
            _summary(accounts, manner, rng),
            _revenue(accounts, manner, rng),
            _expenditure(accounts, manner, rng),
            _appropriation(accounts, manner, rng),
            _general(accounts, manner, rng),
            _basic(accounts, manner, rng),
            _fund(accounts, manner, rng),
            _capital(accounts, manner, rng),
            _three_public(accounts, manner, rng),
        ),
    )


def _revenue_of(flows: Iterable[Flow]) -> int:
    return sum(flow.revenue for flow in flows)


def _spent_by_class(flows: Iterable[Flow]) -> dict[str, int]:
    spent: dict[str, int] = {}
    for flow in flows:
        spent[flow.code[:3]] = spent.get(flow.code[:3], 0) + flow.total
    return spent


# --- tables of two lanes: 公开01表 and 公开04表 ---------------------------------------------------------------------

_Line = tuple[str, Sequence[int | None]]
"""A label and an amount for each column of its lane; None where the form has no number."""


def _lanes(
    number: int,
    name: tuple[str, str],
    head: Sequence[Head],
    lanes: Sequence[Sequence[_Line]],
    manner: Manner,
    measures: Sequence[str],
) -> PrintedTable:
    """A table of a revenue and an expenditure lane; 行次 runs on from the first into the second."""
    columns = (
        Column("item", 0, "revenue"), Column("line_no", 0, "revenue"), Column("amount", 0, "revenue", measure="amount"),
        Column("item", 1, "expenditure"), Column("line_no", 1, "expenditure"),
        *(Column("amount", 1, "expenditure", measure=measure) for measure in measures),
    )  # fmt: skip
    rows = []
    for index, (left, right) in enumerate(zip(*lanes, strict=True), start=1):
        row = [left[0], str(index), "", right[0], str(index + len(lanes[0])), *([""] * len(measures))]
        for column, fen in zip((2, *range(5, 5 + len(measures))), [left[1][0], *right[1]], strict=True):
            row[column] = "" if fen is None else manner.amount(fen)
        rows.append(tuple(row))
    numbering = ("栏次", "", "1", "栏次", "", *map(str, range(2, 2 + len(measures))))
    return PrintedTable(name[0], number, name[1], columns, tuple(head), numbering, tuple(rows), _notes(name[1]))


def _notes(title: str) -> tuple[str, ...]:
    return (f"注：本表反映{title.removesuffix('决算表').removesuffix('决算总表')}情况。",)


def _classes() -> list[tuple[str, str]]:
    return [(row.code, f"{row.ordinal}、{row.name}") for row in classifications.class_order()]


def _summary(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    flows = accounts.flows
    sources = [(f"{label}收入", _revenue_of(accounts.of([name]))) for name, label in _SOURCES.items()]
    sources += [(label, _revenue_of(accounts.of([name]))) for name, label in _OWN.items()]
    current, spent = _revenue_of(flows), sum(flow.total for flow in flows)
    used, opening = sum(flow.used for flow in flows), sum(flow.opening for flow in flows)
    distributed, closing = sum(flow.distributed for flow in flows), sum(flow.closing for flow in flows)
    classes = _spent_by_class(flows)
    blank: _Line = ("", (None,))
    left: list[_Line] = [(f"{_ORDINALS[i]}、{label}", (fen,)) for i, (label, fen) in enumerate(sources)]
    left += [blank] * 18
    left += [("本年收入合计", (current,)), ("使用非财政拨款结余", (used,)), ("年初结转和结余", (opening,)), blank]
    left += [("总计", (current + used + opening,))]
    right: list[_Line] = [(label, (classes.get(code, 0),)) for code, label in _classes()]
    right += [("本年支出合计", (spent,)), ("结余分配", (distributed,)), ("年末结转和结余", (closing,)), blank]
    right += [("总计", (spent + distributed + closing,))]
    amount = rng.choice(("金额", "决算数"))
    head = [Head(0, 0, "收入", colspan=3), Head(0, 3, "支出", colspan=3)]
    head += [Head(1, i, text) for i, text in enumerate(("项目", "行次", amount, "项目", "行次", amount))]
    return _lanes(1, ("summary", "收入支出决算总表"), head, (left, right), manner, ("amount",))


def _appropriation(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    by_source = {name: accounts.of([name]) for name in FISCAL}
    revenue = {name: _revenue_of(flows) for name, flows in by_source.items()}
    opening = {name: sum(flow.opening for flow in flows) for name, flows in by_source.items()}
    closing = [sum(flow.closing for flow in flows) for flows in by_source.values()]
    spent = [sum(flow.total for flow in flows) for flows in by_source.values()]
    classes = [_spent_by_class(flows) for flows in by_source.values()]
    blank: _Line = ("", (None,))
    left: list[_Line] = [
        (f"{_ORDINALS[i]}、{label}", (revenue[name],)) for i, (name, label) in enumerate(_SOURCES.items())
    ]
    left += [blank] * 23
    left += [("本年收入合计", (sum(revenue.values()),)), ("年初财政拨款结转和结余", (sum(opening.values()),))]
    left += [(label, (opening[name],)) for name, label in _SOURCES.items()]
    left += [("总计", (sum(revenue.values()) + sum(opening.values()),))]

    def split(parts: Sequence[int]) -> Sequence[int]:
        return (sum(parts), *parts)

    blank_right: _Line = ("", (None,) * 4)
    right: list[_Line] = [(label, split([of.get(code, 0) for of in classes])) for code, label in _classes()]
    right += [("本年支出合计", split(spent)), ("年末财政拨款结转和结余", split(closing))]
    right += [blank_right] * 3
    right += [("总计", split([a + b for a, b in zip(spent, closing, strict=True)]))]
    amount = rng.choice(("金额", "决算数"))
    names = (rng.choice(("合计", "小计")), *_SOURCES.values())
    if rng.random() < 0.5:
        head = [Head(0, 0, "收入", colspan=3), Head(0, 3, "支出", colspan=6)]
        head += [Head(1, i, text) for i, text in enumerate(("项目", "行次", amount, "项目", "行次", *names))]
    else:
        head = [Head(0, 0, "收入", colspan=3), Head(0, 3, "支出", colspan=6)]
        head += [Head(1, i, text, rowspan=2) for i, text in enumerate(("项目", "行次", amount, "项目", "行次"))]
        head += [Head(1, 5, amount, colspan=4), *(Head(2, 5 + i, text) for i, text in enumerate(names))]
    measures = ("total", *FISCAL)
    return _lanes(4, ("appropriation-summary", "财政拨款收入支出决算总表"), head, (left, right), manner, measures)


# --- tables by code: 公开02, 03, 05, 07, 08表 ------------------------------------------------------------------------


def _coded(
    number: int,
    name: tuple[str, str],
    leaves: Mapping[str, Sequence[int]],
    heads: Sequence[Head],
    measures: Sequence[str],
    manner: Manner,
    rng: Random,
    always: Sequence[int] = (),
) -> PrintedTable:
    """A table of 合计 and a row for each 类, 款 and 项. ``heads`` are the headers of the amounts, from column 0.

    A row that has no money is not printed, unless the form has a row for it; ``always`` are columns never left out.
    """
    width = rng.choice((1, 1, 3))
    columns = (
        Column("code"), *(Column("empty"),) * (width - 1), Column("item"),
        *(Column("amount", measure=measure) for measure in measures),
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
    numbering = (*lead, *[""] * (width + 1 - len(lead)), *numbers)
    notes = (*_notes(name[1]), *(() if kept else ("本单位本年度没有此项收支，故本表无数据。",)))
    return PrintedTable(name[0], number, name[1], columns, tuple(head), numbering, tuple(rows), notes)


def _by_code(flows: Iterable[Flow], amounts: Callable[[Flow], Sequence[int]]) -> dict[str, list[int]]:
    leaves: dict[str, list[int]] = {}
    for flow in flows:
        values = amounts(flow)
        leaves[flow.code] = [a + b for a, b in zip(leaves.get(flow.code, [0] * len(values)), values, strict=True)]
    return leaves


def _flat(names: Iterable[str], rows: int = 2) -> list[Head]:
    return [Head(0, i, name, rowspan=rows) for i, name in enumerate(names)]


def _revenue(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    def amounts(flow: Flow) -> list[int]:
        parts = [flow.revenue if flow.source in group else 0 for group in (FISCAL, *((name,) for name in OWN))]
        return [flow.revenue, *parts]

    heads = _flat(("本年收入合计", "财政拨款收入", *_OWN.values()))
    measures = ("total", "appropriation", *OWN)
    leaves = _by_code(accounts.flows, amounts)
    return _coded(2, ("revenue", "收入决算表"), leaves, heads, measures, manner, rng)


def _spending(flow: Flow) -> list[int]:
    return [flow.total, *(flow.spent.get(purpose, 0) for purpose in PURPOSES)]


def _expenditure(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    heads = _flat(("本年支出合计", *_PURPOSES.values()))
    leaves = _by_code(accounts.flows, _spending)
    return _coded(3, ("expenditure", "支出决算表"), leaves, heads, ("total", *PURPOSES), manner, rng)


def _spending_heads(rng: Random) -> list[Head]:
    names = (rng.choice(("合计", "小计")), "基本支出", "项目支出")
    if rng.random() < 0.3:
        return _flat(names)
    return [Head(0, 0, "本年支出", colspan=3), *(Head(1, i, text) for i, text in enumerate(names))]


def _general(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    name = ("general-expenditure", "一般公共预算财政拨款支出决算表")
    leaves = _by_code(accounts.of(["general"]), lambda flow: _spending(flow)[:3])
    return _coded(5, name, leaves, _spending_heads(rng), ("total", "basic", "project"), manner, rng)


def _fund(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    def amounts(flow: Flow) -> list[int]:
        return [flow.opening, flow.revenue, *_spending(flow)[:3], flow.closing]

    heads = [Head(0, 0, "年初结转和结余", rowspan=2), Head(0, 1, "本年收入", rowspan=2)]
    heads += [Head(0, 2, "本年支出", colspan=3)]
    heads += [Head(1, 2 + i, text) for i, text in enumerate(("小计", "基本支出", "项目支出"))]
    heads += [Head(0, 5, "年末结转和结余", rowspan=2)]
    name = ("government-fund", "政府性基金预算财政拨款收入支出决算表")
    leaves = _by_code(accounts.of(["government_fund"]), amounts)
    measures = ("opening", "revenue", "total", "basic", "project", "closing")
    return _coded(7, name, leaves, heads, measures, manner, rng)


def _capital(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    name = ("state-capital", "国有资本经营预算财政拨款支出决算表")
    leaves = _by_code(accounts.of(["state_capital"]), lambda flow: _spending(flow)[:3])
    return _coded(8, name, leaves, _spending_heads(rng), ("total", "basic", "project"), manner, rng)


# --- 公开06表 and 公开09表 -----------------------------------------------------------------------------------


def _basic(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    """Lanes of code, name and amount: all items of the form, or only those with money."""
    every = rng.random() < 0.6
    thirds = rng.random() < 0.5
    groups = (PERSONNEL, ("302",), PUBLIC[1:]) if thirds else (PERSONNEL, PUBLIC)
    lanes = [_items(accounts.economic, classes, every) for classes in groups]
    columns = tuple(
        column
        for lane in range(len(lanes))
        for column in (Column("code", lane), Column("item", lane), Column("amount", lane, measure="amount"))
    )
    rows = [
        tuple(text for code, fen in row for text in (code, _economic_name(code), manner.amount(fen) if code else ""))
        for row in zip_longest(*lanes, fillvalue=("", 0))
    ]
    if rng.random() < 0.3:
        rows.append(tuple("……" if column.kind != "amount" else "" for column in columns))
    rows.append(_basic_totals(accounts, manner, rng, columns))
    head = [Head(0, 0, "人员经费", colspan=3), Head(0, 3, "公用经费", colspan=len(columns) - 3)]
    code = rng.choice(("科目编码", "经济分类科目编码", "科目代码"))
    amount = rng.choice(("决算数", "金额"))
    head += [Head(1, i, text) for i, text in enumerate((code, "科目名称", amount) * len(lanes))]
    title = rng.choice(("一般公共预算财政拨款基本支出决算明细表", "一般公共预算财政拨款基本支出决算表"))
    return PrintedTable(
        "general-basic", 6, title, columns, tuple(head), (), tuple(rows), _notes("一般公共预算财政拨款基本支出")
    )


def _economic_name(code: str) -> str:
    return classifications.name(code) or "" if code else ""


def _items(economic: Mapping[str, int], classes: Sequence[str], every: bool) -> list[tuple[str, int]]:
    known = classifications.economic()
    codes = [code for code in sorted(known) if code[:3] in classes and (every or _sum(economic, code))]
    return [(code, _sum(economic, code)) for code in codes]


def _sum(economic: Mapping[str, int], prefix: str) -> int:
    return sum(fen for code, fen in economic.items() if code.startswith(prefix))


def _basic_totals(accounts: Accounts, manner: Manner, rng: Random, columns: Sequence[Column]) -> tuple[str, ...]:
    """人员经费合计 in the first lane, 公用经费合计 in the second; its amount stands there or at the very end."""
    personnel, public = (
        manner.amount(sum(_sum(accounts.economic, code) for code in classes)) for classes in (PERSONNEL, PUBLIC)
    )
    at, last = rng.randrange(2), rng.choice((5, len(columns) - 1))
    return cells(columns, {at: "人员经费合计", 2: personnel, 3 + at: "公用经费合计", last: public})


def _three_public(accounts: Accounts, manner: Manner, rng: Random) -> PrintedTable:
    names = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
    columns = tuple(
        Column("amount", i, phase=phase, measure=m) for i, phase in enumerate(("budget", "actual")) for m in names
    )
    run = rng.choice(("运行费", "运行维护费"))
    head: list[Head] = []
    for start, phase in ((0, "预算数"), (6, "决算数")):
        head += [Head(0, start, phase, colspan=6), Head(1, start, "合计", rowspan=2)]
        head += [
            Head(1, start + 1, "因公出国（境）费", rowspan=2),
            Head(1, start + 2, f"公务用车购置及{run}", colspan=3),
        ]
        head += [Head(1, start + 5, "公务接待费", rowspan=2)]
        head += [Head(2, start + 2 + i, text) for i, text in enumerate(("小计", "公务用车购置费", f"公务用车{run}"))]
    rows = []
    if accounts.three_public:
        rows.append(
            tuple(manner.amount(fen) for phase in ("budget", "actual") for fen in _phase(accounts.three_public[phase]))
        )
    numbering = tuple(str(i) for i in range(1, 13))
    notes = ("注：本表反映“三公”经费预决算情况。", *(() if rows else ("本单位没有“三公”经费支出，故本表无数据。",)))
    title = rng.choice(("财政拨款“三公”经费支出决算表", "一般公共预算财政拨款“三公”经费支出决算表"))
    return PrintedTable("three-public", 9, title, columns, tuple(head), numbering, tuple(rows), notes)


def _phase(parts: Mapping[str, int]) -> list[int]:
    vehicles = parts["vehicle_purchase"] + parts["vehicle_running"]
    total = parts["abroad"] + vehicles + parts["reception"]
    return [total, parts["abroad"], vehicles, parts["vehicle_purchase"], parts["vehicle_running"], parts["reception"]]
