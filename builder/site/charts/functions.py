"""Expenditure by function: 类, 款 and 项 in the order in which they are printed."""

from builder.model.disclosure import Disclosure
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._figures import LEVELS, level
from builder.site.charts._palette import OPACITY, Palette

ORDER = 20


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """Every row with a code in 支出决算表, else in the table of the general public budget, with its total."""
    table = _figures.functional_table(disclosure)
    figures = [figure for figure in _figures.select(disclosure, table, "total") if figure.code]
    accounts = [_figures.account(disclosure.identity, figure) for figure in figures]
    rows = [
        _ledger.Row(
            name=_figures.label(figure),
            parts=(_ledger.Part("支出合计", figure.amount, palette.expenditure, OPACITY[level(figure.code)], source),),
            level=level(figure.code),
            amount=figure.amount,
            source=source,
        )
        for figure, source in zip(figures, accounts, strict=True)
    ]
    if not _ledger.worth_drawing(rows):
        return None
    unit = _ledger.shared_unit(rows)
    classes = [(figure.item, figure.amount) for figure in figures if level(figure.code) == 1]
    words = Words(
        name="functions",
        title="支出按功能分类",
        title_en="Expenditure by function",
        question="钱花在了哪些事情上？",
        description=f"支出按功能分类条形图。{_figures.sentence(disclosure.identity, unit, classes)}",
        note=f"{_figures.source(disclosure, table, unit)}。按原表顺序；类包含其下的款，款包含其下的项。",
    )
    depths = sorted({row.level for row in rows})
    levels = tuple(LEVELS[depth] for depth in depths) if depths == list(range(1, len(depths) + 1)) else ()
    return drawn(
        words,
        _ledger.spec(rows, _ledger.Form(levels=levels if len(levels) > 1 else ())),
        ("级次", "科目编码", "科目名称", _figures.column("支出合计", unit)),
        [(LEVELS[level(f.code)], f.code, f.item, _figures.cited(disclosure.identity, f, unit)) for f in figures],
        [level(figure.code) for figure in figures],
    )
