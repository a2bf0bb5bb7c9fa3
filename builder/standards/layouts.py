"""The layouts of places (``layouts/*.yml``): what a form prints differently from the standard table, and only that.

Which layout a table has is decided by its header: the one under which most columns are understood, the standard form
first. A layout never decides by a file's name or by who published it. Keys of a table in a layout:

* ``titles``: further titles of the table in budgets;
* ``headers``: further header texts by measure; ``小计`` below ``基本支出`` is written ``基本支出/小计``;
* ``ignored``: headers of columns that are none of the table's measures although they look like it.

A measure that only one place prints is in the standard table's ``extra``, so that its name is known everywhere.

What the measures of a budget mean: amounts are those of the budget year. What a column says of the year before, of the
change, or without capital construction is in the id of its measure (``prior_total``, ``prior_actual_total``,
``change_total``, ``net_total``: the *marks* of ``standards/tables.py``); such measures are in no identity. Shares and
rates are no amounts and are listed as unplaced, with the candidate ``none``. Expenditure that a table of both sides
shows once more by economic classes or by purpose has the side ``economic``, ``government_economic`` or ``purpose``.
In the table of basic expenditure (一般公共预算基本支出表) ``amount`` is the column 合计, and ``personnel`` and
``public`` are 人员经费 and 公用经费 of the same row. The expenditure of the year's appropriations, printed in one
column, is ``total``. Where a row is a combination of classifications, its code is all their codes joined by ``-``,
the table's own first.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any

from builder.frozen import frozen
from builder.stamp import digest
from builder.standards.tables import Lane, Measure, StandardTable, header_key, standard_tables
from builder.standards.text import key
from builder.standards.written import load

STANDARD = "standard"
_ASKED: ContextVar[set[str] | None] = ContextVar("asked", default=None)


@frozen
class Variant:
    """A standard table as one layout prints it; ``ignored`` are header paths that are no measures.

    ``texts`` are the lowest texts of all headers in which it differs: where none of them stands, it says what the
    standard form says.
    """

    layout: str
    table: StandardTable
    ignored: tuple[str, ...] = ()
    texts: frozenset[str] = field(default=frozenset(), repr=False)


@frozen
class Layout:
    """One file of ``layouts/``: its id, its name in Chinese, and what it says of each table."""

    id: str
    zh: str
    tables: Mapping[str, Mapping[str, Any]]

    def variant(self, table_id: str) -> Variant:
        """The standard table as this layout prints it.

        Raises ValueError if the layout speaks of a measure that the table does not have.
        """
        return _variant(self, standard_tables()[table_id])


@cache
def layouts() -> tuple[Layout, ...]:
    """The layouts of this package, in the order of their file names."""
    return layouts_in(resources.files(__package__).joinpath("layouts"))


def layouts_in(folder: Traversable) -> tuple[Layout, ...]:
    """The layouts in a folder, in the order of their file names."""
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".yml")), key=lambda file: file.name)
    found = [load(file.read_text(encoding="utf-8")) for file in files]
    return tuple(Layout(data["id"], data["zh"], data["tables"]) for data in found)


def variants(table_id: str) -> tuple[Variant, ...]:
    """The forms of a standard table: the standard itself, then those of the layouts that differ from it.

    Who asks is ``noted``, so that a changed layout concerns only the documents in whose reading it was looked at.
    """
    asked = _ASKED.get()
    if asked is not None:
        asked.add(table_id)
    return _variants(table_id)


def standard(table_id: str) -> Variant:
    """The standard form of a table."""
    return Variant(STANDARD, standard_tables()[table_id])


@contextmanager
def noted() -> Iterator[set[str]]:
    """The tables whose ``variants`` are asked for meanwhile."""
    asked: set[str] = set()
    token = _ASKED.set(asked)
    try:
        yield asked
    finally:
        _ASKED.reset(token)


@cache
def fingerprint(table_id: str = "") -> str:
    """All that the layouts say of a table; without one, what every reading depends on: the titles they add."""
    return digest(map(repr, _variants(table_id) if table_id else titles()))


@cache
def _variants(table_id: str) -> tuple[Variant, ...]:
    others = [layout.variant(table_id) for layout in layouts() if table_id in layout.tables]
    return (standard(table_id), *others)


@cache
def titles() -> tuple[tuple[str, str, str], ...]:
    """Every title as (key, table id, kind), those of the layouts too; the longest first."""
    standard = [
        (title, table.id, kind)
        for table in standard_tables().values()
        for kind, found in table.titles.items()
        for title in found
    ]
    local = [
        (key(title), table_id, "budget")
        for layout in layouts()
        for table_id, data in layout.tables.items()
        for title in data.get("titles", ())
    ]
    return tuple(sorted(dict.fromkeys((*standard, *local)), key=lambda title: (-len(title[0]), title)))


def _variant(layout: Layout, table: StandardTable) -> Variant:
    data = layout.tables[table.id]
    headers = {name: tuple(map(header_key, texts)) for name, texts in data.get("headers", {}).items()}
    unknown = headers.keys() - {measure.id for measure in (*table.measures, *table.phases)}
    if unknown:
        raise ValueError(f"layouts/{layout.id}.yml: {table.id} has no measure {', '.join(sorted(unknown))}")
    lanes = tuple(_lane(lane, headers) for lane in table.lanes)
    phases = tuple(_widened(phase, headers) for phase in table.phases)
    ignored = tuple(map(header_key, data.get("ignored", ())))
    texts = frozenset(path.rpartition("/")[2] for path in chain(*headers.values(), ignored))
    return Variant(layout.id, replace(table, lanes=lanes, phases=phases), ignored, texts)


def _lane(lane: Lane, headers: Mapping[str, tuple[str, ...]]) -> Lane:
    measures = tuple(_widened(measure, headers) for measure in lane.measures)
    return replace(lane, measures=measures, extra=tuple(_widened(measure, headers) for measure in lane.extra))


def _widened(measure: Measure, headers: Mapping[str, tuple[str, ...]]) -> Measure:
    return replace(measure, headers=measure.headers + headers.get(measure.id, ()))
