"""得分超过分值。

检查什么
绩效自评表里每一行的得分不超过这一行的分值；一个年度绩效目标下各指标得分之和，不超过这个目标所印的分值。

文本中单元格之间没有分隔的，只有表中的分值或得分加起来正好是所印的合计，才判断。

为什么
分值是这一项的满分。填报说明一般都写明“得分不得突破权重总额”。

不通过
    绩效 自评表//产出指标/数量指标/救助人数: weight 2.5, score 5
    绩效 自评表//产出指标/数量指标/培训人数: weight 5, score 2.5
    绩效合计 自评表//总分//: weight 7.5, score 7.5

通过
    绩效 自评表//产出指标/数量指标/救助人数: weight 5, score 2.5
    绩效 自评表//产出指标/数量指标/培训人数: weight 5, score 5
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Indicator

CODE = "PRF002"
NAME = "score-above-weight"
SEVERITY = "error"
TITLE = "得分超过分值"
TITLE_EN = "A score is above its weight"
ADVICE = "核对这一行的分值和得分，改正填错的一个；得分最多等于分值。"

_NO_PAIRS = "没有同时印出分值和得分的行"


def check(case: Case) -> Iterator[Outcome]:
    """Every row with a weight and a score, and every goal with points."""
    for form in case.forms:
        made = [*_rows(form), *_goals(form)]
        if not made:
            yield Outcome(form.subject, "not_applicable", _NO_PAIRS)
        yield from made


def _rows(form: Form) -> Iterator[Outcome]:
    for row in form.rows:
        weight, score = forms.points(row.weight), forms.points(row.score)
        if weight is not None and score is not None:
            subject = wording.subject(form.subject, forms.slug(row))
            if score > weight and not form.is_proven:
                yield Outcome(subject, "not_checked", forms.UNSURE)
                continue
            fault = _fault(form, forms.named(row), weight, score, (row,)) if score > weight else None
            yield Outcome(subject, "failed" if fault else "passed", fault=fault)


def _goals(form: Form) -> Iterator[Outcome]:
    """The goals that print their points; a part of their scores can already be too much."""
    given = {row.goal: row for row in form.of("total") if row.goal and forms.points(row.weight) is not None}
    for goal, group in groupby(form.indicators, key=lambda row: row.goal):
        rows = tuple(group)
        if goal not in given:
            continue
        weight, score = forms.points(given[goal].weight), forms.total(forms.scored(rows, "score"), "score")
        if weight is None or not forms.scored(rows, "score") or score is None:
            continue
        subject = wording.subject(form.subject, goal)
        fault = _fault(form, goal, weight, score, (given[goal], *rows)) if score > weight else None
        yield Outcome(subject, "failed" if fault else "passed", fault=fault)


def _fault(form: Form, name: str, weight: Decimal, score: Decimal, rows: tuple[Indicator, ...]) -> Fault:
    more, full = wording.number(score), wording.number(weight)
    return Fault(
        message=f"{form.title}“{name}”得分 {more}，超过分值 {full}。",
        message_en=f"{form.title}: the score of {name} is {more}, its weight {full}.",
        printed=more,
        expected=full,
        difference=wording.number(score - weight),
        tolerance="0",
        places=forms.places(rows),
    )
