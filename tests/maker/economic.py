"""公开06表: basic expenditure by the economic classification, in lanes of code, name and amount."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from random import Random

from builder.standards import classifications
from tests.maker.accounts import PERSONNEL, PUBLIC, Accounts
from tests.maker.editions import Edition
from tests.maker.printed import Column, Head, Manner, PrintedTable, cells, notes


def basic(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
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
        "general-basic", edition.number("general-basic"), title, columns, tuple(head), (), tuple(rows), notes(title)
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
