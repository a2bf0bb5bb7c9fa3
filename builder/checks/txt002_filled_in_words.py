"""空表在文中却有数。

检查什么
标准表没有一个数字，而情况说明给出了这张表应当印的数（不是 0）：例如“三公”经费表空着，文中却说“三公”经费预算 0.33 万元。
空表附有“没有……故本表无数据”一类说明的，是错误；没有说明的，是警告。表的标题在而行读不出来的、预算公开表，记“未核对”。

为什么
有这笔钱，表里就应当列出；没有，文中就不应当有数。两处必有一处要改。

不通过
    文 一、“三公”经费支出决算情况说明
    文 2023年度“三公”经费财政拨款支出预算为0.33万元，支出决算为0万元。
    revenue 合计: total 351.42

通过
    文 一、“三公”经费支出决算情况说明
    文 2023年度“三公”经费财政拨款支出预算为0万元，支出决算为0万元。
    revenue 合计: total 351.42
"""

from collections.abc import Iterator, Mapping

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import excerpt, said_en
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import subject_of
from builder.checks._said import Said
from builder.model.disclosure import Disclosure, Table

CODE = "TXT002"
NAME = "filled-in-words"
SEVERITY = "error"
TITLE = "空表在文中却有数"
TITLE_EN = "The text gives an amount for a table that is empty"
ADVICE = "有这笔预算或支出的，把表填上；确实没有的，把文中的数改为 0 或删去这句话。"


def check(case: Case) -> Iterator[Outcome]:
    """Every amount of the text whose tables are all without figures."""
    tables = {table.table: table for table in reversed(case.disclosure.tables)}
    for each in case.told.said:
        table = _empty(tables, each)
        if table is None:
            continue
        name = subject_of(each.statement)
        if not each.statement.value:
            yield Outcome(name, "passed", "表空，文中也是 0")
        elif reason := _doubt(case.disclosure, table):
            yield Outcome(name, "not_checked", reason)
        else:
            yield Outcome(name, "failed", fault=_fault(case.disclosure, each, table))


def _empty(tables: Mapping[str, Table], each: Said) -> Table | None:
    """The first of the tables, if every one that the document has is empty or could not be read."""
    first = None
    for cell in each.cells:
        table = tables.get(cell.table)
        if table and table.state == "figures":
            return None
        first = first or table
    return first


def _doubt(disclosure: Disclosure, table: Table) -> str:
    if table.state == "unread":
        return "表的标题在，行或栏未能认出"
    if disclosure.identity.kind != "final" and not table.note:
        return "预算公开表没有全国统一的格式，不能断定是空表"
    return "" if disclosure.figures else "全文没有一个表内数字"


def _fault(disclosure: Disclosure, each: Said, table: Table) -> Fault:
    zh, en = wording.table_zh(disclosure, table.table), wording.table_en(disclosure, table.table)
    note = f"，并注明“{table.note}”" if table.note else ""
    value = wording.number(each.statement.value)
    return Fault(
        message=f"文中说“{excerpt(each.statement)}”，《{zh}》却没有数字{note}。",
        message_en=f"The text says {said_en(each.statement)}, but the table “{en}” has no figures.",
        severity="" if table.note else "warning",
        printed=value,
        expected="0",
        difference=value,
        places=(each.statement.location, table.location),
    )
