"""The form that most charts here share: a ledger whose rows carry bars.

Each row has its name on the left, its printed amount on the right and the bar below both, so that long names and
long amounts fit a telephone and a wide page alike. Where a row has parts, the next line names each with its colour
and its printed amount, so that colour is never the only sign. No axis: every number stands there as printed.
"""

from collections.abc import Sequence
from functools import cache

import altair as alt

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.site.charts._figures import said, unit_of
from builder.site.charts._vega import INK, LIMIT, NARROW, Data, Look, Spec, bare, colour, filled, text_width, tooltip

MANY_ROWS = 12
"""A ledger with more rows first shows only its upper levels; the reader may unfold the rest."""

_BAR, _LINE, _BASE, _INDENT, _SIZE, _SMALL = 6, 17, 9, 8, 13, 12
_SQUARE, _SPACE = 14, 10


@frozen
class Part:
    """One bar, or one piece of a stacked bar: its series, its amount as printed, its colour, where its account is."""

    series: str
    amount: Amount
    colour: str
    opacity: float = 1.0
    source: str = ""


@frozen
class Row:
    """One row: its name, its parts, the amount at its right, and what stands at the right of its second line.

    ``level`` is the depth in the hierarchy, from 1; ``source`` where the account of ``amount`` is.
    """

    name: str
    parts: tuple[Part, ...]
    level: int = 1
    amount: Amount | None = None
    aside: str = ""
    source: str = ""


@frozen
class Form:
    """How the rows of one ledger look: ``stacked`` or side by side, and the names of the levels to unfold."""

    second_line: bool = False
    stacked: bool = True
    levels: tuple[str, ...] = ()


def spec(rows: Sequence[Row], form: Form) -> Spec:
    """The Vega-Lite spec of a ledger. Text of the document stands in its data values only."""
    lanes = 1 if form.stacked else max(len(row.parts) for row in rows)
    head = _LINE * (1 + _part_lines(rows) if form.second_line else 1)
    data = {"rows": _row_records(rows), "bars": _bar_records(rows, form)}
    if form.second_line:
        data["parts"] = _part_records(rows)
    ends = [0.0, *(bar[end] for bar in data["bars"] for end in ("start", "end"))]
    template = _template(form, lanes, head, _depth(rows, form) if form.levels else 0)
    return {**filled(template, {"least": min(ends), "most": max(ends)}), "datasets": data}


@cache
def _template(form: Form, lanes: int, head: int, depth: int) -> Spec:
    """The spec of all ledgers of a form, but for its data: ``head`` is how many pixels the texts of a row take."""
    step = head + lanes * (_BAR + 2) + 7
    below = [head + 5 + lane * (_BAR + 2) - step / 2 for lane in range(lanes)]
    tracks = [_track_layer(form, offset) for offset in below]
    bars = [_bar_layer(form, lane, offset) for lane, offset in enumerate(below)]
    layers = [*tracks, *bars, *_text_layers(form), *(_part_layers(form) if form.second_line else ())]
    chart = alt.layer(*layers).properties(width="container", height=alt.Step(step))
    return bare(chart.add_params(_unfolded(form, depth)) if form.levels else chart)


def shared_unit(rows: Sequence[Row]) -> str:
    """The unit that all amounts of a ledger share, or nothing if they do not."""
    return unit_of(amount for row in rows for amount in (row.amount, *(part.amount for part in row.parts)) if amount)


def worth_drawing(rows: Sequence[Row]) -> bool:
    """Whether any amount is not zero: a ledger of zeros would be empty axes."""
    return any(part.amount.value for row in rows for part in row.parts)


def _row_records(rows: Sequence[Row]) -> Data:
    """One record for each row: its texts, and in pixels its indent and what it and the amount take of the width."""
    unit = shared_unit(rows)
    printed = [said(row.amount, unit) if row.amount else "" for row in rows]
    return [
        {
            "row": number,
            "level": row.level,
            "name": row.name,
            "printed": amount,
            "aside": row.aside,
            "size": _SIZE if row.level < 2 else _SMALL,
            "indent": _INDENT * (row.level - 1),
            "taken": round(text_width(amount, _SIZE) + 8) + _INDENT * (row.level - 1),
            "source": row.source,
        }
        for number, (row, amount) in enumerate(zip(rows, printed, strict=True))
    ]


def _bar_records(rows: Sequence[Row], form: Form) -> Data:
    """One record for each part of each row: the number as printed, its length, and where its bar begins and ends."""
    unit = shared_unit(rows)
    records: Data = []
    for number, row in enumerate(rows):
        start = 0.0
        for lane, part in enumerate(row.parts):
            value = float(part.amount.value if unit else part.amount.yuan)
            records.append(
                {
                    "row": number,
                    "lane": 0 if form.stacked else lane,
                    "level": row.level,
                    "name": row.name,
                    "series": part.series,
                    "printed": said(part.amount, unit),
                    "value": value,
                    "start": start,
                    "end": start + value,
                    "colour": part.colour,
                    "opacity": part.opacity,
                    "source": part.source,
                }
            )
            start += value if form.stacked else 0
    return records


def _part_records(rows: Sequence[Row]) -> Data:
    """One record for each part of each row, with its place below the row's name in pixels."""
    unit = shared_unit(rows)
    lefts = _columns(rows)
    return [
        {
            "row": number,
            "level": row.level,
            "left": lefts[place % len(lefts)],
            "down": _BASE + _LINE * (1 + place // len(lefts)),
            "text": f"{part.series} {said(part.amount, unit)}",
            "colour": part.colour,
            "opacity": part.opacity,
            "source": part.source,
        }
        for number, row in enumerate(rows)
        for place, part in enumerate(row.parts)
    ]


def _columns(rows: Sequence[Row]) -> list[int]:
    """Where the parts begin, in pixels: as many columns as fit a telephone beside what stands at the right."""
    unit = shared_unit(rows)
    widths = [[_SQUARE + text_width(f"{p.series} {said(p.amount, unit)}", _SMALL) for p in row.parts] for row in rows]
    room = NARROW - max(text_width(row.aside, _SMALL) for row in rows)
    for count in range(max(map(len, widths)), 1, -1):
        lefts = [0.0]
        for column in range(count - 1):
            before_another = (row[place] for row in widths for place in range(column, len(row) - 1, count))
            lefts.append(lefts[column] + _SPACE + max(before_another))
        if max(lefts[place % count] + width for row in widths for place, width in enumerate(row)) <= room:
            return [round(left) for left in lefts]
    return [0]


def _part_lines(rows: Sequence[Row]) -> int:
    """How many lines the parts of a row take."""
    return -(-max(len(row.parts) for row in rows) // len(_columns(rows)))


def _track_layer(form: Form, below: float) -> alt.Chart:
    """A faint line of full width under each row's bar, which leads the eye from the name to the amount."""
    line: alt.Chart = _on("rows", form).mark_bar(orient="horizontal", color=INK, opacity=0.08, size=_BAR, yOffset=below)
    whole = alt.X2Value("width")  # type: ignore[no-untyped-call]
    return line.encode(y=_y(), x=alt.XValue(0), x2=whole)  # type: ignore[no-untyped-call]


def _bar_layer(form: Form, lane: int, below: float) -> alt.Chart:
    """The bars: all parts of a row one after the other, or the parts of one lane."""
    across = alt.Scale(domain=["{least}", "{most}"], nice=False, zero=False)
    chart = _on("bars", form) if form.stacked else _on("bars", form).transform_filter(f"datum.lane === {lane}")
    drawn: alt.Chart = chart.mark_bar(size=_BAR, yOffset=below, cursor="pointer")
    return drawn.encode(
        x=alt.X("start:Q", axis=None, scale=across),
        x2=alt.X2("end:Q"),
        y=_y(),
        color=colour(),
        opacity=_opacity(),
        tooltip=tooltip(name="项目", series="栏目", printed="金额"),
    )


def _text_layers(form: Form) -> list[alt.Chart]:
    """The first line of each row: name at the left, printed amount at the right."""
    look: Look = {
        "dy": _BASE,
        "fontWeight": {"expr": "datum.level < 2 ? 600 : 400"},
        "fontSize": {"expr": "datum.size"},
        "cursor": {"expr": "datum.source ? 'pointer' : 'default'"},
    }
    name = _on("rows", form).mark_text(align="left", x={"expr": "datum.indent"}, limit=LIMIT, **look)
    amount = _on("rows", form).mark_text(align="right", x={"expr": "width"}, **look)
    return [name.encode(y=_y(0), text=alt.Text("name:N")), amount.encode(y=_y(0), text=alt.Text("printed:N"))]


def _part_layers(form: Form) -> list[alt.Chart]:
    """The lines below the first: a square in the colour of each part, its name and amount; the aside at the right."""
    small: Look = {"fontSize": _SMALL, "opacity": 0.85}
    place: Look = {"x": {"expr": "datum.left + 5"}, "yOffset": {"expr": "datum.down - 1"}}
    square = _on("parts", form).mark_square(size=80, opacity=1, **place)
    text = _on("parts", form).mark_text(
        align="left", x={"expr": f"datum.left + {_SQUARE}"}, dy={"expr": "datum.down"}, **small
    )
    aside = _on("rows", form).mark_text(align="right", x={"expr": "width"}, dy=_BASE + _LINE, **small)
    return [
        square.encode(y=_y(0), color=colour(), opacity=_opacity()),
        text.encode(y=_y(0), text=alt.Text("text:N")),
        aside.encode(y=_y(0), text=alt.Text("aside:N")),
    ]


def _on(data: str, form: Form) -> alt.Chart:
    """A chart of records that have ``row`` and ``level``, folded to the chosen level."""
    chart = alt.Chart(alt.NamedData(data))
    return chart.transform_filter("datum.level <= depth") if form.levels else chart


def _y(band: float = 0.5) -> alt.Y:
    """The band of a row, at its top (0) or middle (0.5)."""
    return alt.Y("row:O", axis=None, bandPosition=band, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _opacity() -> alt.Opacity:
    return alt.Opacity("opacity:Q", scale=None, legend=None)


def _depth(rows: Sequence[Row], form: Form) -> int:
    """How many levels are unfolded at first: as many as stay readable."""
    depths = range(1, len(form.levels) + 1)
    return max((depth for depth in depths if sum(row.level <= depth for row in rows) <= MANY_ROWS), default=1)


def _unfolded(form: Form, depth: int) -> alt.Parameter:
    """The choice of how many levels are unfolded."""
    options = list(range(1, len(form.levels) + 1))
    choice = alt.binding_radio(options=options, labels=list(form.levels), name="显示到：")
    return alt.param(name="depth", value=depth, bind=choice)
