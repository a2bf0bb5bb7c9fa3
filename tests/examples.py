"""The notation of the examples in the docstrings of the rules, read into disclosures and files.

``revenue 20805 行政事业单位养老支出: total 29.23, appropriation 29.23`` is a printed row: table, code (if any), item,
and its amounts by measure; ``summary/revenue 总计: amount 1.00`` names the side or phase. All nine standard tables are
there, those without rows as empty tables with a note, except ``无 <table>`` (missing) and ``空 <table>`` (no note).
``未定 <table> <code> <item>: 1.00`` is a number that could not be placed; ``年度 2020`` another year.
``名称 <name>`` is the unit's name; ``署名 <table> <name>`` the name printed at a table.
``文 <text>`` is a line outside the tables (a heading or a sentence), read as those of a document are.
``绩效 <form>/<programme>/<level1>/<level2>/<indicator>: target ≥5人, weight 10, score 9`` is a row of a performance
form (also ``actual``, ``rate``, ``goal``), ``绩效资金`` one of money, ``绩效合计`` a total.
``资金 合计: budget 3, amount 3`` is what the row of money on the line above says, as statements.
``另 年度 2022`` begins another document: last year's of the same unit; ``另 预算 2023`` the budget; ``另 单位 <name>``
the same year's of a unit below it.
``文件 <name>: <text>`` is a file, with ``⏎`` for the end of a line, ``⇥`` for a tab and ``\\xHH`` for bytes that are no
text; without the colon it does not exist.
"""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from builder.checks._siblings import Beside, Siblings
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Indicator, Statement, Table, Unplaced
from builder.model.document import Document, Line, Page, Source, Word
from builder.model.location import Location
from builder.recognise.derived import derived
from builder.recognise.narrative import statements
from builder.recognise.passages import outside, paragraphs, passages
from builder.recognise.sections import strips
from builder.standards.tables import standard_tables

_ROW = re.compile(r"(?P<table>[a-z-]+)(?:/(?P<lane>[a-z]+))?(?: (?P<code>\d+))?(?: (?P<item>[^:]+))?: (?P<amounts>.+)")
_FORM_ROLES = {"绩效": "indicator", "绩效资金": "money", "绩效合计": "total"}
_FILE = re.compile(r"文件 (?P<name>[^:]+)(?::(?P<content>.*))?")


def lines(section: str) -> list[str]:
    """The indented lines of a section: its example."""
    return [line.strip() for line in section.splitlines() if line.startswith("    ")]


def disclosure(example: list[str], unit: str = "万元") -> Disclosure:
    """The disclosure that the lines describe; a figure's line is the line of the example, counted from 1.

    Other documents in the example are left out: they are its ``siblings``.
    """
    example = _documents(example)[0]
    figures: list[Figure] = []
    unplaced: list[Unplaced] = []
    said: list[Line] = []
    rows: list[Indicator] = []
    money: list[Statement] = []
    missing, unexplained, year = set(), set(), 2023
    name, signed = "某单位", {}
    for number, line in enumerate(example, 1):
        word, _, rest = line.partition(" ")
        if word == "无":
            missing.add(rest)
        elif word == "空":
            unexplained.add(rest)
        elif word == "年度":
            year = int(rest)
        elif word == "名称":
            name = rest
        elif word == "署名":
            table, _, unit_name = rest.partition(" ")
            signed[table] = unit_name
        elif word == "文":
            said.append(Line(rest, (Word(rest),), Location(1, number)))
        elif word == "资金":
            money.extend(_money(rest, number - 1, year))
        elif word in _FORM_ROLES:
            rows.append(_indicator(rest, number, _FORM_ROLES[word]))
        elif word == "未定":
            unplaced.append(_unplaced(rest, number))
        else:
            figures.extend(_figures(line, number, unit))
    printed = {figure.table for figure in figures}
    source = Source("决算.txt", "text", "0" * 64, 1)
    found = strips(Document(source, (Page(1, tuple(said)),)))
    told = tuple(paragraphs(outside(found, ())))
    identity = Identity("danwei", name, year, "final", "决算")
    texts = passages(told)
    said_all = (*statements(told, identity), *money)
    tables = tuple(
        replace(_table(table, unit, table in printed, table in unexplained), prepared_by=signed.get(table, ""))
        for table in standard_tables()
    )
    return Disclosure(
        identity=identity,
        source=source,
        tables=tuple(table for table in tables if table.table not in missing),
        figures=tuple(figures),
        unplaced=tuple(unplaced),
        passages=texts,
        statements=said_all,
        derived=tuple(derived(said_all, texts)),
        indicators=tuple(rows),
    )


def siblings(example: list[str]) -> Siblings:
    """The other documents that the lines describe."""
    before, budget, units = None, None, []
    for head, *rest in _documents(example)[1:]:
        _, kind, name = head.split(" ", 2)
        if kind == "单位":
            units.append(Beside.of(disclosure([f"名称 {name}", *rest])))
        elif kind == "预算":
            planned = disclosure([f"年度 {name}", *rest])
            budget = Beside.of(replace(planned, identity=replace(planned.identity, kind="budget")))
        else:
            before = Beside.of(disclosure([f"年度 {name}", *rest]))
    return Siblings(before, budget, tuple(units) or None)


def _documents(example: list[str]) -> list[list[str]]:
    """The lines of each document; those of every one but the first begin with the line that announces it."""
    starts = [number for number, line in enumerate(example) if line.startswith("另 ")]
    return [example[start:end] for start, end in pairwise([0, *starts, len(example)])]


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


def _indicator(line: str, number: int, role: str) -> Indicator:
    names, _, cells = line.partition(": ")
    form, programme, level1, level2, name = names.split("/")
    said = dict(cell.split(" ", 1) for cell in cells.split(", "))
    values = [said.pop(kind, "") for kind in ("target", "actual", "weight", "score")]
    place = Location(1, number)
    return Indicator(form, programme, level1, level2, name, *values, place, role=role, last_line=number, **said)


def _money(line: str, number: int, year: int) -> list[Statement]:
    label, _, cells = line.partition(": ")
    pairs = [cell.split(" ") for cell in cells.split(", ")]
    units = {"completion_percent": "%", "score": "分"}
    return [
        Statement(
            "绩效自评表",
            label,
            "",
            year,
            measure,
            Decimal(value),
            units.get(measure, "万元"),
            "",
            "",
            Location(1, number),
        )
        for measure, value in pairs
    ]


def _table(table: str, unit: str, has_figures: bool, unexplained: bool) -> Table:
    note = "" if has_figures or unexplained else "本表无数据"
    state = "figures" if has_figures else "empty"
    return Table(table, "", standard_tables()[table].title["final"], unit, Location(1, 1), state, (), note)


def _bytes(text: str) -> bytes:
    parts = re.split(r"\\x([0-9a-f]{2})", text.replace("⏎", "\n").replace("⇥", "\t"))
    return b"".join(bytes([int(part, 16)]) if index % 2 else part.encode() for index, part in enumerate(parts))
