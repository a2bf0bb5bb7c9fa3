"""标准名称少了字。

检查什么
“国有资本经营预算”“一般公共预算财政拨款”“政府性基金预算”和“三公”经费各科目的名称，在正文、表下说明和表内收入项目中有没有少
字（如“有资本经营预算”）。少“预算”二字而意思不变的（“国有资本经营财政拨款”）是提示。全文算一处，列出所有的行。

为什么
这些是法定的名称，少字就检索不到，也可能被当成别的项目。

不通过
    文 四、财政拨款收入支出决算总体情况说明
    文 有资本经营预算财政拨款收入1.00万元，比2022年度增加0.50万元。

通过
    文 四、财政拨款收入支出决算总体情况说明
    文 国有资本经营预算财政拨款收入1.00万元，比2022年度增加0.50万元。
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._prose import Prose
from builder.checks._residue import KINDS, Kind

CODE = "NAM006"
NAME = "clipped-term"
SEVERITY = "warning"
TITLE = "标准名称少了字"
TITLE_EN = "A character of a standard term is missing"
ADVICE = "按表和制度里的全称补上缺的字。"

_SAME_MEANING = "预算”二字"


def check(case: Case) -> Iterator[Outcome]:
    """All of the text, the notes and the labels of the tables."""
    texts = (case.prose, Prose.of(case.disclosure, ("caption",)))
    if not any(prose.passages for prose in texts):
        yield Outcome("text", "not_applicable", "没有表外文字")
        return
    found = False
    for kind in KINDS[CODE]:
        outcome = _outcome(texts, kind)
        found = found or outcome is not None
        if outcome:
            yield outcome
    if not found:
        yield Outcome("text", "passed")


def _outcome(texts: tuple[Prose, ...], kind: Kind) -> Outcome | None:
    hits = [(prose, span) for prose in texts for span in kind.spans(prose)]
    if not hits:
        return None
    printed = wording.listed(f"“{prose.around(*span, 4, 8)}”" for prose, span in hits)
    first = hits[0][0].text[slice(*hits[0][1])]
    fault = Fault(
        message=f"{kind.residue.why}：{printed}。",
        message_en=f"A standard term lacks a character ({len(hits)} place{'s' if len(hits) > 1 else ''}).",
        severity="note" if kind.residue.why.endswith(_SAME_MEANING) else "",
        printed=first,
        places=tuple(place for prose, span in hits for place in prose.places([span])),
    )
    return Outcome(wording.subject("term", first), "failed", fault=fault)
