"""The main figures of a disclosure: what a reader looks for first, each the figure that is printed."""

from collections.abc import Iterable
from dataclasses import fields

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Identity
from builder.standards.tables import standard_tables


@frozen
class Headline:
    """The main figures, each None where the tables do not have it.

    ``revenue`` 本年收入合计, ``expenditure`` 本年支出合计, ``basic`` and ``project`` of the expenditure, ``personnel``
    and ``public`` of the basic expenditure from the general budget, ``three_public`` the 三公 actually spent (or
    planned, in a budget).
    """

    revenue: Figure | None = None
    expenditure: Figure | None = None
    basic: Figure | None = None
    project: Figure | None = None
    personnel: Figure | None = None
    public: Figure | None = None
    three_public: Figure | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """The units in which the figures are printed; a reader must see it if there are several."""
        figures = (getattr(self, item.name) for item in fields(self))
        return tuple(dict.fromkeys(figure.amount.unit for figure in figures if figure))

    @property
    def empty(self) -> bool:
        """Whether there is none at all."""
        return not any(getattr(self, item.name) for item in fields(self))


@frozen
class Main:
    """What charts that compare disclosures need of each: its main figures, its functional classes and their total.

    ``whole`` is the printed total of the column that the classes stand in.
    """

    identity: Identity
    headline: Headline
    classes: tuple[Figure, ...] = ()
    whole: Figure | None = None


def main(disclosure: Disclosure) -> Main:
    """The main figures and classes of ``disclosure``."""
    found = classes(disclosure)
    whole = _column_total(disclosure, found[0].table) if found else None
    return Main(disclosure.identity, headline(disclosure), found, whole)


def headline(disclosure: Disclosure) -> Headline:
    """The main figures of ``disclosure``: from the summary table, else from the totals of the tables by code."""
    phase = "actual" if disclosure.identity.kind == "final" else "budget"
    return Headline(
        revenue=_first(
            disclosure, ("summary", "revenue", "current-revenue", "amount"), ("revenue", "", "total", "total")
        ),
        expenditure=_first(
            disclosure,
            ("summary", "expenditure", "current-expenditure", "amount"),
            ("expenditure", "", "total", "total"),
            ("general-expenditure", "", "total", "total"),
        ),
        basic=_first(disclosure, ("expenditure", "", "total", "basic"), ("general-expenditure", "", "total", "basic")),
        project=_first(
            disclosure, ("expenditure", "", "total", "project"), ("general-expenditure", "", "total", "project")
        ),
        personnel=_first(disclosure, ("general-basic", "", "personnel-total", "amount")),
        public=_first(disclosure, ("general-basic", "", "public-total", "amount")),
        three_public=next((one for one in phase_figures(disclosure, phase) if one.measure == "total"), None),
    )


def _first(disclosure: Disclosure, *places: tuple[str, str, str, str]) -> Figure | None:
    found = (_cell(disclosure, *place) for place in places)
    return next((figure for figure in found if figure), None)


def _cell(disclosure: Disclosure, table: str, side: str, role: str, measure: str) -> Figure | None:
    return next((figure for figure in _row(disclosure, table, side, role) if figure.measure == measure), None)


def _row(disclosure: Disclosure, table: str, side: str, role: str) -> Iterable[Figure]:
    figures = [figure for figure in disclosure.figures if figure.table == table and (not side or figure.side == side)]
    roles = standard_tables()[table].roles(side, ((figure.code, figure.item) for figure in figures))
    return (figure for figure, own in zip(figures, roles, strict=True) if own == role)


def _column_total(disclosure: Disclosure, table: str) -> Figure | None:
    """The total row of the column ``total`` of a table."""
    wanted = (table, "total", "", "")
    column = [one for one in disclosure.figures if (one.table, one.measure, one.side, one.phase) == wanted]
    roles = standard_tables()[table].roles("", [(figure.code, figure.item) for figure in column])
    return dict(zip(roles, column, strict=True)).get("total")


def phase_figures(disclosure: Disclosure, phase: str) -> Iterable[Figure]:
    """The figures of the 三公 table in one phase."""
    return (figure for figure in disclosure.figures if figure.table == "three-public" and figure.phase == phase)


def classes(disclosure: Disclosure) -> tuple[Figure, ...]:
    """What was spent on each functional class (类), as printed in the expenditure table."""
    for table in ("expenditure", "general-expenditure"):
        found = [
            figure
            for figure in disclosure.figures
            if figure.table == table and figure.measure == "total" and len(figure.code) == 3
        ]
        if found:
            return tuple(found)
    return ()


def sources(disclosure: Disclosure) -> tuple[Figure, ...]:
    """Where the revenue came from: the amounts in the total row of the revenue table, without their sum."""
    return tuple(figure for figure in _row(disclosure, "revenue", "", "total") if figure.measure != "total")
