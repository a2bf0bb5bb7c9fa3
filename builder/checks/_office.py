"""The name of an office taken apart: the places it belongs to, what it is, and which level of government that is."""

import re
from functools import lru_cache

from builder.frozen import frozen

_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:特别行政区|自治区|自治州|自治县|自治旗|省|市|盟|区|县|旗|镇|乡|街道)(?!人民政府)"
)
_SHELL = re.compile(r"^(?:中共|中国共产党)|[（(](?:本级|汇总|机关|部门|单位)[）)]$|(?:本级|汇总|本部)$")
_ZONE = re.compile(r"(?:开发|高新|园|新|功能|示范|管理|度假|保税|产业|自贸)区$")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_CENTRAL = re.compile(r"^(?:国家|中央|全国|中华|中国|国务院|最高)")
_VERTICAL = re.compile(r"法院|检察|税务|气象|海关|海事|消防|调查队|邮政|监狱|戒毒|银行|出入境|分局|烟草|公安")
"""Offices that may be paid by a higher level than that of their place."""
LEVELS = ("central", "province", "city", "county")


@frozen
class Office:
    """``places`` from the largest to the smallest (柳州市, 柳江区), ``body`` what is left (总工会)."""

    places: tuple[str, ...]
    body: str

    @staticmethod
    def of(name: str) -> "Office":
        """The office that a name names; what it says of 本级 or 中共 is left out."""
        return _office(name)

    @property
    def place(self) -> str:
        """All places as one word."""
        return "".join(self.places)

    @property
    def names(self) -> frozenset[str]:
        """Its full name and those with the larger places left out."""
        return frozenset("".join(self.places[at:]) + self.body for at in range(len(self.places) + 1))

    @property
    def level(self) -> str:
        """One of LEVELS; empty if the name does not tell, or the office may be paid by another level."""
        if _VERTICAL.search(self.body):
            return ""
        if not self.places:
            return "central" if _CENTRAL.match(self.body) else ""
        last = self.places[-1]
        if _ZONE.search(last) or last.endswith(("镇", "乡", "街道")):
            return ""
        if last.endswith(("区", "县", "旗")) and not last.endswith("自治区"):
            return "county"
        if last in _MUNICIPALITIES or last.endswith(("省", "自治区", "特别行政区")):
            return "province"
        return "city"


@lru_cache(maxsize=1024)
def _office(name: str) -> Office:
    """Names are few, and rules ask for them again and again."""
    bare = _SHELL.sub("", _SHELL.sub("", "".join(name.split())))
    places, at = [], 0
    while match := _PLACE.match(bare, at):
        places.append(match[0])
        at = match.end()
    if not bare[at:]:
        return Office((), bare)
    return Office(tuple(places), bare[at:])


def distance(one: str, other: str, most: int = 2) -> int:
    """How many characters must be changed, left out or put in to make one name the other; ``most`` + 1 if more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for at, character in enumerate(one, start=1):
        last, row[0] = row[0], at
        for index, known in enumerate(other, start=1):
            last, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, last + (character != known))
    return min(row[-1], most + 1)
