"""程序处理这份文件时出错。

检查什么
处理一份文件时程序出了意外的错。这份文件不发布，其他文件照常发布。

为什么
这是程序的缺陷，不是文件的。错误的详情写在 crash.log 里，请连同文件一起报告给我们。

不通过
处理中途出错的任何文件。

通过
正常处理完的文件。
"""

CODE = "SRC009"
NAME = "failed-reading"
SEVERITY = "error"
TITLE = "程序处理这份文件时出错"
TITLE_EN = "The program failed on the file"
ADVICE = "这是程序的毛病，请把文件和 crash.log 报告给我们。"
