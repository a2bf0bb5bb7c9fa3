"""The colours of the settings as a style sheet: on light pages as they are, on dark pages mixed with white."""

from dataclasses import fields

from builder.config import Colours

_DARK = {"primary": 55, "accent": 55, "revenue": 55, "expenditure": 55, "error": 55, "warning": 55, "note": 45}
"""How much of a colour remains on dark pages, in percent; chosen so that text in it has 4.5:1."""


def stylesheet(colours: Colours) -> str:
    """CSS custom properties ``--mz-<name>`` for both colour schemes."""
    named = {item.name: getattr(colours, item.name) for item in fields(colours)}
    light = "".join(f"--mz-{name}:{value};" for name, value in named.items())
    dark = "".join(f"--mz-{name}:{_mixed(value, _DARK.get(name, 55))};" for name, value in named.items())
    return f':root{{{light}}}\n[data-md-color-scheme="slate"]{{{dark}}}\n'


def _mixed(colour: str, percent: int) -> str:
    """``colour`` (``#rrggbb``) with white, of which ``percent`` is the colour."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{(channel * percent + 255 * (100 - percent)) // 100:02x}" for channel in channels)
