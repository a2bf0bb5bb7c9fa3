"""The forms of self-evaluation, filled in without a fault, as grids of text."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.maker.facts import Facts
from tests.maker.printed import Prose
from tests.maker.voice import Voice

_INDICATORS = (
    ("产出指标", "数量指标", "开展活动次数", "≥{n}次", "{n}次"),
    ("产出指标", "质量指标", "验收合格率", "100%", "100%"),
    ("产出指标", "时效指标", "按时完成率", "≥95%", "98%"),
    ("效益指标", "社会效益指标", "服务能力", "有所提升", "有所提升"),
    ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥90%", "95%"),
)
_WEIGHTS = (20, 15, 15, 30, 10)


def forms(facts: Facts, voice: Voice) -> Iterator[Prose]:
    """A form for each project of some size."""
    for name, plan, done in facts.projects:
        if total(plan, done, voice):
            yield f"{voice.year}年度项目支出绩效自评表"
            yield _form(name, plan, done, voice)


def total(plan: int, done: int, voice: Voice) -> Decimal:
    """The score of a project; 0 if it is too small for a form."""
    if voice.rounded(done) < 1 or voice.rounded(plan) < voice.rounded(done):
        return Decimal(0)
    return 90 + _executed(plan, done, voice)


def _executed(plan: int, done: int, voice: Voice) -> Decimal:
    return (voice.rounded(done) / voice.rounded(plan) * 10).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _form(name: str, plan: int, done: int, v: Voice) -> tuple[tuple[str, ...], ...]:
    share = v.rounded(done) / v.rounded(plan)
    money = _executed(plan, done, v)
    rate = f"{(share * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"
    amounts = (v.number(plan), v.number(plan), v.number(done))
    rows: list[tuple[str, ...]] = [
        ("项目名称", name, "", "", "", "", "", ""),
        (f"项目资金（{v.unit}）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", *amounts, "10", rate, f"{money:f}"),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ]
    for (first, second, third, target, actual), weight in zip(_INDICATORS, _WEIGHTS, strict=True):
        n = v.rng.randrange(2, 40)
        rows.append((first, second, third, target.format(n=n), actual.format(n=n), f"{weight}", f"{weight}", ""))
    rows.append(("总分", "", "", "", "", "100", f"{90 + money:f}", ""))
    return tuple(rows)
