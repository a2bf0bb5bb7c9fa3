"""留着模板的填写说明。

检查什么
文字里是否留着写给填表人的话，如“（根据实际情况补充解释）”“（主要说明资金来源）”。表单里的填写要求（“逐条填写”）不
算。全文算一处，列出所有的行。空白模板不核对。

为什么
填写说明是写给填表人的，留在公开文件里，说明这一部分可能没有按要求写完。

不通过
    文 第四部分 名词解释
    文 一、基本支出：指保障机构运转的支出，本年1.00万元。
    文 二、其他名词。（根据本单位情况补充解释）

通过
    文 第四部分 名词解释
    文 一、基本支出：指保障机构运转的支出，本年1.00万元。
    文 二、其他名词（本单位没有）。
"""

from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import looked

CODE = "TPL004"
NAME = "instruction-left-in"
SEVERITY = "warning"
TITLE = "留着模板的填写说明"
TITLE_EN = "An instruction of the template is left in"
ADVICE = "删去模板里的填写说明；它要求写的内容还没有写的，补上。"


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    return looked(case, CODE, TITLE, TITLE_EN)
