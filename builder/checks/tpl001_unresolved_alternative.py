"""增加还是减少没有选定。

检查什么
文字里是否留着模板的两可写法，如“增加（减少）”“增长（下降）”“大于/小于”。表头“增加（减少）额”之类不算。全文算一处，列出所
有的行。空白模板不核对。

为什么
读者看不出是增加还是减少，也看不出填的数是哪一个方向。

不通过
    文 七、政府性基金预算财政拨款收入支出决算情况说明
    文 2023年度政府性基金预算财政拨款支出0万元，比上年增加（减少）0万元。

通过
    文 七、政府性基金预算财政拨款收入支出决算情况说明
    文 2023年度政府性基金预算财政拨款支出0万元，与上年持平。
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import looked

CODE = "TPL001"
NAME = "unresolved-alternative"
SEVERITY = "warning"
TITLE = "增加还是减少没有选定"
TITLE_EN = "Both directions of a change are left standing"
ADVICE = "按实际在“增加（减少）”“增长（下降）”里选定一个，删去另一个和括号。"


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    return looked(case, CODE, TITLE, TITLE_EN)
