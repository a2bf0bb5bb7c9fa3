"""The headings above a passage, and which money they say that it speaks of."""

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.model.disclosure import Disclosure
from builder.standards.sayings import ANY_BASIC, is_neutral, scope_of
from builder.standards.text import label_key

_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_NUMBERED = re.compile(r"\d{1,2}[.．、]")
_GENERAL = ("general", "appropriation", "basic")


def headings_of(disclosure: Disclosure) -> list[tuple[str, ...]]:
    """For every passage the headings above it, the nearest first."""
    chapter = section = item = ""
    above: tuple[str, ...] = ()
    chain, found = above, []
    for passage in disclosure.passages:
        if passage.section != section:
            section, item = passage.section, ""
            if _PART.match(section) or _CHAPTER.match(section):
                chapter = section
            chain = above = tuple(filter(None, (section, chapter if chapter != section else "")))
        elif passage.role == "heading" and passage.text != section:
            item = passage.text
            chain = (item, *above) if item else above
        elif item and _NUMBERED.match(passage.text):
            chain, item = above, ""
        found.append(chain)
    return found


def said_again(disclosure: Disclosure, headings: Sequence[tuple[str, ...]]) -> list[bool]:
    """For every passage whether its chapter with figures was there before.

    Then the document has the account of another office, too, and it is not known whose tables are printed.
    """
    chapter, name, is_again, seen = "", "", False, set[str]()
    found: list[bool] = []
    last: tuple[str, ...] = ()
    for passage, chain in zip(disclosure.passages, headings, strict=True):
        if chain is not last:
            last, own = chain, chain[-1] if chain else ""
            if own != chapter:
                chapter, name = own, label_key(own)
                is_again = name in seen
        if passage.quantities and chapter:
            seen.add(name)
        found.append(is_again)
    return found


@lru_cache(maxsize=4096)
def scope_below(headings: tuple[str, ...]) -> str:
    """The scope that the nearest telling heading gives; a heading of which nothing is known gives none."""
    for at, heading in enumerate(headings):
        scope = scope_of(heading)
        if scope == ANY_BASIC and scope_below(headings[at + 1 :]) in _GENERAL:
            return "basic"
        if scope:
            return scope
        if not is_neutral(heading):
            return ""
    return ""
