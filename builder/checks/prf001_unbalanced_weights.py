"""绩效表的分值不等于所印的合计。

检查什么
一张绩效表里各指标的分值之和，等于表上所印的合计：总分行的分值、表头“分值（90分）”、一级指标名称里的“产出指标（50分）”、
任务资金的合计分值。预算执行的分值，有的表计入总分，有的不计，任一种相符就算相符。

有的行没有分值时不判断。分值之和小于合计时，可能是有行没有读出；只有同一张表的得分之和正好等于总得分（说明行是全的），
才判断。

为什么
分值是各项指标的权重，合计通常是 100 分。各项之和与所印合计不符，得分就没有共同的标准。

不通过
    绩效 自评表//产出指标/数量指标/培训人数: weight 60, score 60
    绩效 自评表//效益指标/社会效益指标/社会影响: weight 50, score 40
    绩效合计 自评表//总分//: weight 100, score 100

通过
    绩效 自评表//产出指标/数量指标/培训人数: weight 60, score 60
    绩效 自评表//效益指标/社会效益指标/社会影响: weight 40, score 40
    绩效合计 自评表//总分//: weight 100, score 100
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from builder.checks import _forms as forms
from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._forms import Form
from builder.checks._outcome import Fault, Outcome
from builder.frozen import frozen
from builder.model.disclosure import Indicator

CODE = "PRF001"
NAME = "unbalanced-weights"
SEVERITY = "warning"
TITLE = "绩效表的分值不等于所印的合计"
TITLE_EN = "The weights of a performance form do not add up to the printed total"
ADVICE = "核对各指标的分值和所印的合计，改正其中一个；改了分值，得分也要一并核对。"

_NO_WEIGHTS = "表中没有分值栏或所印的合计"


@frozen
class _Scope:
    """What a printed total is of: the rows that it must hold, those that it may hold, what it is called."""

    label: str
    printed: Decimal
    rows: tuple[Indicator, ...]
    more: tuple[Indicator, ...]
    place: tuple[Indicator, ...]


def check(case: Case) -> Iterator[Outcome]:
    """Every printed total of the weights of every form."""
    for form in case.forms:
        scopes = list(_scopes(form))
        if not scopes:
            yield Outcome(form.subject, "not_applicable", _NO_WEIGHTS)
        for number, scope in enumerate(scopes):
            again = sum(each.label == scope.label for each in scopes[:number])
            yield _outcome(form, scope, f"{scope.label}~{again + 1}" if again else scope.label)


def _scopes(form: Form) -> Iterator[_Scope]:
    rows = form.indicators
    if forms.scored(rows, "weight"):
        money = forms.scored(form.of("money"), "weight")
        for total in form.whole[:1]:
            printed = forms.points(total.weight)
            if printed is not None:
                yield _Scope(total.level1, printed, rows, money, (total,))
        header = form.total_of_indicators()
        if header and (said := forms.points(header.weight)) is not None:
            yield _Scope(header.level1, said, rows, (), (header,))
        for level1, group in groupby(rows, key=lambda row: row.level1):
            printed = forms.label_points(level1)
            if printed is not None and rows[0].level1 and form.is_proven:
                yield _Scope(level1, printed, tuple(group), (), ())
    funds = form.total_of_money()
    tasks = form.of("money")
    if funds and tasks and (said := forms.points(funds.weight)) is not None:
        yield _Scope(funds.level1, said, tasks, (), (funds,))


def _outcome(form: Form, scope: _Scope, label: str) -> Outcome:
    subject = wording.subject(form.subject, label)
    found = forms.total(scope.rows, "weight")
    if found is None:
        return Outcome(subject, "not_checked", forms.BLANK)
    if scope.printed in _sums(scope, found):
        return Outcome(subject, "passed")
    if found < scope.printed and not _is_complete(form, scope):
        return Outcome(subject, "not_checked", forms.UNPROVEN)
    gap = found - scope.printed
    number, said = wording.number(found), wording.number(scope.printed)
    return Outcome(
        subject,
        "failed",
        fault=Fault(
            message=f"{form.title}“{scope.label}”印为 {said} 分，{len(scope.rows)} 行的分值之和是 {number} 分，"
            f"相差 {wording.number(abs(gap))} 分。",
            message_en=f"{form.title}: {scope.label} is printed as {said} points; the weights of its "
            f"{len(scope.rows)} rows add up to {number}.",
            printed=said,
            expected=number,
            difference=wording.number(scope.printed - found),
            tolerance="0",
            places=forms.places((*scope.place, *scope.rows)),
        ),
    )


def _sums(scope: _Scope, found: Decimal) -> Sequence[Decimal]:
    """The sums that the total may be: with the points of execution and without, or with all of one kind of row."""
    return found, found + (forms.total(scope.more, "weight") or 0)


def _is_complete(form: Form, scope: _Scope) -> bool:
    """Whether the scores prove that no row is missing: they add up to the printed total score."""
    scores = forms.total(form.indicators, "score")
    total = next((forms.points(row.score) for row in form.whole if forms.points(row.score) is not None), None)
    money = forms.total(forms.scored(form.of("money"), "score"), "score") or Decimal(0)
    levels = all(row.level1 for row in form.indicators)
    return scores is not None and total in (scores, scores + money) and levels and bool(scope.rows)
