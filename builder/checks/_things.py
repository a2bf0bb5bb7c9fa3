"""What a sentence of a report counts or spends money on, so that two sentences can be seen to tell of the same."""

import re
from collections.abc import Sequence
from functools import lru_cache

from builder.checks._spoken import passage_of
from builder.model.disclosure import Statement
from builder.standards.text import key

_LEAD = re.compile(r"^(?:一年来|全年度?|年内|共计|累计|总计|共|组织|开展|举办|完成|进行|实现)+")
_EMPTY = re.compile(
    r"各类|各种|各项|多样化|系列|城区|全[区市县]|我[区市县]|本[区市县]|为|对|给|向|的|了|名|位|约|近|余|项目$"
)
_PLACES = "市区县州"


@lru_cache(maxsize=8192)
def thing(subject: str, entity_name: str) -> str:
    """The characters of a subject that say what it is, in any order, without the place in the name of the office."""
    words = key(subject)
    for place in _places_in(entity_name):
        words = words.replace(place, "")
    return "".join(sorted(_EMPTY.sub("", _LEAD.sub("", words))))


@lru_cache(maxsize=64)
def _places_in(entity_name: str) -> Sequence[str]:
    """What the name of an office may have of places, the longest first."""
    ends = [end for end in range(3, len(entity_name) + 1) if entity_name[end - 1] in _PLACES]
    pieces = [entity_name[start:end] for end in ends for start in range(end - 2)]
    return sorted(pieces, key=len, reverse=True)


def told_apart(told: Sequence[Statement]) -> str:
    """Why statements of one name may tell of different things; empty if nothing speaks for it."""
    once = {passage_of(each): each for each in told}
    if any(each.value != once[passage_of(each)].value for each in told):
        return "同一段里说了不止一个数"
    several = len({each.value for each in told}) > 2
    return "有几个不同的数，可能说的不是一件事" if several else ""
