"""不是能读的文件格式。

检查什么
按文件的内容（不按扩展名）判断它是不是能读的格式。

为什么
读不了的文件不猜测内容。请换成 PDF、Word、Excel、网页或文本文件。

不通过
    文件 决算.bin: \\x7fELF\\x02\\x01\\x01\\x00\\x00

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC002"
NAME = "unknown-format"
SEVERITY = "error"
TITLE = "不是能读的文件格式"
TITLE_EN = "The file has a format that is not read"
ADVICE = "另存为 PDF、DOCX、XLSX、HTML 或 UTF-8 文本。旧版 DOC 请在 Word 里另存为 DOCX。"
