"""文中说没有，表里却有数。

检查什么
情况说明或表下的说明说本单位“没有”或“无”政府性基金、国有资本经营预算的收入或支出，而相应的表印着不是 0 的数。说收入的看
收入，说支出的看支出；只说没有结转、没有变化的不算，名词解释里的不算。

为什么
这样的说明常常沿用上年或模板，今年有了这笔钱却没有改。读者只看文字，会以为没有这笔钱。

不通过
    文 一、政府性基金预算财政拨款收入支出决算情况说明
    文 本单位2023年度没有政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出。
    government-fund 合计: revenue 12.00, total 12.00, project 12.00
    government-fund 212 城乡社区支出: revenue 12.00, total 12.00, project 12.00

通过
    文 一、政府性基金预算财政拨款收入支出决算情况说明
    文 本单位2023年度没有政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Figure, Passage
from builder.standards.equations import Cell

CODE = "TXT003"
NAME = "denied-table"
SEVERITY = "error"
TITLE = "文中说没有，表里却有数"
TITLE_EN = "The text says that there is none, the table has figures"
ADVICE = "先核对表：确有这笔收支的，把“没有……”的说明改成实际的收支情况；填错表的，把表改正。"

_NO = r"(?:没有|无(?<!有无)|未(?:发生|安排|使用)|不涉及)(?:使用)?"
_OF = r"[“\"]?(?P<fund>政府性基金|国有资本经营)(?:预算)?(?:财政拨款|拨款)?(?:安排)?的?[”\"]?"
_DENIED = re.compile(rf"{_NO}{_OF}(?P<flow>收入支出|收支|收入|支出)")
_CLAUSE = re.compile(r"[，。；：:、,;]")
_SELF = re.compile(
    r"20\d{2}年度?|[本当]年度?|本部门|本单位|我部门|我单位|我局|[注说明\d（）()]|也|均|都|故|因|由于|的|使用"
)
_GLOSSARY = re.compile(r"指|反映")
_CELLS = {
    ("政府性基金", "收入"): Cell("government-fund", "", "total", "revenue"),
    ("政府性基金", "支出"): Cell("government-fund", "", "total", "total"),
    ("国有资本经营", "支出"): Cell("state-capital", "", "total", "total"),
}


def check(case: Case) -> Iterator[Outcome]:
    """Every sentence that says there is no money of a fund."""
    for number, passage in enumerate(case.disclosure.passages, 1):
        if ("政府性基金" in passage.text or "国有资本经营" in passage.text) and not _GLOSSARY.search(passage.text):
            yield from _outcomes(case, passage, number)


def _outcomes(case: Case, passage: Passage, number: int) -> Iterator[Outcome]:
    """One outcome for each fund that the passage says the office has none of."""
    every = list(_DENIED.finditer(passage.text))
    for fund in ("政府性基金", "国有资本经营") if every else ():
        named = (found for found in every if found["fund"] == fund)
        denied = [found for found in named if _is_own(passage.text[: found.start()], case)]
        cells = [cell for found in denied for cell in _cells(found)]
        if cells:
            yield _outcome(case, passage, denied[0], wording.subject(f"{number}", cells[0].table), cells)


def _is_own(before: str, case: Case) -> bool:
    """Whether the office speaks of itself, and not of one of its units."""
    who = _SELF.sub("", _CLAUSE.split(before)[-1])
    return not who or who in case.disclosure.identity.entity_name


def _cells(denied: re.Match[str]) -> list[Cell]:
    flows = ("收入", "支出") if denied["flow"] in ("收支", "收入支出") else (denied["flow"],)
    return [_CELLS[denied["fund"], flow] for flow in flows if (denied["fund"], flow) in _CELLS]


def _outcome(case: Case, passage: Passage, denied: re.Match[str], name: str, cells: Sequence[Cell]) -> Outcome:
    printed = [case.book.cells[cell] for cell in dict.fromkeys(cells) if cell in case.book.cells]
    figures = [figure for figure in printed if figure.amount.value]
    if not figures:
        return Outcome(name, "passed", "表中没有这个数，或者是 0")
    if "total~2" in case.book.rows[figures[0].table, ""]:
        return Outcome(name, "not_checked", "合计在表中印了不止一次")
    return Outcome(name, "failed", fault=_fault(case, passage, denied, figures))


def _fault(case: Case, passage: Passage, denied: re.Match[str], figures: Sequence[Figure]) -> Fault:
    figure = figures[0]
    zh, en = wording.cell_zh(case.disclosure, figure), wording.cell_en(case.disclosure, figure)
    printed = wording.number(figure.amount.value)
    return Fault(
        message=f"文中说“{denied[0]}”，{zh}却印着 {printed} {figure.amount.unit}。",
        message_en=f"The text says that there is none, but {en} prints {printed}.",
        printed="0",
        expected=printed,
        difference=wording.number(-figure.amount.value),
        figures=tuple(figures),
        places=(passage.place(denied.start()),),
    )
