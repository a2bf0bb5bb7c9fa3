"""Whether a clause tells of what is over: rules that find something outdated in it are silent then."""

import re

PAST = re.compile(
    r"总结|回顾|评估|完成|结束|收官|以来|末|期满|验收|历史|曾|原|上一|审计|清算|结转|遗留|延续|巩固|编制|谋划|起草"
)
_STOP = re.compile(r"[，。；\n]")
_REACH = 20


def clause_around(text: str, start: int, end: int) -> tuple[str, str]:
    """What the clause says before a span of the text and behind it, as far as it matters."""
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return _STOP.split(before)[-1], _STOP.split(behind)[0]
