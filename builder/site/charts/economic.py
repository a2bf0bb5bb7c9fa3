"""Personnel against public funds: the basic expenditure of the general public budget by economic class."""

from collections.abc import Iterator

from builder.model.disclosure import Disclosure, Figure
from builder.site.charts import _figures, _ledger
from builder.site.charts._drawing import Drawing, Words, drawn
from builder.site.charts._palette import OPACITY, REST, Palette

ORDER = 40
TABLE = "general-basic"
GROUPS = {"personnel-total": "人员经费", "public-total": "公用经费", "": "其他"}
_LEVELS = ("人员与公用", "类", "款")


def group(code: str) -> str:
    """The total that an economic code counts to: 301 and 303 are personnel, 302, 307, 310 and 399 public funds.

    Source: 支出经济分类科目 and 公开06表, which adds its lanes up to 人员经费合计 and 公用经费合计.
    """
    if code[:3] in ("301", "303"):
        return "personnel-total"
    return "public-total" if code[:3] in ("302", "307", "309", "310", "311", "312", "313", "399") else ""


def draw(disclosure: Disclosure, palette: Palette) -> Drawing | None:
    """人员经费 with its classes and items, then 公用经费; totals only where they are printed."""
    figures = _figures.by_role(disclosure, TABLE, "amount")
    placed = [(name, figure) for name in GROUPS for figure in _members(figures, name)]
    rows = [_row(name, figure, palette, _figures.account(disclosure.identity, figure)) for name, figure in placed]
    if not _ledger.worth_drawing(rows):
        return None
    unit = _ledger.shared_unit(rows)
    main = [(figure.item, figure.amount) for _, figure in placed if len(figure.code) <= 3]
    words = Words(
        name="economic",
        title="人员经费与公用经费",
        title_en="Personnel and public funds by economic class",
        question="一般公共预算的基本支出里，多少用于人，多少用于办公？",
        description=f"按经济分类的条形图。{_figures.sentence(disclosure.identity, unit, main)}",
        note=f"{_figures.source(disclosure, TABLE, unit)}。合计只在原表印出时列出，不另行计算。",
    )
    return drawn(
        words,
        _ledger.spec(rows, _ledger.Form(levels=_LEVELS)),
        ("分组", "科目编码", "科目名称", _figures.column("金额", unit)),
        [(GROUPS[name], f.code, f.item, _figures.cited(disclosure.identity, f, unit)) for name, f in placed],
        [_depth(figure) for _, figure in placed],
    )


def _members(figures: dict[str, Figure], name: str) -> Iterator[Figure]:
    """The printed total of a group, then its codes so that each class stands before its items."""
    if name in figures:
        yield figures[name]
    coded = [figure for figure in figures.values() if figure.code and group(figure.code) == name]
    yield from sorted(coded, key=lambda figure: figure.code)


def _depth(figure: Figure) -> int:
    """1 for a total, 2 for a class, 3 for an item."""
    return 1 if not figure.code else 2 if len(figure.code) <= 3 else 3


def _row(name: str, figure: Figure, palette: Palette, source: str) -> _ledger.Row:
    """The ledger row of a total, a class or an item."""
    depth = _depth(figure)
    colour, opacity = palette.shade.get(name, REST)
    part = _ledger.Part(GROUPS[name], figure.amount, colour, opacity * OPACITY[depth], source)
    return _ledger.Row(_figures.label(figure), (part,), depth, figure.amount, source=source)
