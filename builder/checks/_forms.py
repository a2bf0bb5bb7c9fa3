"""Performance forms as checks see them: the rows of one form together, their points as exact numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby

from builder.checks import _wording as wording
from builder.frozen import frozen
from builder.model.amount import Amount, Interval, parse_number
from builder.model.disclosure import Disclosure, Indicator
from builder.model.location import Location

_HEADER = re.compile(r"(?:指标|评级|标准)?(?:分值|权重)")
_MONEY = re.compile(r"金额|资金")
_POINTS = re.compile(r"[（(](?:满分)?(\d{1,3}(?:\.\d+)?)分?[)）]")
_COMPARED = re.compile(r"^[≥≧>＞≤≦<＜=＝]")
_VALUE = re.compile(r"(?P<sign>[≥≧>＞≤≦<＜=＝]?)(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>[^\d，。；;,、]{0,6})")
BLANK = "有的行没有印出分值或得分"
UNSURE = "文本中单元格之间没有分隔，分值和得分没有得到合计的证明"
UNPROVEN = "各行之和小于所印合计，可能有行没有读出"


@dataclass(frozen=True)
class Form:
    """The rows of one form; ``subject`` names it in the ledger."""

    name: str
    programme: str
    rows: tuple[Indicator, ...]
    subject: str

    @property
    def title(self) -> str:
        """What findings call it."""
        return f"《{self.name or '绩效表'}》" + (f"（{self.programme}）" if self.programme else "")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The rows of indicators."""
        return self.of("indicator")

    @property
    def whole(self) -> tuple[Indicator, ...]:
        """The totals of the whole form (总分)."""
        return tuple(row for row in self.of("total") if not _part(row))

    def _adds_up(self, measure: str) -> bool:
        own, money = total(self.indicators, measure), total(scored(self.of("money"), measure), measure)
        printed = {points(getattr(row, measure)) for row in self.whole} - {None}
        return own is not None and bool(printed & {own, own + (money or 0)})

    def of(self, role: str) -> tuple[Indicator, ...]:
        """The rows of a role."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> Mapping[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for row in self.rows:
            found.setdefault(row.role, []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}

    @cached_property
    def is_proven(self) -> bool:
        """Whether its columns are surely told: by the source, or in lines of text by a printed total that they give."""
        if all(row.last_line is None for row in self.rows):
            return True
        return any(self._adds_up(measure) for measure in ("weight", "score"))

    def total_of_indicators(self) -> Indicator | None:
        """What a header says of all indicators (分值（90分）)."""
        return next((row for row in self.of("total") if _HEADER.match(row.level1)), None)

    def total_of_money(self) -> Indicator | None:
        """The total of the tasks' money, with its points (金额合计)."""
        return next((row for row in self.of("total") if _MONEY.match(row.level1)), None)


def forms(disclosure: Disclosure) -> Iterator[Form]:
    """The performance forms of a disclosure, in order."""
    seen: Counter[str] = Counter()
    for (name, programme), rows in groupby(disclosure.indicators, key=lambda row: (row.form, row.programme)):
        subject = wording.subject(name or "绩效表", programme)
        seen[subject] += 1
        number = f"~{seen[subject]}" if seen[subject] > 1 else ""
        yield Form(name, programme, tuple(rows), subject + number)


def _part(row: Indicator) -> bool:
    return bool(row.goal and row.goal == row.level1) or bool(_HEADER.match(row.level1) or _MONEY.match(row.level1))


@lru_cache(maxsize=4096)
def points(text: str) -> Decimal | None:
    """Printed points as a number."""
    return parse_number(text.removesuffix("分"))


def label_points(text: str) -> Decimal | None:
    """The points that a label gives in brackets (产出指标（50分）)."""
    found = _POINTS.search(text)
    return parse_number(found[1]) if found else None


def total(rows: Iterable[Indicator], measure: str) -> Decimal | None:
    """The sum of the weights or scores of rows; None if one of them has none."""
    values = [points(getattr(row, measure)) for row in rows]
    return sum((value for value in values if value is not None), Decimal(0)) if None not in values else None


def scored(rows: Iterable[Indicator], measure: str) -> tuple[Indicator, ...]:
    """The rows that print a number of points."""
    return tuple(row for row in rows if points(getattr(row, measure)) is not None)


def places(rows: Iterable[Indicator]) -> tuple[Location, ...]:
    """Where rows stand: their last lines, where the numbers are."""
    return tuple(dict.fromkeys(replace(row.location, line=row.last_line or row.location.line) for row in rows))


def named(row: Indicator) -> str:
    """What a finding calls a row."""
    return row.indicator or row.level2 or row.level1 or "本行"


def slug(row: Indicator) -> str:
    """A row's name in the subject of an outcome."""
    number = f"~{row.repeat}" if row.repeat > 1 else ""
    return wording.subject(row.goal, row.level1, row.level2, row.indicator) + number


@frozen
class Value:
    """A printed target or result that is one number: its sign of comparison, the number, its unit."""

    sign: str
    amount: Amount

    @property
    def unit(self) -> str:
        """The unit as printed, empty if it is not."""
        return self.amount.unit

    @property
    def interval(self) -> Interval:
        """The numbers that would be printed like this."""
        return self.amount.interval


@lru_cache(maxsize=4096)
def value(text: str) -> Value | None:
    """The one number that a cell is, with its sign and unit; None if it says anything else."""
    found = _VALUE.fullmatch(text)
    number = parse_number(found["number"]) if found else None
    if found is None or number is None:
        return None
    return Value(found["sign"], Amount(number, found["unit"].replace("％", "%"), text))
