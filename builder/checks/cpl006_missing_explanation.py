"""应当说明的数量或原因没有说明。

检查什么
有因公出国（境）费而没有团组数和人次，有公务接待费而没有批次和人次，有公务用车费用而没有车辆数；国有资产占用一节没有车辆和设备的
数量；有政府采购支出而没有按货物、工程、服务分列；机关运行经费比上年增减而没有原因。只看有没有说到。

为什么
规定要求“三公”经费公开团组、人次、车辆、批次，政府采购分类公开，机关运行经费的变动说明原因；数量为零也应写明。只是提示。

不通过
    文 一、主要职责和机构设置情况
    文 本单位负责群众工作，没有下属机构。
    文 二、收入支出决算总体情况说明
    文 2023年度收、支总计均为9.00万元，没有政府性基金和国有资本经营预算。
    文 三、收入决算情况说明
    文 本年收入合计9.00万元。
    文 四、支出决算情况说明
    文 本年支出合计9.00万元，都是财政拨款的基本支出。
    文 五、财政拨款“三公”经费支出决算情况说明
    文 公务接待费支出2.00万元，主要用于来访接待。
    文 六、其他重要事项的情况说明
    文 本单位没有机关运行经费，没有政府采购，没有车辆，没有开展绩效评价。
    文 七、名词解释
    文 基本支出：指保障机构运转的支出。

通过
    文 一、主要职责和机构设置情况
    文 本单位负责群众工作，没有下属机构。
    文 二、收入支出决算总体情况说明
    文 2023年度收、支总计均为9.00万元，没有政府性基金和国有资本经营预算。
    文 三、收入决算情况说明
    文 本年收入合计9.00万元。
    文 四、支出决算情况说明
    文 本年支出合计9.00万元，都是财政拨款的基本支出。
    文 五、财政拨款“三公”经费支出决算情况说明
    文 公务接待费支出2.00万元，接待来访12批次、80人次。
    文 六、其他重要事项的情况说明
    文 本单位没有机关运行经费，没有政府采购，没有车辆，没有开展绩效评价。
    文 七、名词解释
    文 基本支出：指保障机构运转的支出。
"""

import re
from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._chapters import Chapter, is_whole
from builder.checks._distinct import distinct
from builder.checks._outcome import Fault, Outcome
from builder.checks._residue import nothing_said
from builder.frozen import frozen

CODE = "CPL006"
NAME = "missing-explanation"
SEVERITY = "note"
TITLE = "应当说明的数量或原因没有说明"
TITLE_EN = "A count or a reason that should be told is missing"
ADVICE = "补上数量或原因；数量为零的写明是 0，没有变化的写明与上年持平。"


@frozen
class _Duty:
    """What a chapter must tell, if ``spent`` is in it, by one word of each of ``told``.

    ``each`` says of which of these only one is missing.
    """

    heading: re.Pattern[str]
    spent: re.Pattern[str]
    told: tuple[re.Pattern[str], ...]
    zh: str
    en: str
    each: tuple[tuple[str, str], ...] = ()


_SUM = r"[^，。；\d\n]{0,16}?(?:[1-9][\d,]*(?:\.\d+)?|0\.\d*[1-9]\d*)万?元"
_DUTIES = (
    _Duty(
        re.compile("三公"),
        re.compile(rf"因公出国[（(]境[）)]费(?!用?(?:预算|年初)){_SUM}"),
        (re.compile("团组|批次|次"), re.compile("人")),
        "因公出国（境）的团组数和人次",
        "delegations and people sent abroad",
    ),
    _Duty(
        re.compile("三公"),
        re.compile(rf"公务接待费(?!预算|年初){_SUM}"),
        (re.compile("批次|批|团组|次"), re.compile("人次|人")),
        "公务接待的批次和人次",
        "receptions and guests",
    ),
    _Duty(
        re.compile("三公"),
        re.compile(rf"公务用车(?:购置及)?运行(?:维护)?费(?!预算|年初){_SUM}"),
        (re.compile("辆|保有"),),
        "公务用车的车辆数",
        "vehicles kept",
    ),
    _Duty(
        re.compile("国有资产"), re.compile(""), (re.compile("辆|车"), re.compile("设备|台|套")), "车辆和设备的数量",
        "vehicles and equipment", (("车辆的数量", "vehicles"), ("设备的数量", "equipment")),
    ),
    _Duty(
        re.compile("政府采购"),
        re.compile(rf"政府采购(?:支出|金额)总?额?{_SUM}"),
        (re.compile("货物"), re.compile("服务")),
        "政府采购按货物、工程、服务的分列",
        "procurement by goods, works and services",
    ),
    _Duty(
        re.compile("机关运行经费"),
        re.compile(rf"(?:增加|减少){_SUM}"),
        (re.compile("原因|主要是|由于|因为|因"),),
        "机关运行经费增减的原因",
        "the reason of the change of operating funds",
    ),
)  # fmt: skip


def check(case: Case) -> Iterator[Outcome]:
    """Every duty whose chapter is there."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    if nothing := nothing_said(case):
        yield nothing
        return
    if case.disclosure.identity.kind != "final" or not is_whole(case.explaining):
        yield Outcome("text", "not_applicable", "只核对决算的全部说明文字")
        return
    for chapter in case.explaining:
        duties = [duty for duty in _DUTIES if duty.heading.search(chapter.heading)]
        text = _text(case, chapter) if duties else ""
        for duty in duties:
            if duty.spent.search(text):
                yield _outcome(case, chapter, duty, text)


def _text(case: Case, chapter: Chapter) -> str:
    prose = case.prose
    last = chapter.indexes[-1]
    return prose.text[prose.starts[chapter.indexes[1]] : prose.starts[last] + len(prose.passages[last].text)]


def _outcome(case: Case, chapter: Chapter, duty: _Duty, text: str) -> Outcome:
    subject = wording.subject(duty.zh)
    missing = [at for at, word in enumerate(duty.told) if not word.search(text)]
    if not missing:
        return Outcome(subject, "passed")
    zh, en = duty.each[missing[0]] if duty.each and len(missing) == 1 else (duty.zh, duty.en)
    heading, first = (case.prose.passages[index].location for index in chapter.indexes[:2])
    fault = Fault(
        message=f"“{chapter.heading[:30]}”没有说明{zh}。",
        message_en=f"A chapter does not tell {en}.",
        places=tuple(dict.fromkeys((first, heading))),
    )
    return Outcome(subject, "failed", fault=fault)
