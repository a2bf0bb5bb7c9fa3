"""支出的说明里写成了收入，或者相反。

检查什么
标题只说支出的一节里，逐项列出的一项却叫“一般公共预算收入”“政府性基金预算收入”等，后面是金额和用途；或者标题只说收入的一节
里，逐项列出的一项叫“……支出”。只看段首编号之后的名称，以“预算”或“财政拨款”加“收入”“支出”结尾的。

为什么
收入没有用途，支出没有来源。多半是从另一节复制过来忘了改，读者不知道说的是收入还是支出。

不通过
    文 七、部门支出预算情况说明
    文 2023年部门支出总预算953.39万元。
    文 1.一般公共预算收入953.39万元，主要用于工资福利性支出、劳模慰问等。

通过
    文 七、部门支出预算情况说明
    文 2023年部门支出总预算953.39万元。
    文 1.一般公共预算支出953.39万元，主要用于工资福利性支出、劳模慰问等。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._chapters import Chapter
from builder.checks._outcome import Fault, Outcome

CODE = "NAM010"
NAME = "revenue-for-expenditure"
SEVERITY = "warning"
TITLE = "支出的说明里写成了收入，或者相反"
TITLE_EN = "Expenditure is called revenue where expenditure is explained, or the other way round"
ADVICE = "看这一段说的是收入还是支出，改正名称；从别处复制的，把数字也核对一遍。"

_ITEM = re.compile(
    r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政拨款|拨款)?(?P<flow>收入|支出)(?:预算|决算)?(?:数|为|共)*\d[\d,.]*(?:万元|元)(?P<rest>.*)"
)
_USES = re.compile(r"(?:主要)?用于|主要是用于")
_FLOWS = {"支出": "收入", "收入": "支出"}


def check(case: Case) -> Iterator[Outcome]:
    """Every chapter that explains revenue alone, or expenditure alone."""
    for number, chapter in enumerate(case.explanations, 1):
        flows = [flow for flow in _FLOWS if flow in chapter.heading]
        if len(flows) == 1 and "收支" not in chapter.heading and "收、支" not in chapter.heading:
            yield _outcome(case, chapter, flows[0], f"{number}")


def _outcome(case: Case, chapter: Chapter, flow: str, number: str) -> Outcome:
    name = wording.subject(number, chapter.heading[:30])
    for index in chapter.indexes:
        begins = case.prose.numbers[index]
        found = _ITEM.match(begins.rest) if begins else None
        if found and found["flow"] == _FLOWS[flow] and bool(_USES.search(found["rest"])) == (flow == "支出"):
            return Outcome(name, "failed", fault=_fault(case, chapter, index, flow))
    return Outcome(name, "passed")


def _fault(case: Case, chapter: Chapter, index: int, flow: str) -> Fault:
    passage = case.prose.passages[index]
    return Fault(
        message=f"“{chapter.heading[:30]}”一节里逐项列出的是{_FLOWS[flow]}（“{passage.text[:30]}”）。",
        message_en=f"The chapter explains {'expenditure' if flow == '支出' else 'revenue'}, but lists the other.",
        printed=_FLOWS[flow],
        expected=flow,
        places=(passage.location,),
    )
