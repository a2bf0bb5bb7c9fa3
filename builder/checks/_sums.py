"""The outcomes of the rules that are equations: one for each that has a printed number."""

from collections.abc import Iterator

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._facts import fact_fault
from builder.checks._identities import Judged
from builder.checks._outcome import Fault, Outcome
from builder.model.disclosure import Figure


def sums(case: Case, rule: str) -> Iterator[Outcome]:
    """The outcome of every equation of a rule."""
    for each in case.balances.get(rule, ()):
        yield each if isinstance(each, Outcome) else Outcome(each.equation.subject, "failed", "", _fault(case, each))


def _fault(case: Case, judged: Judged) -> Fault:
    return fact_fault(case, [judged]) if judged.one_fact else sum_fault(case, judged)


def sum_fault(case: Case, judged: Judged) -> Fault:
    """A total and its parts that disagree: what is printed, what the parts add up to, and the difference."""
    disclosure, total = case.disclosure, judged.figures[0]
    zh, en = _parts(case, judged)
    left, right, gap = map(wording.number, (judged.left, judged.right, judged.difference))
    tolerance = wording.tolerance(judged.tolerance)
    distance = wording.number(abs(judged.difference))
    return Fault(
        message=f"{wording.cell_zh(disclosure, total)}印为 {left}，{zh}为 {right}，"
        f"相差 {distance} {judged.unit}，大于舍入能造成的 {tolerance}。",
        message_en=f"{wording.cell_en(disclosure, total)}: {left} is printed, {en} is {right}; "
        f"the difference of {distance} is more than rounding can cause ({tolerance}).",
        printed=left,
        expected=right,
        difference=gap,
        tolerance=tolerance,
        figures=judged.figures,
        mends=judged.mends,
    )


def _parts(case: Case, judged: Judged) -> tuple[str, str]:
    """The right side in words: the columns with their signs, or the rows that are added."""
    signs = {id(case.book.cells[cell]): sign for sign, cell in judged.equation.right if cell in case.book.cells}
    parts = [(signs[id(figure)], figure) for figure in judged.figures if id(figure) in signs]
    if judged.equation.kind == "columns":
        return _formula([(sign, f"“{wording.column_zh(figure)}”") for sign, figure in parts], "＋－"), _formula(
            [(sign, wording.column_en(figure)) for sign, figure in parts], "+-"
        )
    names = [_name(figure) for _, figure in parts]
    if judged.equation.kind == "equal":
        places = [wording.cell_zh(case.disclosure, figure) for _, figure in parts]
        return f"{'＋'.join(places)}", " + ".join(wording.cell_en(case.disclosure, figure) for _, figure in parts)
    count = f"{len(names)} 行（{wording.listed(names)}）" if len(names) > 1 else f"{names[0]} 一行"
    return f"其所含 {count}合计", f"the sum of its {len(names)} parts ({wording.listed_en(names)})"


def _name(figure: Figure) -> str:
    return figure.code or wording.row(figure)


def _formula(parts: list[tuple[int, str]], marks: str) -> str:
    text = "".join(f"{marks[0] if sign > 0 else marks[1]}{name}" for sign, name in parts)
    return text.removeprefix(marks[0])
