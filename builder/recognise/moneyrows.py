"""The money rows of performance forms and reports: statements like those of a sentence.

A form has 年初预算数 … 实际支出数, 预算执行率; the report on it 预算数, 决算数, 增加额, 增加率. A row is taken only if
its numbers are as many as the columns that the header names, and if its rate is the one that its own amounts give; then
every number has its column.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from builder.frozen import frozen
from builder.model.amount import parse_number
from builder.model.disclosure import Identity, Statement
from builder.model.location import Location
from builder.recognise.passages import closed
from builder.recognise.sections import Strip
from builder.recognise.subjects import subject

FORM = "绩效自评表"
"""The section of what the rows of forms say."""
_MEASURES = {
    "年初预算数": "budget",
    "预算调整数": "change",
    "调整后预算数": "budget",
    "全年预算数": "budget",
    "预算数": "budget",
    "实际支出数": "amount",
    "全年执行数": "amount",
    "执行数": "amount",
    "预算执行率": "completion_percent",
    "执行率": "completion_percent",
    "决算数": "amount",
    "增加额": "change",
    "增减额": "change",
    "增减数": "change",
    "增加率": "change_percent",
    "增减率": "change_percent",
    "增减幅度": "change_percent",
    "分值": "",
    "得分": "score",
}
"""What the columns are as statements; points are none."""
_RATES = ("completion_percent", "change_percent")
_UNITS = {"completion_percent": "%", "change_percent": "%", "score": "分"}
_COLUMN = re.compile("|".join(sorted(_MEASURES, key=len, reverse=True)))
_UNIT = re.compile(r"[（(](?:单位[:：])?(万元|元)[)）]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_PERCENT = re.compile(r"率[（(]%[)）]")
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?%?"
_ROW = re.compile(rf"(?P<label>[^\d]{{0,24}}?)\s*(?P<numbers>{_NUMBER}(?:\s+{_NUMBER}){{2,5}})")
_HEADING = re.compile(r"(?:[（(]\s?)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:\s?[）)]|[、.．])[^，,。；;\d]{4,40}")
_BEGINS = frozenset("（(0123456789一二三四五六七八九十")
"""With what a heading begins: most lines do not."""
_PROGRAMME = re.compile(r"^项目名称\s+(\S{2,40})")
_NEAR = Decimal("0.05")
"""So many points may a rate miss what its amounts give."""
ROUNDED = Decimal("0.015")
"""So much may a change miss the difference of its two amounts, each printed with two decimals."""
_HEADER = 16
"""How many lines above a form's first row its header may begin (headers in narrow cells are long)."""
_NEXT = 6
"""How many lines may stand between two rows (labels in narrow cells)."""


@frozen
class MoneyRow:
    """A proven row of money: label and printed numbers, what the header calls their columns, the unit of the amounts.

    ``cells`` are triples of column name, measure and number as printed; ``header`` is the header without blanks.
    """

    programme: str
    label: str
    unit: str
    cells: tuple[tuple[str, str, str], ...]
    text: str
    location: Location
    header: str = ""
    heading: str = ""

    @property
    def is_of_form(self) -> bool:
        """Whether it is the row of a form, and not that of a report's table of what has changed."""
        return any(measure == "completion_percent" for _, measure, _ in self.cells)


def money_rows(rows: Iterable[MoneyRow], identity: Identity) -> Iterator[Statement]:
    """The statements of rows of money."""
    for row in rows:
        name = " ".join(filter(None, (row.programme, row.label)))
        for _, measure, printed in row.cells:
            value = parse_number(printed.rstrip("%"))
            if value is not None and measure:
                unit = _UNITS.get(measure, row.unit)
                year = identity.fiscal_year
                grown = not row.is_of_form and measure in ("change", "change_percent") and value > 0
                section = FORM if row.is_of_form else row.heading
                moved = "increase" if grown else ""
                yield Statement(section, name, "", year, measure, value, unit, moved, row.text, row.location)


def proven_rows(strips: Iterable[Strip], skipped: Collection[int] = ()) -> Iterator[MoneyRow]:
    """The rows of money whose every number has its column; ``skipped`` are pages that must not be trusted."""
    header, waiting, programme, heading = "", deque[str](maxlen=_HEADER), "", ""
    for strip in strips:
        text = strip.text.strip()
        row = _ROW.fullmatch(text) if text[-1:].isdigit() or text.endswith("%") else None
        named = _PROGRAMME.match(strip.text)
        programme = named[1] if named else programme
        heading = closed(text) if text[:1] in _BEGINS and _HEADING.fullmatch(text) else heading
        if row is None or strip.location.page in skipped:
            waiting.append(strip.text)
            header = header if len(waiting) <= _NEXT else ""
            continue
        numbers = row["numbers"].split()
        label = row["label"] or (closed(" ".join(waiting)) if header else "")
        header = header or _header(list(waiting), len(numbers))
        found = tuple(_row(header, numbers))
        if found:
            label = closed(label) or _COLUMN.split(_ASIDE.sub("", header))[-1]
            unit = next(iter(_UNIT.findall(header)))
            name = subject(label) or label
            yield MoneyRow(programme, name, unit, found, row[0], strip.location, header, heading)
        header = header if found else ""
        waiting.clear()


def _header(lines: Sequence[str], columns: int) -> str:
    """The fewest lines right above a row that name as many columns and their unit; empty if there are none."""
    for count in range(1, len(lines) + 1):
        header = closed(" ".join(lines[-count:]))
        named = len(_COLUMN.findall(_ASIDE.sub("", header)))
        if named > columns:
            break
        if named == columns and _UNIT.search(header):
            return header
    return ""


def _row(header: str, numbers: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name of the column, measure and number; nothing if the header does not say surely what they are."""
    names = _COLUMN.findall(_ASIDE.sub("", header))
    values = [parse_number(number.rstrip("%")) for number in numbers]
    known = [(_MEASURES[name], value) for name, value in zip(names, values, strict=False) if value is not None]
    if len(set(_UNIT.findall(header))) != 1 or not len(names) == len(numbers) == len(known) or not _is_proven(known):
        return
    percent = bool(_PERCENT.search(header))
    for name, number in zip(names, numbers, strict=True):
        rate = _MEASURES[name] in _RATES
        if number.endswith("%") == rate or (rate and percent):
            yield name, _MEASURES[name], number


def _is_proven(row: Sequence[tuple[str, Decimal]]) -> bool:
    """Whether the one rate of the row is what its amount is of its last budget, or how much it is more than that."""
    of = dict(row)
    if sum(column in _RATES for column, _ in row) != 1 or not {"budget", "amount"} <= of.keys():
        return False
    budget, amount = of["budget"], of["amount"]
    if "completion_percent" in of:
        return _is_rate(amount, budget, of["completion_percent"])
    change = of.get("change")
    columns = [column for column, _ in row]
    if change is None or len(set(columns)) < len(columns) or abs(amount - budget - change) > ROUNDED:
        return False
    return _is_rate(change, budget, of["change_percent"])


def _is_rate(amount: Decimal, whole: Decimal, printed: Decimal) -> bool:
    """Whether a printed rate is that of an amount; of nothing both must be 0."""
    if not whole:
        return not amount and not printed
    return abs(amount / whole * 100 - printed) <= _NEAR
