"""The accounting identities (勾稽关系) of ``identities.yml``, expanded into equations between cells.

Both the placement of numbers and the checks use the same equations, so what proves a figure is what checks it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from builder.standards.tables import standard_tables

Rows = Mapping[tuple[str, str], Sequence[str]]
"""The roles of the printed rows, in printed order, by (table, side or phase)."""
Columns = Mapping[str, frozenset[str]]
"""The measures that a table prints, by table."""


class Cell(NamedTuple):
    """The address of one amount: standard table, side or phase, role of the row, measure.

    A tuple, because a disclosure looks up tens of thousands of them.
    """

    table: str
    lane: str
    row: str
    measure: str

    def __str__(self) -> str:
        """``table/lane/row/measure`` without empty parts, as it stands in the ledger."""
        return "/".join(part for part in (self.table, self.lane, self.row, self.measure) if part)


class Equation(NamedTuple):
    """``left = right`` or ``left <= right``: sums of signed cells that are the same fact.

    ``identity`` is the id in identities.yml, ``rule`` the code of the check that reports it, ``kind`` how it was made,
    ``source`` the formula or law it comes from.
    """

    identity: str
    rule: str
    kind: str
    left: tuple[Cell, ...]
    right: tuple[tuple[int, Cell], ...]
    source: str

    @property
    def subject(self) -> str:
        """What the ledger calls this equation: its first cell, and the other one if it compares two."""
        return str(self.left[0]) if self.kind not in ("equal", "at_most") else f"{self.left[0]}={self.right[0][1]}"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells of both sides."""
        return self.left + tuple(cell for _, cell in self.right)


@dataclass(frozen=True, slots=True)
class Identity:
    """One entry of identities.yml."""

    id: str
    rule: str
    kind: str
    source: str
    data: Mapping[str, Any]


@cache
def identities() -> tuple[Identity, ...]:
    """The identities in the order of the file."""
    text = resources.files(__package__).joinpath("identities.yml").read_text(encoding="utf-8")
    return tuple(
        Identity(entry["id"], entry["rule"], entry["kind"], entry["source"], entry) for entry in yaml.safe_load(text)
    )


def parents(codes: Sequence[str]) -> list[int | None]:
    """For each code, in printed order, the index of the row it is a part of.

    The parent is the printed row with the longest proper prefix (功能分类 3/5/7, 经济分类 3/5 digits). A code of
    another length (210499) is a part of the nearest row above that has a shorter, regular code. A code that is
    printed again carries ``~2``.
    """
    bare = [code.split("~")[0] for code in codes]
    place = {code: index for index, code in reversed(list(enumerate(bare)))}
    return [_parent(bare, index, place) for index in range(len(bare))]


def _parent(codes: Sequence[str], index: int, place: Mapping[str, int]) -> int | None:
    code = codes[index]
    if not code.isdigit() or len(code) <= 3:
        return None
    if len(code) % 2:
        return next((place[code[:size]] for size in range(len(code) - 2, 2, -2) if code[:size] in place), None)
    shorter = (i for i in range(index - 1, -1, -1) if codes[i].isdigit() and len(codes[i]) in (3, 5))
    return next((i for i in shorter if len(codes[i]) < len(code)), None)


def equations(rows: Rows, columns: Columns | None = None) -> tuple[Equation, ...]:
    """Every equation that the printed rows allow, in the order of identities.yml.

    ``columns`` are the measures that each table prints, for the identities that only some forms have.
    """
    makers = {"columns": _columns, "hierarchy": _hierarchy, "rows": _rows, "equal": _pairs, "at_most": _pairs}
    printed = columns or {}
    valid = (identity for identity in identities() if _holds_for(identity, printed))
    return tuple(equation for identity in valid for equation in makers[identity.kind](identity, rows, printed))


def _holds_for(identity: Identity, columns: Columns) -> bool:
    """Whether the form has the columns that the identity ``needs`` and none of those it must be ``without``."""
    table = identity.data.get("table") or identity.data["left"][0]["table"]
    printed = columns.get(table, frozenset())
    return printed >= set(identity.data.get("needs", ())) and printed.isdisjoint(identity.data.get("without", ()))


def _equation(identity: Identity, left: Iterable[Cell], right: Iterable[tuple[int, Cell]]) -> Equation:
    return Equation(identity.id, identity.rule, identity.kind, tuple(left), tuple(right), identity.source)


def _lanes(identity: Identity, rows: Rows) -> Iterator[tuple[str, Sequence[str]]]:
    table, side = identity.data["table"], identity.data.get("side")
    yield from ((lane, roles) for (name, lane), roles in rows.items() if name == table and side in (None, lane))


def _measures(table: str, lane: str, columns: Columns) -> list[str]:
    """The measures of a lane, without those that the table does not print (a sum of blanks says nothing)."""
    known = [measure.id for measure in standard_tables()[table].lane(lane).all_measures]
    printed = columns.get(table)
    return known if printed is None else [measure for measure in known if measure in printed]


def _columns(identity: Identity, rows: Rows, _: Columns) -> Iterator[Equation]:
    table, total = identity.data["table"], identity.data["total"]
    parts = [(-1, part[1:]) if part.startswith("-") else (1, part) for part in identity.data["parts"]]
    for lane, roles in _lanes(identity, rows):
        for role in roles:
            if role in identity.data.get("not_rows", ()):
                continue
            right = [(sign, Cell(table, lane, role, part)) for sign, part in parts]
            yield _equation(identity, [Cell(table, lane, role, total)], right)


def _hierarchy(identity: Identity, rows: Rows, columns: Columns) -> Iterator[Equation]:
    table = identity.data["table"]
    for lane, roles in _lanes(identity, rows):
        measures = _measures(table, lane, columns)
        for parent, children in families(roles).items():
            for measure in measures:
                right = [(1, Cell(table, lane, child, measure)) for child in children]
                yield _equation(identity, [Cell(table, lane, parent, measure)], right)


def families(roles: Sequence[str]) -> dict[str, list[str]]:
    """The parts of each row that has parts, by role; 合计 (role ``total``) has the classes as its parts."""
    found: dict[str, list[str]] = {}
    above = parents(roles)
    for role, parent in zip(roles, above, strict=True):
        if parent is not None:
            found.setdefault(roles[parent], []).append(role)
        elif role[:3].isdigit() and "total" in roles:
            found.setdefault("total", []).append(role)
    return found


def _rows(identity: Identity, rows: Rows, columns: Columns) -> Iterator[Equation]:
    table, total, parts = identity.data["table"], identity.data["total"], identity.data["parts"]
    for lane, roles in _lanes(identity, rows):
        if total not in roles or not {*identity.data.get("needs_rows", ())} <= {*roles}:
            continue
        members = [role for role in roles if role in parts or ("class" in parts and _is_class(role))]
        for measure in _measures(table, lane, columns):
            right = [(1, Cell(table, lane, role, measure)) for role in members]
            yield _equation(identity, [Cell(table, lane, total, measure)], right)


def _is_class(role: str) -> bool:
    return role.isdigit() and len(role) == 3


def _pairs(identity: Identity, rows: Rows, _: Columns) -> Iterator[Equation]:
    left, right = identity.data["left"], identity.data["right"]
    every = left[0]["row"]
    if every not in ("class", "code"):
        if all(_printed(spec, rows) for spec in left) and any(_printed(spec, rows) for spec in right):
            yield _equation(identity, map(_cell, left), [(1, _cell(spec)) for spec in right if _printed(spec, rows)])
        return
    other = set(rows.get(_lane_of(right[0]), ()))
    for role in rows.get(_lane_of(left[0]), ()):
        if role in other and (_is_class(role) or (every == "code" and (role.isdigit() or role == "total"))):
            yield _equation(identity, [_cell(left[0], role)], [(1, _cell(right[0], role))])


def _lane_of(spec: Mapping[str, str]) -> tuple[str, str]:
    return spec["table"], spec.get("side", spec.get("phase", ""))


def _printed(spec: Mapping[str, str], rows: Rows) -> bool:
    return spec["row"] in rows.get(_lane_of(spec), ())


def _cell(spec: Mapping[str, str], row: str = "") -> Cell:
    return Cell(*_lane_of(spec), row or spec["row"], spec["measure"])
