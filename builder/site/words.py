"""The words of the site for the identifiers of the packages: Chinese first, then English."""

from builder.model.disclosure import Figure, Table
from builder.model.location import Location
from builder.standards.tables import standard_tables

KINDS = {"final": ("决算", "Final accounts"), "budget": ("预算", "Budget")}
BRIEF = {
    "size": ("收支", "in and out"),
    "purposes": ("用途", "what for"),
    "people": ("人员和“三公”", "people, travel, cars"),
    "against": ("比上年、比预算", "last year, budget"),
    "trust": ("核对", "checks"),
}
"""The lines of a disclosure in one minute."""
STATES = {
    "passed": ("通过", "passed"),
    "rounding": ("尾数误差", "within rounding"),
    "failed": ("不通过", "failed"),
    "not_applicable": ("不适用", "not applicable"),
    "not_checked": ("未核对", "not checked"),
}
SAID = {
    "passed": ("与表一致", "agrees with the table"),
    "rounding": ("舍入后一致", "agrees within rounding"),
    "failed": ("与表不一致", "differs from the table"),
    "": ("未与表比较", "not compared"),
}
"""What came of comparing a statement with the tables."""
INDICATORS = {
    "goal": ("年度目标", "goal"),
    "level1": ("一级指标", "level 1"),
    "level2": ("二级指标", "level 2"),
    "indicator": ("指标或项目", "indicator"),
    "target": ("目标或预算", "target"),
    "actual": ("实际完成或支出", "actual"),
    "rate": ("完成率", "rate"),
    "weight": ("分值", "weight"),
    "score": ("得分", "score"),
}
"""The columns of performance forms."""
GRADES = {"certain": ("确定", "certain"), "probable": ("很可能", "probable"), "possible": ("可能", "possible")}
"""How sure a reader is that a place is wrong."""
SHOWN_BY = {
    "arithmetic": ("算术", "arithmetic"),
    "document": ("前后对照", "two places side by side"),
    "dictionary": ("词表", "codes and names"),
    "meaning": ("要读懂意思", "the meaning of sentences"),
    "typing": ("错别字", "a slip of the pen"),
}
"""What it takes to see that a place is wrong."""
SEVERITIES = {"error": ("不符", "error"), "warning": ("存疑", "warning"), "note": ("提示", "note")}
FAMILIES = {
    "SRC": ("读取", "could not be read"),
    "CPL": ("完整", "completeness"),
    "SUM": ("表内合计", "inside a table"),
    "XTB": ("表间勾稽", "between tables"),
    "CLS": ("科目分类", "classification codes"),
    "TXT": ("文字与表", "sentence against table"),
    "RAT": ("比率与增减", "rates and growth"),
    "REP": ("同一事实", "one fact printed twice"),
    "NAM": ("名称年度单位", "names, years, units"),
    "TPL": ("模板残留", "template residue"),
    "PRF": ("绩效", "performance"),
    "YOY": ("跨年", "other years"),
    "ORG": ("部门与单位", "a department and its units"),
}


MEASURES = {
    "amount": "金额",
    "prior": "上年",
    "change": "增减额",
    "change_percent": "增减率",
    "share_percent": "占比",
    "budget": "预算",
    "completion_percent": "完成率",
    "count": "数量",
    "score": "得分",
}


def table_title(table: str, english: bool = False) -> str:
    """The usual title of a standard table; the id itself if it is none of ours."""
    standard = standard_tables().get(table)
    if standard is None:
        return table
    return standard.title_en["final"] if english else standard.title["final"]


def table_heading(table: Table) -> str:
    """Printed number and title of a table; the number once, if the title has it too."""
    title = table.title or table_title(table.table)
    number = "".join(table.printed_number.split())
    return title if number in "".join(title.split()) else f"{table.printed_number} {title}"


def measure_title(figure: Figure, english: bool = False) -> str:
    """The column of a figure, with its phase; empty where the table has only one."""
    standard = standard_tables().get(figure.table)
    phases = {phase.id: phase.en if english else phase.zh for phase in standard.phases} if standard else {}
    named = standard.named(figure.measure) if standard else None
    measure = (named.en if english and named.en else named.zh) if named else figure.measure
    words = [phases.get(figure.phase, figure.phase), measure if figure.measure != "amount" else ""]
    return " ".join(filter(None, words))


def place(location: Location) -> str:
    """Where something stands, in words: its line in a text, else its page."""
    return f"第 {location.line} 行" if location.line else f"第 {location.page} 页"


def size(number: int) -> str:
    """Bytes as people read them: ``812 B``, ``14 KB``, ``1.2 MB``."""
    if number < 1000:
        return f"{number} B"
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
