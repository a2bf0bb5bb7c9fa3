"""What the explorer loads: a list of what there is to choose from, the figures in parts, the grid.

``explore/index.z``              ``disclosures`` (package, entity id, entity, year, kind, figures, bytes of its file)
                                 ``parts`` (year, kind, table id, class, figures, bytes), ``tables`` and ``measures``
                                 (id and Chinese name, in the order of the standard tables), ``columns`` (the name of
                                 each measure in each table)
``explore/<package>.z``          the figures of a disclosure as rows: table id, measure id, side or phase in words,
                                 code, item, amount as printed, its unit, in 万元 with two decimals, in 元, anchor
``explore/tables/<year>-<kind>-<table>-<class>.z``  the same for the rows of one class (the first three digits of their
                                 codes, ``0`` for rows without a code) in one table of all disclosures of a year and
                                 kind; each row begins with the number of its disclosure in the list

So an entity over the years and a code or a total of all entities take little to load; the script takes what is less.
``.z`` is JSON compressed by zlib. The grid is DataTables (MIT), taken from the bundle that the package ``itables``
carries. Read by theme/explore.js.
"""

import json
import zlib
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Figure
from builder.packages import squeeze
from builder.site import addresses
from builder.site.catalogue import Catalogue, Record
from builder.site.render import visible
from builder.site.words import table_title
from builder.standards.tables import standard_tables

GRID = "assets/grid.js"
"""Where the grid stands on the site, an ES module whose default export is DataTables."""

NO_CODE = "0"
"""What stands for the class of rows without a code."""
_SIDES = {"revenue": "收入", "expenditure": "支出", "economic": "经济分类", "purpose": "用途"}
_EXACT = Context(prec=64)


def parts(found: Catalogue) -> Iterator[tuple[str, bytes]]:
    """The files that the explorer loads, as (path from the site's root, content), the list of all last."""
    records = [record for record in found.records if record.disclosure.figures]
    disclosures: list[list[str | int]] = []
    tables: list[list[str | int]] = []
    numbers = {record.identity.disclosure_id: number for number, record in enumerate(records)}
    for (year, _, kind), group in groupby(sorted(records, key=_term), key=_term):
        open_parts: dict[tuple[str, str], _Part] = {}
        for record in group:
            own = _Part()
            for figure in record.disclosure.figures:
                row = _row(figure)
                own.add(row)
                part = open_parts.setdefault((figure.table, _class(figure.code)), _Part())
                part.add([numbers[record.identity.disclosure_id], *row])
            data = own.done()
            disclosures.append([numbers[record.identity.disclosure_id], *_disclosure(record), len(data)])
            yield f"explore/{record.identity.package}.z", data
        for (table, group_of), part in sorted(open_parts.items(), key=lambda one: (_order(one[0][0]), one[0])):
            data = part.done()
            name = f"{-year}-{kind}-{table}-{group_of}"
            tables.append([-year, kind, table, group_of, part.count, len(data)])
            yield f"explore/tables/{name}.z", data
    listed = [row[1:] for row in sorted(disclosures)]
    whole = _json({**_index(records), "disclosures": listed, "parts": tables})
    yield "explore/index.z", squeeze.stream(whole.encode())


def _class(code: str) -> str:
    return code[:3] if code.isascii() and code.isdecimal() else NO_CODE


def _term(record: Record) -> tuple[int, bool, str]:
    """The newest year first, final accounts before budgets."""
    who = record.identity
    return -who.fiscal_year, who.kind != "final", who.kind


class _Part:
    """Rows as a JSON list, kept small as they come."""

    def __init__(self) -> None:
        self.packed = zlib.compressobj()
        self.made = bytearray()
        self.count = 0

    def add(self, row: Sequence[str | int]) -> None:
        """Put a row at the end."""
        self.made += self.packed.compress(f"{',' if self.count else '['}{_json(row)}".encode())
        self.count += 1

    def done(self) -> bytes:
        """All that was added, compressed to the same bytes whatever zlib Python has."""
        whole = self.made + self.packed.compress(b"]" if self.count else b"[]") + self.packed.flush()
        return squeeze.stream(zlib.decompress(whole))


def grid_script() -> str:
    """The script of the grid, with its licences, as it stands in the installed package."""
    return Path(str(distribution("itables").locate_file("itables/html/dt_bundle.js"))).read_text(encoding="utf-8")


def address(code: str, record: Record, figure: Figure) -> str:
    """The explorer with the amounts under a code, in the table, year and kind of one of them."""
    year = str(record.identity.fiscal_year)
    chosen = {"year": year, "kind": record.identity.kind, "table": figure.table, "code": code}
    return f"{addresses.EXPLORE}?{urlencode(chosen)}"


def in_units(amount: Amount) -> tuple[str, str]:
    """``amount`` in 万元, rounded half up to two decimals, and exactly in 元; both empty for what is no money."""
    rate = YUAN_PER_UNIT.get(amount.unit)
    if rate is None:
        return "", ""
    yuan = _EXACT.multiply(amount.value, rate)
    wan = (yuan / YUAN_PER_UNIT["万元"]).quantize(Decimal("0.01"), ROUND_HALF_UP, _EXACT)
    whole = yuan.to_integral_value()
    return f"{wan:f}", f"{whole if yuan == whole else yuan.normalize(_EXACT):f}"


def _index(records: list[Record]) -> dict[str, object]:
    figures = [figure for record in records for figure in record.disclosure.figures]
    tables = sorted({figure.table for figure in figures}, key=lambda name: (_order(name), name))
    columns = _columns(figures, tables)
    return {
        "tables": [[name, table_title(name)] for name in tables],
        "measures": _measures(columns),
        "columns": columns,
    }


def _order(table: str) -> int:
    standard = standard_tables().get(table)
    return standard.order if standard else 99


def _disclosure(record: Record) -> list[str | int]:
    who = record.identity
    return [
        who.package,
        who.entity,
        visible(who.entity_name),
        who.fiscal_year,
        who.kind,
        len(record.disclosure.figures),
    ]


def _columns(figures: list[Figure], tables: list[str]) -> dict[str, dict[str, str]]:
    """The measures in use by table, each under the name that its table gives it."""
    used = {(figure.table, figure.measure) for figure in figures}
    return {
        name: {measure: _column(name, measure) for table, measure in sorted(used) if table == name} for name in tables
    }


def _column(table: str, measure: str) -> str:
    standard = standard_tables().get(table)
    return standard.named(measure).zh if standard else measure


def _measures(columns: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """Every measure once, in the order of the tables, with all its names: 合计 is 本年收入合计 in one of them."""
    names: dict[str, dict[str, None]] = {}
    for table, own in columns.items():
        standard = standard_tables().get(table)
        order = [measure.id for measure in standard.measures] if standard else []
        for measure in sorted(own, key=lambda one: (order.index(one) if one in order else len(order), one)):
            names.setdefault(measure, {})[own[measure]] = None
    return [(measure, "、".join(called)) for measure, called in names.items()]


def _row(figure: Figure) -> list[str]:
    standard = standard_tables().get(figure.table)
    phases = {phase.id: phase.zh for phase in standard.phases} if standard else {}
    side = _SIDES.get(figure.side, figure.side) or phases.get(figure.phase, figure.phase)
    texts = (side, figure.code, visible(figure.item), visible(figure.amount.printed), figure.amount.unit)
    return [figure.table, figure.measure, *texts, *in_units(figure.amount), addresses.figure_anchor(figure)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
