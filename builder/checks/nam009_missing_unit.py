"""金额没有单位。

检查什么
句子里“支出”“收入”“资金到位”“固定资产”等词后面带两位小数的数，有没有单位。表单和表格不算。全文算一处，列出所有的行。

为什么
没有单位就不知道是元还是万元，差一万倍。只是提示。

不通过
    文 一、部门概况
    文 截至2023年底固定资产249285.33。办公经费1.00万元。

通过
    文 一、部门概况
    文 截至2023年底固定资产249285.33元。办公经费1.00万元。
"""

import re
from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import Span, outcome

CODE = "NAM009"
NAME = "missing-unit"
SEVERITY = "note"
TITLE = "金额没有单位"
TITLE_EN = "An amount has no unit"
ADVICE = "在数字后面补上“元”或“万元”，先对照表里的数确认是哪一个。"

_ENDS = re.compile(r"\.\d\d(?=[，。；）;)\n]|,(?!\d))")
_AMOUNT = re.compile(
    r"(?:支出|收入|到位|资产|合计|金额|预算|决算|资金|经费|拨款)(?:决算|预算)?(?:为|共|共计|总计|约)?(\d[\d,]*)$"
)
_REACH = 24


def check(case: Case) -> Iterator[Outcome]:
    """All sentences."""
    yield outcome(case, list(_bare(case.prose.text)), TITLE, TITLE_EN)


def _bare(text: str) -> Iterator[Span]:
    """Numbers with two decimals behind a word for money and before a stop."""
    for end in _ENDS.finditer(text):
        first = max(0, end.start() - _REACH)
        if amount := _AMOUNT.search(text[first : end.start()]):
            yield first + amount.start(1), end.end()
