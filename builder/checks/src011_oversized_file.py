"""文件过大或嵌套过深。

检查什么
压缩的文件（Word、Excel）解开后有多大，网页和表格有多少层、多少格。

为什么
几百 KB 的文件可以解成几十 GB，让整个网站生成不了。真实的预决算文件离限度很远；超出的多半是坏文件或恶意文件。

不通过
解开后有几十 GB 的 Excel 文件；标签嵌套几万层的网页。

通过
一般大小的预决算文件。
"""

CODE = "SRC011"
NAME = "oversized-file"
SEVERITY = "error"
TITLE = "文件过大或嵌套过深"
TITLE_EN = "The file is too large or nests too deep"
ADVICE = "去掉不必要的大图或拆成几份再试。"
