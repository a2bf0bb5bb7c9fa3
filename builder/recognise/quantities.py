"""Numbers with a unit in running text, exactly as printed; years, dates, ranges, thresholds and table rows are none."""

import re
from collections.abc import Iterator
from decimal import Decimal

from builder.frozen import frozen
from builder.model.amount import parse_number

MONEY = frozenset(("元", "千元", "万元", "亿元"))
"""The units of amounts; every other unit but those of rates counts things or people."""
_COUNTED = (
    "人次|场次|批次|团组|台套|人(?![民员才均大力社事文口])|名(?![称义录额单誉])|个(?!人|性)|辆|台(?![账阶])|套|架|艘|家(?![庭具])"
    "|户(?!外)|次(?![年月日序要])|场(?![所地馆])|期(?![间末初限望])|件|份(?!额)|条(?![例件款])|篇|项(?!目)|册|批(?![准复])|组(?![织成])"
    "|支(?![出付持部])|座|幅|宗"
)
_NUMBER = r"(?:(?<![\d%])[-+])?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_NOT_INSIDE = r"(?<![\dA-Za-z.第≥≤＜＞<>])(?<!\d[,，])(?<![\d%][\s—–\-~～至/×*])"
_QUANTITY = re.compile(
    rf"(?=[-+\d]){_NOT_INSIDE}(?P<number>{_NUMBER})(?P<scale>万)?(?P<about>[余多来])?"
    rf"(?P<unit>(?:万|亿|千)?元|[%‰]|个?百分点|(?:{_COUNTED})(?:[（(][套辆台次组批][）)])?|分(?![之别为析类配布管支])|(?<=万)(?=职工|会员|群众|农民工))"
)
_NAMED = re.compile(
    rf"(?P<unit>人次|人)数?[为达共约:：]{{0,2}}(?<=[次数为达共约:：])(?P<number>{_NUMBER})(?=[。，；、])"
)
"""A count whose unit is the end of its name (参加人次38491)."""
_BROKEN = re.compile(r"^\d{1,2}\.\d")
_ROW_GOES_ON = re.compile(r"\s+[-+\d]|[—–~～\-/]\s*[\d（(]|[*×]")
_THRESHOLD = re.compile(r"(?:[（(]不?含[^（）()]{0,10}[）)])?(?:及|含)?以[上下内](?=[\u4e00-\u9fff（(“\"])")
_INCLUDING = re.compile(r"[（(]含$")
_MINUS = re.compile(r"[为是：:，,、（(]负(?=\d)")
"""A minus as a word (结余为负8.40万元); not that of 自负, 担负 or 正负."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．％＋－−", "0123456789.%+--")
_HAS_FULL_WIDTH = re.compile("[０-９．％＋－−]")
_RATES = frozenset(("%", "‰", "百分点"))


@frozen
class Quantity:
    """A number with its unit: where it begins and ends in the text, the value as printed, the unit as printed.

    The scale 万 of a count belongs to its unit (``1.2万余人次`` is 1.2 in 万人次).
    """

    start: int
    end: int
    value: Decimal
    unit: str

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.unit in MONEY

    @property
    def is_rate(self) -> bool:
        """Whether it is a rate, share or change of one."""
        return self.unit in _RATES


def plain_digits(text: str) -> str:
    """The text with full-width digits, points and signs as plain ones, character by character."""
    return text.translate(_FULL_WIDTH) if _HAS_FULL_WIDTH.search(text) else text


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of a paragraph, in reading order; ``text`` has plain digits."""
    if "人次" in text or "人数" in text:
        return iter(sorted((*_printed(text), *_counts(text)), key=lambda found: found.start))
    return _printed(text)


def _counts(text: str) -> Iterator[Quantity]:
    """The counts that print no unit behind them."""
    for match in _NAMED.finditer(text):
        value = parse_number(match["number"])
        if value is not None:
            yield Quantity(match.start("number"), match.end(), value, match["unit"])


def _printed(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        unit = _unit(match["unit"], match["scale"] or "")
        value = parse_number(match["number"])
        if value is not None and _MINUS.match(text, max(0, match.start("number") - 2)):
            value = -value
        if unit is not None and value is not None and not _doubtful(text, match) and not _in_row(text, match):
            yield Quantity(match.start("number"), match.end(), value, unit)


def _unit(printed: str, scale: str) -> str | None:
    if printed in ("个百分点", "百分点"):
        return None if scale else "百分点"
    if scale and (printed in ("%", "‰", "分") or (printed in MONEY and printed != "元")):
        return None
    return scale + printed


def _in_row(text: str, match: re.Match[str]) -> bool:
    """Whether another number follows at once that is no figure of its own, or of the same unit (target and actual)."""
    if not text[match.end() : match.end() + 1].isdigit():
        return False
    behind = _QUANTITY.match(text, match.end())
    return behind is None or behind["unit"] == match["unit"]


def _doubtful(text: str, match: re.Match[str]) -> bool:
    """Whether the number may be part of another one, of a range, of a row of numbers, or only a threshold."""
    before, behind = text[: match.start("number")], text[match.end() :]
    if _ROW_GOES_ON.match(behind) or _INCLUDING.search(before):
        return True
    begins = not before or before[-1] in "。；;：:\n"
    if begins and match["unit"] not in _RATES and _BROKEN.match(match["number"]):
        return True  # 1.3个项目 may be the item 1. of a list
    return match["unit"] not in _RATES and bool(_THRESHOLD.match(behind))
