"""Keys for matching printed text: the same words written differently get the same key. Never published."""

import re
import unicodedata
from functools import lru_cache

_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]+[）)]?[、.．]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[、.．]|[（(]\d{1,2}[）)])"
)
_NUMERALS = "〇一二三四五六七八九"
_ONES = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)}
_ZERO = "〇○零ＯO0"
_YEAR = re.compile(rf"二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}(?=\s*年)")
_BLANKS = re.compile(r"\s+")
_LEAD = re.compile(r"^(?:其中|加|减)[:：]?")
_PLAIN = re.compile(r"[\u4e00-\u9fa5]*")
"""The ideographs of the main block fold to themselves; most names are nothing else."""
_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」《》〈〉()（）\[\]【】、，。；：:;,.．·•…—–\-_/]+")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The letters, digits and ideographs of ``text``: compatibility forms folded, blanks and punctuation gone.

    A year written out (二〇二三年) is one in digits.
    """
    if _PLAIN.fullmatch(text) and "年" not in text:
        return text
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", in_digits(text))).lower()


def in_digits(text: str) -> str:
    """The text with the years that are written out (二〇二三年) in digits."""
    if "年" not in text or not _YEAR.search(text):
        return text
    return _YEAR.sub(lambda year: "".join(map(_digit, year[0])), text)


def numeral(printed: str) -> int:
    """The value of a number from 1 to 99 as lists print it (十二, 12, ⑫); 0 if it is none."""
    if printed in _ONES:  # most are
        return _ONES[printed]
    if printed.isascii() and printed.isdigit():
        return int(printed)
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    tens, ten, ones = printed.rpartition("十")
    if not ten or len(tens) > 1 or len(ones) > 1:
        return 0
    return (_ONES[tens] if tens else 1) * 10 + (_ONES[ones] if ones else 0)


def _digit(char: str) -> str:
    return str(_NUMERALS.index(char)) if char in _NUMERALS else "0"


@lru_cache(maxsize=16384)
def label_key(text: str) -> str:
    """The key of a row label without its ordinal (一、 （一） 1.) and without a leading 其中."""
    if _PLAIN.fullmatch(text):
        return key(_LEAD.sub("", text))  # an ordinal has a sign behind it
    bare = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return key(_ORDINAL.sub("", _LEAD.sub("", _ORDINAL.sub("", bare))))
