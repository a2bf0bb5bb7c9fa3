"""The accounting identities (勾稽关系) of ``identities.yml``, expanded into equations between cells.

Both the placement of numbers and the checks use the same equations, so what proves a figure is what checks it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from builder.standards.equations import Cell, Equation, Identity
from builder.standards.tables import standard_tables
from builder.standards.written import load

Rows = Mapping[tuple[str, str], Sequence[str]]
"""The roles of the printed rows, in printed order, by (table, side or phase)."""
Columns = Mapping[str, frozenset[str]]
"""The measures that a table prints, by table."""


@cache
def identities() -> tuple[Identity, ...]:
    """The identities in the order of the file."""
    text = resources.files(__package__).joinpath("identities.yml").read_text(encoding="utf-8")
    return tuple(map(Identity.of, load(text)))


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
    if len(code) <= 3 or not code.isdigit():
        return None
    if len(code) % 2:
        for size in range(len(code) - 2, 2, -2):
            if code[:size] in place:
                return place[code[:size]]
        return None
    shorter = (i for i in range(index - 1, -1, -1) if codes[i].isdigit() and len(codes[i]) in (3, 5))
    return next((i for i in shorter if len(codes[i]) < len(code)), None)


def equations(
    rows: Rows,
    columns: Columns | None = None,
    rules: Collection[str] | None = None,
    about: Collection[str] | None = None,
) -> tuple[Equation, ...]:
    """Every equation that the printed rows allow, in the order of identities.yml.

    ``columns`` are the measures that each table prints, for the identities that only some forms have; ``rules`` the
    codes of the checks for which equations are wanted, if not for all; ``about`` the tables of which they must be, if
    not any.
    """
    printed = columns or {}
    lanes: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for (table, lane), roles in rows.items():
        lanes.setdefault(table, []).append((lane, roles))
    made: list[Equation] = []
    for identity in identities():
        wanted = (rules is None or identity.rule in rules) and (about is None or not identity.tables.isdisjoint(about))
        if wanted and identity.table in lanes and _holds_for(identity, printed):
            made += _MAKERS[identity.kind](identity, lanes, printed)
    return tuple(made)


Lanes = Mapping[str, Sequence[tuple[str, Sequence[str]]]]
"""The roles of the printed rows by table, with the side or phase of each lane."""


def _holds_for(identity: Identity, columns: Columns) -> bool:
    """Whether the form has the columns that the identity ``needs`` and none of those it must be ``without``."""
    if not identity.needs and not identity.without:
        return True
    printed = columns.get(identity.table, frozenset())
    return printed >= identity.needs and printed.isdisjoint(identity.without)


def _lanes(identity: Identity, lanes: Lanes) -> list[tuple[str, Sequence[str]]]:
    side = identity.data.get("side")
    return [(lane, roles) for lane, roles in lanes[identity.table] if side in (None, lane)]


def _measures(table: str, lane: str, columns: Columns) -> list[str]:
    """The measures of a lane, without those that the table does not print (a sum of blanks says nothing)."""
    known = [measure.id for measure in standard_tables()[table].lane(lane).all_measures]
    printed = columns.get(table)
    return known if printed is None else [measure for measure in known if measure in printed]


def _columns(identity: Identity, lanes: Lanes, _: Columns) -> Iterator[Equation]:
    table, total, others = identity.table, identity.data["total"], identity.data.get("not_rows", ())
    parts = [(-1, part[1:]) if part.startswith("-") else (1, part) for part in identity.data["parts"]]
    for lane, roles in _lanes(identity, lanes):
        for role in roles:
            if role not in others:
                yield Equation(identity, Cell(table, lane, role, total), "measure", parts)


def _hierarchy(identity: Identity, lanes: Lanes, columns: Columns) -> Iterator[Equation]:
    table = identity.table
    for lane, roles in _lanes(identity, lanes):
        measures = _measures(table, lane, columns)
        for parent, children in families(roles).items():
            parts = [(1, child) for child in children]
            for measure in measures:
                yield Equation(identity, Cell(table, lane, parent, measure), "row", parts)


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


def _rows(identity: Identity, lanes: Lanes, columns: Columns) -> Iterator[Equation]:
    table, total, parts = identity.table, identity.data["total"], identity.data["parts"]
    for lane, roles in _lanes(identity, lanes):
        if total not in roles or not {*identity.data.get("needs_rows", ())} <= {*roles}:
            continue
        members = [(1, role) for role in roles if role in parts or ("class" in parts and _is_class(role))]
        for measure in _measures(table, lane, columns):
            yield Equation(identity, Cell(table, lane, total, measure), "row", members)


def _is_class(role: str) -> bool:
    return len(role) == 3 and role.isdigit()


def _pairs(identity: Identity, lanes: Lanes, _: Columns) -> Iterator[Equation]:
    left, right = identity.left, identity.right
    every = left[0].row
    if every not in ("class", "code"):
        if all(_is_printed(cell, lanes) for cell in left):
            other = tuple([(1, cell) for cell in right if _is_printed(cell, lanes)])
            if other:
                yield _pair(identity, left, other)
        return
    roles = {*_roles(right[0], lanes)}
    for role in _roles(left[0], lanes):
        if role in roles and (_is_class(role) or (every == "code" and (role.isdigit() or role == "total"))):
            part, whole = (Cell(table, lane, role, measure) for table, lane, _, measure in (left[0], right[0]))
            yield _pair(identity, (part,), ((1, whole),))


def _pair(identity: Identity, left: tuple[Cell, ...], right: tuple[tuple[int, Cell], ...]) -> Equation:
    return Equation(identity, left[0], "", (), (left, right))


def _roles(cell: Cell, lanes: Lanes) -> Sequence[str]:
    """The roles of the rows in the lane of a cell."""
    for lane, roles in lanes.get(cell.table, ()):
        if lane == cell.lane:
            return roles
    return ()


def _is_printed(cell: Cell, lanes: Lanes) -> bool:
    return cell.row in _roles(cell, lanes)


_MAKERS = {"columns": _columns, "hierarchy": _hierarchy, "rows": _rows, "equal": _pairs, "at_most": _pairs}
