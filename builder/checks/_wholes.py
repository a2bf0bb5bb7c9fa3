"""Of what a share is a share: the whole that the sentence names, or those that it may mean."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from builder.checks._spoken import Spoken, is_money, name_key, yuan
from builder.frozen import frozen
from builder.model.amount import Interval
from builder.model.disclosure import Figure, Identity, Statement
from builder.standards.book import Book
from builder.standards.equations import Cell

_NAMED = re.compile(
    r"占(?!用|地)(?:整个|全部|总的)?(?P<name>[^，,。；;占\d]*?)(?:的(?:比例|比重|百分比)?|比例|比重|比)?(?:为|约|达到?|近)*\d"
)
_EDGES = re.compile(
    r"^(?:本年度?|当年|全年|年度|总|本?(?:部门|单位)(?=[一政国财]))+|(?:合计|总额|总计|金额|总数|总额度|决算数?|预算数?|总)+$"
)
_ALL = re.compile("(?<=拨款|预算)总(?=(?:支出|收入)$)")
"""一般公共预算财政拨款总支出 is 一般公共预算财政拨款支出."""
_FIRST, _LAST = frozenset("本当全年总部单"), frozenset("计额数度算总")
"""With what the edges begin and end."""
_PLAN = re.compile(r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款)?|财政拨款|部门预算|总预算")
"""Of these the share of an expenditure is that of the expenditure."""
_SHORTEST = 4
_MEASURES = ("amount", "prior")
_CELLS = {
    "支出": Cell("expenditure", "", "total", "total"),
    "基本支出": Cell("expenditure", "", "total", "basic"),
    "项目支出": Cell("expenditure", "", "total", "project"),
    "一般公共预算财政拨款支出": Cell("general-expenditure", "", "total", "total"),
    "一般公共预算支出": Cell("general-expenditure", "", "total", "total"),
    "一般公共预算项目支出": Cell("general-expenditure", "", "total", "project"),
    "一般公共预算财政拨款项目支出": Cell("general-expenditure", "", "total", "project"),
    "一般公共预算基本支出": Cell("general-expenditure", "", "total", "basic"),
    "一般公共预算财政拨款基本支出": Cell("general-expenditure", "", "total", "basic"),
    "收入": Cell("revenue", "", "total", "total"),
}
"""What the tables of the final accounts call by these names, as the narrative writes them without 本年 and 合计."""


_TOTALS = (
    Cell("summary", "revenue", "grand-total", "amount"),
    Cell("summary", "expenditure", "grand-total", "amount"),
    Cell("appropriation-summary", "revenue", "grand-total", "amount"),
    Cell("appropriation-summary", "expenditure", "grand-total", "total"),
    Cell("appropriation-summary", "expenditure", "current-expenditure", "total"),
)
"""Further totals of which something may be a share."""


@frozen
class Whole:
    """An amount of which something may be a share: said in a sentence, or printed in a table.

    ``is_certain`` tells that it has the very name that the sentence gives the whole, not only one that ends like it.
    """

    statement: Statement | None = None
    figure: Figure | None = None
    is_certain: bool = False

    @property
    def amount(self) -> Interval:
        """Its interval in 元."""
        if self.statement:
            return yuan(self.statement)
        return self.figure.amount.yuan_interval if self.figure else Interval(Decimal(0), Decimal(0))

    @property
    def is_zero(self) -> bool:
        """Whether it is printed as nothing."""
        return not (self.statement.value if self.statement else self.figure and self.figure.amount.value)


@frozen
class Share:
    """A share, the part that it is of the whole, how its sentence names the whole, and what has this name."""

    one: Spoken
    part: Statement | None
    name: str
    wholes: Sequence[Whole]


def shares(spoken: Iterable[Spoken], identity: Identity, book: Book) -> list[Share]:
    """The shares with their parts and wholes."""
    found: list[Share] = []
    chapter: Sequence[Statement] | None = None
    amounts: Sequence[_Amount] = ()
    for one in spoken:
        part, name = part_of(one), whole_name(one)
        if name and one.chapter is not chapter:
            chapter, amounts = one.chapter, _amounts(one.chapter)
        wholes = [*_said(one, part, name, amounts), *_printed(one, name, identity, book)] if name else ()
        found.append(Share(one, part, name, wholes))
    return found


def part_of(one: Spoken) -> Statement | None:
    """The amount whose share is printed: the last amount before it in its sentence, if it has the same name."""
    mine = one.statement
    for before in one.before:
        if before.sentence != mine.sentence:
            return None
        if is_money(before):
            fits = before.measure in _MEASURES and name_key(before.subject) == name_key(mine.subject)
            return before if fits else None
    return None


def whole_name(one: Spoken) -> str:
    """How the sentence names the whole, without the words around it; empty if it does not."""
    found = _NAMED.search(one.statement.text)
    name = found["name"] if found else ""
    return _core(f"{name}支出" if _PLAN.fullmatch(name) and one.statement.subject.endswith("支出") else name)


_Amount = tuple[int, Statement, str]
"""The place of an amount in its chapter, the amount, and the core of its name."""


def _amounts(chapter: Sequence[Statement]) -> list[_Amount]:
    """The amounts of which something may be a share, the last first."""
    amounts = [(at, each) for at, each in enumerate(chapter) if each.measure in _MEASURES and is_money(each)]
    return [(at, each, _core(each.subject)) for at, each in reversed(amounts)]


def _said(one: Spoken, part: Statement | None, name: str, amounts: Iterable[_Amount]) -> Iterator[Whole]:
    """What has this name and was said before in the chapter for the same year, the nearest first."""
    year, ending = one.statement.year, name if len(name) >= _SHORTEST else ""
    for at, each, core in amounts:
        fits = core == name or (ending and core.endswith(ending))
        if fits and at < one.at and each.year == year and each is not part:
            yield Whole(each, None, core == name)


def _printed(one: Spoken, name: str, identity: Identity, book: Book) -> Iterator[Whole]:
    """The number of this name in the tables."""
    is_current = identity.kind == "final" and one.statement.year == identity.fiscal_year
    figure = book.cells.get(_CELLS[name]) if is_current and name in _CELLS else None
    if figure:
        yield Whole(None, figure, True)


def totals(identity: Identity, book: Book) -> list[Whole]:
    """The totals of the tables of which a sentence of final accounts may give a share without naming them."""
    if identity.kind != "final":
        return []
    figures = (book.cells.get(cell) for cell in (*_CELLS.values(), *_TOTALS))
    return [Whole(None, figure) for figure in figures if figure is not None]


def larger(one: Spoken, part: Statement) -> Iterator[Statement]:
    """The amounts of the chapter, of the same year and kind, that are not smaller than the part."""
    year, measure = one.statement.year, part.measure
    for each in one.chapter[: one.at]:
        alike = each.measure == measure and each.year == year and each is not part and is_money(each)
        if alike and _may_reach(each, part):
            yield each


def _may_reach(one: Statement, part: Statement) -> bool:
    """Whether an amount may be as large as a part before rounding, which makes each smaller by no more than a half."""
    if one.unit == part.unit and abs(one.value - part.value) > 1:
        return one.value > part.value
    return yuan(one).high >= yuan(part).low


@lru_cache(maxsize=4096)
def _core(name: str) -> str:
    words = _ALL.sub("", name_key(name))
    has_edges = words[:1] in _FIRST or words[-1:] in _LAST
    return _EDGES.sub("", _EDGES.sub("", words)) if has_edges else words
