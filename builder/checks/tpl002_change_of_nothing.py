"""写了增加或减少 0。

检查什么
文字里是否写着“增加 0 万元”“减少 0 万元”“下降 0%”。全文算一处，列出所有的行。只有“增加 0”、没有“减少 0”的是提示：有的
地方用它表示持平。增减额不是 0、百分比舍入成 0% 的不算；其中几项分别增减、有一项是 0 的也不算。空白模板不核对。

为什么
没有变化就是持平；写成增加或减少 0，多半是照模板填数，方向词没有意义，后面的“原因”也就没有对象。

不通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 2023年度公务接待费支出决算比2022年减少0万元。

通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 2023年度公务接待费支出决算比2022年减少0.20万元。
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from builder.checks._case import Case
from builder.checks._outcome import Outcome
from builder.checks._residue import outcome, spans

CODE = "TPL002"
NAME = "change-of-nothing"
SEVERITY = "warning"
TITLE = "写了增加或减少 0"
TITLE_EN = "An increase or a decrease of nothing"
ADVICE = "没有变化的写“与上年持平”，删去“增加 0”“减少 0”和随后的百分比。"

_FALLS = ("减少", "下降", "降低", "少了")
_ROUNDED = re.compile(r"[减降少增升长高加]了?[\d,.]*[1-9][\d,.]*(?:万元|元)[，,、（(]?[^，,。\d]{0,4}$")
"""An amount that did change: the 0% behind it is its rate, rounded."""

_OF_A_PART = re.compile(r"[费出入](?:减少|下降|降低|增加|增长|上升)了?$")
_MOVED = re.compile(r"(?:减少|增加)了?[\d,.]*[1-9]")


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    text = case.prose.text
    found = [
        span
        for span in sorted(spans(case.prose, CODE))
        if not _ROUNDED.search(text[max(0, span[0] - 40) : span[0]]) and not _is_listed(text, span[0])
    ]
    made = outcome(case, found, TITLE, TITLE_EN)
    if made.fault and not any(text[:start].endswith(_FALLS) for start, _ in found):
        made = replace(made, fault=replace(made.fault, severity="note"))
    yield made


def _is_listed(text: str, start: int) -> bool:
    """Whether it is a part of a change (其中：接待费减少0元，会议费减少1元), and a later part is not 0."""
    if not _OF_A_PART.search(text[max(0, start - 6) : start]):
        return False
    behind, _, _ = text[start:].partition("。")
    return "其中" in text[text.rfind("。", 0, start) + 1 : start] and bool(_MOVED.search(behind))
