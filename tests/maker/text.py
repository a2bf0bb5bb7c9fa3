"""Text files of a printed disclosure: separated by tabs, or by blanks with the empty cells lost as in a PDF's text."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.maker import spaced
from tests.maker.laid import NUMERALS
from tests.maker.printed import Printed, PrintedTable
from tests.maker.setting import broken
from tests.maker.style import BARE, ENCODINGS, SPACED, TABBED, Style, drawn_style

__all__ = ["BARE", "ENCODINGS", "SPACED", "TABBED", "render", "write"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line; where a page may end before it, ``again`` is what the next page prints above it."""

    text: str
    again: tuple[str, ...] = ()
    may_turn: bool = True


def render(printed: Printed, seed: int, form: str, encoding: str | None = None) -> bytes:
    """The file: ``form`` is TABBED, BARE or SPACED; the encoding is drawn if none is given."""
    rng = Random(f"{form} {seed}")
    style = drawn_style(rng, form)
    encoding = encoding or rng.choice(ENCODINGS)
    return write(printed, style, form, rng).encode(encoding)


def write(printed: Printed, style: Style, form: str, rng: Random) -> str:
    """The text in a given style."""
    title = f"{printed.entity_name}{printed.year}{printed.what}"
    lines = [_Line(text) for text in _front(printed, style)]
    for table in printed.tables:
        lines += _table(printed, table, style, form, rng)
    lines += [_Line(line) for text in _back(printed) for line in _folded(text, style, form)]
    texts = _paged(lines, style, rng, title if style.running else "")
    if style.blank_lines and form == SPACED:
        texts = [part for text in texts for part in (text, "")]
    return style.line_end.join(texts) + style.line_end


def _table(printed: Printed, table: PrintedTable, style: Style, form: str, rng: Random) -> Iterator[_Line]:
    title = list(_title(printed, table, style, rng, form))
    header = list(_tabbed_header(table, style) if form != SPACED else spaced.header_lines(table, style))
    rows = _tabbed_rows(table, rng) if form != SPACED else spaced.rows(table, style, rng)
    again = {"": (), "header": tuple(header), "table": (*(table.continued.split() or title), *header)}[style.again]
    yield from (_Line(text, may_turn=not index) for index, text in enumerate((*title, *header)))
    for row in rows:
        yield from (_Line(text, again, may_turn=not style.again or not index) for index, text in enumerate(row))
    formula = f"{len(table.columns)}栏各行=(1+2+3)栏各行。"
    yield from map(_Line, ("", *table.notes, *([formula] if rng.random() < 0.4 else []), ""))


def _front(printed: Printed, style: Style) -> Iterator[str]:
    if printed.before:
        yield from printed.before
        return
    name, what = printed.entity_name, f"{printed.year}{printed.what}"
    yield from (f"{name}{what}", "")
    if style.contents:
        yield from ("目 录", f"第一部分 {name}概况", f"第二部分 {what}表")
        for place, table in enumerate(printed.tables):
            yield f"{NUMERALS[place]}、{table.title}{' ………… ' if place % 2 else '......'}{place + 3}"
        yield from (f"第三部分 {what}情况说明", "")
    yield from (f"第一部分 {name}概况", "一、主要职责", "", f"第二部分 {what}表", "")


def _folded(text: str, style: Style, form: str) -> Iterator[str]:
    """A paragraph over lines of a page's width, where the text is one of a PDF."""
    yield from broken(text, 11, 495) if form == SPACED and not style.blank_lines else [text]


def _back(printed: Printed) -> Iterator[str]:
    if printed.behind:
        for each in printed.behind:
            yield from [each] if isinstance(each, str) else ["\t".join(row) for row in each]
        return
    yield from (f"第三部分 {printed.year}{printed.what}情况说明", "一、收入支出决算总体情况说明")
    for figure in printed.told():
        said = f"{figure.item}{figure.printed}{printed.unit}"
        yield f"{printed.year}年度{said}，与上年相比增加1.00{printed.unit}。"
    yield from ("第四部分 名词解释", "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。")


def _title(printed: Printed, table: PrintedTable, style: Style, rng: Random, form: str) -> Iterator[str]:
    if table.above:
        yield from (" ".join(texts) for texts in table.above)
        return
    words = {"n": NUMERALS[table.number - 1], "digit": table.number, "title": table.title, "year": printed.year}
    title = style.title.format(**words) if printed.kind == "final" else f"{printed.year}年{table.title}"
    if form == SPACED and style.wrapped_names and len(title) > 20 and rng.random() < 0.3:
        cut = title.index("决算") - rng.randrange(2)
        yield title[:cut]
        title = title[cut:]
    yield title
    if style.label and printed.label:
        yield printed.label.format(table.number).replace("公开", "公开 ").replace("表", " 表")
    yield from style.caption.format(body=printed.body, name=printed.entity_name, unit=table.unit or printed.unit).split(
        "\n"
    )


def _tabbed_header(table: PrintedTable, style: Style) -> Iterator[str]:
    for row in range(table.head_rows):
        texts = {head.column: head.text for head in table.head if head.row == row}
        yield "\t".join(texts.get(column, "") for column in range(len(table.columns)))
    if style.numbering and table.numbering:
        yield "\t".join(table.numbering)


def _tabbed_rows(table: PrintedTable, rng: Random) -> Iterator[list[str]]:
    stripped = rng.random() < 0.3
    for row in table.rows:
        line = "\t".join(row)
        yield [line.rstrip("\t") if stripped and line.strip() else line]


def _paged(lines: list[_Line], style: Style, rng: Random, running: str) -> list[str]:
    """The lines with page numbers and page turns at places nobody chose, and the ``running`` title on each page."""
    found: list[str] = []
    number, left = 1, rng.randrange(25, 45)
    for line in lines:
        left -= 1
        turns = left < 0 and line.text and line.may_turn and (style.page_number or style.feed or style.again or running)
        if turns:
            found += [style.page_number.format(number)] if style.page_number else []
            number, left = number + 1, rng.randrange(25, 45)
        page = [*filter(None, [running]), *line.again, line.text] if turns else [line.text]
        found += [style.feed + page[0], *page[1:]] if turns else page
    return found
