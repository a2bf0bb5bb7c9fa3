"""The colours of the settings as a style sheet: on light pages as they are, on dark pages in a lighter tone."""

import colorsys
from dataclasses import fields

from builder.config import Colours

_LIGHTNESS, _LUMINANCE = 0.74, 0.31
"""The least HLS lightness and relative luminance (WCAG 2.2) of a colour on dark pages: text in it has 4.5:1."""


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
    lightness = max(lightness, _LIGHTNESS)
    while _luminance(colorsys.hls_to_rgb(hue, lightness, saturation)) < _LUMINANCE:
        lightness += 0.01
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colorsys.hls_to_rgb(hue, lightness, saturation))


def _luminance(channels: tuple[float, float, float]) -> float:
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
