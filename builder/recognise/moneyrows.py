"""The money rows of performance forms (年初预算数 … 实际支出数, 预算执行率): statements like those of a sentence.

A row is taken only if its numbers are as many as the columns that the form's header names, and if its rate is the
one that its own amounts give; then every number has its column.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

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
    "分值": "",
    "得分": "score",
}
"""What the columns are as statements; points are none."""
_UNITS = {"completion_percent": "%", "score": "分"}
_COLUMN = re.compile("|".join(sorted(_MEASURES, key=len, reverse=True)))
_UNIT = re.compile(r"[（(](万元|元)[)）]")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_PERCENT = re.compile(r"率[（(]%[)）]")
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?%?"
_ROW = re.compile(rf"(?P<label>[^\d]{{0,24}}?)\s*(?P<numbers>{_NUMBER}(?:\s+{_NUMBER}){{2,5}})")
_PROGRAMME = re.compile(r"^项目名称\s+(\S{2,40})")
_HEADER = 16
"""How many lines above a form's first row its header may begin (headers in narrow cells are long)."""
_NEXT = 6
"""How many lines may stand between two rows (labels in narrow cells)."""


@dataclass(frozen=True, slots=True)
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


def money_rows(strips: Iterable[Strip], identity: Identity, skipped: Collection[int] = ()) -> Iterator[Statement]:
    """The statements of the rows of money in these lines; ``skipped`` are pages that must not be trusted."""
    for row in proven_rows(strips, skipped):
        name = " ".join(filter(None, (row.programme, row.label)))
        for _, measure, printed in row.cells:
            value = parse_number(printed.rstrip("%"))
            if value is not None and measure:
                unit = _UNITS.get(measure, row.unit)
                year = identity.fiscal_year
                yield Statement(FORM, name, "", year, measure, value, unit, "", row.text, row.location)


def proven_rows(strips: Iterable[Strip], skipped: Collection[int] = ()) -> Iterator[MoneyRow]:
    """The rows of money whose every number has its column; ``skipped`` are pages that must not be trusted."""
    header, waiting, programme = "", deque[str](maxlen=_HEADER), ""
    for strip in strips:
        text = strip.text.strip()
        row = _ROW.fullmatch(text) if text[-1:].isdigit() or text.endswith("%") else None
        named = _PROGRAMME.match(strip.text)
        programme = named[1] if named else programme
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
            yield MoneyRow(programme, subject(label) or label, unit, found, row[0], strip.location, header)
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
        rate = _MEASURES[name] == "completion_percent"
        if number.endswith("%") == rate or (rate and percent):
            yield name, _MEASURES[name], number


def _is_proven(row: Sequence[tuple[str, Decimal]]) -> bool:
    """Whether the one rate of the row is what its amount is of its last budget; of nothing it must be 0."""
    of = dict(row)
    if sum(column == "completion_percent" for column, _ in row) != 1 or not {"budget", "amount"} <= of.keys():
        return False
    if not of["budget"]:
        return not of["amount"] and not of["completion_percent"]
    return abs(of["amount"] / of["budget"] * 100 - of["completion_percent"]) <= Decimal("0.05")
