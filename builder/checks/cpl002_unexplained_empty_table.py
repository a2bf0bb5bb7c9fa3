"""空表没有说明。

检查什么
没有数字的标准表，表下或表中有没有说明（如“本表无数据”“本单位没有政府性基金预算财政拨款收入，也没有使用……安排的支出”）。
表的标题在而行读不出来的，不当作空表，记“未核对”；预算公开表格式不一，全文没有一个数字的空白模板，也只记“未核对”。

为什么
没有数据的表格应当列出空表并说明；不说明，读者分不清是没有这笔钱，还是漏填。说明也可能写在正文里，所以只是提示。

不通过
    空 government-fund
    revenue 2012901 行政运行: total 126.73

通过
    revenue 2012901 行政运行: total 126.73
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Disclosure, Table

CODE = "CPL002"
NAME = "unexplained-empty-table"
SEVERITY = "note"
TITLE = "空表没有说明"
TITLE_EN = "An empty table has no note"
ADVICE = "在表下加一句说明，例如“本单位本年度没有政府性基金预算财政拨款收支，故本表无数据”。"


def check(case: Case) -> Iterator[Outcome]:
    """Every standard table without figures."""
    for table in case.disclosure.tables:
        if table.state == "unread":
            yield Outcome(table.table, "not_checked", "表的标题在，行或栏未能认出")
        elif table.state == "empty" and table.note:
            yield Outcome(table.table, "passed", "空表，附有说明")
        elif table.state == "empty" and case.disclosure.identity.kind != "final":
            yield Outcome(table.table, "not_checked", "没有读到数字；预算公开表没有全国统一的格式，不能断定是空表")
        elif table.state == "empty" and not case.disclosure.figures:
            yield Outcome(table.table, "not_checked", "全文没有一个表内数字，像是空白模板")
        elif table.state == "empty":
            yield Outcome(table.table, "failed", fault=_fault(case.disclosure, table))


def _fault(disclosure: Disclosure, table: Table) -> Fault:
    zh, en = wording.table_zh(disclosure, table.table), wording.table_en(disclosure, table.table)
    return Fault(
        message=f"《{zh}》没有数字，也没有找到空表说明。",
        message_en=f"The table “{en}” has no figures and no note that says so was found.",
        places=(table.location,),
    )
