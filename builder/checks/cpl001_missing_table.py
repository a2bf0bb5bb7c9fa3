"""没有找到标准表。

检查什么
决算公开文件应有九张标准表，没有数据的也应有空表。文件中认出了至少一张标准表，而另一张连标题也没有找到，就指出来。

一张表也没有认出的文件（只有文字，或表格在附件、图片里）不逐张指出，只记一条“未核对”。预算公开表各地格式不一，不核对。
只有“三公”经费一张表（可能是单独公开的）、有页面是图片未能读取、有页面由文字识别（OCR）读出、有收支表格未能认出、另有一张表的表题只少“一般公共预算”几个字，
或是国有资本经营表尚未列入统一格式的年度（2020 年及以前），记“未核对”。

为什么
《地方预决算公开操作规程》（财预〔2016〕143号）和各地据此制定的公开目录列出了应公开的表；没有数据的表格应当列出空表
并说明。

不通过
    无 government-fund
    revenue 2012901 行政运行: total 126.73

通过
政府性基金表是空表，附有说明。

    revenue 2012901 行政运行: total 126.73
"""

from collections.abc import Iterable, Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Disclosure
from builder.standards.tables import standard_tables
from builder.standards.text import key

CODE = "CPL001"
NAME = "missing-table"
SEVERITY = "warning"
TITLE = "没有找到标准表"
TITLE_EN = "A standard table was not found"
ADVICE = "补上缺的表；确实没有数的，也公开空表并在表下注明“本表无数据”和原因。"

_WORDS = ("决算", "收入", "支出", "收支", "经费")  # one of them is in the title of every standard table
_CAPTIONS = ("公开0", "公开1", "表号", "金额单位", "单位", "编制单位", "部门名称")
_SHORTENED = {"general-expenditure": "appropriation-expenditure", "general-basic": "appropriation-basic"}
"""Tables whose title without 一般公共预算 is that of another one, which only some places have."""
_CAPITAL_SINCE = 2021  # the first year for which every form seen has the state capital table


def check(case: Case) -> Iterator[Outcome]:
    """The nine tables of final accounts; of a document without tables or of a budget one line that says so."""
    disclosure = case.disclosure
    if not disclosure.tables:
        yield Outcome("tables", "not_checked", "文本中没有表格")
    elif disclosure.identity.kind != "final":
        yield Outcome("tables", "not_checked", "预算公开表没有全国统一的格式，不核对应有哪些表")
    else:
        yield from (_table(disclosure, id_) for id_, table in standard_tables().items() if table.is_prescribed)


def _table(disclosure: Disclosure, table: str) -> Outcome:
    if disclosure.table(table) is not None:
        return Outcome(table, "passed")
    reason = _doubt(disclosure, table)
    if reason:
        return Outcome(table, "not_checked", f"没有找到这张表；{reason}")
    zh, en = wording.table_zh(disclosure, table), wording.table_en(disclosure, table)
    return Outcome(
        table,
        "failed",
        fault=Fault(
            message=f"文件中没有找到《{zh}》；没有数据的表也应列出空表并说明。",
            message_en=f"The table “{en}” was not found; one without data should be shown empty, with a note.",
        ),
    )


def _doubt(disclosure: Disclosure, table: str) -> str:
    """Why the document may have the table after all, or need not have it."""
    if reason := _part(disclosure):
        return reason
    if _is_announced(disclosure, standard_tables()[table].titles["final"]):
        return "文中有这张表的表题和表头，没有认出它的行"
    if shortened := disclosure.table(_SHORTENED.get(table, "")):
        return f"另有《{shortened.title}》，可能就是这张表"
    if table == "state-capital" and disclosure.identity.fiscal_year < _CAPITAL_SINCE:
        return "这一年度的格式可能没有这张表"
    return ""


def _part(disclosure: Disclosure) -> str:
    """Why tables may be missing here whichever they are; empty if nothing says so."""
    if any("未读" in note for note in disclosure.notes):
        return "有页面未能读取"
    if {each.table for each in disclosure.tables} == {"three-public"}:
        return "只有“三公”经费表，可能是单独公开的"
    titles = {key(each.title) for each in disclosure.tables}
    others = {key(each.excerpt) for each in disclosure.leftovers} - titles
    return "有收支表格未能认出" if any(word in title for title in others for word in _WORDS) else ""


def _is_announced(disclosure: Disclosure, titles: Iterable[str]) -> bool:
    """Whether a title of the table stands in the text with what follows it only at a table: its number or the unit."""
    texts = [key(each.text) for each in disclosure.passages]
    return any(f"{title}{word}" in text for text in texts for title in titles for word in _CAPTIONS if title in text)
