"""Personnel and public funds of all disclosures."""

from collections.abc import Sequence

from builder.site.charts import _corpus
from builder.site.charts._drawing import Drawing, Words
from builder.site.charts._palette import Palette
from builder.site.headline import Main

ORDER = 20
WORDS = Words(
    name="compare-personnel",
    title="各单位人员经费与公用经费比较",
    title_en="Personnel and public funds compared",
    question="各单位的一般公共预算基本支出里，多少用于人，多少用于办公？",
    description="各单位人员经费与公用经费的堆叠条形图",
    note="取自各单位的一般公共预算财政拨款基本支出表；没有列出的数在原表中为空，不等于零，也不另行计算。",
)


def compare(entries: Sequence[Main], palette: Palette) -> Drawing | None:
    """One row for each disclosure that prints 人员经费合计 or 公用经费合计."""
    rows = []
    for entry in entries:
        main = entry.headline
        parts = {"personnel-total": ("人员经费", main.personnel), "public-total": ("公用经费", main.public)}
        rows.append(_corpus.Entry(entry.identity, parts))
    return _corpus.compared(rows, WORDS, "", palette)
