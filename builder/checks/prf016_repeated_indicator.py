"""同一指标列了两次。

检查什么
一张自评表里，同一目标、同一级指标下有两行指标名称相同，年度指标值也相同，实际完成值却不同。指标名称不到六个字的不比较。

为什么
两行各写各的完成情况，多半是抄了上一行的指标名称而忘了改，后一行说的其实是另一件事。也可能一个指标分两行写，所以只是提示。

不通过
    绩效 自评表/甲项目/产出指标/质量指标/开展劳动竞赛活动: target 有效开展, actual 获评引领性项目1个, score 3
    绩效 自评表/甲项目/产出指标/质量指标/开展劳动竞赛活动: target 有效开展, actual 创示范工作室1家, score 3

通过
    绩效 自评表/甲项目/产出指标/质量指标/开展劳动竞赛活动: target 有效开展, actual 获评引领性项目1个, score 3
    绩效 自评表/甲项目/产出指标/质量指标/创建创新工作室: target 有效开展, actual 创示范工作室1家, score 3
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Indicator
from builder.standards.text import key

CODE = "PRF016"
NAME = "repeated-indicator"
SEVERITY = "note"
TITLE = "同一指标列了两次"
TITLE_EN = "An indicator is listed twice"
ADVICE = "后一行如果说的是另一件事，改正它的指标名称；如果是同一件事，两行并成一行。"

_SHORTEST = 6
"""A shorter name (培训人数) may stand for several things."""
_LONGEST = 20
_NONE = "没有能比较的行：指标名称、指标值和完成值都要印出"


def check(case: Case) -> Iterator[Outcome]:
    """Every form, as far as its indicators print name, target and result."""
    for form in case.forms:
        found = defaultdict[tuple[str, ...], list[Indicator]](list)
        for row in form.indicators:
            if len(key(row.indicator)) >= _SHORTEST and row.target and row.actual:
                found[row.goal, row.level1, row.level2, key(row.indicator), key(row.target)].append(row)
        if not found:
            yield Outcome(form.subject, "not_applicable", _NONE)
            continue
        twice = [rows for rows in found.values() if len({_result(row) for row in rows}) > 1]
        if not twice:
            yield Outcome(form.subject, "passed", f"{len(found)} 个指标名称")
        for rows in twice:
            subject = wording.subject(form.subject, forms.slug(rows[0]))
            yield Outcome(subject, "failed", fault=_fault(form, rows))


def _result(row: Indicator) -> str:
    """A result as one is compared with another: 100% and 100.00% are the same."""
    value = forms.value(row.actual)
    return str(value.amount.value.normalize()) if value else key(row.actual)


def _fault(form: Form, rows: Sequence[Indicator]) -> Fault:
    name = rows[0].indicator
    said = "、".join(f"“{_short(row.actual)}”" for row in rows)
    return Fault(
        message=f"{form.title}同一处有 {len(rows)} 行都叫“{name}”，指标值都是“{rows[0].target}”，完成值却是{said}。",
        message_en=f"{form.title} lists {name} {len(rows)} times in one place, with the same target and other results.",
        places=tuple(row.location for row in rows),
    )


def _short(text: str) -> str:
    """A result as printed, or how it begins."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
