"""文件是空的。

检查什么
文件里除了空白什么也没有。

为什么
空文件里没有可以发布的内容，通常是下载或上传中断留下的。

不通过
    文件 决算.txt:

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC001"
NAME = "empty-file"
SEVERITY = "error"
TITLE = "文件是空的"
TITLE_EN = "The file is empty"
ADVICE = "确认导出成功、文件里有内容，再试一次。"
