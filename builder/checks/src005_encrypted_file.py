"""文件已加密。

检查什么
文件需要密码才能打开。

为什么
不知道密码读不出内容，也不应绕过。请提供没有加密的版本。

不通过
打开时要求输入密码的 PDF 或 Excel 文件。

通过
不要密码就能打开的文件。
"""

CODE = "SRC005"
NAME = "encrypted-file"
SEVERITY = "error"
TITLE = "文件已加密"
TITLE_EN = "The file is encrypted"
ADVICE = "去掉打开密码再公开：有密码的文件，公众也打不开。"
