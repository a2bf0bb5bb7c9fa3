"""Total, basic and project expenditure of all disclosures."""

from collections.abc import Sequence

from builder.site.charts import _corpus
from builder.site.charts._drawing import Drawing, Words
from builder.site.charts._palette import Palette
from builder.site.headline import Main

ORDER = 10
WORDS = Words(
    name="compare-expenditure",
    title="各单位支出比较",
    title_en="Expenditure compared",
    question="各单位一年花多少钱，其中多少用于日常运转、多少用于专项工作？",
    description="各单位支出的堆叠条形图",
    note="右侧为本年支出合计。取自各单位的支出决算表（预算取支出预算表），没有时取一般公共预算财政拨款支出表。没有列出的数在原表中为空，不等于零。",
)


def compare(entries: Sequence[Main], palette: Palette) -> Drawing | None:
    """One row for each disclosure that prints its basic or project expenditure."""
    rows = []
    for entry in entries:
        main = entry.headline
        parts = {"basic": ("基本支出", main.basic), "project": ("项目支出", main.project)}
        rows.append(_corpus.Entry(entry.identity, parts, main.expenditure))
    return _corpus.compared(rows, WORDS, "支出合计", palette)
