"""Picking figures from a disclosure for charts, and saying them in Chinese."""

import unicodedata
from collections.abc import Iterable

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.site import addresses
from builder.standards.tables import standard_tables

KINDS = {"budget": "预算", "final": "决算"}
Named = tuple[str, Amount]
"""An amount and what it is the amount of."""


@frozen
class Cited:
    """A number as it is shown, and the location on the site of its account."""

    text: str
    source: str


LEVELS = {1: "类", 2: "款", 3: "项"}


def select(disclosure: Disclosure, table: str, measure: str, *, side: str = "", phase: str = "") -> tuple[Figure, ...]:
    """The figures of one column of a table, in reading order."""
    wanted = (table, measure, side, phase)
    return tuple(f for f in disclosure.figures if (f.table, f.measure, f.side, f.phase) == wanted)


def by_role(disclosure: Disclosure, table: str, measure: str, side: str = "") -> dict[str, Figure]:
    """The figures of one column by the role of their row: its code, or what the standard table calls it."""
    figures = select(disclosure, table, measure, side=side)
    roles = standard_tables()[table].roles(side, [(figure.code, figure.item) for figure in figures])
    return dict(zip(roles, figures, strict=True))


def functional_table(disclosure: Disclosure) -> str:
    """The table to take expenditure by function from: all expenditure, else that of the general public budget."""
    return "expenditure" if select(disclosure, "expenditure", "total") else "general-expenditure"


def level(code: str) -> int:
    """1 for 类, 2 for 款, 3 for 项 of a functional code; a malformed code counts by its length."""
    return 1 if len(code) <= 3 else 2 if len(code) <= 5 else 3


def shown(text: str) -> str:
    """``text`` as a label: blanks joined, control and bidi characters made visible as U+FFFD."""
    joined = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in joined)


def label(figure: Figure) -> str:
    """Code and item of a row, as printed."""
    return shown(f"{figure.code} {figure.item}")


def who(identity: Identity) -> str:
    """``柳州市柳江区总工会``, or the id if the document does not say its name."""
    return shown(identity.entity_name or identity.entity)


def when(identity: Identity) -> str:
    """``2022年决算``."""
    return f"{identity.fiscal_year}年{KINDS.get(identity.kind, shown(identity.kind))}"


def source(disclosure: Disclosure, table: str, unit: str) -> str:
    """``资料来源：公开03表 支出决算表，单位：万元``: where the figures of a chart stand, and their unit."""
    found = disclosure.table(table)
    number = shown(found.printed_number) if found and found.printed_number else ""
    title = standard_tables()[table].title.get(disclosure.identity.kind, table)
    return f"资料来源：{number}{' ' if number else ''}{title}{f'，单位：{unit}' if unit else ''}"


def account(identity: Identity, figure: Figure) -> str:
    """Where on the site a figure is accounted for."""
    return f"{addresses.figures_page(identity)}#{addresses.figure_anchor(figure)}"


def cited(identity: Identity, figure: Figure, unit: str) -> Cited:
    """A figure as :func:`said`, with its account."""
    return Cited(said(figure.amount, unit), account(identity, figure))


def unit_of(amounts: Iterable[Amount]) -> str:
    """The unit that all the amounts share, or nothing if they do not."""
    units = {amount.unit for amount in amounts}
    return units.pop() if len(units) == 1 else ""


def said(amount: Amount, unit: str) -> str:
    """The amount as printed, with its own unit where the chart has no unit for all."""
    return amount.printed if unit else f"{amount.printed}{amount.unit}"


def column(name: str, unit: str) -> str:
    """The head of a column of amounts: ``基本支出（万元）``."""
    return f"{name}（{unit}）" if unit else name


def sentence(identity: Identity, unit: str, pairs: Iterable[Named]) -> str:
    """``柳州市柳江区总工会2022年决算（单位：万元）：一般公共服务支出 293.75；…``, for screen readers."""
    named = "；".join(f"{shown(name)} {said(amount, unit)}" for name, amount in pairs)
    return f"{who(identity)}{when(identity)}{f'（单位：{unit}）' if unit else ''}：{named}。"
