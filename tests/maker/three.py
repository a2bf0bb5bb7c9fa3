"""The table of the three public expenses, in the shapes in which forms print budget and final accounts."""

from collections.abc import Mapping, Sequence
from random import Random

from tests.maker.accounts import Accounts
from tests.maker.editions import Edition
from tests.maker.printed import Column, Head, Manner, PrintedTable

_EXPENSES = ("total", "abroad", "vehicles", "vehicle_purchase", "vehicle_running", "reception")
_MEETINGS = ("30215", "30216")
_PHASES = {"budget": "预算数", "actual": "决算数"}


def three_public(accounts: Accounts, edition: Edition, manner: Manner, rng: Random) -> PrintedTable:
    """财政拨款“三公”经费支出决算表, with meetings and training if the form has them."""
    measures = (*_EXPENSES, *(("meetings", "training") if edition.meetings else ()))
    amounts = {phase: _amounts(accounts, phase, edition, rng) for phase in _PHASES}
    shape = {"columns": _beside, "rows": _above, "pairs": _paired}[edition.phases]
    columns, head, rows, numbering = shape(measures, amounts, manner, rng)
    if not accounts.three_public:
        rows = [
            row
            for row in rows
            if not any(cell and column.kind == "amount" for cell, column in zip(row, columns, strict=True))
        ]
    words = "“三公”经费及会议费、培训费" if edition.meetings else "“三公”经费"
    said = (
        f"注：本表反映{words}预决算情况。",
        *(() if accounts.three_public else (f"本单位没有{words}支出，故本表无数据。",)),
    )
    title = f"{rng.choice(('', '一般公共预算'))}财政拨款{words}支出决算表"
    numbering = numbering if edition.numbered else ()
    number = edition.number("three-public")
    return PrintedTable("three-public", number, title, columns, tuple(head), numbering, tuple(rows), said)


def _amounts(accounts: Accounts, phase: str, edition: Edition, rng: Random) -> list[int]:
    if not accounts.three_public:
        return [0] * (8 if edition.meetings else 6)
    parts = accounts.three_public[phase]
    vehicles = parts["vehicle_purchase"] + parts["vehicle_running"]
    total = parts["abroad"] + vehicles + parts["reception"]
    found = [total, parts["abroad"], vehicles, parts["vehicle_purchase"], parts["vehicle_running"], parts["reception"]]
    if not edition.meetings:
        return found
    basic = [max(accounts.economic.get(code, 0), 0) if phase == "actual" else 0 for code in _MEETINGS]
    return found + [least + rng.choice((0, rng.randrange(10**8))) for least in basic]


_Shape = tuple[tuple[Column, ...], list[Head], list[tuple[str, ...]], tuple[str, ...]]
_Amounts = Mapping[str, Sequence[int]]


def _names(rng: Random) -> tuple[str, str]:
    run = rng.choice(("运行费", "运行维护费"))
    return f"公务用车购置及{run}", f"公务用车{run}"


def _heads(row: int, start: int, measures: Sequence[str], words: tuple[str, str], wide: int = 1) -> list[Head]:
    """The header of the expenses from a column on; each is so many columns wide.

    It is two rows high, or with meetings and training three: then the three public expenses stand under a head.
    """
    more = len(measures) > len(_EXPENSES)
    high, top = 2 + more, row + more
    first = "小计" if more else "合计"
    tops = ((first, 0, 1), ("因公出国（境）费", 1, 1), (words[0], 2, 3), ("公务接待费", 5, 1))
    found = [Head(row, start, "“三公”经费", 1, 6 * wide)] if more else []
    found += [Head(top, start + at * wide, text, 1 if many > 1 else 2, many * wide) for text, at, many in tops]
    low = ("小计", "公务用车购置费", words[1])
    found += [Head(top + 1, start + (2 + i) * wide, text, 1, wide) for i, text in enumerate(low)]
    names = ("会议费", "培训费") if more else ()
    return found + [Head(row, start + (6 + i) * wide, text, high, wide) for i, text in enumerate(names)]


def _beside(measures: Sequence[str], amounts: _Amounts, manner: Manner, rng: Random) -> _Shape:
    """All of the budget, then all of the final accounts, in one row."""
    words, width = _names(rng), len(measures)
    columns = tuple(Column("amount", i, phase=phase, measure=m) for i, phase in enumerate(_PHASES) for m in measures)
    head: list[Head] = []
    for index, phase in enumerate(_PHASES.values()):
        head += [Head(0, index * width, phase, colspan=width), *_heads(1, index * width, measures, words)]
    row = tuple(manner.amount(fen) for phase in _PHASES for fen in amounts[phase])
    return columns, head, [row], tuple(str(i) for i in range(1, 2 * width + 1))


def _paired(measures: Sequence[str], amounts: _Amounts, manner: Manner, rng: Random) -> _Shape:
    """Budget and final accounts of each expense beside one another."""
    columns = tuple(Column("amount", i, phase=phase, measure=m) for m in measures for i, phase in enumerate(_PHASES))
    head = [Head(0, 0, "财政拨款“三公”经费", colspan=len(columns)), *_heads(1, 0, measures, _names(rng), 2)]
    low = max(each.row + each.rowspan for each in head)
    head += [Head(low, i, text) for i, text in enumerate(tuple(_PHASES.values()) * len(measures))]
    row = tuple(manner.amount(fen) for pair in zip(*amounts.values(), strict=True) for fen in pair)
    return columns, head, [row], tuple(str(i) for i in range(1, len(columns) + 1))


def _above(measures: Sequence[str], amounts: _Amounts, manner: Manner, rng: Random) -> _Shape:
    """The budget in one row, the final accounts in the next."""
    columns = (Column("phase"), *(Column("amount", measure=m) for m in measures))
    head = [Head(0, 0, "项目", rowspan=2 + (len(measures) > len(_EXPENSES))), *_heads(0, 1, measures, _names(rng))]
    rows = [(label, *map(manner.amount, amounts[phase])) for phase, label in _PHASES.items()]
    return columns, head, rows, ("栏次", *(str(i) for i in range(1, len(measures) + 1)))
