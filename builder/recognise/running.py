"""The header that a text without pages keeps of the pages it was taken from: one line that comes again and again.

It stands among the rows of tables and within sentences, with the number of its page on the line or beside it, and says
nothing of what stands there. Pages of fixed size tell their edges: see ``passages``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from builder.recognise.names import BODY
from builder.recognise.strips import Strip
from builder.recognise.titles import title_of
from builder.standards.text import in_digits

_FEWEST = 4
"""A line that comes so many times may be a header."""
_LOWEST = 8
"""Hardly a page has fewer lines."""
_MOST = 0.75
"""The share of the pages of a text that must be as pages are."""
_LONGEST = 60
_NUMBER = r"[-—–·]?(?:第\s*)?\d{1,3}(?:\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)?\s*[-—–·]?"
_BEFORE = re.compile(rf"^\s*{_NUMBER}(?![\d.年、．])\s*(?=\S)")
_BEHIND = re.compile(rf"(?<=[^\d.\s])\s*{_NUMBER}\s*$")
_ALONE = re.compile(r"\s*(\d{1,3})\s*")
_YEAR = re.compile(r"20\d\d年度?")
_ACCOUNTS = re.compile(
    r"([\u4e00-\u9fff（）()]{2,40})(?:预算|决算)(?:公开|信息|报告|说明|报表|草案|文本|情况|编制|公示|表|书)*(?:[（(].{1,12}[）)])?"
)
_WHOSE = re.compile(rf"(?:部门|单位|{BODY})(?:[（(]?(?:本级|机关|汇总)[）)]?)?$")
_NAME = re.compile(rf"[\u4e00-\u9fff]{{4,30}}(?:{BODY})")
_LEAST_NAMED = 6
"""What names no year says whose accounts they are in so many characters: 部门预算 may be a word in any table."""


def without_headers(found: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """The strips of a text without the headers of its pages and the numbers beside them; the first time is a title."""
    if not found or found[0].location.line is None:
        return found
    headers = list(_headers(found))
    if not headers:
        return found
    again = (index for at in headers for index in at[1:])
    away = {*again, *_numbers(found, sorted(index for at in headers for index in at))}
    return tuple(strip for index, strip in enumerate(found) if index not in away)


def _headers(found: Sequence[Strip]) -> Iterator[list[int]]:
    """Where each header stands."""
    places: dict[str, list[int]] = {}
    for index, strip in enumerate(found):
        if len(strip.text) <= _LONGEST and (words := _words(strip.text)):
            places.setdefault(words, []).append(index)
    lines = _line(found[-1])
    for words, at in places.items():
        if len(at) >= _FEWEST and _comes_by_pages(words, [_line(found[index]) for index in at], lines):
            yield at


def _words(text: str) -> str:
    """What a line says if it may be a header, without the number of its page; else nothing."""
    flat = "".join(_BEHIND.sub("", _BEFORE.sub("", in_digits(text), count=1), count=1).split())
    return flat if _NAME.fullmatch(flat) or (_names_accounts(flat) and not title_of(flat)) else ""


def _names_accounts(text: str) -> bool:
    """Whether a line says whose budget or final accounts the document is."""
    match = _ACCOUNTS.fullmatch(_YEAR.sub("", text, count=1))
    has_year = bool(_YEAR.search(text))
    return bool(match and _WHOSE.search(match[1]) and (has_year or len(match[1]) >= _LEAST_NAMED))


def _comes_by_pages(words: str, at: Sequence[int], lines: int) -> bool:
    """Whether these lines are as far from each other as pages are long; a name alone must come as evenly as they do."""
    apart = [after - before for before, after in pairwise(at)]
    if sum(lines >= _LOWEST for lines in apart) < _MOST * len(apart):
        return False
    usual = median(apart)
    is_even = sum(usual <= 2 * each and each <= 2 * usual for each in apart) >= _MOST * len(apart)
    return not _NAME.fullmatch(words) or (is_even and at[-1] - at[0] >= _MOST * lines)


def _numbers(found: Sequence[Strip], headers: Sequence[int]) -> Iterator[int]:
    """The numbers of pages on lines of their own right above headers, or right below them: each one more."""
    for side in (-1, 1):
        beside = [index + side for index in headers if 0 <= index + side < len(found)]
        counted = [(index, int(match[1])) for index in beside if (match := _alone(found[index]))]
        pairs = list(pairwise(number for _, number in counted))
        if len(pairs) + 1 >= _FEWEST - 1 and sum(b == a + 1 for a, b in pairs) >= _MOST * len(pairs):
            yield from (index for index, _ in counted)


def _alone(strip: Strip) -> re.Match[str] | None:
    return None if strip.in_grid else _ALONE.fullmatch(strip.text)


def _line(strip: Strip) -> int:
    return strip.location.line or 0
