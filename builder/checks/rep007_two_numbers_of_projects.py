"""项目的个数前后说得不同。

检查什么
情况说明和附件里说到的项目支出的项目个数：一处说“全面”“所有”项目自评、“共涉及项目”几个，另一处说“项目支出共有”几个，个数不同
是提示。按级次（一级、二级项目）或只评一部分项目的个数不比较。

为什么
项目的个数是绩效部分最基本的数。金秋助学一类当年没有支出的项目，常在一处算进去，在另一处漏掉。

不通过
    文 一、绩效自评工作开展情况
    文 本部门对项目支出全面开展绩效自评，共涉及项目3个，资金23万元。
    文 二、项目支出情况
    文 2023年本单位财政预算项目支出共有4个。

通过
    文 一、绩效自评工作开展情况
    文 本部门对项目支出全面开展绩效自评，共涉及项目4个，资金23万元。
    文 二、项目支出情况
    文 2023年本单位财政预算项目支出共有4个。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import sentence_text
from builder.standards.text import key

CODE = "REP007"
NAME = "two-numbers-of-projects"
SEVERITY = "note"
TITLE = "项目的个数前后说得不同"
TITLE_EN = "The number of projects is said differently in two places"
ADVICE = "核对项目清单：是同一批项目的，统一个数和金额；没有开展的项目，在说明中写明。"

_PROJECTS = re.compile(r"(?:共)?涉及(?:一级)?项目|(?:财政)?(?:预算)?项目(?:支出)?(?:共有|共|总数)?")
_EVERY = re.compile(r"全面|所有|全部|共有")


def check(case: Case) -> Iterator[Outcome]:
    """The numbers of projects that are said to be all of them."""
    told = [
        each
        for each in case.statements.said("count")
        if each.unit == "个"
        and each.year == case.disclosure.identity.fiscal_year
        and _PROJECTS.fullmatch(key(each.subject))
        and _EVERY.search(sentence_text(case.disclosure, each))
    ]
    if len(told) < 2:
        return
    first = told[0]
    other = next((each for each in told if each.value != first.value), None)
    if other is None:
        yield Outcome("projects", "passed", f"{len(told)} 处")
        return
    fault = Fault(
        message=f"文中一处说“{excerpt(first)}”，另一处说“{excerpt(other)}”。",
        message_en=f"There are said to be {first.value:f} projects in one place and {other.value:f} in another.",
        printed=wording.number(first.value),
        expected=wording.number(other.value),
        difference=wording.number(first.value - other.value),
        places=tuple(each.location for each in told),
    )
    yield Outcome("projects", "failed", fault=fault)
