"""The number that a heading or a list item begins with: 第三部分, 三、, （三）, 3., （3）, ③."""

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.frozen import frozen
from builder.standards.text import numeral

_DIGITS = "一二三四五六七八九十"
_POINT = r"[.．](?!\d)|[.．](?=20\d\d年|2\d{4}(?:\d\d)?(?![\d.,，\s万元%％]))"
"""The point behind a number: no decimal point, but a year or a code may follow (1.2023年, 7.2010101行政运行)."""
_PATTERNS = (
    ("part", rf"第([{_DIGITS}]{{1,3}})(?:部分|章)[:：、]?"),
    ("chief", rf"([{_DIGITS}]{{1,3}})(?:、|{_POINT})"),
    ("bracket", rf"[（(]([{_DIGITS}]{{1,3}})[）)][、.．]?"),
    ("number", rf"(\d{{1,2}})(?:、|{_POINT})"),
    ("numberbracket", r"[（(]?(\d{1,2})[）)][、.．]?"),
    ("circle", r"([①-⑳])"),
)
_ANY = re.compile("|".join(f"(?P<{style}>{pattern})" for style, pattern in _PATTERNS))
STYLES = tuple(style for style, _ in _PATTERNS)
"""The styles from the highest to the lowest, as most documents nest them."""


@frozen
class Ordinal:
    """A passage that begins with a number: its style, the number as a value and as printed, what stands behind it.

    ``index`` is its number among the passages of the prose, from 0.
    """

    index: int
    style: str
    value: int
    printed: str
    rest: str

    @property
    def level(self) -> int:
        """How deep the style usually stands, 0 for 第一部分."""
        return STYLES.index(self.style)


def ordinals(texts: Sequence[str]) -> tuple[Ordinal | None, ...]:
    """What each of the texts is numbered with."""
    return tuple([ordinal(text, index) for index, text in enumerate(texts)])


def ordinal(text: str, index: int = 0) -> Ordinal | None:
    """The number that a text begins with, if it begins with one."""
    match = _ANY.match(text)
    if match is None or match.lastindex is None:
        return None
    value = numeral(match[match.lastindex + 1])  # the number is the group inside that of the style
    rest = text[match.end() :]
    return Ordinal(index, str(match.lastgroup), value, match[0].rstrip("、.．:："), rest) if value else None


@lru_cache(maxsize=1024)
def written(style: str, value: int) -> re.Pattern[str]:
    """What the number looks like in this style, wherever it stands in a text."""
    digits = _chinese(value)
    return re.compile(
        {
            "part": rf"第{digits}(?:部分|章)",
            "chief": rf"(?<![{_DIGITS}]){digits}\s*[、.．]",
            "bracket": rf"[（(]\s*{digits}\s*[）)]",
            "number": rf"(?<![\d.]){value}\s*[、.．)）](?!\d)",
            "numberbracket": rf"(?<!\d){value}\s*[）)]",
            "circle": chr(ord("①") + value - 1),
        }[style]
    )


def shown(style: str, value: int) -> str:
    """The number as a reader would write it."""
    digits = _chinese(value)
    return {
        "part": f"第{digits}部分",
        "chief": f"{digits}、",
        "bracket": f"（{digits}）",
        "number": f"{value}.",
        "numberbracket": f"（{value}）",
        "circle": chr(ord("①") + value - 1),
    }[style]


def _chinese(value: int) -> str:
    if value <= 10:
        return _DIGITS[value - 1]
    tens, ones = divmod(value, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + "十" + (_DIGITS[ones - 1] if ones else "")
