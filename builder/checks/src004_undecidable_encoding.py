"""文字编码无法确定。

检查什么
文本文件是不是 UTF-8、UTF-16 或 GB18030（含 GBK、GB2312）编码。

为什么
编码猜错，名称会变成乱码，数字也可能变样。不能确定就不读。请另存为 UTF-8。

不通过
    文件 决算.txt: \\xff\\xff\\xff2022\\xff

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC004"
NAME = "undecidable-encoding"
SEVERITY = "error"
TITLE = "文字编码无法确定"
TITLE_EN = "The encoding of the text cannot be told"
ADVICE = "用编辑器另存为 UTF-8 编码的文本。"
