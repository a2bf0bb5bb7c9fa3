"""三公经费: what was budgeted and what was spent on travel abroad, vehicles and reception."""

from builder.model.disclosure import Disclosure, Figure, Identity
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import Palette
from builder.standards.tables import standard_tables

ORDER = 50
TABLE = "three-public"
_LEVELS = {"total": 1, "vehicle_purchase": 3, "vehicle_running": 3}


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """Each printed measure with its budget and its actual amount one below the other."""
    printed = _printed(disclosure)
    rows = [_row(disclosure.identity, measure, figures, palette) for measure, figures in printed.items()]
    if not _ledger.worth_drawing(rows):
        return None
    unit = _ledger.shared_unit(rows)
    pairs = [(f"{row.name}{part.series}", part.amount) for row in rows for part in row.parts]
    words = Words(
        name="three-public",
        title="“三公”经费预算与决算",
        title_en="Three public expenses, budget and actual",
        question="出国、用车、接待：预算多少，实际花了多少？",
        description=f"并列条形图。{_figures.sentence(disclosure.identity, unit, pairs)}",
        note=f"{_figures.source(disclosure, TABLE, unit)}。没有列出的数在原表中为空，不等于零。",
    )
    phases = _phases()
    twin = [
        (
            _name(measure),
            *(
                _figures.cited(disclosure.identity, figures[phase], unit) if phase in figures else ""
                for phase in phases
            ),
        )
        for measure, figures in printed.items()
    ]
    heads = ("项目", *(_figures.column(name, unit) for name in phases.values()))
    return drawn(words, _ledger.spec(rows, _ledger.Form(second_line=True, stacked=False)), heads, twin)


def _phases() -> dict[str, str]:
    """``budget`` and ``actual`` with their Chinese names."""
    return {phase.id: phase.zh for phase in standard_tables()[TABLE].phases}


def _printed(disclosure: Disclosure) -> dict[str, dict[str, Figure]]:
    """The figures by measure and phase in the order of the form.

    Not those of the year before or of one budget alone, which some budgets print as well: they are no part of this.
    """
    measures = [measure.id for measure in standard_tables()[TABLE].measures]
    found = [figure for figure in disclosure.figures if figure.table == TABLE]
    by_phase = {measure: {f.phase: f for f in reversed(found) if f.measure == measure} for measure in measures}
    ordered = {measure: {p: figures[p] for p in _phases() if p in figures} for measure, figures in by_phase.items()}
    return {measure: figures for measure, figures in ordered.items() if figures}


def _name(measure: str) -> str:
    """The Chinese name of a measure."""
    return standard_tables()[TABLE].named(measure).zh


def _row(identity: Identity, measure: str, figures: dict[str, Figure], palette: Palette) -> _ledger.Row:
    """The ledger row of a measure."""
    parts = tuple(
        _ledger.Part(_phases()[phase], figure.amount, *palette.shade[phase], source=_figures.account(identity, figure))
        for phase, figure in figures.items()
    )
    return _ledger.Row(_name(measure), parts, _LEVELS.get(measure, 2))
