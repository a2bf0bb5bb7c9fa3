"""What the explorer loads: a list of what there is to choose from, the figures of one disclosure per file, the grid.

``explore/index.json``       ``disclosures`` (package, entity id, entity, year, kind, its table figures), ``tables`` and
                             ``measures`` (id and Chinese name, in the order of the standard tables)
``explore/<package>.json``   the figures of a disclosure as rows: table id, measure id, side or phase in words, code,
                             item, amount as printed, its unit, in 万元 with two decimals, in 元, anchor

The grid is DataTables (MIT), taken from the bundle that the package ``itables`` carries. Read by theme/explore.js.
"""

import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from importlib.metadata import distribution
from pathlib import Path
from urllib.parse import urlencode

from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Figure
from builder.site import addresses
from builder.site.catalogue import Catalogue, Record
from builder.site.render import visible
from builder.site.words import table_title
from builder.standards.tables import standard_tables

GRID = "assets/grid.js"
"""Where the grid stands on the site, an ES module whose default export is DataTables."""

_SIDES = {"revenue": "收入", "expenditure": "支出", "economic": "经济分类", "purpose": "用途"}
_EXACT = Context(prec=64)


def parts(found: Catalogue) -> Iterator[tuple[str, str]]:
    """The files that the explorer loads, as (path from the site's root, JSON)."""
    records = [record for record in found.records if record.disclosure.figures]
    yield "explore/index.json", _json(_index(records))
    for record in records:
        rows = [_row(figure) for figure in record.disclosure.figures]
        yield f"explore/{record.identity.package}.json", _json(rows)


def grid_script() -> str:
    """The script of the grid, with its licences, as it stands in the installed package."""
    return Path(str(distribution("itables").locate_file("itables/html/dt_bundle.js"))).read_text(encoding="utf-8")


def address(code: str, record: Record | None = None) -> str:
    """The explorer with the amounts under a code chosen, of the year and kind of ``record`` if one is given."""
    chosen = {"code": code}
    if record:
        chosen |= {"year": str(record.identity.fiscal_year), "kind": record.identity.kind}
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
    return {
        "disclosures": [_disclosure(record) for record in records],
        "tables": [[name, table_title(name)] for name in tables],
        "measures": _measures(figures, tables),
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


def _measures(figures: list[Figure], tables: list[str]) -> list[tuple[str, str]]:
    """The measures in use, each once, under the name that the first of the tables gives it."""
    used = {(figure.table, figure.measure) for figure in figures}
    names: dict[str, str] = {}
    for table in tables:
        standard = standard_tables().get(table)
        for measure in standard.measures if standard else ():
            if (table, measure.id) in used:
                names.setdefault(measure.id, measure.zh)
    return list((names | {name: name for _, name in sorted(used) if name not in names}).items())


def _row(figure: Figure) -> list[str]:
    standard = standard_tables().get(figure.table)
    phases = {phase.id: phase.zh for phase in standard.phases} if standard else {}
    side = _SIDES.get(figure.side, figure.side) or phases.get(figure.phase, figure.phase)
    texts = (side, figure.code, visible(figure.item), visible(figure.amount.printed), figure.amount.unit)
    return [figure.table, figure.measure, *texts, *in_units(figure.amount), addresses.figure_anchor(figure)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
