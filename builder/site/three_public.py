"""The three public expenses with all of their parts, as the table prints them and as the text says them, zeros too.

A blank stays a blank: where the table has no number and the text says nothing, nothing is shown.
"""

import re
from collections.abc import Sequence

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure, Table
from builder.site.said import Said
from builder.standards.sayings import meaning
from builder.standards.tables import Measure, standard_tables

TABLE = "three-public"
_LEVELS = {"total": 0, "abroad": 1, "vehicles": 1, "vehicle_purchase": 2, "vehicle_running": 2, "reception": 1}
_COUNTED = re.compile(r"出国|团组|公务用车|来访|接待|外宾")
_UNITS = ("个", "批", "批次", "人次", "人", "辆", "台", "次")


@frozen
class Expense:
    """One of the expenses: how deep it stands, its printed figures by phase, what the text says by phase."""

    measure: Measure
    level: int
    figures: dict[str, Figure]
    said: dict[str, tuple[Said, ...]]

    @property
    def empty(self) -> bool:
        """Whether nothing is known of it."""
        return not self.figures and not any(self.said.values())


@frozen
class ThreePublic:
    """All of the expenses, the phases (id, Chinese, English) that anything is known of, and what was counted."""

    table: Table | None
    expenses: tuple[Expense, ...]
    phases: tuple[tuple[str, str, str], ...]
    counts: tuple[Said, ...]


def three_public(disclosure: Disclosure, spoken: Sequence[Said]) -> ThreePublic | None:
    """The three public expenses of a disclosure; None if neither table nor text has a number."""
    standard = standard_tables()[TABLE]
    mine = [one for one in spoken if one.statement.year == disclosure.identity.fiscal_year]
    final = disclosure.identity.kind == "final"
    expenses = [_expense(measure, disclosure, mine, final) for measure in standard.measures]
    known = [expense for expense in expenses if not expense.empty]
    if not known:
        return None
    listed = tuple(one for one in expenses if one.measure.id in _LEVELS or not one.empty)
    phases = tuple(
        (phase.id, phase.zh, phase.en)
        for phase in standard.phases
        if any(phase.id in expense.figures or expense.said.get(phase.id) for expense in known)
    )
    return ThreePublic(disclosure.table(TABLE), listed, phases, _counts(mine, known))


def _expense(measure: Measure, disclosure: Disclosure, spoken: Sequence[Said], final: bool) -> Expense:
    figures = {
        figure.phase: figure
        for figure in reversed(disclosure.figures)
        if (figure.table, figure.measure) == (TABLE, measure.id)
    }
    phases = {"actual": "amount", "budget": "budget"} if final else {"budget": "amount"}
    said = {phase: _said(measure.id, name, spoken) for phase, name in phases.items()}
    return Expense(measure, _LEVELS.get(measure.id, 0), figures, {phase: own for phase, own in said.items() if own})


def _said(measure: str, name: str, spoken: Sequence[Said]) -> tuple[Said, ...]:
    """The statements of a measure, each value once."""
    found: dict[tuple[str, str], Said] = {}
    for one in spoken:
        statement = one.statement
        if statement.measure == name and statement.unit.endswith("元") and _speaks_of(one, measure):
            found.setdefault((str(statement.value), statement.unit), one)
    return tuple(found.values())


def _speaks_of(one: Said, measure: str) -> bool:
    meant = meaning(one.statement.subject, one.statement.code, "three_public")
    return bool(meant and any((cell.table, cell.measure) == (TABLE, measure) for cell in meant.cells))


def _counts(spoken: Sequence[Said], known: Sequence[Expense]) -> tuple[Said, ...]:
    """What was counted in the sections that speak of the expenses."""
    sections = {one.statement.section for expense in known for said in expense.said.values() for one in said}
    return tuple(
        one
        for one in spoken
        if one.statement.measure == "count"
        and one.statement.unit in _UNITS
        and one.statement.section in sections
        and _COUNTED.search(one.statement.subject)
    )
