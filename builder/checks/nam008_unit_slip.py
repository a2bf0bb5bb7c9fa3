"""元和万元写错，差一万倍。

检查什么
文字里以“元”为单位的数，与表中或别处以“万元”为单位的数是否逐位相同；以“万元”为单位的数，是否正好是别处的数以元计。同一句
话、同一项的，数字相同就算；否则只看以“元”为单位的，要有小数并且四位以上有效数字相同，或者六位以上相同。

为什么
数字相同而单位不同，必有一处单位写错，差了一万倍。

不通过
    revenue 合计: total 360.44
    文 二、收入决算情况说明
    文 本年收入合计360.44万元。财政拨款收入360.44元，占100%。

通过
    revenue 合计: total 360.44
    文 二、收入决算情况说明
    文 本年收入合计360.44万元。财政拨款收入3604400元，占100%。
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._distinct import distinct
from builder.checks._money import Printed, in_wan, is_sure
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Statement

CODE = "NAM008"
NAME = "unit-slip"
SEVERITY = "error"
TITLE = "元和万元写错，差一万倍"
TITLE_EN = "Yuan and ten thousand yuan are taken for each other"
ADVICE = "对照表里的数确认单位，改正印错的“元”或“万元”。"

_WAN = 10000
_LARGE = 100000
"""No sum in 万元 of a small office is larger; only such are looked for among sums in 元."""


def check(case: Case) -> Iterator[Outcome]:
    """Every sum in 元, and every very large one in 万元."""
    return distinct(_looked(case))


def _looked(case: Case) -> Iterator[Outcome]:
    known: Callable[[Decimal], Printed] | None = None
    for each in case.money:
        if not each.value or (each.unit == "万元" and abs(each.value) < _LARGE):
            continue
        known = known if known is not None else in_wan(case.money, case.disclosure)
        value = abs(each.value) if each.unit == "元" else _shifted(abs(each.value))
        yield _outcome(case, each, value, known(value))


def _shifted(value: Decimal) -> Decimal:
    """A number of 元 in 万元 with two decimals."""
    return (value / _WAN).quantize(Decimal("0.01"))


def _outcome(case: Case, each: Statement, value: Decimal, same: Printed) -> Outcome:
    name = wording.subject(each.sentence, each.subject, each.measure, wording.number(each.value))
    near = [other for other in same.statements if other.sentence == each.sentence and other.subject == each.subject]
    if not near and not (each.unit == "元" and is_sure(value) and (same.statements or same.figures)):
        return Outcome(name, "passed")
    others = near or sorted(
        same.statements, key=lambda other: other.sentence.split(".")[0] != each.sentence.split(".")[0]
    )
    where = (
        "同一句话" if near else "别处" if others else f"《{wording.table_zh(case.disclosure, same.figures[0].table)}》"
    )
    right = f"{wording.number(value)} 万元"
    fault = Fault(
        message=f"“{each.subject}”印为 {wording.number(each.value)} {each.unit}，{where}印的是 {right}，差一万倍。",
        message_en=f"{wording.number(each.value)} {each.unit} is printed where {right} is printed elsewhere.",
        severity="" if near else "warning",
        printed=f"{wording.number(each.value)} {each.unit}",
        expected=right,
        places=tuple(dict.fromkeys([each.location, *(other.location for other in others[:1])])),
        figures=() if others else same.figures[:1],
        explains=(("NAM007", wording.subject(each.sentence, each.subject)),),
    )
    return Outcome(name, "failed", fault=fault)
