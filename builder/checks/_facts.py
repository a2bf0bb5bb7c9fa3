"""One fact printed in several places: which places print which number."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._identities import Judged, amount_in
from builder.checks._outcome import Fault
from builder.model.amount import Interval
from builder.model.disclosure import Figure


def fact_fault(case: Case, judged: Sequence[Judged]) -> Fault:
    """The fault of equations between the same two numbers of one fact: a note if they are one last digit apart.

    A row that has a code is shown in every table that prints one of the two numbers for it.
    """
    first = judged[0]
    figures = _in_order(case, [figure for each in judged for figure in each.figures])
    shown = _in_order(case, [*figures, *_witnesses(case, judged)])
    printed = amount_in(figures[0].amount, first.unit)
    other = first.left if printed == first.right else first.right
    zh, en = _places(case, shown, first.unit)
    distance, what = wording.number(abs(first.difference)), wording.row(_named(figures))
    last_zh, last_en = ("，是最后一位的 1", ", one unit of the last digit") if first.is_last_digit else ("", "")
    return Fault(
        message=f"{what}：{zh}，相差 {distance} {first.unit}{last_zh}。",
        message_en=f"{what}: {en}; the difference is {distance}{last_en}.",
        severity="note" if first.is_last_digit else "",
        printed=wording.number(printed),
        expected=wording.number(other),
        difference=wording.number(printed - other),
        tolerance=wording.tolerance(first.tolerance),
        figures=shown,
        mends=_mends(judged),
    )


def _named(figures: Sequence[Figure]) -> Figure:
    """The figure whose row says best what the fact is: one with a code, else the first."""
    return next((figure for figure in figures if figure.code), figures[0])


def _in_order(case: Case, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    wanted = {id(figure) for figure in figures}
    return tuple(figure for figure in case.disclosure.figures if id(figure) in wanted)


def _witnesses(case: Case, judged: Sequence[Judged]) -> list[Figure]:
    """The figures of the same code, in any table, that print one of the two numbers."""
    codes = {cell.row for each in judged for cell in each.equation.cells}
    values = {figure.amount.value for each in judged for figure in each.figures}
    if len(codes) != 1 or not next(iter(codes)).isdigit():
        return []
    return [figure for cell, figure in case.book.cells.items() if cell.row in codes and figure.amount.value in values]


def _places(case: Case, figures: Iterable[Figure], unit: str) -> tuple[str, str]:
    by_value: dict[Decimal, list[Figure]] = {}
    for figure in figures:
        by_value.setdefault(amount_in(figure.amount, unit), []).append(figure)
    zh, en = [], []
    for value, printed in by_value.items():
        same_table = len({figure.table for found in by_value.values() for figure in found}) == 1
        places = [_place(case, figure, same_table) for figure in printed]
        zh.append(f"{wording.listed(place for place, _ in places)}印为 {wording.number(value)}")
        en.append(f"{wording.number(value)} in {wording.listed_en(place for _, place in places)}")
    return "，".join(zh), ", ".join(en)


def _place(case: Case, figure: Figure, same_table: bool) -> tuple[str, str]:
    if same_table:
        return wording.cell_zh(case.disclosure, figure), wording.cell_en(case.disclosure, figure)
    zh, en = wording.table_zh(case.disclosure, figure.table), wording.table_en(case.disclosure, figure.table)
    return f"《{zh}》", en


def _mends(judged: Iterable[Judged]) -> Mapping[str, Interval]:
    return {cell: change for each in judged for cell, change in each.mends.items()}
