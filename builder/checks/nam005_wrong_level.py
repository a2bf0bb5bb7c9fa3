"""财政级次与本单位不符。

检查什么
名词解释等处说到的财政级次（“指省级财政当年拨付的资金”“纳入省级财政预决算管理的‘三公’经费，是指省直部门……”“在市级部门决算
中反映”），是否高于本单位所在的级次。级次从单位名称中的地名看：区、县是县级，市是市级，省、自治区、直辖市是省级。开发区、新区、
乡镇街道，法院、检察院、公安、税务等可能由上级保障的单位，不核对。

为什么
区县单位的收入来自区县财政；写成省级、市级，多半是套用上级发的模板时没有改，名词解释因此是错的。

不通过
    名称 示例市样本区总工会
    文 第四部分 名词解释
    文 一、一般公共预算财政拨款收入：指省级财政当年拨付的资金，本年1.00万元。

通过
    名称 示例市样本区总工会
    文 第四部分 名词解释
    文 一、一般公共预算财政拨款收入：指区级财政当年拨付的资金，本年1.00万元。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._office import LEVELS, Office
from builder.checks._outcome import Fault, Outcome
from builder.checks._residue import nothing_said
from builder.checks._sought import Sought

CODE = "NAM005"
NAME = "wrong-level"
SEVERITY = "warning"
TITLE = "财政级次与本单位不符"
TITLE_EN = "The level of government is not the unit's own"
ADVICE = "按本单位的预算级次改写，例如区级单位写“区级财政”。"

_LEVEL = "(?P<level>中央|省级?|自治区级?|市级?|县级?|区级?)"
_SAID = (
    (
        Sought("指", "收入：", "收入:"),
        re.compile(
            rf"(?:指|收入[：:])(?:从|由|本年度从)?{_LEVEL}(?:本级)?财政(?:部门)?"
            r"(?=[^。\n]{0,30}(?:拨付|拨款|取得|安排))"
        ),
    ),
    (Sought("纳入"), re.compile(rf"纳入{_LEVEL}(?:财政)?预[、]?决?算管理")),
    (
        Sought("是指"),
        re.compile(r"是指(?P<level>中央|省|自治区|市|县|区)(?:级|直|直属)?(?:各)?部门(?=[^。\n]{0,12}财政拨款)"),
    ),
    (
        Sought(*(f"在{word}" for word in ("20", "中央", "省", "自治区", "市", "县", "区"))),
        re.compile(rf"在(?:20\d\d年度?)?{_LEVEL}部门(?:预算|决算)中"),
    ),
)
"""What such a sentence begins with, and how it goes on."""
_TERM = 20
_OWN = re.compile(r"财政拨款|一般公共预算|政府性基金|国有资本经营|“三公”")
_OTHERS = re.compile(r"上级|其他|转移|补助|非财政")
_NAMES = {"central": "中央", "province": "省级", "city": "市级", "county": "区县级"}
_OF = {"中": "central", "省": "province", "自": "province", "市": "city", "县": "county", "区": "county"}


def check(case: Case) -> Iterator[Outcome]:
    """Every sentence that says at which level the unit's money is managed."""
    if nothing := nothing_said(case):
        yield nothing
        return
    own = Office.of(case.disclosure.identity.entity_name).level
    if not own:
        yield Outcome("level", "not_checked", "从单位名称不能断定财政级次")
        return
    said = (match for begins in _SAID for match in case.prose.matches(*begins) if _is_own_money(match))
    found = sorted(said, key=lambda match: match.start())
    high = [match for match in found if LEVELS.index(_level(match["level"], own)) < LEVELS.index(own)]
    if high:
        yield Outcome("level", "failed", fault=_fault(case, own, high))
    elif found:
        yield Outcome("level", "passed", f"{len(found)} 处级次")


def _is_own_money(match: re.Match[str]) -> bool:
    """Whether a definition (指…财政…拨付) is that of the unit's own appropriation, and not of what others give."""
    if not match[0].startswith("指"):
        return True
    term = match.string[max(0, match.start() - _TERM) : match.start()]
    return bool(_OWN.search(term)) and not _OTHERS.search(term)


def _level(said: str, own: str) -> str:
    """The level that is said; what a municipality calls its own is 市级."""
    level = _OF[said[0]]
    return "province" if level == "city" and own == "province" else level


def _fault(case: Case, own: str, found: list[re.Match[str]]) -> Fault:
    name = case.disclosure.identity.entity_name
    said = wording.listed(f"“{match[0]}”" for match in found)
    return Fault(
        message=f"{said}；“{name}”从名称看是{_NAMES[own]}单位。",
        message_en=f"The text speaks of a higher level of government than that of {name} ({own}).",
        printed=found[0]["level"],
        expected=_NAMES[own],
        places=case.prose.places(match.span() for match in found),
    )
