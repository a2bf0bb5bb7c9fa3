"""该印本单位的地方印了另一个单位。

检查什么
各表的“单位：”、封面和各部分标题中该是本单位名称的地方，印的是不是别的单位：同名而地方不同的，漏掉了区县而成为上级单位的，
多数表印本单位而个别表印毫不相干的单位的；还有本单位“制定”“出台”的制度，书名号里冠的却是另一个单位的名称，而且文中把那个单位的工作当
作自己的来写。所属单位的名称不算。

为什么
多半是套用别的单位的文件时没有改，读者会问：这些数是谁的。

不通过
    名称 示例市样本区规划和自然资源局
    署名 revenue 示例市样本区规划和自然资源局
    revenue 2012901 行政运行: total 126.73
    文 第一部分 示例市样本区规划和自然资源局概况
    文 本局负责规划工作。
    文 示例市规划和自然资源局2023年度部门决算表

通过
    名称 示例市样本区规划和自然资源局
    署名 revenue 示例市样本区规划和自然资源局
    revenue 2012901 行政运行: total 126.73
    文 第一部分 示例市样本区规划和自然资源局概况
    文 本局负责规划工作。
    文 示例市样本区规划和自然资源局2023年度部门决算表
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._distinct import distinct
from builder.checks._named import Print
from builder.checks._office import Office
from builder.checks._outcome import Fault, Outcome
from builder.checks._sought import Sought

CODE = "NAM002"
NAME = "another-office"
SEVERITY = "warning"
TITLE = "该印本单位的地方印了另一个单位"
TITLE_EN = "Another office is named where the own name belongs"
ADVICE = "看这一段是不是从别的单位的文件里抄来的；是的，先核对段里的数字和事实，再改名称。"

_MAKES = Sought("制定", "出台", "建立", "修订")
_OWN_RULES = re.compile(r"(?:制定|出台|建立|修订)了?(?:本单位|本部门)?(?:的|了)?《([^》《\n]{2,40})》")
_NAMED_RULES = re.compile(
    r"^([\u4e00-\u9fff]{2,14}?(?:中心|局|委员会|办公室|总工会|联合会|学院|医院|学校|管理处|管理站|研究院|研究所|大队))"
    r"(?:关于|机关|内部|预算|财务|绩效|经费|资金|资产|采购|合同|公务|项目|国有)"
)
_UNITS = re.compile(r"机构|构成|编制范围|职责|职能")
_ACTS = "(?:已|将|积极|认真|严格|通过|按照|根据|成立|组织|不断|进一步|切实|坚持|建立|实行|开展|全体|领导)"
"""What makes an office the one that acts in a sentence: the text tells its deeds as if they were the own ones."""
_FINANCE = re.compile(r"财政|国务院|人民政府|审计|人大|全国|中央|党委|市委|区委|县委|省委")


def check(case: Case) -> Iterator[Outcome]:
    """The names at the tables and in titles, and the rules that the unit says it made."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    if not case.disclosure.passages:
        yield Outcome("name", "not_applicable", "没有表外文字")
        return
    if not case.is_own_name_printed:
        yield Outcome("name", "not_checked", "文件中没有印出本单位的全称")
        return
    found = case.prints
    own = sum(each.kind == "own" for each in found if each.table)
    others = sum(each.kind == "other" for each in found if each.table)
    wrong = [
        each for each in found if each.kind == "above" or (each.kind == "other" and (not each.table or own > others))
    ]
    for name in dict.fromkeys(each.name for each in wrong):
        places = [each for each in wrong if each.name == name]
        yield Outcome(wording.subject("name", name), "failed", fault=_fault(case, name, places))
    if not wrong:
        yield Outcome("name", "passed", f"{len(found)} 处名称")
    yield from _rules(case)


def _fault(case: Case, name: str, found: list[Print]) -> Fault:
    own = case.disclosure.identity.entity_name
    what = "上级单位" if found[0].kind == "above" else "另一个单位"
    where = wording.listed(each.where_zh.removesuffix("的") for each in found)
    return Fault(
        message=f"{where}单位名称印为“{name}”，是{what}；这份文件是“{own}”的。",
        message_en=f"The unit is named as {name}, which is another office; the document is that of {own}.",
        printed=name,
        expected=own,
        places=tuple(each.location for each in found),
    )


def _rules(case: Case) -> Iterator[Outcome]:
    """Rules that the unit says it made itself, by their titles in 《》."""
    own = Office.of(case.disclosure.identity.entity_name)
    text = case.prose.text
    for match in case.prose.matches(_MAKES, _OWN_RULES):
        named = _NAMED_RULES.match(match[1])
        if named is None:
            continue
        office = named[1]
        subject = wording.subject("rule", match[1])
        if _is_known(case, own, office) or not re.search(f"{office}{_ACTS}", text):
            yield Outcome(subject, "passed", "冠的不是另一个单位的名称")
        else:
            spans = [(at.start(), at.end()) for at in re.finditer(re.escape(office), text)]
            yield Outcome(
                subject,
                "failed",
                fault=Fault(
                    message=f"本单位制定的《{match[1]}》冠的是“{office}”的名称。",
                    message_en=f"A rule that the unit says it made carries the name of another office: {office}.",
                    printed=office,
                    expected=case.disclosure.identity.entity_name,
                    places=case.prose.places([(match.start(1), match.start(1) + 1), *spans]),
                ),
            )


def _is_known(case: Case, own: Office, office: str) -> bool:
    """Whether the office is the own one, one above it, a financial authority, or a unit that the text calls its own."""
    if _FINANCE.search(office) or own.body in office or office in own.place + own.body:
        return True
    units = (
        passage.text
        for passage in case.disclosure.passages
        if re.search(r"机构|构成|编制范围|职责|职能", passage.section)
    )
    rows = (passage.text for passage in case.disclosure.passages if passage.role == "row")
    return any(office in text for text in (*units, *rows))
