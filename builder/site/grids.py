"""The standard tables as they stand in the form: lanes of rows and columns, rebuilt from figures.

Rows and columns are in printed order. Only rows with an amount are figures; a cell without one stays blank.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from builder.model.disclosure import Disclosure, Figure, Table
from builder.standards.tables import Measure, StandardTable, standard_tables

PERSONNEL = ("301", "303")
"""The economic classes of 人员经费; all other classes are 公用经费 (RULES: 公开06表)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row; ``cells`` are as many as its lane has columns, None where nothing is printed."""

    line_no: str
    code: str
    item: str
    level: int
    total: bool
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a disclosure, ready to be shown."""

    table: Table
    title_en: str
    lanes: tuple[Lane, ...]
    by_identity: int


_TITLES = {
    "": ("", ""),
    "revenue": ("收入", "Revenue"),
    "expenditure": ("支出", "Expenditure"),
    "personnel": ("人员经费", "Personnel"),
    "public": ("公用经费", "Public funds"),
    "total": ("合计", "Total"),
}


def grids(disclosure: Disclosure) -> tuple[Grid, ...]:
    """The tables of ``disclosure`` in printed order."""
    return tuple(_grid(table, disclosure) for table in disclosure.tables)


def _grid(table: Table, disclosure: Disclosure) -> Grid:
    figures = [figure for figure in disclosure.figures if figure.table == table.table]
    standard = standard_tables().get(table.table)
    identities = sum(figure.placed_by == "identity" for figure in figures)
    english = standard.title_en.get(disclosure.identity.kind, "") if standard else ""
    return Grid(table, english, tuple(_lanes(table, standard, figures)) if figures else (), identities)


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
    for lane in standard.lanes:
        own = [figure for figure in figures if figure.side == lane.side]
        if own:
            yield _lane(lane.side, _columns(table, lane.measures, own), own)


def _economic_lanes(
    standard: StandardTable, columns: tuple[Measure, ...], figures: Sequence[Figure]
) -> Iterable[Lane]:
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
    names = {measure.id: measure for measure in known}
    used = {figure.measure: Measure(figure.measure, figure.measure, "", ()) for figure in figures}
    printed = [name for name in table.columns if name in names or name in used] or [*names]
    printed += [name for name in used if name not in printed]
    return tuple(names.get(name) or used[name] for name in printed if name in names or name in used)


def _lane(
    side: str, columns: tuple[Measure, ...], figures: Sequence[Figure], phases: Mapping[str, str] | None = None
) -> Lane:
    rows: dict[tuple[str, ...], dict[str, Figure]] = {}
    for figure in figures:
        name = (figure.line_no, figure.code, (phases or {}).get(figure.phase, figure.phase) or figure.item)
        rows.setdefault(_free(rows, name, figure.measure), {})[figure.measure] = figure
    return Lane(side, *_TITLES[side], columns, tuple(_row(name, cells, columns) for name, cells in rows.items()))


def _free(rows: Mapping[tuple[str, ...], Mapping[str, Figure]], name: tuple[str, ...], measure: str) -> tuple[str, ...]:
    """``name``, or a longer one if that row already has the measure: a row printed twice is shown twice."""
    while measure in rows.get(name, {}):
        name = (*name, "")
    return name


def _row(name: tuple[str, ...], cells: Mapping[str, Figure], columns: tuple[Measure, ...]) -> Row:
    line_no, code, item = name[:3]
    total = not code and item.endswith(("合计", "总计"))
    return Row(line_no, code, item, level(code), total, tuple(cells.get(column.id) for column in columns))


def level(code: str) -> int:
    """How deep a code stands: 0 for 类 (and for no code), 1 for 款, 2 for 项."""
    return 0 if len(code) <= 3 else 1 if len(code) <= 5 else 2
