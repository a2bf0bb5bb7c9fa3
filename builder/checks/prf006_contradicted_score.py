"""正文所说的自评得分与自评表不符。

检查什么
正文里“某某项目绩效自评综述：……自评得分为 98.0 分”，与这个项目自评表的总得分相同；“本次整体绩效自评得分为 91.97 分”，
与整体支出绩效自评表的总得分相同。

哪一张表，以同一段话里、得分之前最后点名的项目为准。没有点名项目的，只有全文只有一张自评表、这段话不是说某个项目时才比较。
预算执行、各类指标的得分和平均得分不在这里比较。

为什么
总得分是自评的结论，正文是照着自评表写的。

不通过
    绩效 整体自评表//产出指标/数量指标/培训人数: weight 100, score 100
    绩效合计 整体自评表//总分//: weight 100, score 100
    文 （二）整体支出绩效自评结果。
    文 本单位整体支出绩效自评得分为98.92分。

通过
    绩效 整体自评表//产出指标/数量指标/培训人数: weight 100, score 98.92
    绩效合计 整体自评表//总分//: weight 100, score 98.92
    文 （二）整体支出绩效自评结果。
    文 本单位整体支出绩效自评得分为98.92分。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.checks._selfscores import passage_of, programme_named, speaks_of_project
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Indicator, Statement

CODE = "PRF006"
NAME = "contradicted-score"
SEVERITY = "error"
TITLE = "正文所说的自评得分与自评表不符"
TITLE_EN = "A score said in the text differs from the form"
ADVICE = "核对自评表的总得分，把正文里引用的得分改成一致。"

_OWN_SCORE = re.compile(r"自评.{0,4}分$|自评结果$")
_PART = re.compile(r"预算执行|执行率|目标自评|平均|指标|产出|效益|过程|决策|投入|满意度")
_UNCERTAIN = "不能确定说的是哪一张自评表"


def check(case: Case) -> Iterator[Outcome]:
    """Every self-evaluation score that a sentence gives."""
    found = [form for form in case.forms if _total(form) is not None]
    said = [one for one in case.statements.said("score") if _is_whole(one)]
    for one in said if found else ():
        form = _form(case.disclosure, one, found, alone=len(said) == 1)
        yield _outcome(one, form) if form else Outcome(_subject(one), "not_checked", _UNCERTAIN)


def _is_whole(one: Statement) -> bool:
    return bool(_OWN_SCORE.search(one.subject)) and not _PART.search(one.subject)


def _total(form: Form) -> Indicator | None:
    """The row with the total score of a form of self-evaluation."""
    return next((row for row in form.whole if forms.points(row.score) is not None), None)


def _form(disclosure: Disclosure, one: Statement, found: Sequence[Form], *, alone: bool) -> Form | None:
    """The form that the sentence speaks of, if that is certain."""
    passage = passage_of(disclosure, one)
    if passage is None:
        return None
    named = programme_named(passage, one, found)
    if named:
        return named
    of_project = speaks_of_project(passage.text) or (speaks_of_project(one.section) and not alone)
    whole = [form for form in found if not form.programme]
    return whole[0] if len(whole) == len(found) == 1 and not of_project else None


def _subject(one: Statement) -> str:
    return wording.subject(one.section, one.subject, wording.number(one.value)) + (
        f"~{one.repeat}" if one.repeat > 1 else ""
    )


def _outcome(one: Statement, form: Form) -> Outcome:
    total = _total(form)
    score = forms.points(total.score) if total else None
    if total is None or score is None:
        return Outcome(_subject(one), "not_checked", _UNCERTAIN)
    if score == one.value:
        return Outcome(_subject(one), "passed")
    if Amount(score, "", "").interval.overlaps(Amount(one.value, "", "").interval):
        return Outcome(_subject(one), "rounding")
    return Outcome(_subject(one), "failed", fault=_fault(one, form, total, score))


def _fault(one: Statement, form: Form, total: Indicator, score: Decimal) -> Fault:
    printed, said, gap = map(wording.number, (score, one.value, abs(score - one.value)))
    return Fault(
        message=f"{form.title}“{total.level1}”的得分印为 {printed}，正文写“{one.text}”，相差 {gap}。",
        message_en=f"{form.title}: the total score is printed as {printed}; the text says {said}.",
        printed=said,
        expected=printed,
        difference=wording.number(one.value - score),
        places=(*forms.places((total,)), one.location),
    )
