"""The standard tables as they stand in the form: lanes of rows and columns, rebuilt from figures.

Rows and columns are in printed order. Only rows with an amount are figures; a cell without one stays blank.
"""

from collections.abc import Iterable, Mapping, Sequence

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Table
from builder.site import addresses
from builder.standards.tables import Measure, StandardTable, standard_tables

PERSONNEL = ("301", "303")
"""The economic classes of 人员经费; all other classes are 公用经费 (RULES: 公开06表)."""


@frozen
class Row:
    """One printed row; ``cells`` are as many as its lane has columns, None where nothing is printed."""

    line_no: str
    code: str
    item: str
    level: int
    total: bool
    cells: tuple[Figure | None, ...]


@frozen
class Lane:
    """Rows that stand under one header. ``side`` and the titles are empty when the table has only this lane."""

    side: str
    title: str
    title_en: str
    columns: tuple[Measure, ...]
    rows: tuple[Row, ...]

    @property
    def numbered(self) -> bool:
        """Whether any row has a printed 行次."""
        return any(row.line_no for row in self.rows)

    @property
    def coded(self) -> bool:
        """Whether any row has a code."""
        return any(row.code for row in self.rows)


@frozen
class Grid:
    """A table of a disclosure, ready to be shown; ``repeat`` counts tables of the same id, from 1."""

    table: Table
    repeat: int
    title_en: str
    lanes: tuple[Lane, ...]
    by_identity: int

    @property
    def anchor(self) -> str:
        """The anchor of the table on its page."""
        name = addresses.table_anchor(self.table.table)
        return name if self.repeat == 1 else f"{name}-{self.repeat}"


_TITLES = {
    "": ("", ""),
    "revenue": ("收入", "Revenue"),
    "expenditure": ("支出", "Expenditure"),
    "personnel": ("人员经费", "Personnel"),
    "public": ("公用经费", "Public funds"),
    "total": ("合计", "Total"),
    "economic": ("支出（按部门预算经济分类）", "Expenditure by economic class"),
    "government_economic": ("支出（按政府预算经济分类）", "Expenditure by economic class of the government budget"),
    "purpose": ("支出（按用途）", "Expenditure by purpose"),
}


def grids(disclosure: Disclosure) -> tuple[Grid, ...]:
    """The tables of ``disclosure`` in printed order; every figure stands in one of them.

    Of two tables with the same id the first has the figures.
    """
    tables = [*disclosure.tables, *_untitled(disclosure)]
    repeats = [sum(other.table == table.table for other in tables[: number + 1]) for number, table in enumerate(tables)]
    return tuple(_grid(table, repeat, disclosure) for table, repeat in zip(tables, repeats, strict=True))


def _untitled(disclosure: Disclosure) -> Iterable[Table]:
    """Tables that have figures and no entry of their own."""
    known = {table.table for table in disclosure.tables}
    for figure in disclosure.figures:
        if figure.table not in known:
            known.add(figure.table)
            yield Table(figure.table, figure.printed_number, "", figure.amount.unit, figure.location, "figures")


def _grid(table: Table, repeat: int, disclosure: Disclosure) -> Grid:
    figures = [figure for figure in disclosure.figures if figure.table == table.table] if repeat == 1 else []
    standard = standard_tables().get(table.table)
    identities = sum(figure.placed_by == "identity" for figure in figures)
    english = standard.title_en.get(disclosure.identity.kind, "") if standard else ""
    return Grid(table, repeat, english, tuple(_lanes(table, standard, figures)) if figures else (), identities)


def _lanes(table: Table, standard: StandardTable | None, figures: Sequence[Figure]) -> Iterable[Lane]:
    if standard is None:
        return [_lane("", _columns(table, (), figures), figures)]
    if standard.shape == "lanes":
        return _side_lanes(table, standard, figures)
    columns = _columns(table, standard.measures, figures)
    if standard.shape == "economic":
        return _economic_lanes(standard, columns, figures)
    if standard.shape == "phases":
        names = {phase.id: phase.zh for phase in standard.phases}
        return [_lane("", columns, figures, names)]
    return [_lane("", columns, figures)]


def _side_lanes(table: Table, standard: StandardTable, figures: Sequence[Figure]) -> Iterable[Lane]:
    for side in dict.fromkeys([*(lane.side for lane in standard.lanes), *(figure.side for figure in figures)]):
        own = [figure for figure in figures if figure.side == side]
        if own:
            yield _lane(side, _columns(table, standard.lane(side).all_measures, own), own)


def _economic_lanes(standard: StandardTable, columns: tuple[Measure, ...], figures: Sequence[Figure]) -> Iterable[Lane]:
    roles = standard.roles("", ((figure.code, figure.item) for figure in figures))
    lanes: dict[str, list[Figure]] = {"personnel": [], "public": [], "total": []}
    for figure, role in zip(figures, roles, strict=True):
        lanes[_economic_lane(role)].append(figure)
    return [_lane(name, columns, own) for name, own in lanes.items() if own]


def _economic_lane(role: str) -> str:
    if role == "personnel-total" or role[:3] in PERSONNEL:
        return "personnel"
    return "public" if role == "public-total" or role[:1].isdigit() else "total"


def _columns(table: Table, known: Sequence[Measure], figures: Sequence[Figure]) -> tuple[Measure, ...]:
    """The columns that are printed, in that order (all that are known if none is told), then any other with figures."""
    standard = standard_tables().get(table.table)
    used = {figure.measure for figure in figures}
    names = {name: standard.named(name) if standard else Measure(name, name, "", ()) for name in used}
    names |= {measure.id: measure for measure in known}
    printed = [name for name in table.columns if name in names] or [measure.id for measure in known]
    return tuple(names[name] for name in dict.fromkeys([*printed, *(figure.measure for figure in figures)]))


def _lane(
    side: str, columns: tuple[Measure, ...], figures: Sequence[Figure], phases: Mapping[str, str] | None = None
) -> Lane:
    rows: list[list[Figure]] = []
    for figure in figures:
        if not rows or not _same_row(rows[-1], figure):
            rows.append([])
        rows[-1].append(figure)
    titles = _TITLES.get(side, (side, ""))
    return Lane(side, *titles, columns, tuple(_row(row, columns, phases or {}) for row in rows))


def _same_row(row: Sequence[Figure], figure: Figure) -> bool:
    """Whether ``figure`` stands in ``row``; a row printed twice has a measure twice."""
    first = row[0]
    same = (first.phase, first.line_no, first.code, first.item) == (
        figure.phase,
        figure.line_no,
        figure.code,
        figure.item,
    )
    return same and figure.measure not in {other.measure for other in row}


def _row(row: Sequence[Figure], columns: tuple[Measure, ...], phases: Mapping[str, str]) -> Row:
    first = row[0]
    item = phases.get(first.phase, first.phase) or first.item
    total = not first.code and item.endswith(("合计", "总计"))
    cells = {figure.measure: figure for figure in row}
    return Row(
        first.line_no, first.code, item, level(first.code), total, tuple(cells.get(column.id) for column in columns)
    )


def level(code: str) -> int:
    """How deep a code stands: 0 for 类 (and for no code), 1 for 款, 2 for 项."""
    return 0 if len(code) <= 3 else 1 if len(code) <= 5 else 2
