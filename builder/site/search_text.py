"""Keys: the form in which texts and queries are compared, and what a key is cut into. The worker has the same."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

_BLANK = " \t\n\r\f\v\u1680\u2028\u2029"
_NUMERALS = frozenset("0123456789")
_QUOTES = "\"'“”‘’「」『』"
_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+)+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_BLANKS = re.compile(rf"((?<=[!-~])[{_BLANK}]+(?=[0-9a-z]))|[{_BLANK}]+")
_PHRASE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[^\W\d_]+")


class _Plain(dict[int, str]):
    """A character's code to what stands for it in keys, filled as it is asked."""

    def __missing__(self, code: int) -> str:
        plain = "".join(char for char in unicodedata.normalize("NFKC", chr(code)).lower() if char not in _QUOTES)
        self[code] = plain
        return plain


_PLAIN = _Plain()


def normalise(text: str) -> str:
    """The key of ``text``: half-width, lower case, without quotes, thousands separators and needless blanks.

    One blank stays where a number or a Latin word follows on something half-width: two numbers never become one.
    """
    plain = text.translate(_PLAIN)
    if "," in plain:
        plain = _COMMAS.sub(lambda run: run[0].replace(",", "") if _GROUPED.fullmatch(run[0]) else run[0], plain)
    return _BLANKS.sub(lambda found: " " if found[1] else "", plain)


def phrases(key: str) -> Iterator[tuple[int, str]]:
    """The phrases of a key with their positions: runs of letters, and numbers with their decimals."""
    return ((found.start(), found[0]) for found in _PHRASE.finditer(key))


def is_number(phrase: str) -> bool:
    """Whether a phrase is a number: it begins with a digit."""
    return phrase[0] in _NUMERALS


def is_negative(key: str, start: int) -> bool:
    """Whether a minus stands before the number that begins there, and not between it and another one."""
    return key[start - 1 : start] == "-" and key[start - 2 : start - 1] not in _NUMERALS


def pairs(phrase: str) -> Iterator[str]:
    """Every two letters of a phrase that stand side by side."""
    return (first + second for first, second in pairwise(phrase))
