"""The accounting identities (勾稽关系) of ``identities.yml``, expanded into equations between cells.

Both the placement of numbers and the checks use the same equations, so what proves a figure is what checks it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from importlib import resources

from builder.standards.batches import Batch
from builder.standards.equations import Cell, Equation, Identity, Sign
from builder.standards.tables import standard_tables
from builder.standards.written import load

Rows = Mapping[tuple[str, str], Sequence[str]]
"""The roles of the printed rows, in printed order, by (table, side or phase)."""
Columns = Mapping[str, AbstractSet[str]]
"""The measures that a table prints, by table."""
_CLASSIFIED = "235"
"""What the codes of the classifications begin with: functional, economic of departments, economic of governments."""


@cache
def identities() -> tuple[Identity, ...]:
    """The identities in the order of the file."""
    text = resources.files(__package__).joinpath("identities.yml").read_text(encoding="utf-8")
    return tuple(map(Identity.of, load(text)))


def parents(codes: Sequence[str]) -> list[int | None]:
    """For each code, in printed order, the index of the row it is a part of.

    The parent is the printed row with the longest proper prefix (功能分类 3/5/7, 经济分类 3/5 digits). A code of
    another length (210499) is a part of the nearest row above that has a shorter, regular code of the same
    classification. A code that is printed again carries ``~2``.
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
    regular = (i for i in range(index - 1, -1, -1) if codes[i].isdigit() and len(codes[i]) in (3, 5))
    shorter = (i for i in regular if codes[i][0] == code[0])
    return next((i for i in shorter if len(codes[i]) < len(code)), None)


def equations(
    rows: Rows,
    columns: Columns | None = None,
    rules: Collection[str] | None = None,
    about: Collection[str] | None = None,
) -> tuple[Equation, ...]:
    """Every equation that the printed rows allow, in the order of identities.yml; see ``batches``."""
    return tuple([each for batch in batches(rows, columns, rules, about) for each in batch.equations()])


def batches(
    rows: Rows,
    columns: Columns | None = None,
    rules: Collection[str] | None = None,
    about: Collection[str] | None = None,
) -> list[Batch]:
    """The equations that the printed rows allow, those of one identity and lane together.

    ``columns`` are the measures that each table prints, for the identities that only some forms have; ``rules`` the
    codes of the checks for which equations are wanted, if not for all; ``about`` the tables of which they must be, if
    not any.
    """
    printed = columns or {}
    lanes: dict[str, dict[str, Sequence[str]]] = {}
    for (table, lane), roles in rows.items():
        lanes.setdefault(table, {})[lane] = roles
    made: list[Batch] = []
    for identity in identities():
        if identity.table in lanes and _holds_for(identity, printed):
            is_wanted = rules is None or identity.rule in rules
            if is_wanted and (about is None or not identity.tables.isdisjoint(about)):
                made += _MAKERS[identity.kind](identity, lanes, printed)
    return made


Lanes = Mapping[str, Mapping[str, Sequence[str]]]
"""The roles of the printed rows by table, and by the side or phase of each lane."""
_NO_LANES: Mapping[str, Sequence[str]] = {}


def _holds_for(identity: Identity, columns: Columns) -> bool:
    """Whether the form has the columns that the identity ``needs`` and none of those it must be ``without``."""
    if not identity.needs and not identity.without:
        return True
    printed = columns.get(identity.table, set())
    return printed >= identity.needs and printed.isdisjoint(identity.without)


def _lanes(identity: Identity, lanes: Lanes) -> list[tuple[str, Sequence[str]]]:
    side = identity.data.get("side")
    return [(lane, roles) for lane, roles in lanes[identity.table].items() if side in (None, lane)]


def _measures(table: str, lane: str, columns: Columns) -> Sequence[str]:
    """The measures of a lane, without those that the table does not print (a sum of blanks says nothing)."""
    known, printed = _all_measures(table, lane), columns.get(table)
    return known if printed is None else [measure for measure in known if measure in printed]


@cache
def _all_measures(table: str, lane: str) -> Sequence[str]:
    return [measure.id for measure in standard_tables()[table].lane(lane).all_measures]


def _columns(identity: Identity, lanes: Lanes, _: Columns) -> Iterator[Batch]:
    total, others = (identity.data["total"],), identity.data.get("not_rows", ())
    parts = _signed(identity)
    for lane, roles in _lanes(identity, lanes):
        rows = [role for role in roles if role not in others] if others else roles
        yield Batch(identity, "measure", (identity.table, lane), rows, total, parts)


def _signed(identity: Identity) -> list[Sign]:
    return [(-1, part[1:]) if part.startswith("-") else (1, part) for part in identity.data["parts"]]


def _hierarchy(identity: Identity, lanes: Lanes, columns: Columns) -> Iterator[Batch]:
    table = identity.table
    for lane, roles in _lanes(identity, lanes):
        measures = _measures(table, lane, columns)
        for parent, children in families(roles).items():
            yield Batch(identity, "row", (table, lane), (parent,), measures, [(1, child) for child in children])


def families(roles: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The parts of each row that has parts, by role; 合计 (role ``total``) has the classes as its parts."""
    return _families(tuple(roles))


@lru_cache(maxsize=1024)
def _families(roles: Sequence[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    above = parents(roles)
    for role, parent in zip(roles, above, strict=True):
        if parent is not None:
            found.setdefault(roles[parent], []).append(role)
        elif "total" in roles and _is_of_classification(role):
            found.setdefault("total", []).append(role)
    return found


def _is_of_classification(role: str) -> bool:
    """Whether a row may be a part of 合计: a code of another beginning or length is that of an office (121001)."""
    code = role.split("~", maxsplit=1)[0]
    is_irregular = code.isdigit() and len(code) % 2 == 0
    return code[:3].isdigit() and code[0] in _CLASSIFIED and not is_irregular


def _rows(identity: Identity, lanes: Lanes, columns: Columns) -> Iterator[Batch]:
    table, total, parts = identity.table, identity.data["total"], identity.data["parts"]
    for lane, roles in _lanes(identity, lanes):
        if total not in roles or not {*identity.data.get("needs_rows", ())} <= {*roles}:
            continue
        members = [(1, role) for role in roles if role in parts or ("class" in parts and _is_class(role))]
        yield Batch(identity, "row", (table, lane), (total,), _measures(table, lane, columns), members)


def _is_class(role: str) -> bool:
    return len(role) == 3 and role.isdigit()


def _pairs(identity: Identity, lanes: Lanes, _: Columns) -> Iterator[Batch]:
    left, right = identity.left, identity.right
    table, lane, every, measure = left[0]
    own, twins = _roles(left[0], lanes), _roles(right[0], lanes)
    if every in ("class", "code"):
        there = {*twins}
        shared = [role for role in own if role in there]
        rows = [role for role in shared if _is_class(role) or (every == "code" and (role.isdigit() or role == "total"))]
        if rows:
            yield Batch(identity, "twin", (table, lane), rows, (measure,), (), right[0])
    elif all(cell.row in _roles(cell, lanes) for cell in left):
        other = tuple([(1, cell) for cell in right if cell.row in _roles(cell, lanes)])
        if other and not any(role in twins for role in identity.data.get("unless_rows", ())):
            yield Batch(identity, "sides", (table, lane), (), (), (), None, (left, other))


def _roles(cell: Cell, lanes: Lanes) -> Sequence[str]:
    """The roles of the rows in the lane of a cell."""
    return lanes.get(cell.table, _NO_LANES).get(cell.lane, ())


_MAKERS = {"columns": _columns, "hierarchy": _hierarchy, "rows": _rows, "equal": _pairs, "at_most": _pairs}
