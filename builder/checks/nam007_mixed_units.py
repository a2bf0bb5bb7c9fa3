"""一句话里混用元和万元。

检查什么
同一句话里说同一项的预算数、决算数、上年数，单位是否一致。一处用“万元”、一处用“元”的，即使换算后相等也指出来；说单价、人均、
补助标准的句子不算，同一个数用两种单位各印一次、换算后相等的（1234567元，即123.46万元）也不算。

为什么
同一项前后单位不同，读者容易看错一万倍；也常常是漏写或多写了“万”字。

不通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 公务接待费全年预算为3万元，支出决算为0元。

通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 公务接待费全年预算为3万元，支出决算为0万元。
"""

import re
from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._money import by_sentence
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import yuan
from builder.model.disclosure import Statement

CODE = "NAM007"
NAME = "mixed-units"
SEVERITY = "warning"
TITLE = "一句话里混用元和万元"
TITLE_EN = "One sentence gives one subject in yuan and in ten thousand yuan"
ADVICE = "一句话里用同一个单位；换算时 1 万元等于 10000 元。"

_RATE = re.compile(r"单价|人均|标准|每[人月户次年名个]|/[人月户次]|票价|单位价值|以上")


def check(case: Case) -> Iterator[Outcome]:
    """Every sentence with two sums of money of one subject."""
    for sentence, said in by_sentence(case.money).items():
        if len(said) < 2:
            continue
        if len({each.subject for each in said}) == len(said):
            continue  # no subject twice
        subjects: dict[str, list[Statement]] = {}
        for each in said:
            subjects.setdefault(each.subject, []).append(each)
        for subject, found in subjects.items():
            if len(found) > 1:
                yield _outcome(wording.subject(sentence, subject), found)


def _outcome(name: str, found: Sequence[Statement]) -> Outcome:
    units = {each.unit for each in found}
    if len(units) > 1:
        units = {each.unit for each in found if not _is_converted(each, found)}
    if len(units) < 2:
        return Outcome(name, "passed")
    if any(_RATE.search(each.text) for each in found):
        return Outcome(name, "not_checked", "说到单价或标准，单位可以不同")
    printed = "，".join(f"{wording.number(each.value)} {each.unit}" for each in found)
    fault = Fault(
        message=f"“{found[0].subject}”在一句话里用了两种单位：{printed}。",
        message_en="One sentence gives one subject in yuan and in ten thousand yuan.",
        places=tuple(dict.fromkeys(each.location for each in found)),
    )
    return Outcome(name, "failed", fault=fault)


def _is_converted(statement: Statement, found: Sequence[Statement]) -> bool:
    """Whether the same amount is given in the other unit, too: 1234567 元（123.46 万元）."""
    others = (each for each in found if each.unit != statement.unit and statement.value)
    same = (each for each in others if (each.measure, each.year) == (statement.measure, statement.year))
    return any(yuan(each).overlaps(yuan(statement)) for each in same)
