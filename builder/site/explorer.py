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

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Disclosure, Figure
from builder.packages import squeeze
from builder.site import addresses
from builder.site.catalogue import Listed
from builder.site.render import visible
from builder.site.words import table_title
from builder.standards.tables import standard_tables
from builder.store import Store

GRID = "assets/grid.js"
"""Where the grid stands on the site, an ES module whose default export is DataTables."""

NO_CODE = "0"
"""What stands for the class of rows without a code."""
_SIDES = {"revenue": "收入", "expenditure": "支出", "economic": "经济分类", "purpose": "用途"}
_EXACT = Context(prec=64)


@frozen
class Explored:
    """The rows of a disclosure: its own file, and by part (table and class) the rows as JSON without a bracket."""

    own: bytes
    parts: Mapping[str, Sequence[str]]


def explored(disclosure: Disclosure) -> Explored:
    """What the explorer needs of a disclosure."""
    rows = [(figure, _json(_row(figure))) for figure in disclosure.figures]
    found: dict[str, list[str]] = {}
    for figure, row in rows:
        found.setdefault(f"{figure.table} {_class(figure.code)}", []).append(row[1:])
    return Explored(squeeze.stream(f"[{','.join(row for _, row in rows)}]".encode()), found)


class Rows(Protocol):
    """The rows of a disclosure, read when it is their turn."""

    @property
    def record(self) -> Listed:
        """Which disclosure."""

    @property
    def explored(self) -> int:
        """How many bytes its own file has."""

    def rows(self) -> Mapping[str, Sequence[str]]:
        """Its rows by part, each as JSON without a bracket."""


def parts(found: Iterable[Rows], store: Store) -> Iterator[tuple[str, bytes]]:
    """The files of more than one disclosure, as (path from the site's root, content), the list of all last.

    What has the same rows as before is taken from the store.
    """
    listed = [one for one in found if one.record.summary.figures]
    tables: list[list[str | int]] = []
    for (year, _, kind), group in groupby(sorted(enumerate(listed), key=_term), key=_term):
        open_parts: dict[tuple[str, str], _Part] = {}
        for number, one in group:
            for name, rows in one.rows().items():
                table, _, group_of = name.rpartition(" ")
                open_parts.setdefault((table, group_of), _Part()).add(number, rows)
        for (table, group_of), part in sorted(open_parts.items(), key=lambda one: (_order(one[0][0]), one[0])):
            data = part.done(store)
            tables.append([-year, kind, table, group_of, part.count, len(data)])
            yield f"explore/tables/{-year}-{kind}-{table}-{group_of}.z", data
    disclosures = [[*_disclosure(one.record), one.explored] for one in listed]
    whole = _json({**_index([one.record for one in listed]), "disclosures": disclosures, "parts": tables})
    yield "explore/index.z", squeeze.stream(whole.encode())


def file_of(record: Listed) -> str:
    """Where the file of one disclosure is."""
    return f"explore/{record.identity.package}.z"


def _class(code: str) -> str:
    return code[:3] if code.isascii() and code.isdecimal() else NO_CODE


def _term(numbered: tuple[int, Rows]) -> tuple[int, bool, str]:
    """The newest year first, final accounts before budgets."""
    who = numbered[1].record.identity
    return -who.fiscal_year, who.kind != "final", who.kind


class _Part:
    """Rows as a JSON list, kept small as they come."""

    def __init__(self) -> None:
        self.packed = zlib.compressobj(1)
        self.made = bytearray()
        self.digest = hashlib.sha256()
        self.count = 0

    def add(self, number: int, rows: Sequence[str]) -> None:
        """Put rows of the disclosure with this number in the list at the end."""
        text = ",".join(f"[{number},{row}" for row in rows)
        data = f"{',' if self.count else '['}{text}".encode()
        self.digest.update(data)
        self.made += self.packed.compress(data)
        self.count += len(rows)

    def done(self, store: Store) -> bytes:
        """All that was added, compressed to the same bytes whatever zlib Python has."""
        key = "explorer", squeeze.version(), self.digest.hexdigest()
        name = store.get(*key)
        data = store.content(name) if name else None
        if data is None:
            whole = self.made + self.packed.compress(b"]" if self.count else b"[]") + self.packed.flush()
            data = squeeze.stream(zlib.decompress(whole))
            store.put(store.keep(data), *key)
        return data


def grid_script() -> str:
    """The script of the grid, with its licences, as it stands in the installed package."""
    return Path(str(distribution("itables").locate_file("itables/html/dt_bundle.js"))).read_text(encoding="utf-8")


def address(code: str, record: Listed, figure: Figure) -> str:
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


def _index(records: Iterable[Listed]) -> dict[str, object]:
    used = {column for record in records for column in record.summary.columns}
    tables = sorted({table for table, _ in used}, key=lambda name: (_order(name), name))
    columns = _columns(used, tables)
    return {
        "tables": [[name, table_title(name)] for name in tables],
        "measures": _measures(columns),
        "columns": columns,
    }


def _order(table: str) -> int:
    standard = standard_tables().get(table)
    return standard.order if standard else 99


def _disclosure(record: Listed) -> list[str | int]:
    who = record.identity
    return [
        who.package,
        who.entity,
        visible(who.entity_name),
        who.fiscal_year,
        who.kind,
        record.summary.figures,
    ]


def _columns(used: set[tuple[str, str]], tables: list[str]) -> dict[str, dict[str, str]]:
    """The measures in use by table, each under the name that its table gives it."""
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
