"""“部门”还是“单位”没有选定。

检查什么
句子里是否写着“本部门（单位）”“我部门（单位）”。表单的栏名和标题不算。全文算一处，列出所有的行。空白模板不核对。

为什么
模板让填表人在“部门”和“单位”中选一个；口径是整个部门还是一个单位，读者应当看得出。只是提示。

不通过
    文 一、预算绩效情况说明
    文 本部门（单位）对3个项目开展绩效自评，涉及资金1.00万元。

通过
    文 一、预算绩效情况说明
    文 本单位对3个项目开展绩效自评，涉及资金1.00万元。
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import looked

CODE = "TPL005"
NAME = "unresolved-kind"
SEVERITY = "note"
TITLE = "“部门”还是“单位”没有选定"
TITLE_EN = "Department or unit was not chosen"
ADVICE = "按本单位的情况在“部门”“单位”里选定一个，全文统一。"


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    return looked(case, CODE, TITLE, TITLE_EN)
