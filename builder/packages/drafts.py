"""A disclosure as bytes, and back: what is kept between reading it and writing its package, and sent to other machines.

The rows are those of the package, as JSON. Nothing in it is run when it is read, whoever wrote it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from builder.model.disclosure import Disclosure, Identity
from builder.model.document import Source
from builder.model.finding import Verdict
from builder.packages import rows
from builder.packages.cells import Row

_Noun = TypeVar("_Noun")
_TABLES = ("figures", "tables", "unplaced", "passages", "statements", "indicators", "leftovers")


def write(disclosure: Disclosure) -> bytes:
    """The disclosure as bytes: the same ones for an equal disclosure."""
    made = rows.rows(disclosure, Verdict())
    about = {
        "identity": asdict(disclosure.identity),
        "source": asdict(disclosure.source),
        "notes": disclosure.notes,
    }
    tables = {name: _table(made[name]) for name in _TABLES}
    return json.dumps({**about, **tables}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read(data: bytes) -> Disclosure:
    """The disclosure that was written, equal in everything."""
    found = json.loads(data.decode("utf-8", "surrogatepass"))
    said = _nouns(found["statements"], rows.statement)
    return Disclosure(
        identity=Identity(**found["identity"]),
        source=Source(**found["source"]),
        tables=_nouns(found["tables"], rows.table),
        figures=_nouns(found["figures"], rows.figure),
        unplaced=_nouns(found["unplaced"], rows.unplaced),
        passages=_nouns(found["passages"], rows.passage),
        statements=tuple(statement for statement in said if not statement.derived),
        derived=tuple(statement for statement in said if statement.derived),
        indicators=_nouns(found["indicators"], rows.indicator),
        leftovers=_nouns(found["leftovers"], rows.leftover),
        notes=tuple(found["notes"]),
    )


def _table(made: Iterable[Row]) -> list[list[str]]:
    """The names of the columns, then the cells of every row."""
    listed = list(made)
    return [list(listed[0]), *(list(row.values()) for row in listed)] if listed else []


def _nouns(table: list[list[Any]], noun: Callable[[Row], _Noun]) -> tuple[_Noun, ...]:
    if not table:
        return ()
    names, *cells = table
    return tuple(noun(dict(zip(names, row, strict=True))) for row in cells)
