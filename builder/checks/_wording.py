"""How findings name tables, columns and rows, in Chinese and English, and how they print numbers."""

from collections.abc import Iterable
from decimal import Decimal

from builder.model.amount import plain
from builder.model.disclosure import Disclosure, Figure
from builder.standards.tables import Measure, standard_tables

_SHOWN = 4  # names in a list before 等
_SIDES = {"revenue": ("（收入方）", "revenue side"), "expenditure": ("（支出方）", "expenditure side")}
_OTHER_VIEW = ("（支出的另一种分类）", "expenditure by other classes")


def table_zh(disclosure: Disclosure, table: str) -> str:
    """The Chinese title of a standard table for the disclosure's kind."""
    titles = standard_tables()[table].title
    return titles.get(disclosure.identity.kind, titles["final"])


def table_en(disclosure: Disclosure, table: str) -> str:
    """The English title of a standard table for the disclosure's kind."""
    titles = standard_tables()[table].title_en
    return titles.get(disclosure.identity.kind, titles["final"])


def row(figure: Figure) -> str:
    """A row as it is printed: code and item on one line."""
    return " ".join(f"{figure.code} {figure.item}".split()) or "本行"


def column_zh(figure: Figure) -> str:
    """The Chinese name of a figure's column, with its phase."""
    return "".join(each.zh for each in _columns(figure))


def column_en(figure: Figure) -> str:
    """The English name of a figure's column, with its phase."""
    return ", ".join(each.en for each in _columns(figure))


def cell_zh(disclosure: Disclosure, figure: Figure) -> str:
    """Where a figure stands: 《表》（方）行“栏”; the column is left out where the table has only one."""
    column = f"“{column_zh(figure)}”" if _columns(figure) else ""
    side = _SIDES.get(figure.side, _OTHER_VIEW)[0] if figure.side else ""
    return f"《{table_zh(disclosure, figure.table)}》{side}{row(figure)}{column}"


def cell_en(disclosure: Disclosure, figure: Figure) -> str:
    """Where a figure stands: table, side, row, column."""
    side = _SIDES.get(figure.side, _OTHER_VIEW)[1] if figure.side else ""
    return ", ".join(filter(None, (table_en(disclosure, figure.table), side, row(figure), column_en(figure))))


def number(value: Decimal) -> str:
    """Decimal text of a printed or computed number, never minus zero."""
    return plain(value if value else abs(value))


def tolerance(value: Decimal) -> str:
    """Decimal text of a tolerance, without the zeros behind its last digit."""
    return plain(value.normalize()) if value else "0"


def listed(names: Iterable[str]) -> str:
    """Names as a Chinese list, the first few of a long one."""
    each = list(dict.fromkeys(names))
    return "、".join(each) if len(each) <= _SHOWN else f"{'、'.join(each[: _SHOWN - 1])} 等 {len(each)} 项"


def listed_en(names: Iterable[str]) -> str:
    """Names as an English list, the first few of a long one."""
    each = list(dict.fromkeys(names))
    if len(each) <= _SHOWN:
        return ", ".join(each)
    return f"{', '.join(each[: _SHOWN - 1])} and {len(each) - _SHOWN + 1} more"


def subject(*names: str) -> str:
    """The name of a subject: its parts by slashes, without blanks."""
    parts = "/".join(filter(None, names)).split()
    return parts[0] if len(parts) == 1 else "".join(parts)


def _columns(figure: Figure) -> list[Measure]:
    standard = standard_tables()[figure.table]
    lane = standard.lane(figure.side)
    phase = [each for each in standard.phases if each.id == figure.phase]
    measure = [each for each in lane.all_measures if each.id == figure.measure]
    return phase + [each for each in measure or [standard.named(figure.measure)] if each.id != "amount"]
