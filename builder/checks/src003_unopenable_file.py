"""文件打不开。

检查什么
操作系统能不能打开并读出这个文件。

为什么
没有权限、文件已被移走或磁盘出错时，其他文件照常发布，这一份要说明没有读。

不通过
只写名字的文件并不存在。

    文件 决算.txt

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC003"
NAME = "unopenable-file"
SEVERITY = "error"
TITLE = "文件打不开"
TITLE_EN = "The file cannot be opened"
ADVICE = "看文件是否存在、是否有权读取，文件名里有没有不能显示的字符。"
