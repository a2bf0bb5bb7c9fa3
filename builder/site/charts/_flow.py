"""The form of a flow: what comes in at the left, the totals in the middle, what goes out at the right.

Heights are in proportion to the printed amounts. Where printed parts do not add up to the printed total, the picture
shows the gap: nothing is adjusted.
"""

from collections.abc import Iterator, Sequence
from functools import cache

import altair as alt

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.site.charts._figures import said, unit_of
from builder.site.charts._vega import Data, Look, Record, Spec, bare, colour, filled, text_width, tooltip

_TALL, _TOP, _GAP = 220, 40, 10
"""Pixels: the larger of the two totals, the room for their names above, the space between two parts."""

_BAR, _LINE, _SIZE, _BESIDE = 8, 15, 12, 6
_MIDDLE = 0.5
_STEPS = 16


@frozen
class Piece:
    """A printed amount of a flow: what it is called, and where its account is."""

    name: str
    amount: Amount
    source: str = ""


@frozen
class Side:
    """One side of a flow: its parts, the printed total, and the colour."""

    parts: tuple[Piece, ...]
    total: Piece
    colour: str

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Every amount of this side."""
        return tuple(piece.amount for piece in (*self.parts, self.total))


@frozen
class _Node:
    """A part as it is drawn: its text, and in pixels its slot, its height and where it joins the total."""

    piece: Piece
    lines: tuple[str, ...]
    printed: str
    slot_top: float
    slot: float
    height: float
    joins: float

    @property
    def top(self) -> float:
        """Where its bar begins: in the middle of its slot."""
        return self.slot_top + (self.slot - self.height) / 2

    @property
    def text(self) -> Record:
        """The record of its text."""
        return _text(self.slot_top + (self.slot - _LINE * (len(self.lines) + 1)) / 2, self.lines, self.printed)


def spec(revenue: Side, expenditure: Side) -> Spec:
    """The Vega-Lite spec of a flow from ``revenue`` to ``expenditure``, which must not be negative or all zero."""
    amounts = (*revenue.amounts, *expenditure.amounts)
    unit = unit_of(amounts)
    scale = _TALL / float(max(amount.yuan for amount in amounts))
    left, right = _nodes(revenue, 7, unit, scale), _nodes(expenditure, 9, unit, scale)
    height = max(_TOP + _TALL, *(node.slot_top + node.slot for node in (*left, *right)))
    room = round(
        _BAR + _BESIDE + max(text_width(line, _SIZE) for node in right for line in (*node.lines, node.printed))
    )
    data: dict[str, Data] = {
        "ribbons": [*_ribbons(left, revenue, unit, 0), *_ribbons(right, expenditure, unit, _MIDDLE)],
        "bars": [
            *_node_bars(left, revenue, unit, 0),
            _total_bar(revenue, unit, scale, -_BAR / 2),
            _total_bar(expenditure, unit, scale, _BAR / 2),
            *_node_bars(right, expenditure, unit, 1),
        ],
        "left": [node.text for node in left],
        "right": [node.text for node in right],
        "revenue": [_total_text(revenue, unit)],
        "expenditure": [_total_text(expenditure, unit)],
    }
    measures = {"height": height, "room": room, "right": room - _BAR - _BESIDE}
    return {**filled(_template(), measures), "height": height, "datasets": data}


@cache
def _template() -> Spec:
    """The spec of all flows, but for its data, its height and the pixels that the names at the right take."""
    across = alt.Scale(domain=[0, 1], range=[0, {"expr": "width - {room}"}], nice=False, zero=False, padding=0)
    down = alt.Scale(domain=[0, "{height}"], reverse=True, nice=False, zero=False)
    middle = f"(width - {{room}}) * {_MIDDLE}"
    chart = alt.layer(
        _ribbon_layer(across, down),
        _bar_layer(across, down),
        *_text_layers("left", down, "left", f"{_BAR + _BESIDE}"),
        *_text_layers("right", down, "left", "width - {right}"),
        *_text_layers("revenue", down, "right", f"{middle} - {_BESIDE}"),
        *_text_layers("expenditure", down, "left", f"{middle} + {_BESIDE}"),
    )
    return bare(chart.properties(width="container", height=1))


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """``text`` in lines of about equal length, none with more than ``most`` characters, at most three lines."""
    count = min(3, -(-len(text) // most))
    each = -(-len(text) // count) if count * most >= len(text) else most
    lines = [text[start : start + each] for start in range(0, len(text), each)]
    return tuple(lines) if len(lines) <= 3 else (*lines[:2], lines[2][:-1] + "…")


def _nodes(side: Side, most: int, unit: str, scale: float) -> tuple[_Node, ...]:
    """The parts of a side from top to bottom, each with room for its text."""
    nodes: list[_Node] = []
    slot_top, joins = float(_TOP), float(_TOP)
    for piece in side.parts:
        lines = wrapped(piece.name, most)
        height = scale * float(piece.amount.yuan)
        slot = max(height, float(_LINE * (len(lines) + 1)))
        nodes.append(_Node(piece, lines, said(piece.amount, unit), slot_top, slot, height, joins))
        slot_top, joins = slot_top + slot + _GAP, joins + height
    return tuple(nodes)


def _ribbons(nodes: Sequence[_Node], side: Side, unit: str, start: float) -> Iterator[Record]:
    """The points of each part's ribbon, from its own bar to the total or from the total to its bar."""
    for number, node in enumerate(nodes):
        ends = (node.joins, node.top) if start else (node.top, node.joins)
        for step in range(_STEPS + 1):
            share = step / _STEPS
            top = ends[0] + (ends[1] - ends[0]) * share * share * (3 - 2 * share)
            yield {
                "ribbon": f"{start}-{number}",
                "x": round(start + _MIDDLE * share, 4),
                "top": round(top, 2),
                "bottom": round(top + node.height, 2),
                "name": node.piece.name,
                "printed": said(node.piece.amount, unit),
                "colour": side.colour,
                "source": node.piece.source,
            }


def _node_bars(nodes: Sequence[_Node], side: Side, unit: str, at: float) -> Iterator[Record]:
    """The bars of a side's parts, beginning at ``at`` of the width."""
    for node in nodes:
        yield {
            "name": node.piece.name,
            "printed": node.printed,
            "value": float(node.piece.amount.value if unit else node.piece.amount.yuan),
            "source": node.piece.source,
            "x": at,
            "shift": _BAR / 2,
            "top": round(node.top, 2),
            "bottom": round(node.top + max(node.height, 1), 2),
            "colour": side.colour,
        }


def _total_bar(side: Side, unit: str, scale: float, shift: float) -> Record:
    """The bar of a side's printed total, in the middle."""
    amount = side.total.amount
    return {
        "name": side.total.name,
        "source": side.total.source,
        "printed": said(amount, unit),
        "value": float(amount.value if unit else amount.yuan),
        "x": _MIDDLE,
        "shift": shift,
        "top": _TOP,
        "bottom": round(_TOP + scale * float(amount.yuan), 2),
        "colour": side.colour,
    }


def _total_text(side: Side, unit: str) -> Record:
    return _text(4, (side.total.name,), said(side.total.amount, unit))


def _text(top: float, lines: Sequence[str], printed: str) -> Record:
    """The record of a name in lines and the amount below it."""
    return {"y": round(top, 2), "lines": list(lines), "below": round(top + _LINE * len(lines), 2), "printed": printed}


def _ribbon_layer(across: alt.Scale, down: alt.Scale) -> alt.Chart:
    """The ribbons: areas between two smooth lines."""
    chart = alt.Chart(alt.NamedData("ribbons")).mark_area(opacity=0.25, interpolate="monotone", cursor="pointer")
    return _placed(chart, across, down).encode(detail=alt.Detail("ribbon:N"))


def _bar_layer(across: alt.Scale, down: alt.Scale) -> alt.Chart:
    """The bars at the left, in the middle and at the right."""
    chart = alt.Chart(alt.NamedData("bars"))
    return _placed(
        chart.mark_bar(size=_BAR, orient="vertical", xOffset={"expr": "datum.shift"}, cursor="pointer"), across, down
    )


def _placed(chart: alt.Chart, across: alt.Scale, down: alt.Scale) -> alt.Chart:
    """The chart with its records placed from ``top`` to ``bottom`` at ``x``."""
    return chart.encode(
        x=alt.X("x:Q", axis=None, scale=across),
        y=alt.Y("top:Q", axis=None, scale=down, stack=None),
        y2=alt.Y2("bottom:Q"),
        color=colour(),
        tooltip=tooltip(name="项目", printed="金额"),
    )


def _text_layers(data: str, down: alt.Scale, align: str, x: str) -> list[alt.Chart]:
    """Names and amounts whose tops are given; ``x`` is an expression of ours in pixels."""
    look: Look = {"align": align, "baseline": "top", "lineHeight": _LINE, "fontSize": _SIZE, "x": {"expr": x}}
    chart = alt.Chart(alt.NamedData(data))
    names = chart.mark_text(**look).encode(y=alt.Y("y:Q", axis=None, scale=down), text=alt.Text("lines:N"))
    amounts = chart.mark_text(fontWeight=600, **look)
    return [names, amounts.encode(y=alt.Y("below:Q", axis=None, scale=down), text=alt.Text("printed:N"))]
