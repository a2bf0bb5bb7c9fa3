"""The budget classifications by fiscal year: functional (2xx), department economic (3xx), government economic (5xx).

The ministry's own list (政府收支分类科目) is not at hand in full, so every row of ``classifications/*.csv`` says
what it rests on. ``evidence`` is one of

* ``documents``: published budgets and final accounts print the code with this name; ``documents`` counts them,
  ``years`` are the fiscal years in which the code was seen;
* ``ministry-list``: the list for 2024 (财预〔2023〕83号), read for section 21305 only;
* ``summary-order``: summary tables print the name without its code, and its place in the order gives the code;
* ``children``: documents print only codes below it, and their names give this one;
* ``editorial``: known to the editors and printed in no document seen.

``status`` follows by rule. ``official``: the ministry's list, or at least 5 documents of at least 2 fiscal years,
at least nine in ten of those with the code agreeing on the name. ``observed``: any other printed pair of code and
name, however few. ``inferred``: ``summary-order``, ``children`` and ``editorial``.

The lists are incomplete: that a code is not in them proves nothing against a document. Years bound a row
(``valid_from``, ``valid_to``, None = open) only where a name or code is known to have changed; the two may overlap
in the year of the change. ``other_names`` are further wordings that documents print for the same code.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from builder.frozen import frozen

Kind = Literal["functional", "economic", "government_economic"]

_KIND_BY_DIGIT: Mapping[str, Kind] = {"2": "functional", "3": "economic", "5": "government_economic"}
_SHAPES: Mapping[Kind, re.Pattern[str]] = {
    "functional": re.compile(r"2[0-9]{2}(?:[0-9]{2}){0,2}"),
    "economic": re.compile(r"3[0-9]{2}(?:[0-9]{2})?"),
    "government_economic": re.compile(r"5[0-9]{2}(?:[0-9]{2})?"),
}
_CLASS_MARK = re.compile(r"[（(]类[）)]|^\s*2[0-9]{2}\s*类?")
_NOT_A_WORD = re.compile(r"[^\u4e00-\u9fff]")
_NUMERALS = "一二三四五六七八九十"


@frozen
class Subject:
    """One code with one name (科目). The years are fiscal years; None is an open end.

    ``level`` is ``class`` (类, 3 digits), ``section`` (款, 5) or ``item`` (项, 7); ``status`` and ``evidence`` are
    explained above; ``documents`` counts the documents that print this code with this name.
    """

    code: str
    name: str
    level: str
    valid_from: int | None
    valid_to: int | None
    status: str
    documents: int
    other_names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    evidence: str = "documents"

    def valid_in(self, year: int) -> bool:
        """Tell whether the row holds for a fiscal year."""
        return (self.valid_from is None or self.valid_from <= year) and (self.valid_to is None or year <= self.valid_to)


@frozen
class ExpenditureClass:
    """A row of the summary table's expenditure lane: ordinal (一 … 二十六), name, class code, status of the code."""

    ordinal: str
    name: str
    code: str
    status: str


def functional() -> Mapping[str, tuple[Subject, ...]]:
    """Return the functional classification (支出功能分类): code to its names, the newest last."""
    return _load("functional")


def economic() -> Mapping[str, tuple[Subject, ...]]:
    """Return the departments' economic classification (部门预算支出经济分类): code to its names, the newest last."""
    return _load("economic")


def government_economic() -> Mapping[str, tuple[Subject, ...]]:
    """Return the governments' economic classification (政府预算支出经济分类): code to its names, the newest last."""
    return _load("government_economic")


def kind_of(code: str) -> Kind | None:
    """Tell the classification of a code by its first digit, or None; its length is not looked at."""
    return _KIND_BY_DIGIT.get(code[:1])


def is_wellformed(code: str, kind: Kind) -> bool:
    """Tell whether a code has the digits its classification allows: functional 3, 5 or 7, economic 3 or 5."""
    return _SHAPES[kind].fullmatch(code) is not None


def parent(code: str) -> str | None:
    """Return the code one level up (7 to 5 to 3 digits), or None for a class and for anything that is no code."""
    kind = kind_of(code)
    return code[:-2] if kind and is_wellformed(code, kind) and len(code) > 3 else None


def subject(code: str, year: int | None = None) -> Subject | None:
    """Find the row of a code that holds in a fiscal year (the newest, if two do, or without a year), or None."""
    kind = kind_of(code)
    rows = _load(kind).get(code, ()) if kind else ()
    return next((row for row in reversed(rows) if year is None or row.valid_in(year)), None)


def name(code: str, year: int | None = None) -> str | None:
    """Return the name of a code in a fiscal year (the newest without a year), or None if it is not known."""
    row = subject(code, year)
    return row.name if row else None


def names(code: str) -> frozenset[str]:
    """Collect every name that a code has or had in any year, further wordings included; empty if it is not known.

    Offices go on printing old names for years, so a name that is in here is no fault whatever the year.
    """
    kind = kind_of(code)
    rows = _load(kind).get(code, ()) if kind else ()
    return frozenset(wording for row in rows for wording in (row.name, *row.other_names))


@cache
def class_order() -> tuple[ExpenditureClass, ...]:
    """Return the 26 classes in the order of the national summary table since 2020.

    Other forms leave some out or add some, which shifts the ordinals: look a class up with ``class_code``.
    """
    return tuple(
        ExpenditureClass(row["ordinal"], row["name"], row["code"], row["status"]) for row in _rows("class_order")
    )


def class_code(item: str) -> str | None:
    """Find the class code of a summary table's label such as ``八、社会保障和就业支出``, found by its name alone.

    Ordinal, blanks, punctuation, ``（类）``, a leading code and a missing 支出 at the end do not matter; former
    names count. None if the label names no class of the functional classification.
    """
    words = _NOT_A_WORD.sub("", _CLASS_MARK.sub("", item))
    known = _class_names()
    ordinal = len(words) - len(words.lstrip(_NUMERALS))
    return next((known[words[cut:]] for cut in range(ordinal + 1) if words[cut:] in known), None)


@cache
def _class_names() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code in functional():
        for wording in names(code) if len(code) == 3 else ():
            known[wording] = code
            if wording != "其他支出":
                known[wording.removesuffix("支出")] = code
    return MappingProxyType(known)


@cache
def _load(kind: Kind) -> Mapping[str, tuple[Subject, ...]]:
    subjects: dict[str, tuple[Subject, ...]] = {}
    for row in _rows(kind):
        subjects[row["code"]] = (*subjects.get(row["code"], ()), _subject(row))
    return MappingProxyType(subjects)


def _subject(row: Mapping[str, str]) -> Subject:
    return Subject(
        code=row["code"],
        name=row["name"],
        level=row["level"],
        valid_from=_year(row["valid_from"]),
        valid_to=_year(row["valid_to"]),
        status=row["status"],
        documents=int(row["documents"]),
        other_names=tuple(filter(None, row["other_names"].split("|"))),
        years=tuple(int(year) for year in row["years"].split()),
        evidence=row["evidence"],
    )


def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(table: str) -> Iterable[dict[str, str]]:
    path = files("builder.standards").joinpath("classifications", f"{table}.csv")
    return csv.DictReader(path.read_text(encoding="utf-8").splitlines())
