"""Tables of two lanes: 公开01表 and 公开04表, each made from the money by its own rule."""

from collections.abc import Iterable, Sequence
from random import Random

from builder.standards import classifications
from tests.maker.accounts import Accounts, Flow
from tests.maker.editions import Edition
from tests.maker.printed import Column, Head, Manner, PrintedTable, notes

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
_ORDINALS = "一二三四五六七八九十"
_Line = tuple[str, Sequence[int | None]]
"""A label and an amount for each column of its lane; None where the form has no number."""


def summary(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """收入支出决算总表."""
    flows = accounts.flows
    sources = [(f"{_SOURCES[name]}收入", _revenue(accounts.of([name]))) for name in edition.sources]
    sources += [(label, _revenue(accounts.of([name]))) for name, label in _OWN.items()]
    current, spent = _revenue(flows), sum(flow.total for flow in flows)
    used, opening = sum(flow.used for flow in flows), sum(flow.opening for flow in flows)
    distributed, closing = sum(flow.distributed for flow in flows), sum(flow.closing for flow in flows)
    classes = _by_class(flows)
    spare: list[_Line] = [("", (None,))] if edition.spare_row else []
    right = [(label, (classes.get(code, 0),)) for code, label in _class_labels(edition, classes)]
    left = _padded([(label, (fen,)) for label, fen in _ordered(sources)], len(right), 1)
    left += [("本年收入合计", (current,)), (edition.used, (used,)), ("年初结转和结余", (opening,)), *spare]
    left += [("总计", (current + used + opening,))]
    right += [("本年支出合计", (spent,)), ("结余分配", (distributed,)), ("年末结转和结余", (closing,)), *spare]
    right += [("总计", (spent + distributed + closing,))]
    amount = rng.choice(("金额", "决算数"))
    lead = ("项目", "行次") if edition.numbered else ("项目",)
    heads = (*lead, amount, *lead, amount)
    width = len(heads) // 2
    head = [Head(0, 0, "收入", colspan=width), Head(0, width, "支出", colspan=width)]
    head += [Head(1, i, text) for i, text in enumerate(heads)]
    return _table(("summary", "收入支出决算总表"), head, (left, right), ("amount",), edition, manner)


def appropriation(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """财政拨款收入支出决算总表."""
    by_source = {name: accounts.of([name]) for name in edition.sources}
    names = [_SOURCES[name] for name in edition.sources]
    revenue = [_revenue(flows) for flows in by_source.values()]
    opening = [sum(flow.opening for flow in flows) for flows in by_source.values()]
    closing = [sum(flow.closing for flow in flows) for flows in by_source.values()]
    spent = [sum(flow.total for flow in flows) for flows in by_source.values()]
    classes = [_by_class(flows) for flows in by_source.values()]
    width = 1 + len(names)

    def split(parts: Sequence[int]) -> Sequence[int]:
        return (sum(parts), *parts)

    labels = _class_labels(edition, _by_class(accounts.of(edition.sources)))
    right: list[_Line] = [(label, split([of.get(code, 0) for of in classes])) for code, label in labels]
    left = _padded([(label, (fen,)) for label, fen in _ordered(list(zip(names, revenue, strict=True)))], len(right), 1)
    left += [("本年收入合计", (sum(revenue),)), ("年初财政拨款结转和结余", (sum(opening),))]
    parts = list(zip(names, opening, strict=True))
    left += [(label, (fen,)) for label, fen in (parts if edition.numbered else _ordered(parts))]
    left += [("总计", (sum(revenue) + sum(opening),))]
    right += [("本年支出合计", split(spent)), ("年末财政拨款结转和结余", split(closing))]
    right = _padded(right, len(left) - 1, width)
    right += [("总计", split([a + b for a, b in zip(spent, closing, strict=True)]))]
    head = _appropriation_head((rng.choice(("合计", "小计")), *names), edition, rng)
    measures = ("total", *edition.sources)
    return _table(("appropriation-summary", "财政拨款收入支出决算总表"), head, (left, right), measures, edition, manner)


def _appropriation_head(names: Sequence[str], edition: Edition, rng: Random) -> list[Head]:
    amount = rng.choice(("金额", "决算数"))
    lead = ("项目", "行次") if edition.numbered else ("项目",)
    texts = (*lead, amount, *lead)
    left, right = len(lead) + 1, len(lead) + len(names)
    head = [Head(0, 0, "收入", colspan=left), Head(0, left, "支出", colspan=right)]
    if rng.random() < 0.5:
        return head + [Head(1, i, text) for i, text in enumerate((*texts, *names))]
    head += [Head(1, i, text, rowspan=2) for i, text in enumerate(texts)]
    head.append(Head(1, len(texts), amount, colspan=len(names)))
    return head + [Head(2, len(texts) + i, text) for i, text in enumerate(names)]


def _table(
    name: tuple[str, str],
    head: Sequence[Head],
    lanes: Sequence[Sequence[_Line]],
    measures: Sequence[str],
    edition: Edition,
    manner: Manner,
) -> PrintedTable:
    """A table of a revenue and an expenditure lane; 行次, if there is one, runs on from the first into the second."""
    line_no = [Column("line_no", side, name) for side, name in enumerate(("revenue", "expenditure"))]
    columns = (
        Column("item", 0, "revenue"), *line_no[: edition.numbered], Column("amount", 0, "revenue", measure="amount"),
        Column("item", 1, "expenditure"), *line_no[1 : 1 + edition.numbered],
        *(Column("amount", 1, "expenditure", measure=measure) for measure in measures),
    )  # fmt: skip
    rows = []
    for index, (left, right) in enumerate(zip(*lanes, strict=True), start=1):
        numbers = [[str(index)], [str(index + len(lanes[0]))]] if edition.numbered else [[], []]
        amounts = ["" if fen is None else manner.amount(fen) for fen in (*left[1], *right[1])]
        rows.append((left[0], *numbers[0], amounts[0], right[0], *numbers[1], *amounts[1:]))
    numbering = ("栏次", "", "1", "栏次", "", *map(str, range(2, 2 + len(measures)))) if edition.numbered else ()
    return PrintedTable(
        name[0], edition.number(name[0]), name[1], columns, tuple(head), numbering, tuple(rows), notes(name[1])
    )


def _padded(lines: Sequence[_Line], length: int, width: int) -> list[_Line]:
    """The lines and blank ones up to a length."""
    return [*lines, *[("", (None,) * width)] * (length - len(lines))]


def _ordered(lines: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(f"{_ORDINALS[index]}、{label}", fen) for index, (label, fen) in enumerate(lines)]


def _class_labels(edition: Edition, spent: dict[str, int]) -> list[tuple[str, str]]:
    """The classes of the form with their ordinals, which count on where a class has no row."""
    known = classifications.class_order()
    kept = [row for row in known if row.code not in edition.optional or spent.get(row.code)]
    return [(row.code, f"{ordinal.ordinal}、{row.name}") for row, ordinal in zip(kept, known, strict=False)]


def _revenue(flows: Iterable[Flow]) -> int:
    return sum(flow.revenue for flow in flows)


def _by_class(flows: Iterable[Flow]) -> dict[str, int]:
    spent: dict[str, int] = {}
    for flow in flows:
        spent[flow.code[:3]] = spent.get(flow.code[:3], 0) + flow.total
    return spent
