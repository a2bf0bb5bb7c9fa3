"""Where the money came from and where it went: sources, the totals, and expenditure by functional class."""

from collections.abc import Mapping

from builder.frozen import frozen
from builder.model.amount import total as sum_of
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.site.charts import _figures, _flow
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import Palette
from builder.site.headline import classes, sources
from builder.site.plain import bare
from builder.standards.tables import standard_tables

ORDER = 10
_CARRIED = ("opening", "use-of-surplus", "closing", "surplus-distribution")
_SUMS = ("grand-total", "current-revenue", "current-expenditure")


@frozen
class _Side:
    """One side of the flow in figures; ``names`` are what its parts are called, ``name`` what its total is called."""

    parts: tuple[Figure, ...]
    names: tuple[str, ...]
    total: Figure
    name: str

    @property
    def consistent(self) -> bool:
        """Whether the printed parts add up to the printed total within rounding (DESIGN section 6)."""
        return sum_of(part.amount.yuan_interval for part in self.parts).overlaps(self.total.amount.yuan_interval)

    def form(self, identity: Identity, colour: str) -> _flow.Side:
        """The side as it is drawn; a printed zero has no height and is left out."""
        named = zip(self.names, self.parts, strict=True)
        parts = tuple(_piece(identity, name, part) for name, part in named if part.amount.value)
        return _flow.Side(parts, _piece(identity, self.name, self.total), colour)


def _piece(identity: Identity, name: str, figure: Figure) -> _flow.Piece:
    return _flow.Piece(name, figure.amount, _figures.account(identity, figure))


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """The summary table as a flow, else the total row of the revenue table and the classes of expenditure."""
    found = [pair for pair in (_summary(disclosure), _by_code(disclosure)) if pair and all(map(_drawable, pair))]
    if not found:
        return None
    pair = next((pair for pair in found if all(side.consistent for side in pair)), found[0])
    identity = disclosure.identity
    revenue, expenditure = pair[0].form(identity, palette.revenue), pair[1].form(identity, palette.expenditure)
    pieces = [revenue.total, *revenue.parts, expenditure.total, *expenditure.parts]
    unit = _figures.unit_of(piece.amount for piece in pieces)
    named = [(piece.name, piece.amount) for piece in pieces]
    gap = "" if all(side.consistent for side in pair) else "各项之和与印出的合计不符，图中照原数画出。"
    words = Words(
        name="money-flow",
        title="收入来源与支出去向",
        title_en="Where the money came from and where it went",
        question="钱从哪里来，用到哪里去？",
        description=f"流向图。{_figures.sentence(identity, unit, named)}",
        note=f"{_figures.source(disclosure, pair[0].total.table, unit)}。高度与金额成比例。{gap}",
    )
    twin = [
        (direction, piece.name, _figures.Cited(_figures.said(piece.amount, unit), piece.source))
        for direction, side in (("收入", revenue), ("支出", expenditure))
        for piece in (*side.parts, side.total)
    ]
    return drawn(words, _flow.spec(revenue, expenditure), ("方向", "项目", _figures.column("金额", unit)), twin)


def _drawable(side: _Side) -> bool:
    """Whether a side can be drawn as heights: something in it, and nothing negative."""
    amounts = [figure.amount.value for figure in (*side.parts, side.total)]
    return side.total.amount.value > 0 and any(amounts[:-1]) and min(amounts) >= 0


def _summary(disclosure: Disclosure) -> tuple[_Side, _Side] | None:
    """Both sides of 收入支出决算总表."""
    sides = [_summary_side(disclosure, side) for side in ("revenue", "expenditure")]
    return (sides[0], sides[1]) if sides[0] and sides[1] else None


def _summary_side(disclosure: Disclosure, side: str) -> _Side | None:
    """The parts of the first total that they add up to: 总计 with what is carried over, else 本年合计 without."""
    rows = _figures.by_role(disclosure, "summary", "amount", side)
    known = {role: figure for role, figure in rows.items() if role not in _SUMS}
    standard = {role: figure for role, figure in known.items() if not role.startswith("item:")}
    current = {role: figure for role, figure in standard.items() if role not in _CARRIED}
    title = {"revenue": "收入", "expenditure": "支出"}[side]
    tries = [
        _side(parts, rows[total], f"{title}总计" if total == "grand-total" else f"本年{title}合计")
        for total, parts in (("grand-total", known), ("grand-total", standard), (f"current-{side}", current))
        if total in rows
    ]
    return next((one for one in tries if one.consistent), tries[0] if tries else None)


def _side(parts: Mapping[str, Figure], total: Figure, name: str) -> _Side:
    figures = tuple(parts.values())
    return _Side(figures, tuple(bare(_figures.shown(figure.item)) for figure in figures), total, name)


def _by_code(disclosure: Disclosure) -> tuple[_Side, _Side] | None:
    """The total row of 收入决算表 by source, and the classes of 支出决算表."""
    came = _figures.by_role(disclosure, "revenue", "total").get("total")
    went = _figures.by_role(disclosure, "expenditure", "total").get("total")
    if not came or not went:
        return None
    names = {measure.id: measure.zh for measure in standard_tables()["revenue"].measures}
    origins, purposes = sources(disclosure), classes(disclosure)
    return (
        _Side(origins, tuple(names.get(figure.measure, figure.measure) for figure in origins), came, "本年收入合计"),
        _side({figure.code: figure for figure in purposes}, went, "本年支出合计"),
    )
