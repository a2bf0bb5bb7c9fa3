"""重复的标点或词句。

检查什么
文字里是否有重复或连用的标点（“，，”“。。”“、。”“%%”），是否把一个词或者同一个说法写了两遍（“各项各项”“指标指标。”；以“从”
“根据”“主要”等开头的前后两小句相同，或者前一小句就是后一小句少几个字）。全文算一处，列出所有的行。空白模板不核对。

为什么
重复多半是改写时旧的词句没有删掉。只是提示。

不通过
    文 一、预算绩效情况说明
    文 从评价情况来看，从绩效评价情况来看，项目支出1.00万元，完成较好。

通过
    文 一、预算绩效情况说明
    文 从绩效评价情况来看，项目支出1.00万元，完成较好。
"""

import re
from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._prose import Prose
from builder.checks._residue import Span, outcome, spans

CODE = "TPL006"
NAME = "doubled-sign"
SEVERITY = "note"
TITLE = "重复的标点或词句"
TITLE_EN = "A sign or a phrase is doubled"
ADVICE = "删去重复的标点或词句。"

_CLAUSE = re.compile(r"(?:从|根据|按照|主要|通过|由于|为了|结合)[^，。；：！？,:;\n\d%]{2,22}(?=[，。；：,:;])")
"""A clause that leads on to what is told; when it is rewritten, the old one is easily left standing."""
_SHORTEST = 4
_MOST_LEFT_OUT = 3


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    yield outcome(case, sorted({*spans(case.prose, CODE), *_said_twice(case.prose)}), TITLE, TITLE_EN)


def _said_twice(prose: Prose) -> Iterator[Span]:
    """Two clauses one behind the other of which the first is the second, or that with a few characters less."""
    for before in _CLAUSE.finditer(prose.text):
        clause = _CLAUSE.match(prose.text, before.end() + 1)
        if clause and _is_again(before[0], clause[0]):
            yield before.start(), clause.end()


def _is_again(first: str, second: str) -> bool:
    if first[0] != second[0] or first[-2:] != second[-2:] or not 0 <= len(second) - len(first) <= _MOST_LEFT_OUT:
        return False
    rest = iter(second)
    return len(first) >= _SHORTEST and all(character in rest for character in first)
