"""A file that holds the disclosures of several bodies one behind the other: where the second begins.

Its figures, sentences and names are those of another body, and nothing of them may be taken for the first one's. A file
is only parted where it says so itself: from some table on all of them have been there before, none says that it is the
first body's, and either it names another body, or the document's first part stands again before it.
"""

import re
from collections.abc import Sequence

from builder.recognise.captions import prepared_by
from builder.recognise.sections import Section, Strip
from builder.standards.text import key

_FEWEST = 2
"""So many tables must come again."""
_FIRST_PART = re.compile(r"^第一部分[:：]?(\S*?)(?:概况|$)")
_CONTENTS = "目录"


def second(found: Sequence[Strip], parts: Sequence[Section]) -> tuple[int, str] | None:
    """The index of the first strip of the second body's disclosure, and that body's name; None if there is one only."""
    if len({section.table.id for section in parts}) > len(parts) - _FEWEST:
        return None
    makers = [prepared_by(section) for section in parts]
    for at in range(1, len(parts)):
        if _come_again(parts, makers, at):
            between = range(parts[at - 1].end, parts[at].start)
            name = _other_name(makers, at)
            heads = [index for index in between if _begins(found[index], name)]
            again = [match for index in heads if (match := _FIRST_PART.match(_flat(found[index])))]
            if name or again:
                begin = _top_of_page(found, heads[0] if heads else parts[at].start, parts[at - 1].end)
                return begin, name or again[0][1]
    return None


def is_same(one: str, other: str) -> bool:
    """Whether two printed names may be of one body, since one is the other's end (柳江区总工会, 柳州市柳江区总工会)."""
    a, b = key(one), key(other)
    return a.endswith(b) or b.endswith(a)


def _come_again(parts: Sequence[Section], makers: Sequence[str], at: int) -> bool:
    """Whether the first tables from here on were there before, and none from here on is the first body's."""
    ids = [section.table.id for section in parts]
    again = {id_ for id_ in ids[at:] if id_ in ids[:at]}
    if ids[at] == ids[at - 1] or ids[at] not in again or len(again) < _FEWEST:
        return False
    ours = next((name for name in makers[:at] if name), "")
    return not any(ours and name and is_same(ours, name) for name in makers[at:])


def _other_name(makers: Sequence[str], at: int) -> str:
    """The name of another body that the tables from here on have, if those before have one, too."""
    return next((name for name in makers[at:] if name), "") if any(makers[:at]) else ""


def _begins(strip: Strip, name: str) -> bool:
    """Whether a line may be on the first page of a document: its contents, its first part, or the body's name."""
    text = _flat(strip)
    return text == _CONTENTS or bool(_FIRST_PART.match(text)) or (bool(name) and key(name) in key(text))


def _top_of_page(found: Sequence[Strip], index: int, low: int) -> int:
    """The first strip on the page of another, where pages are those of the source, but none before ``low``."""
    if not found[index].is_set:
        return index
    page = found[index].location.page
    return next(at for at in range(low, index + 1) if found[at].location.page == page)


def _flat(strip: Strip) -> str:
    return "".join(strip.text.split())
