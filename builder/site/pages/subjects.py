"""The index of codes, and a page for each: its meaning, and the amounts under it, entity by entity, year by year."""

from collections.abc import Iterator, Mapping
from functools import partial

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.site import addresses, codes, explorer
from builder.site.catalogue import Listed
from builder.site.codes import Code
from builder.site.page import Page, Site
from builder.site.words import KINDS

MOST_ENTITIES = 100
MOST_YEARS = 6
"""How many rows and columns the table of a code has at most, so that a page costs the same however many there are."""
MOST_BELOW = 60
"""How many codes below it a page lists."""


def pages(site: Site) -> Iterator[Page]:
    """The index, then a page for every code."""
    known = codes.codes(site.catalogue)
    groups: dict[tuple[str, str], list[Code]] = {}
    for code in known.values():
        groups.setdefault(code.classification, []).append(code)
    description = "表里印着的支出功能分类和经济分类科目编码，每个是什么意思，哪些单位有。"
    yield Page(addresses.SUBJECTS, "科目索引", "subjects.md.j2", {"groups": groups}, "说明", 55, description)
    below = _below(known)
    for code in known.values():
        values = {"code": code, "table": _table(code), "below": below.get(code.code, ())[:MOST_BELOW]}
        values |= {
            "name_of": partial(codes.name_of, known=known),
            "known": known,
            "explore": explorer.address(code.code, *code.places[0]),
        }
        title = f"{code.code} {code.name}"
        yield Page(addresses.code_page(code.code), title, "code.md.j2", values, description=_description(code))


def _description(code: Code) -> str:
    scheme = "".join(filter(None, (code.classification[0], "的", code.level[0])))
    return f"{scheme}“{code.name}”：{code.entities} 个单位的 {len(code.places)} 份预算和决算里，各年度印了多少。"


def _below(known: Mapping[str, Code]) -> dict[str, list[Code]]:
    found: dict[str, list[Code]] = {}
    for code in known.values():
        if code.parents:
            found.setdefault(code.parents[-1], []).append(code)
    return found


@frozen
class Table:
    """The amounts under a code: ``columns`` are (year, kind), newest first; ``left`` entities did not fit.

    A row is an entity with a record and a figure, or None, for each column.
    """

    columns: tuple[tuple[int, str], ...]
    rows: tuple[tuple[Listed, tuple[tuple[Listed, Figure] | None, ...]], ...]
    left: int

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns in words."""
        return tuple(f"{year} {KINDS[kind][0]}" for year, kind in self.columns)

    @property
    def unit(self) -> str:
        """The unit of all amounts; empty if there are several."""
        units = {cell[1].amount.unit for _, cells in self.rows for cell in cells if cell}
        return units.pop() if len(units) == 1 else ""


def _table(code: Code) -> Table:
    """The newest years; entities with the largest newest amount first."""
    columns = sorted({_column(record) for record, _ in code.places}, key=_newest_first)[:MOST_YEARS]
    cells: dict[str, dict[tuple[int, str], tuple[Listed, Figure]]] = {}
    for record, figure in code.places:
        if _column(record) in columns:
            cells.setdefault(record.identity.entity, {})[_column(record)] = record, figure
    rows = [tuple(own.get(column) for column in columns) for own in cells.values()]
    ordered = sorted(rows, key=_largest_first)
    named = ((next(cell[0] for cell in row if cell), row) for row in ordered[:MOST_ENTITIES])
    return Table(tuple(columns), tuple(named), len(cells) - min(len(cells), MOST_ENTITIES))


def _column(record: Listed) -> tuple[int, str]:
    return record.identity.fiscal_year, record.identity.kind


def _newest_first(column: tuple[int, str]) -> tuple[int, bool]:
    return -column[0], column[1] != "final"


def _largest_first(row: tuple[tuple[Listed, Figure] | None, ...]) -> tuple[object, ...]:
    """By the newest amount, the largest first; what is no money is last."""
    place, (record, figure) = next((place, cell) for place, cell in enumerate(row) if cell)
    worth = explorer.in_units(figure.amount)[1]
    return place, not worth, -figure.amount.yuan if worth else 0, record.identity.entity
