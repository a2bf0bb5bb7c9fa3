"""同一份公开文件出现两次。

检查什么
两个文件是同一单位、同一年度、同一类（预算或决算）的公开文件。

为什么
一份公开文件只能有一个数据包；哪一份是正式的，只有收集的人知道。请留下一份。

不通过
文件夹里有两份《某市总工会2022年度部门决算》，一份是文本，一份是 PDF。

通过
每个单位每年的预算、决算各一份。
"""

CODE = "SRC008"
NAME = "repeated-disclosure"
SEVERITY = "error"
TITLE = "同一份公开文件出现两次"
TITLE_EN = "The same disclosure is there twice"
ADVICE = "同一份文件只留一份；要换成新的一份，先移走旧的。"
