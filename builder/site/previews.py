"""Pictures that other sites show beside a link to a disclosure: whose it is, of which year, and the main figures.

Drawn from an SVG of our own with the fonts of the machine: the same bytes every time on one machine, as with charts.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from markupsafe import escape

from builder.config import Colours, Settings
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure
from builder.packages import squeeze
from builder.site.charts import pixels, text_width
from builder.site.headline import headline
from builder.site.render import visible
from builder.site.words import KINDS

WIDTH, HEIGHT = 1200, 630
"""The size in pixels that the Open Graph protocol's readers show uncut."""

_LEFT, _ROOM = 80, 1040
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_TALLEST, _LEAST = 68, 40
_INK, _SOFT = "#1c2430", "#4a5568"


@frozen
class Brand:
    """What is the same on all pictures: the name of the site, its mark (an SVG element), and the colours."""

    title: str
    mark: str
    colours: Colours


def brand(settings: Settings) -> Brand | None:
    """What the settings want on every picture; None if they want none, or if no page could name its address."""
    if not settings.preview_pictures or not settings.site_url:
        return None
    mark = files("builder.site").joinpath("theme/mark.svg").read_text(encoding="utf-8")
    return Brand(settings.title, mark.replace("<svg ", '<svg width="48" height="48" ', 1), settings.colours)


def png(disclosure: Disclosure, brand: Brand) -> bytes:
    """The picture of a disclosure; no bytes if this machine has no font for Chinese."""
    return squeeze.picture(pixels(svg(disclosure, brand))) if _is_legible() else b""


def svg(disclosure: Disclosure, brand: Brand) -> str:
    """The picture as SVG, every text escaped."""
    identity, main = disclosure.identity, headline(disclosure)
    named = (("本年收入", main.revenue), ("本年支出", main.expenditure), ("“三公”经费", main.three_public))
    shown = [(title, figure) for title, figure in named if figure]
    name, size = _fitted(visible(identity.entity_name))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{_FONT}">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<rect width="{WIDTH}" height="14" fill="{brand.colours.primary}"/>',
        f'<g transform="translate({_LEFT} 70)">{brand.mark}</g>',
        _text(_LEFT + 66, 106, 32, _SOFT, _fitted(visible(brand.title), 32, 32, _ROOM - 66)[0]),
        _text(_LEFT, 250, size, _INK, name, bold=True),
        _text(_LEFT, 322, 42, brand.colours.primary, f"{identity.fiscal_year} 年{KINDS[identity.kind][0]}"),
        *_columns(shown),
        "</svg>",
    ]
    return "".join(parts)


def _columns(shown: list[tuple[str, Figure]]) -> Iterator[str]:
    """The figures side by side, each as printed, with its unit."""
    if not shown:
        return
    wide = _ROOM / len(shown)
    printed = [visible(figure.amount.printed) for _, figure in shown]
    size = min([56, *(int((wide - 40) / max(text_width(text, 1), 0.1)) for text in printed)])
    yield f'<path d="M{_LEFT} 390H{_LEFT + _ROOM}" stroke="#d5dae1" stroke-width="2"/>'
    for number, ((title, figure), text) in enumerate(zip(shown, printed, strict=True)):
        left = _LEFT + round(number * wide)
        yield _text(left, 450, 30, _SOFT, title)
        yield _text(left, 520, size, _INK, text, bold=True)
        yield _text(left, 566, 26, _SOFT, visible(figure.amount.unit))


def _fitted(text: str, largest: int = _TALLEST, least: int = _LEAST, room: int = _ROOM) -> tuple[str, int]:
    """A line with the size at which it fits; cut, with a sign that it is, where the least size is too large."""
    size = min(largest, int(room / max(text_width(text, 1), 1)))
    if size >= least:
        return text, size
    while text_width(f"{text}…", least) > room:
        text = text[:-1]
    return f"{text}…", least


def _text(left: int, base: int, size: int, colour: str, text: str, *, bold: bool = False) -> str:  # noqa: PLR0913
    weight = ' font-weight="700"' if bold else ""
    written = "".join(one if one.isprintable() else "\ufffd" for one in text)  # XML has no place for some characters
    return f'<text x="{left}" y="{base}" font-size="{size}" fill="{colour}"{weight}>{escape(written)}</text>'


@cache
def _is_legible() -> bool:
    """Whether a Chinese character looks different from one that no font has."""
    return _glyph("账") != _glyph("\U000ffffd")


def _glyph(character: str) -> bytes:
    text = f'<text y="30" font-size="30" font-family="{_FONT}">{character}</text>'
    return pixels(f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">{text}</svg>')
