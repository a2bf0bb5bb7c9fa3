"""One thing altered in an innocent disclosure with its text, and which rules must say so on that line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.maker.faults import left_out
from tests.maker.narrative import Told, with_text
from tests.maker.voice import MARK

_TITLE = re.compile(r"[一二三四五六七八九十]+、|第.部分|（[一二三四五六七八九十]）")
_TOLD_BY_TABLES = re.compile(r"收入支出|收支决算|收入决算|支出决算|财政拨款|三公")
_OTHERS = re.compile(r"机关运行|政府采购|国有资产|绩效|名词|其他重要|附件")


@dataclass(frozen=True, slots=True)
class Slip:
    """``kind`` is what was done, ``line`` the text of the line as it is now (of a table: a row beside the gap),
    ``rules`` the families of the rules of which one must report it."""

    kind: str
    line: str
    rules: tuple[str, ...]


def slip(told: Told, kind: str, rng: Random) -> tuple[Told, Slip] | None:
    """The disclosure with a slip of this kind; None if there is no place for it."""
    if kind == "row":
        return _row(told, rng)
    if kind in ("score", "weight"):
        return _form(told, kind, rng)
    places = [(at, start, end, text) for at, start, end, text in _PLACES[kind](told)]
    if not places:
        return None
    at, start, end, text = rng.choice(places)
    paragraph = told.marked[at]
    assert isinstance(paragraph, str)
    changed = paragraph[:start] + text + paragraph[end:]
    made = with_text(replace(told, marked=(*told.marked[:at], changed, *told.marked[at + 1 :])))
    line = made.printed.behind[at]
    assert isinstance(line, str)
    return made, Slip(kind, line, KINDS[kind])


KINDS = {
    "amount": ("TXT", "REP", "RAT", "XTB", "YOY"),
    "change": ("RAT", "REP", "TXT"),
    "growth": ("RAT",),
    "share": ("RAT",),
    "completion": ("RAT",),
    "direction": ("RAT",),
    "year": ("NAM",),
    "unit": ("NAM", "TXT"),
    "alternative": ("TPL",),
    "slot": ("TPL",),
    "row": ("SUM", "XTB", "CPL"),
    "score": ("PRF",),
    "weight": ("PRF",),
}
"""The kinds of slips, and the families of the rules of which one must report it."""

_Places = Iterator[tuple[int, int, int, str]]


def _marks(told: Told, *measures: str, tables: bool = False) -> Iterator[tuple[int, re.Match[str]]]:
    """The marked numbers of these measures; with ``tables`` only where the tables say the same."""
    section = ""
    for at, paragraph in enumerate(told.marked):
        if not isinstance(paragraph, str):
            continue
        if _TITLE.match(paragraph) and len(paragraph) < 50:
            section = paragraph if not paragraph.startswith("（") or _OTHERS.search(paragraph) else section
        if tables and (_OTHERS.search(section) or not _TOLD_BY_TABLES.search(section)):
            continue
        for mark in MARK.finditer(paragraph):
            if mark[2] in measures:
                yield at, mark


def _number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^\d.]", "", text))


def _altered(text: str) -> str:
    """Another first digit, by so much that no rounding explains it."""
    at = re.search(r"[1-9]", text)
    assert at
    return f"{text[: at.start()]}{(int(at[0]) + 2) % 9 + 1}{text[at.end() :]}"


def _of(*measures: str, tables: bool = False, least: int = 2) -> Callable[[Told], _Places]:
    def places(told: Told) -> _Places:
        for at, mark in _marks(told, *measures, tables=tables):
            if _number(mark[1]) >= least:
                yield at, *mark.span(1), _altered(mark[1])

    return places


def _direction(told: Told) -> _Places:
    """The word before a rate of growth, where an amount before it goes the other way."""
    turned = {
        "增长": "下降",
        "下降": "增长",
        "上升": "下降",
        "增幅": "降幅",
        "降幅": "增幅",
        "降低": "增长",
        "减少": "增长",
    }
    for at, mark in _marks(told, "change_percent"):
        paragraph = told.marked[at]
        assert isinstance(paragraph, str)
        word = paragraph[mark.start() - 2 : mark.start()]
        if word in turned and _number(mark[1]) and paragraph[: mark.start() - 3].endswith("⟧"):
            yield at, mark.start() - 2, mark.start(), turned[word]


def _year(told: Told) -> _Places:
    """The year with which a heading or a paragraph begins."""
    year = told.printed.year
    for at, paragraph in enumerate(told.marked):
        if isinstance(paragraph, str) and (found := re.match(rf"(?:第三部分 )?({year})年度", paragraph)):
            yield at, *found.span(1), str(year - 2)


def _unit(told: Told) -> _Places:
    """元 for 万元."""
    for at, mark in _marks(told, "amount", tables=True):
        if mark[1].endswith("万元") and _number(mark[1]) >= 10 and "." in mark[1]:
            yield at, mark.end(1) - 2, mark.end(1), "元"


def _alternative(told: Told) -> _Places:
    """Both words of the template left standing."""
    for at, mark in _marks(told, "change"):
        paragraph = told.marked[at]
        assert isinstance(paragraph, str)
        if paragraph[mark.start() - 2 : mark.start()] in ("增加", "减少") and _number(mark[1]):
            yield at, mark.start() - 2, mark.start(), "增加（减少）"


def _slot(told: Told) -> _Places:
    """A number never filled in."""
    for at, mark in _marks(told, "amount", "budget"):
        unit = "万元" if mark[1].endswith("万元") else "元"
        for text in ("XX", "**", "××"):
            yield at, *mark.span(1), text + unit


_PLACES: dict[str, Callable[[Told], _Places]] = {
    "amount": _of("amount", tables=True),
    "change": _of("change"),
    "growth": _of("change_percent"),
    "share": _of("share_percent"),
    "completion": _of("completion_percent"),
    "direction": _direction,
    "year": _year,
    "unit": _unit,
    "alternative": _alternative,
    "slot": _slot,
}


def _row(told: Told, rng: Random) -> tuple[Told, Slip] | None:
    made = left_out(told.printed, rng)
    if made is None:
        return None
    printed, fault = made
    return replace(told, printed=printed), Slip("row", fault.code[:5], KINDS["row"])


def _form(told: Told, kind: str, rng: Random) -> tuple[Told, Slip] | None:
    """A weight or a score of an indicator more than there is to get."""
    forms = [at for at, each in enumerate(told.marked) if not isinstance(each, str)]
    if not forms:
        return None
    at = rng.choice(forms)
    rows = told.marked[at]
    assert not isinstance(rows, str)
    row = rng.choice([index for index, cells in enumerate(rows) if cells[0].endswith("指标") and cells[5].isdigit()])
    cells = list(rows[row])
    cells[6 if kind == "score" else 5] = str(int(cells[5]) + 3)
    changed = (*rows[:row], tuple(cells), *rows[row + 1 :])
    made = with_text(replace(told, marked=(*told.marked[:at], changed, *told.marked[at + 1 :])))
    return made, Slip(kind, "\t".join(cells), KINDS[kind])
