"""表空着，别的表却有这笔数。

检查什么
一张标准表没有一个数字，而别的表印着它应当有的数（不是 0）：政府性基金、国有资本经营预算两张表与财政拨款总表的本年支出和
本年收入；“三公”经费表与基本支出决算明细表的公务接待费（30217）、公务用车运行维护费（30231）、因公出国（境）费用（30212）、
公务用车购置（31013）；一般公共预算支出表与财政拨款总表的本年支出；基本支出决算明细表与一般公共预算支出表的基本支出。

空表附有“没有……故本表无数据”一类说明的，是错误；没有说明的，以及口径各地略有出入的“三公”经费表，是警告。
只核对决算；表的标题在而行读不出来的不核对。

为什么
一笔钱在一张表里有、在另一张表里没有，两张表必有一张不对。

不通过
    general-basic 人员经费合计: amount 20.00
    general-basic 公用经费合计: amount 2.00
    general-basic 302 商品和服务支出: amount 2.00
    general-basic 30217 公务接待费: amount 2.00

通过
    general-basic 人员经费合计: amount 20.00
    general-basic 公用经费合计: amount 2.00
    general-basic 302 商品和服务支出: amount 2.00
    general-basic 30201 办公费: amount 2.00
"""

from collections.abc import Iterator, Mapping

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Figure, Table
from builder.standards.equations import Cell

CODE = "XTB003"
NAME = "empty-beside-filled"
SEVERITY = "error"
TITLE = "表空着，别的表却有这笔数"
TITLE_EN = "A table is empty although another one has its money"
ADVICE = "核对账簿：有这笔收支的，把空表填上；没有的，把别的表里的数改正。"

_SPENT = ("appropriation-summary", "expenditure", "current-expenditure")
_WITNESSES: Mapping[str, tuple[Cell, ...]] = {
    "general-expenditure": (Cell(*_SPENT, "general"),),
    "general-basic": (Cell("general-expenditure", "", "total", "basic"),),
    "government-fund": (
        Cell(*_SPENT, "government_fund"),
        Cell("appropriation-summary", "revenue", "source-government-fund", "amount"),
    ),
    "state-capital": (Cell(*_SPENT, "state_capital"),),
    "three-public": tuple(Cell("general-basic", "", code, "amount") for code in ("30217", "30231", "30212", "31013")),
}
"""Where other tables print the money of a table, by its id."""


def check(case: Case) -> Iterator[Outcome]:
    """Every empty table of final accounts whose money another table may print."""
    if case.disclosure.identity.kind != "final" or not case.disclosure.figures:
        return
    for table in case.disclosure.tables:
        if table.state != "empty" or table.table not in _WITNESSES:
            continue
        printed = (case.book.cells.get(cell) for cell in _WITNESSES[table.table])
        figure = next((figure for figure in printed if figure is not None and figure.amount.value), None)
        if figure is None:
            yield Outcome(table.table, "passed", "别的表也没有这笔数")
        else:
            yield Outcome(table.table, "failed", fault=_fault(case, table, figure))


def _fault(case: Case, table: Table, figure: Figure) -> Fault:
    zh, en = wording.table_zh(case.disclosure, table.table), wording.table_en(case.disclosure, table.table)
    note = f"，并注明“{table.note}”" if table.note else ""
    value = wording.number(figure.amount.value)
    where, where_en = wording.cell_zh(case.disclosure, figure), wording.cell_en(case.disclosure, figure)
    return Fault(
        message=f"《{zh}》没有数字{note}，而{where}印为 {value} {figure.amount.unit}。",
        message_en=f"The table “{en}” has no figures, but {where_en} prints {value}.",
        severity="" if table.note and table.table != "three-public" else "warning",
        printed="0",
        expected=value,
        difference=wording.number(-figure.amount.value),
        figures=(figure,),
        places=(table.location,),
    )
