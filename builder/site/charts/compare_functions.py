"""What share of its expenditure each unit spends on each functional class. The shares are ours, and say so."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import altair as alt

from builder.frozen import frozen
from builder.model.disclosure import Figure, Identity
from builder.site.charts import _corpus, _figures
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import Palette
from builder.site.charts._vega import INK, LIMIT, Data, Spec, colour, finished, tooltip
from builder.site.headline import Main
from builder.site.plain import bare

ORDER = 30
_LEGEND, _ROW, _BAR = 20, 46, 18
"""Pixels of a line of the legend, of a row and of its bar."""

_ROOM_FOR_CODE, _ROOM_FOR_SHARE = Decimal("0.09"), Decimal("0.25")
"""The shares from which a piece has room for its code, and for its share too, on a telephone."""


@frozen
class _Entry:
    """One disclosure: its classes and its printed total."""

    identity: Identity
    figures: tuple[Figure, ...]
    total: Figure

    def share(self, figure: Figure) -> Decimal:
        """The exact quotient of two printed amounts."""
        return figure.amount.yuan / self.total.amount.yuan

    def cited(self, figure: Figure) -> _figures.Cited:
        """A figure of this disclosure, with its account."""
        return _figures.cited(self.identity, figure, "")

    @property
    def row(self) -> tuple[str, str]:
        """Who and when."""
        return _figures.who(self.identity), _figures.when(self.identity)


def compare(disclosures: Sequence[Main], palette: Palette) -> Drawing | None:
    """One bar of 100 % for each disclosure that prints its classes and their total."""
    every = [entry for entry in map(_entry, disclosures) if entry]
    entries = _corpus.chosen(every, lambda entry: (entry.identity, entry.total.amount))
    if not entries:
        return None
    words = Words(
        name="compare-functions",
        title="各单位支出的功能构成",
        title_en="Functional classes as a share of expenditure",
        question="各单位的钱主要花在哪几类事情上？",
        description=f"各单位支出功能构成的百分比条形图，占比按表计算：{'；'.join(map(_said, entries))}。",
        note="占比按表计算：类的支出合计 ÷ 支出合计，四舍五入到一位小数；金额照原表。"
        + (_corpus.FEWER if len(entries) < len(every) else ""),
    )
    twin = [
        (*entry.row, figure.code, figure.item, entry.cited(figure), percent(entry.share(figure)))
        for entry in entries
        for figure in entry.figures
    ]
    columns = ("单位", "年度", "科目编码", "科目名称", "支出合计", "占比（按表计算）")
    return drawn(words, _spec(entries, palette), columns, twin)


def percent(share: Decimal) -> str:
    """A share with one decimal, half up: ``83.6%``."""
    return f"{(100 * share).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def _entry(disclosure: Main) -> _Entry | None:
    """The classes of a disclosure with their total, or None if one is missing or negative."""
    figures = tuple(figure for figure in disclosure.classes if figure.amount.value)
    if not figures or min(figure.amount.value for figure in figures) < 0:
        return None
    total = disclosure.whole
    return _Entry(disclosure.identity, figures, total) if total and total.amount.value > 0 else None


def _said(entry: _Entry) -> str:
    """One row in words: its two largest classes."""
    largest = sorted(entry.figures, key=lambda figure: -figure.amount.yuan)[:2]
    return "".join(entry.row) + "，".join(f"{bare(_figures.shown(f.item))} {percent(entry.share(f))}" for f in largest)


def _spec(entries: Sequence[_Entry], palette: Palette) -> Spec:
    """A legend of the classes in two columns, and below it the bars."""
    names = {figure.code: figure.item for entry in reversed(entries) for figure in entry.figures}
    legend: Data = [
        {
            "x": index % 2,
            "y": 10 + index // 2 * _LEGEND,
            "text": _figures.shown(f"{code} {bare(names[code])}"),
            "colour": palette.function_class(code),
            "size": 12,
            "part": 0.5,
            "taken": 20,
        }
        for index, code in enumerate(sorted(names))
    ]
    top = legend[-1]["y"] + _LEGEND
    pieces = [piece for number, entry in enumerate(entries) for piece in _pieces(entry, top + number * _ROW, palette)]
    heads: Data = [
        {"y": top + number * _ROW + 12, "who": entry.row[0], "when": entry.row[1], "taken": 80}
        for number, entry in enumerate(entries)
    ]
    height = top + len(entries) * _ROW
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, height], reverse=True, nice=False, zero=False))
    layers = [*_legend_layers(down), *_head_layers(down), *_piece_layers(pieces, down)]
    chart = alt.layer(*layers).properties(width="container", height=height)
    return finished(chart, {"legend": legend, "heads": heads, "pieces": pieces})


def _pieces(entry: _Entry, top: float, palette: Palette) -> Data:
    """The pieces of one bar, from left to right in printed order."""
    pieces: Data = []
    start = Decimal(0)
    for figure in entry.figures:
        share = entry.share(figure)
        pieces.append(
            {
                "y": top + 22 + _BAR / 2,
                "start": float(start),
                "end": float(start + share),
                "middle": float(start + share / 2),
                "inside": _inside(figure, share),
                "who": "".join(entry.row),
                "name": _figures.label(figure),
                "printed": _figures.said(figure.amount, ""),
                "share": percent(share),
                "colour": palette.function_class(figure.code),
                "source": entry.cited(figure).source,
            }
        )
        start += share
    return pieces


def _inside(figure: Figure, share: Decimal) -> str:
    """What is written on a piece, as far as it has room."""
    code = _figures.shown(figure.code) if share >= _ROOM_FOR_CODE else ""
    return f"{code} {percent(share)}" if share >= _ROOM_FOR_SHARE else code


def _legend_layers(down: alt.Y) -> list[alt.Chart]:
    """A square and a name for each class."""
    chart = alt.Chart(alt.NamedData("legend"))
    square = chart.mark_square(size=90, opacity=1, x={"expr": "datum.x * width / 2 + 6"}).encode(y=down, color=colour())
    text = chart.mark_text(align="left", fontSize=12, x={"expr": "datum.x * width / 2 + 16"}, limit=LIMIT)
    return [square, text.encode(y=down, text=alt.Text("text:N"))]


def _head_layers(down: alt.Y) -> list[alt.Chart]:
    """The name of each unit at the left, the year at the right."""
    chart = alt.Chart(alt.NamedData("heads"))
    who = chart.mark_text(align="left", fontWeight=600, x=0, limit=LIMIT).encode(y=down, text=alt.Text("who:N"))
    when = chart.mark_text(align="right", fontSize=12, opacity=0.85, x={"expr": "width"}).encode(
        y=down, text=alt.Text("when:N")
    )
    return [who, when]


def _piece_layers(records: Data, down: alt.Y) -> list[alt.Chart]:
    """The pieces, and the codes in those that have room."""
    chart = alt.Chart(alt.NamedData("pieces"))
    across = alt.Scale(domain=[0, max(1.0, *(record["end"] for record in records))], nice=False, zero=False)
    bars = chart.mark_bar(
        orient="horizontal", size=_BAR, stroke=INK, strokeOpacity=0.25, strokeWidth=0.5, cursor="pointer"
    ).encode(
        x=alt.X("start:Q", axis=None, scale=across),
        x2=alt.X2("end:Q"),
        y=down,
        color=colour(),
        tooltip=tooltip(who="单位", name="科目", printed="金额", share="占比（按表计算）"),
    )
    codes = chart.mark_text(color="#ffffff", fontSize=11, fontWeight=600).encode(
        x=alt.X("middle:Q", axis=None, scale=across), y=down, text=alt.Text("inside:N")
    )
    return [bars, codes]
