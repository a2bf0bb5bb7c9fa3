"""没有认出预算或决算公开文件。

检查什么
文件中有没有写明是哪一年的预算或决算，有没有单位名称或者标准表。

为什么
不知道年度和类别，数字就没有意义。可以在文件旁边放一个 disclosure.yml 写明单位、年度和类别。

不通过
    文件 新闻.txt: 今天天气很好。

通过
    文件 决算.txt: 柳州市柳江区总工会2022年度部门决算
"""

CODE = "SRC010"
NAME = "unrecognised-disclosure"
SEVERITY = "error"
TITLE = "没有认出预算或决算公开文件"
TITLE_EN = "No disclosure was recognised in the file"
ADVICE = "确认拿的是预算或决算公开文件；标题里应当有单位名称、年度和“预算”或“决算”。"
