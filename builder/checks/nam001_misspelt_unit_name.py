"""本单位名称印得不一样。

检查什么
各表的“单位：”、封面和各部分标题、正文中的本单位名称，与本单位的名称是否一致：名称其余部分相同，只差一两个字的，指出来。省
去上级地名（“新区总工会”）、省去“市”“区”等字、“和”与“与”之别，至多是提示。

为什么
名称印错，读者会以为是另一个单位，检索也找不到；写法不一，也不便检索。

不通过
    名称 示例市样江区总工会
    署名 revenue 示例市样总区总工会
    revenue 2012901 行政运行: total 126.73
    文 第一部分 示例市样江区总工会概况
    文 示例市样江区总工会是群团组织。

通过
    名称 示例市样江区总工会
    署名 revenue 样江区总工会
    revenue 2012901 行政运行: total 126.73
    文 第一部分 示例市样江区总工会概况
    文 示例市样江区总工会是群团组织。
"""

from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._named import Print
from builder.checks._outcome import Fault, Outcome

CODE = "NAM001"
NAME = "misspelt-unit-name"
SEVERITY = "warning"
TITLE = "本单位名称印得不一样"
TITLE_EN = "The unit's own name is printed differently"
ADVICE = "按机构的正式名称改成一致；规范简称可以用，但全文要统一。"

_LIGHT = "variant"


def check(case: Case) -> Iterator[Outcome]:
    """The unit's own name wherever it must stand, and names in the text that can be no other."""
    if not case.disclosure.passages:
        yield Outcome("name", "not_applicable", "没有表外文字")
        return
    if not case.is_own_name_printed:
        yield Outcome("name", "not_checked", "文件中没有印出本单位的全称")
        return
    found = case.prints
    wrong: dict[str, list[Print]] = {}
    for each in found:
        if each.kind in ("near", _LIGHT):
            wrong.setdefault(each.name, []).append(each)
    for name, places in wrong.items():
        yield Outcome(wording.subject("name", name), "failed", fault=_fault(case, name, places))
    if not wrong:
        yield Outcome("name", "passed", f"{len(found)} 处名称")


def _fault(case: Case, name: str, found: Sequence[Print]) -> Fault:
    own = case.disclosure.identity.entity_name
    times = f"（{len(found)} 处）" if len(found) > 1 else ""
    return Fault(
        message=f"{found[0].where_zh}本单位名称印为“{name}”{times}，其他地方印为“{own}”。",
        message_en=f"The unit's own name is printed as {name}; elsewhere it is {own}.",
        severity="note" if all(each.kind == _LIGHT for each in found) else "",
        printed=name,
        expected=own,
        places=tuple(each.location for each in found),
    )
