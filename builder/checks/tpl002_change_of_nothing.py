"""写了增加或减少 0。

检查什么
文字里是否写着“增加 0 万元”“减少 0 万元”“下降 0%”。全文算一处，列出所有的行。空白模板不核对。

为什么
没有变化就是持平；写成增加或减少 0，多半是照模板填数，方向词没有意义，后面的“原因”也就没有对象。

不通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 2023年度公务接待费支出决算比2022年减少0万元。

通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 2023年度公务接待费支出决算比2022年减少0.20万元。
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import looked

CODE = "TPL002"
NAME = "change-of-nothing"
SEVERITY = "warning"
TITLE = "写了增加或减少 0"
TITLE_EN = "An increase or a decrease of nothing"
ADVICE = "没有变化的写“与上年持平”，删去“增加 0”“减少 0”和随后的百分比。"


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    return looked(case, CODE, TITLE, TITLE_EN)
