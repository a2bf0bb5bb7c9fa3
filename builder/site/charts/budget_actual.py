"""Budget against actual, as the sentences of final accounts say it: the total and each item that they name."""

import re
from collections.abc import Iterator

from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount, plain
from builder.model.disclosure import Disclosure, Statement
from builder.site import addresses
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import Palette
from builder.standards.sayings import meaning, scope_of

ORDER = 35
_LEVEL = re.compile(r"[（(][类款项][）)]")
_PHASES = {"budget": "预算", "actual": "决算"}
_TABLES = ("general-expenditure", "appropriation-summary", "expenditure")


@frozen
class _Pair:
    """What a sentence says was to be spent and was spent; ``rate`` is the printed rate of completion."""

    name: str
    numbers: dict[str, tuple[int, Statement]]
    rate: str

    def amount(self, phase: str) -> Amount:
        """The amount of a phase as it is said."""
        statement = self.numbers[phase][1]
        return Amount(statement.value, statement.unit, plain(statement.value))


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """Each item of expenditure of which one sentence gives budget and actual amount, in the order of the text."""
    if disclosure.identity.kind != "final":
        return None
    pairs = tuple(_pairs(disclosure))
    page = addresses.disclosure_page(disclosure.identity)
    rows = [_row(pair, page, palette) for pair in pairs]
    if not _ledger.worth_drawing(rows):
        return None
    unit = _ledger.shared_unit(rows)
    said = [(f"{row.name}{part.series}", part.amount) for row in rows for part in row.parts]
    words = Words(
        name="budget-actual",
        title="预算与决算",
        title_en="Budget against actual",
        question="打算花多少，实际花了多少？",
        description=f"并列条形图。{_figures.sentence(disclosure.identity, unit, said)}",
        note=f"取自文件的文字说明{f'，单位：{unit}' if unit else ''}；右侧是原文写的完成率。"
        "文字没有说到的科目不列，也不另行计算。",
    )
    twin = [_cells(pair, page, unit) for pair in pairs]
    heads = ("项目", *(_figures.column(name, unit) for name in _PHASES.values()), "完成率（原文）")
    return drawn(words, _ledger.spec(rows, _ledger.Form(second_line=True, stacked=False)), heads, twin)


def _pairs(disclosure: Disclosure) -> Iterator[_Pair]:
    """The first sentence about each item."""
    seen: set[str] = set()
    numbered = list(enumerate(disclosure.statements, start=1))
    for number, budget in numbered:
        name = _name(budget)
        if budget.measure != "budget" or not name or name in seen or budget.unit not in YUAN_PER_UNIT:
            continue
        alike = {other.measure: (place, other) for place, other in reversed(numbered) if _together(budget, other)}
        actual = alike.get("amount")
        if actual and budget.year == disclosure.identity.fiscal_year and actual[1].unit in YUAN_PER_UNIT:
            seen.add(name)
            rate = alike.get("completion_percent")
            yield _Pair(name, {"budget": (number, budget), "actual": actual}, plain(rate[1].value) if rate else "")


def _together(budget: Statement, other: Statement) -> bool:
    same = (budget.sentence, budget.subject, budget.year) == (other.sentence, other.subject, other.year)
    return same and bool(budget.sentence)


def _name(statement: Statement) -> str:
    """What an item of general expenditure is called; nothing for what the tables do not print."""
    scope = scope_of(statement.subject) or scope_of(statement.section)
    meant = meaning(statement.subject, statement.code, scope if scope != "other" else "general")
    if not meant or meant.cells[0].table not in _TABLES or "自评" in statement.section or "绩效" in statement.section:
        return ""
    parts = [part for part in _LEVEL.split(statement.subject) if part]
    return _figures.shown(f"{statement.code} {parts[-1]}".strip()) if parts else ""


def _row(pair: _Pair, page: str, palette: Palette) -> _ledger.Row:
    parts = tuple(
        _ledger.Part(name, pair.amount(phase), *palette.shade[phase], source=_place(pair, phase, page))
        for phase, name in _PHASES.items()
    )
    level = 2 if pair.numbers["budget"][1].code else 1
    return _ledger.Row(pair.name, parts, level, aside=pair.rate and f"{pair.rate}%")


def _cells(pair: _Pair, page: str, unit: str) -> tuple[str | _figures.Cited, ...]:
    """The row of the table twin."""
    amounts = [_figures.Cited(_figures.said(pair.amount(phase), unit), _place(pair, phase, page)) for phase in _PHASES]
    return (pair.name, *amounts, f"{pair.rate}%" if pair.rate else "")


def _place(pair: _Pair, phase: str, page: str) -> str:
    return f"{page}#{addresses.statement_anchor(pair.numbers[phase][0])}"
