"""文件损坏或不完整。

检查什么
文件的开头说它是 PDF，但内部结构读不出来，或者一页也没有。

为什么
损坏的文件可能只剩一部分数字，读出来会被当成全部。请重新下载。

不通过
    文件 决算.pdf: %PDF-1.7 到此为止

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC006"
NAME = "broken-file"
SEVERITY = "error"
TITLE = "文件损坏或不完整"
TITLE_EN = "The file is broken"
