"""全部是扫描图片。

检查什么
PDF 的每一页都只有图片，没有文字。

为什么
默认不对图片做文字识别：认错一个数字就等于发布了一个假数字。请提供由文字生成的版本。
没有的话，可以装可选的文字识别（`pip install 'mingzhang[ocr]'`），加 `--ocr` 再读：只发布勾稽关系能证明的数字。

不通过
由扫描件拼成、不能选中文字的 PDF。

通过
能选中文字的 PDF。个别页是图片时，其余各页照常读，图片页注明没有读。
"""

CODE = "SRC007"
NAME = "scanned-pages-only"
SEVERITY = "error"
TITLE = "全部是扫描图片"
TITLE_EN = "The file has only scanned pictures"
ADVICE = "由文字排版的原稿直接导出 PDF，不要打印后扫描；没有原稿的，装上文字识别后加 --ocr 再读。"
