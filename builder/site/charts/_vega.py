"""What the specs of all charts have in common."""

from collections.abc import Mapping
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

LIMIT = {"expr": "width * (datum.part || 1) - datum.taken"}
"""How many pixels a text may take: its record says what is taken of the width, or of which part of it."""

_FONT = (
    'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif'
)

_BOLD = 0.64
"""The width in em of a bold Latin letter or digit in the widest of these fonts, on average."""

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
    return {**bare(chart), "datasets": data}


def bare(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    """The same without data."""
    plain: Spec = chart.configure(**_CONFIG).to_dict(validate=False)  # a test validates; here it is half of the time
    plain.pop("$schema")
    return plain


def filled(template: Spec, values: Mapping[str, float]) -> Spec:
    """A copy of a spec with numbers in the place of words like ``{height}``, which may be parts of expressions.

    Altair takes longer for a spec than all else that is done for a chart, so it makes one for each form.
    """

    def copied(part: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        if isinstance(part, dict):
            return {key: copied(value) for key, value in part.items()}
        if isinstance(part, list):
            return [copied(value) for value in part]
        if isinstance(part, str) and "{" in part:
            return _filled(part, values)
        return part

    made: Spec = copied(template)
    return made


def _filled(text: str, values: Mapping[str, float]) -> str | float:
    for name, value in values.items():
        if text == f"{{{name}}}":
            return value
        text = text.replace(f"{{{name}}}", str(value))
    return text


def colour() -> alt.Color:
    """The colour that a record names."""
    return alt.Color("colour:N", scale=None, legend=None)


def tooltip(**fields: str) -> list[alt.Tooltip]:
    """The fields of a record that are shown on hovering, each with its Chinese name."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def text_width(text: str, size: int, narrow: float = 0.57) -> float:
    """About how wide ``text`` is in pixels, without asking any font: 1 em for Chinese, ``narrow`` em for the rest."""
    return sum(size if ord(character) > 0x2E80 else narrow * size for character in text)


def cut(text: str, size: int, room: float) -> str:
    """``text`` as far as it fits ``room`` pixels even in bold letters, with … for what does not."""
    if text_width(text, size, _BOLD) <= room:
        return text
    while text and text_width(f"{text}…", size, _BOLD) > room:
        text = text[:-1]
    return f"{text}…"
