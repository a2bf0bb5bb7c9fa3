"""文件解开后过大。

检查什么
压缩的文件（DOCX、XLSX）解开以后的大小，以及内部嵌套的层数，是不是在能读的限度之内。

为什么
很小的文件可以解开成极大的内容，耗尽内存，使其他文件也读不成。真正的预决算公开文件离限度很远。

不通过
一个几百 KB 的 DOCX，解开后有几个 GB。

通过
通常的 DOCX 和 XLSX，解开后只有几 MB。
"""

CODE = "SRC011"
NAME = "oversized-file"
SEVERITY = "error"
TITLE = "文件解开后过大"
TITLE_EN = "The file unpacks to more than is read"
