"""Colours with meaning: money that comes in, money that goes out, and the classes of expenditure."""

from builder.config import Colours
from builder.frozen import frozen

_DARKEST, _LIGHTEST = 0.150, 0.182
"""Relative luminances between which a colour has 3:1 against white and against the dark theme, and bears white text."""

_CLASSES = {
    "201": "#8a5a2b",
    "204": "#5b6b7a",
    "205": "#2f6fb0",
    "206": "#6a5acd",
    "207": "#a0488f",
    "208": "#b0473a",
    "210": "#2e7d5b",
    "211": "#5f7d1e",
    "212": "#7a6a4f",
    "213": "#4a7a2c",
    "214": "#4f6f8f",
    "221": "#7b55a8",
}
"""A hue for each class of functional expenditure (类) that is common, so that a class looks alike everywhere."""

OTHER = "#5b6b7a"
"""What is not one of the named parts, and the counterpart of a coloured one."""

REST = (OTHER, 0.6)
OPACITY = {1: 1.0, 2: 0.8, 3: 0.6}
"""The deeper a row in the hierarchy of codes, the lighter its bar."""


@frozen
class Palette:
    """The colours of the charts, visible on a light and on a dark page."""

    revenue: str
    expenditure: str

    @classmethod
    def of(cls, colours: Colours) -> "Palette":
        """The palette that the settings ask for."""
        return cls(visible(colours.revenue), visible(colours.expenditure))

    @property
    def shade(self) -> dict[str, tuple[str, float]]:
        """Colour and opacity of a part of expenditure, by measure, phase or total; others take :data:`REST`."""
        full, light, other = (self.expenditure, 1.0), (self.expenditure, 0.5), (visible(OTHER), 1.0)
        return {
            "basic": full,
            "project": light,
            "personnel-total": full,
            "public-total": other,
            "actual": full,
            "budget": light,
        }

    def function_class(self, code: str) -> str:
        """The colour of a class of functional expenditure (三位类级编码)."""
        return visible(_CLASSES.get(code, OTHER))


def visible(colour: str) -> str:
    """``colour`` (``#rrggbb``), mixed with black or white just so far that it stands out on light and on dark pages."""
    channels = [_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    light = _luminance(channels)
    if light > _LIGHTEST:
        channels = [channel * _LIGHTEST / light for channel in channels]
    elif light < _DARKEST:
        share = (_DARKEST - light) / (1 - light)
        channels = [channel + (1 - channel) * share for channel in channels]
    return "#" + "".join(f"{round(_encoded(channel) * 255):02x}" for channel in channels)


def _linear(value: float) -> float:
    """One sRGB channel (0 to 1) as linear light (WCAG 2.2, relative luminance)."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    """The inverse of :func:`_linear`."""
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(channels: list[float]) -> float:
    """Relative luminance of linear channels."""
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
