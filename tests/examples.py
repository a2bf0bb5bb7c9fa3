"""The notation of the examples in the docstrings of the rules, read into disclosures and files.

``revenue 20805 行政事业单位养老支出: total 29.23, appropriation 29.23`` is a printed row: table, code (if any), item,
and its amounts by measure; ``summary/revenue 总计: amount 1.00`` names the side or phase. All nine standard tables are
there, those without rows as empty tables with a note, except ``无 <table>`` (missing) and ``空 <table>`` (no note).
``未定 <table> <code> <item>: 1.00`` is a number that could not be placed; ``年度 2020`` another year.
``文 <text>`` is a line outside the tables (a heading or a sentence), read as those of a document are.
``文件 <name>: <text>`` is a file, with ``\\xHH`` for bytes that are no text; without the colon it does not exist.
"""

import re
from decimal import Decimal

from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Table, Unplaced
from builder.model.document import Document, Line, Page, Source, Word
from builder.model.location import Location
from builder.recognise.narrative import statements
from builder.recognise.passages import passages
from builder.recognise.sections import strips
from builder.standards.tables import standard_tables

_ROW = re.compile(r"(?P<table>[a-z-]+)(?:/(?P<lane>[a-z]+))?(?: (?P<code>\d+))?(?: (?P<item>[^:]+))?: (?P<amounts>.+)")
_FILE = re.compile(r"文件 (?P<name>[^:]+)(?::(?P<content>.*))?")


def lines(section: str) -> list[str]:
    """The indented lines of a section: its example."""
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def disclosure(example: list[str], unit: str = "万元") -> Disclosure:
    """The disclosure that the lines describe; a figure's line is the line of the example, counted from 1."""
    figures: list[Figure] = []
    unplaced: list[Unplaced] = []
    said: list[Line] = []
    missing, unexplained, year = set(), set(), 2023
    for number, line in enumerate(example, 1):
        word, _, rest = line.partition(" ")
        if word == "无":
            missing.add(rest)
        elif word == "空":
            unexplained.add(rest)
        elif word == "年度":
            year = int(rest)
        elif word == "文":
            said.append(Line(rest, (Word(rest),), Location(1, number)))
        elif word == "未定":
            unplaced.append(_unplaced(rest, number))
        else:
            figures.extend(_figures(line, number, unit))
    printed = {figure.table for figure in figures}
    source = Source("决算.txt", "text", "0" * 64, 1)
    found = strips(Document(source, (Page(1, tuple(said)),)))
    identity = Identity("danwei", "某单位", year, "final", "决算")
    tables = tuple(_table(table, unit, table in printed, table in unexplained) for table in standard_tables())
    return Disclosure(
        identity=identity,
        source=source,
        tables=tuple(table for table in tables if table.table not in missing),
        figures=tuple(figures),
        unplaced=tuple(unplaced),
        passages=passages(found, ()),
        statements=statements(found, (), identity),
    )


def files(example: list[str]) -> list[tuple[str, bytes | None]]:
    """The files that the lines describe: name and content, None for a file that is not there."""
    found = []
    for line in example:
        match = _FILE.fullmatch(line)
        assert match, line
        content = match["content"]
        found.append((match["name"], None if content is None else _bytes(content.strip())))
    return found


def _figures(line: str, number: int, unit: str) -> list[Figure]:
    match = _ROW.fullmatch(line)
    assert match, f"not a row: {line}"
    table, lane = match["table"], match["lane"] or ""
    phases = standard_tables()[table].shape == "phases"
    side, phase = ("", lane) if phases else (lane, "")
    made = []
    for pair in match["amounts"].split(", "):
        measure, printed = pair.split(" ")
        amount = Amount(Decimal(printed), unit, printed)
        code, item = match["code"] or "", match["item"] or ""
        made.append(Figure(table, "", side, phase, "", code, item, measure, amount, Location(1, number), "position"))
    return made


def _unplaced(line: str, number: int) -> Unplaced:
    match = _ROW.fullmatch(line)
    assert match, f"not a row: {line}"
    reason = "空单元格在文本中丢失"
    return Unplaced(
        match["table"], match["code"] or "", match["item"] or "", match["amounts"], (), reason, Location(1, number)
    )


def _table(table: str, unit: str, has_figures: bool, unexplained: bool) -> Table:
    note = "" if has_figures or unexplained else "本表无数据"
    state = "figures" if has_figures else "empty"
    return Table(table, "", standard_tables()[table].title["final"], unit, Location(1, 1), state, (), note)


def _bytes(text: str) -> bytes:
    parts = re.split(r"\\x([0-9a-f]{2})", text)
    return b"".join(bytes([int(part, 16)]) if index % 2 else part.encode() for index, part in enumerate(parts))
