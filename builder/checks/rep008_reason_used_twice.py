"""同一笔钱作了两个科目的原因。

检查什么
逐个科目说明增减或预决算差异的原因时，同一项原因、同一个金额（例如“一次性抚恤金18.87万元”）写在了两个互不包含的功能科
目之下，是提示。整数金额（如 10 万元）和只写一处的不算。

为什么
一笔支出只能列入一个功能科目，不会同时使两个科目增加。可能是抄重了，也可能是两笔数额相同的支出，所以只是提示。

不通过
    文 一、一般公共预算财政拨款支出决算具体情况
    文 1.一般公共服务支出（类）支出决算为531.09万元，主要原因：一是补发绩效38.46万元；二是一次性抚恤金18.87万元。
    文 2.社会保障和就业支出（类）支出决算为63.78万元，主要原因：一是一名退休人员一次性抚恤金18.87万元。

通过
    文 一、一般公共预算财政拨款支出决算具体情况
    文 1.一般公共服务支出（类）支出决算为531.09万元，主要原因：一是补发绩效38.46万元。
    文 2.社会保障和就业支出（类）支出决算为63.78万元，主要原因：一是一名退休人员一次性抚恤金18.87万元。
"""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._matching import excerpt
from builder.checks._outcome import Fault, Outcome
from builder.checks._spoken import is_money, said_zh
from builder.model.disclosure import Statement
from builder.standards.text import key

CODE = "REP008"
NAME = "reason-used-twice"
SEVERITY = "note"
TITLE = "同一笔钱作了两个科目的原因"
TITLE_EN = "The same amount explains two different items"
ADVICE = "核对这笔支出列在哪个科目，只在那个科目之下说明；确有两笔的，写明各是什么。"

_NAME = 4
"""Two reasons are the same if their names end in the same so many characters at least."""


def check(case: Case) -> Iterator[Outcome]:
    """Every reason with an amount that stands below a functional item."""
    seen: dict[tuple[str, str], list[tuple[str, Statement]]] = {}
    for paragraph in case.statements.paragraphs:
        code = ""
        for statement in paragraph.said if "change" in paragraph.by_measure else ():
            if statement.code.startswith("2"):
                code = statement.code
            elif code and _is_reason(statement):
                seen.setdefault((f"{statement.value:f}", statement.unit), []).append((code, statement))
    for (value, unit), found in seen.items():
        yield _outcome(wording.subject(value, unit), found)


def _is_reason(statement: Statement) -> bool:
    """Whether it is the amount of a reason, and not a round one that may come twice by chance."""
    return statement.measure == "change" and is_money(statement) and statement.value % 1 != 0


def _outcome(name: str, found: list[tuple[str, Statement]]) -> Outcome:
    (code, first), *others = found
    other = next((each for below, each in others if _apart(code, below) and _alike(first, each)), None)
    if other is None:
        return Outcome(name, "passed")
    fault = Fault(
        message=f"“{excerpt(first)}”和“{excerpt(other)}”写在两个科目之下，金额都是 {said_zh(first)}。",
        message_en=f"The same reason of {said_zh(first)} is given for two different items.",
        printed=wording.number(first.value),
        places=(first.location, other.location),
    )
    return Outcome(name, "failed", fault=fault)


def _apart(one: str, other: str) -> bool:
    return not one.startswith(other) and not other.startswith(one)


def _alike(one: Statement, other: Statement) -> bool:
    shorter, longer = sorted((key(one.subject), key(other.subject)), key=len)
    return len(shorter) >= _NAME and longer.endswith(shorter)
