"""What the specs of all charts have in common."""

from typing import Any

import altair as alt

Record = dict[str, Any]
Data = list[Record]
Look = dict[str, Any]
Spec = dict[str, Any]

INK = "currentColor"
"""Text and lines take the colour of the page around them, light or dark."""

NARROW = 328
"""The width in pixels that a telephone of 360 px leaves for a chart."""

_FONT = (
    'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)

_CONFIG: dict[str, Any] = {
    "aria": False,
    "autosize": "none",
    "background": "transparent",
    "font": _FONT,
    "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
    "text": {"color": INK, "fontSize": 13},
    "view": {"stroke": None},
}


def finished(chart: alt.LayerChart | alt.FacetChart, data: dict[str, Data]) -> Spec:
    """The chart as a dict with its named data, without the address of its schema, with the settings all share."""
    plain: Spec = chart.configure(**_CONFIG).to_dict(validate=False)  # a test validates; here it is half of the time
    plain.pop("$schema")
    return {**plain, "datasets": data}


def colour() -> alt.Color:
    """The colour that a record names."""
    return alt.Color("colour:N", scale=None, legend=None)


def tooltip(**fields: str) -> list[alt.Tooltip]:
    """The fields of a record that are shown on hovering, each with its Chinese name."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def text_width(text: str, size: int) -> float:
    """About how wide ``text`` is in pixels, without asking any font: 1 em for Chinese, 0.57 for the rest."""
    return sum(size if ord(character) > 0x2E80 else 0.57 * size for character in text)
