"""The colours of the settings as a style sheet: on light pages as they are, on dark pages in a lighter tone."""

import colorsys
from dataclasses import fields

from builder.config import Colours

_LIGHTNESS = 0.74
"""Of a colour on dark pages (HLS): enough for text of 4.5:1, whatever its hue."""


def stylesheet(colours: Colours) -> str:
    """CSS custom properties ``--mz-<name>`` for both colour schemes."""
    named = {item.name: getattr(colours, item.name) for item in fields(colours)}
    light = "".join(f"--mz-{name}:{value};" for name, value in named.items())
    dark = "".join(f"--mz-{name}:{on_dark(value)};" for name, value in named.items())
    return f':root{{{light}}}\n[data-md-color-scheme="slate"]{{{dark}}}\n'


def on_dark(colour: str) -> str:
    """The tone of ``colour`` (``#rrggbb``) for dark pages: the same hue, never darker than it was."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    channels = colorsys.hls_to_rgb(hue, max(lightness, _LIGHTNESS), saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
