"""所列原因的金额合计大于增减额。

检查什么
“比上年增加甲万元，主要原因是乙增加……万元、丙增加……万元”：各项原因的金额（增加减去减少）合计，应当不大于所解释的增减
额。只看紧接着增减额、在同一段话里列出、都有金额的原因；约数不算，另有方向相反而没有写金额的原因的不核对。合计小于增减额是正
常的（只列主要原因），不指出来。

为什么
只列增加的因素、合计却比增加的总额还大，说明另有减少的因素没有写，或者有的原因不属于这一项。这不一定是错，所以只是提示。

不通过
增加 10.00，所列两项原因合计 14.00。

    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元，比上年增加10.00万元，主要原因是增加人员经费8.00万元，增加办公经费6.00万元。

通过
    文 一、收入支出决算总体情况说明
    文 2023年度收入合计100.00万元，比上年增加10.00万元，主要原因是增加人员经费8.00万元，增加办公经费2.00万元。
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._rates import ROUGH, subject_of
from builder.checks._spoken import is_money, is_rough, said_zh, yuan
from builder.model.amount import YUAN_PER_UNIT, Interval, total
from builder.model.disclosure import Statement

CODE = "RAT007"
NAME = "reasons-above-change"
SEVERITY = "note"
TITLE = "所列原因的金额合计大于增减额"
TITLE_EN = "The reasons given add up to more than the change"
ADVICE = "核对各项原因的金额；有增有减的，写明哪些增加、哪些减少，相抵以后应当等于所解释的数。"

_AGAINST = {
    "increase": re.compile("减(?!值)|下降|降低|压缩|取消|不再|停[止发]|厉行节约|回落|调出"),
    "decrease": re.compile("[增新]|上升|上涨|提高|调入"),
}
"""Words of a reason that works against the change."""


def check(case: Case) -> Iterator[Outcome]:
    """Every change that reasons with amounts follow; the same change with the same reasons again is one cause."""
    causes: dict[object, list[tuple[Statement, Sequence[Statement]]]] = {}
    for change, reasons, goes_on in _explained(case):
        if goes_on:
            yield Outcome(subject_of(change), "not_checked", "原因后面还有别的金额，可能没有列全")
            continue
        causes.setdefault((change.value, change.unit, tuple(each.value for each in reasons)), []).append(
            (change, reasons)
        )
    for alike in causes.values():
        explained = tuple((CODE, subject_of(change)) for change, _ in alike[1:])
        yield _outcome(*alike[0], explained)
        yield from (_outcome(*each) for each in alike[1:])


def _explained(case: Case) -> Iterator[tuple[Statement, Sequence[Statement], bool]]:
    """Every change with a direction, the amounts that its reason names, and whether its sentence goes on with more."""
    for paragraph in case.statements.paragraphs:
        if "change" not in paragraph.by_measure:
            continue
        said, changes = paragraph.said, [each for _, each in paragraph.by_measure["change"]]
        for at, change in enumerate(changes):
            directed = change.reason and change.direction and is_money(change)
            reasons = [each for each in changes[at + 1 :] if _is_reason(each, change)] if directed else []
            if reasons:
                yield change, reasons, _goes_on(said[said.index(reasons[-1]) + 1 :], reasons[-1])


def _goes_on(behind: Sequence[Statement], last: Statement) -> bool:
    return any(is_money(each) and each.sentence == last.sentence for each in behind)


def _is_reason(statement: Statement, change: Statement) -> bool:
    return is_money(statement) and f"{statement.value:f}{statement.unit}" in change.reason.replace(",", "")


def _outcome(change: Statement, reasons: Sequence[Statement], explained: tuple[tuple[str, str], ...] = ()) -> Outcome:
    subject = subject_of(change)
    if any(map(is_rough, (change, *reasons))):
        return Outcome(subject, "not_checked", ROUGH)
    added = total(_towards(each, change) for each in reasons)
    if added.low <= yuan(change).high:
        return Outcome(subject, "passed")
    if any(each.direction not in ("", change.direction) for each in reasons):
        return Outcome(subject, "not_checked", "所列原因有增有减，可能没有列全")
    if _AGAINST[change.direction].search(change.reason):
        return Outcome(subject, "not_checked", "另有方向相反的原因，没有写金额")
    return Outcome(subject, "failed", fault=_fault(change, reasons, added, explained))


def _towards(reason: Statement, change: Statement) -> Interval:
    """What a reason adds to the change: one without a direction goes with it."""
    return yuan(reason) if reason.direction in ("", change.direction) else -yuan(reason)


def _fault(
    change: Statement, reasons: Sequence[Statement], added: Interval, explained: tuple[tuple[str, str], ...]
) -> Fault:
    word = {"increase": "增加", "decrease": "减少"}[change.direction]
    sum_ = wording.number(((added.low + added.high) / 2 / YUAN_PER_UNIT[change.unit]).normalize())
    return Fault(
        message=f"“{change.subject}”印为{word} {said_zh(change)}；所列 {len(reasons)} 项原因的金额"
        f"（{wording.listed(said_zh(each) for each in reasons)}）合计{word} {sum_} {change.unit}，大于所解释的数。",
        message_en=f"{change.subject}: a change of {change.value:f} is explained by {len(reasons)} reasons that add up "
        f"to {sum_}.",
        printed=wording.number(change.value),
        expected=sum_,
        difference=wording.number(change.value - Decimal(sum_)),
        tolerance=wording.tolerance((added.high - added.low) / 2 / YUAN_PER_UNIT[change.unit]),
        places=tuple(dict.fromkeys(each.location for each in (change, *reasons))),
        explains=explained,
    )
