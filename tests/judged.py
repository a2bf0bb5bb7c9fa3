"""Every equation of a document judged on its own, as the checks, which go through whole columns, must judge it too."""

from builder.checks._balance import Line
from builder.checks._case import Case
from builder.checks._identities import Judged, judge
from builder.checks._unplaced import Gaps


def judged(made: Case) -> dict[str, list[Judged]]:
    """The judged equations of a case by rule; the case says the same of each, or this fails."""
    gaps = Gaps.of(made.disclosure.unplaced)
    found: dict[str, list[Judged]] = {}
    for equation in made.book.equations():
        each = judge(equation, made.disclosure, made.book, gaps)
        if each is not None:
            found.setdefault(equation.rule, []).append(each)
    assert {rule: lines for rule, lines in _lines(made).items() if lines} == {
        rule: [(each.equation.subject, each.state, each.reason) for each in every] for rule, every in found.items()
    }
    return found


def _lines(made: Case) -> dict[str, list[tuple[str, str, str]]]:
    return {rule: [_line(each) for each in lines] for rule, lines in made.balances.items()}


def _line(each: Line) -> tuple[str, str, str]:
    if isinstance(each, Judged):
        return each.equation.subject, each.state, each.reason
    assert each.fault is None
    assert each.state != "failed"
    return each.subject, each.state, each.reason
