"""支出是 0 却写了用途。

检查什么
一笔支出写成 0 万元，紧接着的一句是否写“主要用于……”。“主要用于以下方面”之类的引导语不算，同一句里另有不是 0 的金额、
或者 0 是预算数、上年数的也不算。全文算一处，列出所有的行。空白模板不核对。

为什么
没有支出就没有用途；前后两句不能都对，多半是模板的句子没有删掉。

不通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 外宾接待支出0万元。主要用于接待来访的外国客人。

通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 外宾接待支出1.00万元。主要用于接待来访的外国客人。
    文 住房补贴2026年度预算30万元，2025年度预算0万元，主要用于发放补贴。
"""

import re
from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import outcome, spans

CODE = "TPL007"
NAME = "purpose-of-nothing"
SEVERITY = "warning"
TITLE = "支出是 0 却写了用途"
TITLE_EN = "A purpose is named for an expenditure of nothing"
ADVICE = "支出是 0 的不写用途；确有支出的，改正金额。"


_SENTENCE = re.compile(r"[。；\n]")
_SPENT = re.compile(r"[1-9][\d,.]*[万亿千]?元")
_NOT_SPENDING = re.compile(r"预算|上一?年|去年")


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    found = [span for span in sorted(spans(case.prose, CODE)) if _is_spending(case.prose.text, span[0])]
    yield outcome(case, found, TITLE, TITLE_EN)


def _is_spending(text: str, at: int) -> bool:
    """Whether the nothing at ``at`` is all that its sentence says was spent."""
    before = _SENTENCE.split(text[:at])[-1]
    return not (_SPENT.search(before) or _NOT_SPENDING.search(before))
