"""本单位的行政运行写在别的机关的款下面。

检查什么
一般公共服务支出（201）按机关的性质分款：人大事务、政协事务、财政事务、审计事务、统计信息事务、群众团体事务等，“行政运行”是这个机
关自己的基本支出。从单位名称能断定它属于哪一款（总工会、妇女联合会等属于群众团体事务，审计局属于审计事务），而文中或表中的行政
运行全都写在另一款下面的，指出来。名称不能断定的不检查；开发区一类综合机构不检查。

为什么
多半是抄了别的单位的科目，按科目汇总时这笔钱会算到别的机关头上。由历史原因归口的也有，所以是提示。

不通过
    名称 榆林市横山区总工会
    文 一、一般公共预算财政拨款支出决算情况说明
    文 1.一般公共服务支出（类）财政事务（款）行政运行（项）。年初预算92.67万元，支出决算92.67万元。

通过
    名称 榆林市横山区总工会
    文 一、一般公共预算财政拨款支出决算情况说明
    文 1.一般公共服务支出（类）群众团体事务（款）行政运行（项）。年初预算92.67万元，支出决算92.67万元。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.model.location import Location
from builder.standards import classifications

CODE = "CLS006"
NAME = "section-of-another"
SEVERITY = "note"
TITLE = "本单位的行政运行写在别的机关的款下面"
TITLE_EN = "The unit's own administration stands in the section of another kind of office"
ADVICE = "核对批复的科目：行政运行应当列在本单位所属的款下面。"

_OFFICES = (
    (
        re.compile(
            r"(?:总工会|妇女联合会|共青团.*委员会|青年团.*委员会|科学技术协会|文学艺术界联合会|归国华侨联合会)$"
        ),
        "20129",
    ),
    (re.compile(r"人民代表大会常务委员会$"), "20101"),
    (re.compile(r"政治协商会议.*委员会$"), "20102"),
    (re.compile(r"(?<!国家)统计局$"), "20105"),
    (re.compile(r"财政局$"), "20106"),
    (re.compile(r"审计局$"), "20108"),
    (re.compile(r"监察委员会$"), "20111"),
)
"""Whose names tell in which section of 201 their own administration stands."""
_OWN_ITEM = "01"
_CLASS = "201"
_ITEM = 7
"""So many digits has the code of an item."""


def check(case: Case) -> Iterator[Outcome]:
    """The sections under which the text and the tables have 行政运行."""
    name = case.disclosure.identity.entity_name
    own = next((section for pattern, section in _OFFICES if pattern.search(name)), "")
    if not own:
        return
    found: dict[str, list[Location]] = {}
    if any(row.code == f"{own}{_OWN_ITEM}" for row in case.rows):
        yield Outcome("section", "passed")
        return
    coded = [(row.code, row.figures[0].location) for row in case.rows]
    coded += [(each.code, each.location) for each in case.disclosure.statements if each.code]
    for code, place in coded:
        if len(code) == _ITEM and code.startswith(_CLASS) and code.endswith(_OWN_ITEM):
            found.setdefault(code[:5], []).append(place)
    if own in found:
        yield Outcome("section", "passed")
    elif len(found) == 1:
        ((other, places),) = found.items()
        yield Outcome("section", "failed", fault=_fault(name, own, other, tuple(dict.fromkeys(places))[:1]))


def _fault(name: str, own: str, other: str, places: tuple[Location, ...]) -> Fault:
    printed, expected = (classifications.name(code) or code for code in (other, own))
    return Fault(
        message=f"“{name}”的行政运行写在“{printed}”（{other}）下面；从名称看它属于“{expected}”（{own}）。",
        message_en=f"The administration of {name} stands in section {other}; its name belongs to {own}.",
        printed=wording.subject(other),
        expected=own,
        places=places,
    )
