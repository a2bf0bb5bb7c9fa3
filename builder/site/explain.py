"""Which term of the glossary explains a column or a main figure, for explanations on the page itself."""

from collections.abc import Iterable

from builder.site.grids import Grid
from builder.standards.glossary import Term, term, terms
from builder.standards.tables import Measure

_SAME = {"public": "public_funds", "institutional_income": "institutional"}
_IN_TABLE = {("expenditure", "business"): "business_expenditure", ("general-basic", "amount"): "actual"}
"""Where a column's id is not the id of the term that explains it: in any table, or in one."""


def term_of(measure: Measure, table: str = "") -> Term | None:
    """The term that explains a column of ``table``: by its id, else by its name or what stands before its colon."""
    name = _IN_TABLE.get((table, measure.id)) or _SAME.get(measure.id, measure.id)
    named = {one.zh: one for one in terms()}
    return term(name) or named.get(measure.zh) or named.get(measure.zh.partition("：")[0])


def explained(shown: Iterable[Grid], facts: Iterable[str] = ()) -> tuple[Term, ...]:
    """The terms that explain the columns of ``shown`` and the main figures with these ids, each once."""
    columns = [term_of(column, grid.table.table) for grid in shown for lane in grid.lanes for column in lane.columns]
    heads = [term(name) for name in ("line_no", "item")] if columns else []
    mains = [term(_SAME.get(name, name)) for name in facts]
    return tuple({one.id: one for one in (*mains, *heads, *columns) if one}.values())
