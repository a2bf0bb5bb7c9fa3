"""Text files of a printed disclosure: separated by tabs, or by blanks with the empty cells lost as in a PDF's text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from random import Random

from tests.maker.printed import Printed, PrintedTable

TABBED = "tabbed"
"""Cells separated by tabs, with a 栏次 row below the header."""
BARE = "bare"
"""Cells separated by tabs, without a 栏次 row: only the words of the header tell the columns."""
SPACED = "spaced"
"""Words separated by blanks, empty cells lost."""
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030")

_NUMERALS = "一二三四五六七八九"
_TITLES = ("表{n}：{title}", "{n}、{title}", "{year} 年度{title}（表 {digit}）", "{year}年度{title}", "{title}")
_CAPTIONS = ("{body}：{name} 单位：{unit}", "{body} ：{name} 单位 ：{unit}", "{body}：{name}\n单位：{unit}", "金额单位：{unit}")


@dataclass(frozen=True, slots=True)
class Style:
    """What befalls a document on its way to text. Shares are how often something happens where it can.

    ``page_number`` is how pages are numbered ("" not at all), ``feed`` what stands between two pages.
    """

    title: str = _TITLES[0]
    caption: str = _CAPTIONS[0]
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
    numbering: bool = True
    line_end: str = "\n"


def drawn_style(rng: Random, form: str) -> Style:
    """A style at random; only a spaced text has its words torn apart."""
    style = Style(
        title=rng.choice(_TITLES),
        caption=rng.choice(_CAPTIONS),
        label=rng.random() < 0.6,
        contents=rng.random() < 0.6,
        blank_lines=rng.random() < 0.5,
        line_end=rng.choice(("\n", "\n", "\r\n")),
        page_number=rng.choice(("", "", "- {} -", "第 {} 页")),
        feed=rng.choice(("", "\f")),
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


def render(printed: Printed, seed: int, form: str, encoding: str | None = None) -> bytes:
    """The file: ``form`` is TABBED, BARE or SPACED; the encoding is drawn if none is given."""
    rng = Random(f"{form} {seed}")
    style = drawn_style(rng, form)
    encoding = encoding or rng.choice(ENCODINGS)
    return write(printed, style, form, rng).encode(encoding)


def write(printed: Printed, style: Style, form: str, rng: Random) -> str:
    """The text in a given style."""
    table_lines = _tabbed if form != SPACED else _spaced
    blocks = [_front(printed, style)]
    for table in printed.tables:
        blocks.append([*_title(printed, table, style, rng, form), *table_lines(table, style, rng), *_notes(table, rng)])
    blocks.append(_back(printed))
    lines = _paged([line for block in blocks for line in block], style, rng)
    spread = [part for line in lines for part in ((line, "") if style.blank_lines and form == SPACED else (line,))]
    return style.line_end.join(spread) + style.line_end


def plain_style(**changes: object) -> Style:
    """The quietest style, with changes; names that Style does not have raise TypeError."""
    assert set(changes) <= {field.name for field in fields(Style)}
    return replace(Style(), **changes)  # type: ignore[arg-type]


# --- what stands around the tables ---------------------------------------------------------------------------------


def _front(printed: Printed, style: Style) -> list[str]:
    name, year, body = printed.entity_name, printed.year, printed.body
    lines = [f"{name}{year}年度{body}决算", ""]
    if style.contents:
        lines += ["目 录", f"第一部分 {name}概况", f"第二部分 {year}年度{body}决算表"]
        for place, table in enumerate(printed.tables):
            dots = " ………… " if place % 2 else "......"
            lines.append(f"{_NUMERALS[place]}、{table.title}{dots}{place + 3}")
        lines += [f"第三部分 {year}年度{body}决算情况说明", ""]
    return [*lines, f"第一部分 {name}概况", "一、主要职责", "", f"第二部分 {year}年度{body}决算表", ""]


def _back(printed: Printed) -> list[str]:
    lines = [f"第三部分 {printed.year}年度{printed.body}决算情况说明", "一、收入支出决算总体情况说明"]
    for figure in printed.expected()[:3]:
        lines.append(f"{printed.year}年度{figure.item}{figure.printed}{printed.unit}，与上年相比增加1.00{printed.unit}。")
    return [*lines, "第四部分 名词解释", "一、基本支出：指为保障机构正常运转、完成日常工作任务而发生的支出。"]


def _title(printed: Printed, table: PrintedTable, style: Style, rng: Random, form: str) -> Iterator[str]:
    words = {"n": _NUMERALS[table.number - 1], "digit": table.number, "title": table.title, "year": printed.year}
    title = style.title.format(**words)
    if form == SPACED and style.wrapped_names and len(title) > 20 and rng.random() < 0.3:
        cut = title.index("决算") - rng.randrange(2)
        yield title[:cut]
        title = title[cut:]
    yield title
    if style.label:
        yield f"公开 0{table.number} 表"
    yield from style.caption.format(body=printed.body, name=printed.entity_name, unit=printed.unit).split("\n")


def _notes(table: PrintedTable, rng: Random) -> list[str]:
    formula = f"{len(table.columns)}栏各行=(1+2+3)栏各行。"
    return ["", *table.notes, *([formula] if rng.random() < 0.4 else []), ""]


# --- tables with tabs ------------------------------------------------------------------------------------------------


def _tabbed(table: PrintedTable, style: Style, rng: Random) -> Iterator[str]:
    for row in range(table.head_rows):
        texts = {head.column: head.text for head in table.head if head.row == row}
        yield "\t".join(texts.get(column, "") for column in range(len(table.columns)))
    if style.numbering and table.numbering:
        yield "\t".join(table.numbering)
    strip = rng.random() < 0.3
    for row in table.rows:
        line = "\t".join(row)
        yield line.rstrip("\t") if strip and line.strip() else line


# --- tables with blanks ----------------------------------------------------------------------------------------------


def _spaced(table: PrintedTable, style: Style, rng: Random) -> Iterator[str]:
    for row in range(table.head_rows):
        texts = [head.text for head in sorted(table.head, key=lambda head: head.column) if head.row == row]
        if style.broken_header:
            yield from (piece for text in texts for piece in re.findall(r".{1,4}", text))
        else:
            yield " ".join(texts)
    if style.numbering and table.numbering:
        yield " ".join(text for text in table.numbering if text)
    note_at = rng.randrange(len(table.rows)) if style.note_inside and len(table.rows) > 8 else None
    for index, row in enumerate(table.rows):
        if index == note_at:
            yield from (" 注：本表反映年度总收支和年末结转结余情况。本套报表金额单位转换时可能存在尾数误", "差。")
        yield from _row_lines(table, row, style, rng)


def _row_lines(table: PrintedTable, row: Sequence[str], style: Style, rng: Random) -> Iterator[str]:
    """One printed row as lines: blanks between its texts, some glued, names broken, empty cells gone."""
    line, before = "", ""
    for column, text in zip(table.columns, row, strict=True):
        kind = column.kind
        if not text:
            continue
        if kind == "code" and not text.isdigit():
            kind = "item"
        if kind == "amount":
            text = _torn(text, style, rng)
        if kind == "item":
            *whole, text, opens = _pieces(text, style, rng)
            if opens and line:
                yield line
                line = ""
            if whole:
                yield _joined(line, whole[0], before, kind, style, rng)
                yield from whole[1:]
                line = ""
        line = _joined(line, text, before, kind, style, rng)
        before = kind
        if kind == "code" and rng.random() < style.code_alone:
            yield line
            line = ""
        if kind == "item" and style.wrapped_names and whole and rng.random() < 0.5:
            yield line
            line = ""
    if line:
        yield line


def _joined(line: str, text: str, before: str, kind: str, style: Style, rng: Random) -> str:
    """``text`` behind ``line``: glued where a number and a name meet, else after a blank."""
    meets = {before, kind} in ({"amount", "item"}, {"item", "line_no"}) and before != "code"
    clean = re.match(r"[\d.,]*[一-龥]?", text) and (line[-1:].isdigit() or "一" <= line[-1:] <= "龥")
    glue = line and meets and clean and "元" not in text and rng.random() < style.glued
    return line + ("" if glue or not line else " ") + text


def _pieces(name: str, style: Style, rng: Random) -> tuple[str | bool, ...]:
    """A name in pieces, and whether it begins a line of its own."""
    if rng.random() < style.blanks_in_names and len(name) > 3:
        at = rng.randrange(1, len(name))
        name = f"{name[:at]} {name[at:]}"
    if len(name) < 6 or rng.random() >= style.wrapped_names:
        return name, False
    size = rng.randrange(len(name) // 3 + 1, len(name))
    return *re.findall(f".{{1,{size}}}", name), rng.random() < 0.5


def _torn(amount: str, style: Style, rng: Random) -> str:
    """A digit group broken by a blank, as a PDF's text has it."""
    if "." not in amount or rng.random() >= style.broken_digits:
        return amount
    return amount.replace(",", " , ") if "," in amount else amount.replace(".", ". ")


def _paged(lines: list[str], style: Style, rng: Random) -> list[str]:
    """The lines with page numbers and page turns at places nobody chose."""
    if not style.page_number and not style.feed:
        return lines
    found: list[str] = []
    number, left = 1, rng.randrange(25, 45)
    for line in lines:
        left -= 1
        if left < 0 and line:
            found += [style.page_number.format(number)] if style.page_number else []
            line = style.feed + line
            number, left = number + 1, rng.randrange(25, 45)
        found.append(line)
    return found
