"""What lists, comparisons and the search need of a disclosure: some kilobytes of it, so that all fit into memory.

The rest is read from its package when its own pages are made. A summary can be written as JSON and read back.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from decimal import Decimal
from sys import intern
from typing import Any

from builder.frozen import frozen
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.model.document import Source
from builder.model.finding import STATES, Finding, Verdict
from builder.model.location import Box, Location
from builder.site import presets
from builder.site.headline import Headline, Main, main

_JOINED = "-"
"""Tables of projects print several codes for one row, joined by it."""


@frozen
class Coded:
    """A code in a disclosure: the first figure that its tables print for it, and all names printed beside it."""

    figure: Figure
    names: tuple[str, ...]


@frozen
class Summary:
    """A disclosure in numbers, with its main figures and its findings.

    ``tables`` are the standard tables found, ``tables_read`` those with amounts; ``figures`` and ``statements`` are
    counts. ``ledger`` has by rule how many checks ended in each of STATES. ``codes`` leave out the table of revenue.
    ``example`` is the first figure of an item of the functional codes; ``basics`` are the items of the basic
    expenditure, one for each figure; ``columns`` are the columns (table and measure) in use; ``views`` the names of
    the explorer's presets that show something of it; ``boxed`` the pages with figures that have a box.
    """

    identity: Identity
    source: Source
    tables: int
    tables_read: int
    figures: int
    statements: int
    ledger: Mapping[str, tuple[int, ...]]
    findings: tuple[Finding, ...]
    main: Main
    codes: tuple[Coded, ...] = ()
    example: Figure | None = None
    basics: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    views: tuple[str, ...] = ()
    boxed: tuple[int, ...] = ()

    @property
    def states(self) -> dict[str, int]:
        """How many checks ended in each state, in the order of STATES."""
        return {state: sum(counts[place] for counts in self.ledger.values()) for place, state in enumerate(STATES)}


def summarised(disclosure: Disclosure, verdict: Verdict) -> Summary:
    """The summary of a disclosure and what the checks say of it."""
    figures = disclosure.figures
    return Summary(
        identity=disclosure.identity,
        source=disclosure.source,
        tables=len(disclosure.tables),
        tables_read=sum(table.state == "figures" for table in disclosure.tables),
        figures=len(figures),
        statements=len(disclosure.statements),
        ledger=_ledger(verdict),
        findings=verdict.findings,
        main=main(disclosure),
        codes=_coded(figures),
        example=next((figure for figure in figures if len(figure.code) == 7), None),
        basics=tuple(one.item for one in figures if one.table == "general-basic" and len(one.code) == 5),
        columns=tuple(sorted({(figure.table, figure.measure) for figure in figures})),
        views=presets.shown(figures),
        boxed=tuple(sorted({figure.location.page for figure in figures if figure.location.box})),
    )


def _ledger(verdict: Verdict) -> dict[str, tuple[int, ...]]:
    counts = Counter((entry.rule, entry.state) for entry in verdict.ledger)
    rules = dict.fromkeys(entry.rule for entry in verdict.ledger)
    return {rule: tuple(counts[rule, state] for state in STATES) for rule in rules}


def _coded(figures: Iterable[Figure]) -> tuple[Coded, ...]:
    first: dict[str, Figure] = {}
    names: dict[str, dict[str, None]] = {}
    for figure in figures:
        if figure.code and figure.table != "revenue" and _JOINED not in figure.code:
            first.setdefault(figure.code, figure)
            names.setdefault(figure.code, {})[figure.item] = None
    return tuple(Coded(figure, tuple(names[code])) for code, figure in first.items())


def write(summary: Summary) -> bytes:
    """The summary as JSON; every figure stands in it once."""
    figures: dict[Figure, int] = {}

    def number(figure: Figure | None) -> int:
        return -1 if figure is None else figures.setdefault(figure, len(figures))

    headline = summary.main.headline
    made = {
        "identity": asdict(summary.identity),
        "source": asdict(summary.source),
        "counts": (summary.tables, summary.tables_read, summary.figures, summary.statements),
        "ledger": summary.ledger,
        "findings": [asdict(finding) for finding in summary.findings],
        "headline": {item.name: number(getattr(headline, item.name)) for item in fields(headline)},
        "classes": [number(figure) for figure in summary.main.classes],
        "whole": number(summary.main.whole),
        "codes": [(number(one.figure), one.names) for one in summary.codes],
        "example": number(summary.example),
        "basics": summary.basics,
        "columns": summary.columns,
        "views": summary.views,
        "boxed": summary.boxed,
    }
    made["rows"] = [_row(figure) for figure in figures]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(data: bytes) -> Summary:
    """The summary that was written, equal in everything; texts that many disclosures have are in memory once."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    figures = [*(_figure(row) for row in found["rows"]), None]  # -1 is the last one
    identity = Identity(**found["identity"])
    tables, tables_read, count, statements = found["counts"]
    whole, classes = figures[found["whole"]], tuple(filter(None, (figures[n] for n in found["classes"])))
    headline = Headline(**{name: figures[number] for name, number in found["headline"].items()})
    coded = ((figures[number], names) for number, names in found["codes"])
    return Summary(
        identity,
        Source(**found["source"]),
        tables,
        tables_read,
        count,
        statements,
        ledger={intern(rule): tuple(counts) for rule, counts in found["ledger"].items()},
        findings=tuple(_finding(row) for row in found["findings"]),
        main=Main(identity, headline, classes, whole),
        codes=tuple(Coded(figure, tuple(map(intern, names))) for figure, names in coded if figure),
        example=figures[found["example"]],
        basics=tuple(map(intern, found["basics"])),
        columns=tuple((intern(table), intern(measure)) for table, measure in found["columns"]),
        views=tuple(map(intern, found["views"])),
        boxed=tuple(found["boxed"]),
    )


def _row(figure: Figure) -> list[Any]:
    amount, place = figure.amount, figure.location
    box = (place.box.x0, place.box.top, place.box.x1, place.box.bottom) if place.box else None
    names = (figure.table, figure.printed_number, figure.side, figure.phase, figure.line_no, figure.code, figure.item)
    printed = (str(amount.value), amount.unit, amount.printed)
    return [*names, figure.measure, *printed, place.page, place.line, box, figure.placed_by, figure.repeat]


def _figure(row: list[Any]) -> Figure:
    table, number, side, phase, line_no, code, item, measure = map(intern, row[:8])
    value, unit, printed, page, line, box, placed_by, repeat = row[8:]
    amount = Amount(Decimal(value), intern(unit), printed)
    place = Location(page, line, Box(*box) if box else None)
    return Figure(table, number, side, phase, line_no, code, item, measure, amount, place, intern(placed_by), repeat)


def _finding(row: dict[str, Any]) -> Finding:
    lists = {"figures": tuple(row["figures"]), "source_lines": tuple(row["source_lines"])}
    return Finding(**{**row, **lists, "rule": intern(row["rule"])})
