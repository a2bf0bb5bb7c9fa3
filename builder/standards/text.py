"""Keys for matching printed text: the same words written differently get the same key. Never published."""

import re
import unicodedata
from functools import lru_cache

_ORDINAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]+[）)]?[、.．]|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[、.．]|[（(]\d{1,2}[）)])"
)
_LEAD = re.compile(r"^(?:其中|加|减)[:：]?")
_PUNCTUATION = re.compile(r"[\s\"'“”‘’「」《》〈〉()（）\[\]【】、，。；：:;,.．·•…—–\-_/]+")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The letters, digits and ideographs of ``text``: compatibility forms folded, blanks and punctuation gone."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=16384)
def label_key(text: str) -> str:
    """The key of a row label without its ordinal (一、 （一） 1.) and without a leading 其中."""
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return key(_ORDINAL.sub("", _LEAD.sub("", _ORDINAL.sub("", bare))))
