"""说明文字缺少应有的部分。

检查什么
说明文字有没有规定应当公开的各个部分：部门职责、机构、收支、财政拨款、“三公”经费、政府性基金、国有资本经营、机关运行经费、政府
采购、国有资产占用、预算绩效、名词解释（预算公开少几项）。只看有没有说到，不看写得多少；名词解释里解释的词不算说到。没有说明
文字的文件（只有表格）不核对。

为什么
财预〔2016〕143号和各地基层政务公开标准目录要求公开这些内容；没有的也应当写明没有。有的单位另外单独公开，所以只是提示。

不通过
    文 一、主要职责
    文 本单位负责群众工作，没有下属机构。
    文 二、收入支出决算总体情况说明
    文 2023年度收、支总计均为1.00万元。
    文 三、收入决算情况说明
    文 本年收入合计1.00万元。
    文 四、支出决算情况说明
    文 本年支出合计1.00万元，其中基本支出1.00万元。
    文 五、财政拨款收入支出决算总体情况说明
    文 财政拨款收入1.00万元。没有“三公”经费，没有政府性基金和国有资本经营预算。
    文 六、政府采购支出说明
    文 本单位没有政府采购。

通过
    文 一、主要职责
    文 本单位负责群众工作，没有下属机构。
    文 二、收入支出决算总体情况说明
    文 2023年度收、支总计均为1.00万元。
    文 三、收入决算情况说明
    文 本年收入合计1.00万元。
    文 四、支出决算情况说明
    文 本年支出合计1.00万元，其中基本支出1.00万元。
    文 五、财政拨款收入支出决算总体情况说明
    文 财政拨款收入1.00万元。没有“三公”经费，没有政府性基金和国有资本经营预算。
    文 六、其他重要事项的情况说明
    文 本单位没有机关运行经费，没有政府采购，没有车辆，没有开展绩效评价。
    文 七、名词解释
    文 基本支出：指保障机构运转的支出。
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._chapters import is_whole
from builder.checks._outcome import Fault, Outcome
from builder.checks._prose import Prose
from builder.checks._residue import nothing_said
from builder.standards.parts import parts

CODE = "CPL005"
NAME = "missing-part"
SEVERITY = "note"
TITLE = "说明文字缺少应有的部分"
TITLE_EN = "A part of the explanations is missing"
ADVICE = "对照本年度的公开格式补上这一部分；确实没有这项内容的，也写明没有和原因。"

_GLOSSARY = "名词"
_LONGEST_TITLE = 30


def check(case: Case) -> Iterator[Outcome]:
    """Every part that the kind of document has."""
    if nothing := nothing_said(case):
        yield nothing
        return
    found = case.explanations
    if not is_whole(case.explaining):
        yield Outcome("text", "not_checked", "说明文字不全")
        return
    missing = []
    for part in parts().get(case.disclosure.identity.kind, ()):
        if any(_is_said(case.prose, word) for word in part.words):
            yield Outcome(wording.subject("part", part.zh), "passed")
        else:
            missing.append(part)
    if missing:
        zh, en = "、".join(part.zh for part in missing), ", ".join(part.en for part in missing)
        last = case.prose.passages[found[-1].indexes[0]].location
        fault = Fault(f"说明文字没有说到：{zh}。", f"The explanations do not speak of: {en}.", places=(last,))
        yield Outcome("missing", "failed", fault=fault)


def _is_said(prose: Prose, word: str) -> bool:
    """Whether a word stands outside the glossary, or in a title."""
    at = prose.text.find(word)
    while at >= 0:
        passage = prose.passages[prose.index(at)]
        if _GLOSSARY not in passage.section or _is_title(passage.text):
            return True
        at = prose.text.find(word, at + 1)
    return False


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and "。" not in text and "：指" not in text
