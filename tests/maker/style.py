"""What befalls a document on its way to a text file."""

from dataclasses import dataclass, fields, replace
from random import Random

TABBED = "tabbed"
"""Cells separated by tabs, with a 栏次 row below the header."""
BARE = "bare"
"""Cells separated by tabs, without a 栏次 row: only the words of the header tell the columns."""
SPACED = "spaced"
"""Words separated by blanks, empty cells lost."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")

TITLES = ("表{n}：{title}", "{n}、{title}", "{year} 年度{title}（表 {digit}）", "{year}年度{title}", "{title}")
CAPTIONS = (
    "{body}：{name} 单位：{unit}",
    "{body} ：{name} 单位 ：{unit}",
    "{body}：{name}\n单位：{unit}",
    "金额单位：{unit}",
)


@dataclass(frozen=True, slots=True)
class Style:
    """What befalls a document on its way to text. Shares are how often something happens where it can.

    ``page_number`` is how pages are numbered ("" not at all), ``feed`` what stands between two pages, ``again`` what
    a page that begins inside a table prints again: "" nothing, "header" its header, "table" its title as well;
    ``running`` is whether every page has the document's title on top.
    """

    title: str = TITLES[0]
    caption: str = CAPTIONS[0]
    label: bool = True
    contents: bool = True
    blank_lines: bool = False
    wrapped_names: float = 0.0
    broken_header: bool = False
    code_alone: float = 0.0
    glued: float = 0.0
    blanks_in_names: float = 0.0
    broken_digits: float = 0.0
    note_inside: bool = False
    page_number: str = ""
    feed: str = ""
    again: str = ""
    running: bool = False
    numbering: bool = True
    line_end: str = "\n"


def drawn_style(rng: Random, form: str) -> Style:
    """A style at random; only a spaced text has its words torn apart."""
    style = Style(
        title=rng.choice(TITLES),
        caption=rng.choice(CAPTIONS),
        label=rng.random() < 0.6,
        contents=rng.random() < 0.6,
        blank_lines=rng.random() < 0.5,
        line_end=rng.choice(("\n", "\n", "\r\n")),
        page_number=rng.choice(("", "", "- {} -", "第 {} 页")),
        feed=rng.choice(("", "\f")),
        again=rng.choice(("", "", "header", "table")),
        running=rng.random() < 0.2,
        numbering=form == TABBED,
    )
    if form != SPACED:
        return style
    return replace(
        style,
        wrapped_names=rng.choice((0.0, 0.1, 0.4)),
        broken_header=rng.random() < 0.5,
        code_alone=rng.choice((0.0, 0.0, 0.2)),
        glued=rng.choice((0.0, 0.1, 0.5)),
        blanks_in_names=rng.choice((0.0, 0.2)),
        broken_digits=rng.choice((0.0, 0.0, 0.05)),
        note_inside=rng.random() < 0.3,
        page_number=rng.choice(("", "- {} -", "{}", "第 {} 页", "-{}-")),
        feed=rng.choice(("", "\f", " ")),
        numbering=rng.random() < 0.8,
    )


def plain_style(**changes: object) -> Style:
    """The quietest style, with changes; names that Style does not have raise TypeError."""
    assert set(changes) <= {field.name for field in fields(Style)}
    return replace(Style(), **changes)  # type: ignore[arg-type]
