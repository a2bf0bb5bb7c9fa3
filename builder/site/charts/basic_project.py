"""Basic against project expenditure: keeping the house running, and what is done beyond that, by class."""

from collections.abc import Mapping, Sequence

from builder.model.disclosure import Disclosure, Figure, Identity
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import REST, Palette
from builder.standards.tables import standard_tables

ORDER = 30


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """合计 and each 类 with its basic, project and other expenditure stacked."""
    table = _figures.functional_table(disclosure)
    names = {measure.id: measure.zh for measure in standard_tables()[table].measures}
    columns = {measure: _figures.by_role(disclosure, table, measure) for measure in names}
    names = {measure: name for measure, name in names.items() if columns[measure]}
    rows = [
        {measure: columns[measure][role] for measure in names if role in columns[measure]}
        for role in columns["total"]
        if role == "total" or len(role) == 3
    ]
    ledger = [_row(disclosure.identity, figures, names, palette) for figures in rows if len(figures) > 1]
    if not _ledger.worth_drawing(ledger):
        return None
    unit = _ledger.shared_unit(ledger)
    words = Words(
        name="basic-project",
        title="基本支出与项目支出",
        title_en="Basic and project expenditure",
        question="多少钱用于日常运转，多少钱用于专项工作？",
        description=f"堆叠条形图。{_figures.sentence(disclosure.identity, unit, _pairs(ledger))}",
        note=f"{_figures.source(disclosure, table, unit)}。列出合计和各类；没有列出的数在原表中为空，不等于零。",
    )
    heads = ("科目编码", "科目名称", *(_figures.column(name, unit) for name in names.values()))
    twin = [_cells(disclosure.identity, figures, names, unit) for figures in rows if len(figures) > 1]
    return drawn(words, _ledger.spec(ledger, _ledger.Form(second_line=True)), heads, twin)


def _row(identity: Identity, figures: Mapping[str, Figure], names: Mapping[str, str], palette: Palette) -> _ledger.Row:
    """The ledger row of 合计 or of a class from its figures by measure."""
    parts = tuple(
        _ledger.Part(
            names[measure],
            figure.amount,
            *palette.shade.get(measure, REST),
            source=_figures.account(identity, figure),
        )
        for measure, figure in figures.items()
        if measure != "total"
    )
    total = figures["total"]
    source = _figures.account(identity, total)
    return _ledger.Row(_figures.label(total), parts, amount=total.amount, source=source)


def _cells(
    identity: Identity, figures: Mapping[str, Figure], names: Mapping[str, str], unit: str
) -> tuple[str | _figures.Cited, ...]:
    """The row of the table twin; a blank where nothing is printed."""
    amounts = (_figures.cited(identity, figures[measure], unit) if measure in figures else "" for measure in names)
    return (figures["total"].code, figures["total"].item, *amounts)


def _pairs(rows: Sequence[_ledger.Row]) -> list[_figures.Named]:
    """What the description says: each row's parts by name."""
    return [(f"{row.name}的{part.series}", part.amount) for row in rows for part in row.parts]
