"""该填的地方没有填。

检查什么
文字里要填写的地方是否空着：“原因是无”“主要用于无公车”“主要是……”“开支内容包括：”之后没有内容、“人次”前面没有数、
“XX”“__”没有换成真正的内容。全文算一处，列出所有的行。空白模板不核对。

为什么
这些地方本来要说明原因、用途或数量，没有填就等于没有说明。

不通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 1.因公出国（境）费支出1.00万元。开支内容包括：
    文 2.公务接待费支出1.00万元，接待来宾12人次。

通过
    文 九、财政拨款“三公”经费支出决算情况说明
    文 1.因公出国（境）费支出1.00万元。开支内容包括：机票和食宿。
    文 2.公务接待费支出1.00万元，接待来宾12人次。
"""

import re
from collections.abc import Iterator

from builder.checks._case import Case
from builder.checks._ordinals import ordinal
from builder.checks._outcome import Outcome
from builder.checks._prose import Prose
from builder.checks._residue import Span, outcome, spans

CODE = "TPL003"
NAME = "unfilled-slot"
SEVERITY = "warning"
TITLE = "该填的地方没有填"
TITLE_EN = "A slot of the template was not filled in"
ADVICE = "把空着的地方填上；没有可填的，删去这一句，或者写明没有发生。"

_LEADS = re.compile(r"(?:内容包括|主要包括|主要用于|主要是|原因(?:是|为)?)[:：]$")
_COLONS = ("：", ":")
_OTHER_SUBJECT = re.compile(r"[（(]?[一1][)）、.．]+(?:因公出国|公务用车|公务接待|机关运行|政府采购)")


def check(case: Case) -> Iterator[Outcome]:
    """All of the text."""
    yield outcome(case, sorted({*spans(case.prose, CODE), *_dangling(case.prose)}), TITLE, TITLE_EN)


def _dangling(prose: Prose) -> Iterator[Span]:
    """Paragraphs that end with a colon before what should be told, where the next one is something else."""
    ends = [at for at, passage in enumerate(prose.passages) if passage.text.endswith(_COLONS)]
    for index in ends:
        passage = prose.passages[index]
        lead = _LEADS.search(passage.text)
        if lead is None:
            continue
        following = prose.passages[index + 1] if index + 1 < len(prose.passages) else None
        if following is None or _is_other(passage.text, following.text):
            start = prose.starts[index]
            yield start + lead.start(), start + lead.end()


def _is_other(text: str, following: str) -> bool:
    """Whether the next paragraph is the next item of the same list, or speaks of a subject of its own."""
    mine, its = ordinal(text), ordinal(following)
    goes_on = mine and its and mine.style == its.style and its.value == mine.value + 1
    return bool(goes_on or _OTHER_SUBJECT.match(following))
