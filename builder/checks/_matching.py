"""An amount that a sentence gives against the numbers that the tables print for it.

A sentence contradicts the tables only if none of the printed numbers agrees with it. Numbers of the same precision must
be equal, one last digit apart is a note; at different precision the unrounded values that both stand for must meet, and
a number that was cut off instead of rounded is a note.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault
from builder.checks._said import Said
from builder.checks._spoken import said_zh
from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Amount
from builder.model.disclosure import Figure, Statement
from builder.standards.equations import Cell

_EXCERPT = 40
_STATES = ("passed", "rounding", "note", "failed")


@frozen
class Match:
    """How a said amount and the nearest printed number agree: ``failed`` has ``severity`` note if it is no more."""

    state: str
    figure: Figure
    severity: str = ""


def match(statement: Statement, figures: Sequence[Figure]) -> Match:
    """The best agreement of a statement with one of the figures, of which there is at least one."""
    value, unit = statement.value, statement.unit
    best, nearest = len(_STATES), figures[0]
    for figure in figures:
        printed = figure.amount
        if printed.value == value and printed.unit == unit:
            return Match("passed", figure)  # by far the most
        rank = _STATES.index(_agreement(amount_of(statement), printed))
        if rank < best:
            best, nearest = rank, figure
        if not best:
            break
    state = _STATES[best]
    return Match("failed" if state == "note" else state, nearest, "note" if state == "note" else "")


def is_contradicted(said: Iterable[Said | None]) -> bool:
    """Whether one of the statements is not what the tables print for it: TXT001 tells of that."""
    return any(each and each.figures and match(each.statement, each.figures).state == "failed" for each in said)


def amount_of(statement: Statement) -> Amount:
    """The amount that a statement gives."""
    return Amount(statement.value, statement.unit, "")


def agree(one: Amount, other: Amount) -> bool:
    """Whether two amounts may be the same before rounding."""
    return _agreement(one, other) in ("passed", "rounding")


def nearly(one: Amount, other: Amount) -> bool:
    """Whether two amounts that do not agree are one unit of the last digit apart."""
    return _agreement(one, other) == "note"


def fault(case: Case, statement: Statement, found: Match, cell: Cell, hint: tuple[str, str] = ("", "")) -> Fault:
    """A sentence that gives another amount than the tables; ``hint`` (Chinese, English) says whose amount it is."""
    said, figure = amount_of(statement), found.figure
    unit = figure.amount.unit if figure.amount.unit == said.unit else "元"
    printed, expected = in_unit(said, unit), in_unit(figure.amount, unit)
    gap = wording.number(abs(printed - expected))
    zh, en = wording.cell_zh(case.disclosure, figure), wording.cell_en(case.disclosure, figure)
    last_zh, last_en = ("，是最后一位的 1", ", one unit of the last digit") if found.severity == "note" else ("", "")
    shown = f"{wording.number(figure.amount.value)} {figure.amount.unit}"
    change = said.yuan_interval - figure.amount.yuan_interval
    return Fault(
        message=f"文中说“{excerpt(statement)}”，{zh}印为 {shown}，相差 {gap} {unit}{last_zh}。{hint[0]}",
        message_en=f"The text says {said_en(statement)}, {en} prints {shown}; "
        f"the difference is {gap} {unit}{last_en}.{hint[1]}",
        severity=found.severity,
        printed=wording.number(printed),
        expected=wording.number(expected),
        difference=wording.number(printed - expected),
        tolerance=wording.tolerance(_tolerance(said, figure.amount, unit)),
        figures=(figure,),
        mends={str(cell): change},
        places=(statement.location,),
    )


def excerpt(statement: Statement) -> str:
    """The end of the clause that says it."""
    text = statement.text
    return text if len(text) <= _EXCERPT else f"…{text[-_EXCERPT:]}"


def said_en(statement: Statement) -> str:
    """A statement in a few words: subject and number as printed."""
    return f"“{statement.subject}” {said_zh(statement)}"


def in_unit(amount: Amount, unit: str) -> Decimal:
    """The value of an amount in ``unit``, which is its own or 元."""
    return amount.value if amount.unit == unit else amount.yuan


def _agreement(said: Amount, printed: Amount) -> str:
    is_alike = said.unit == printed.unit
    gap = abs(said.value - printed.value) if is_alike else abs(said.yuan - printed.yuan)
    if not gap:
        return "passed"
    ours, theirs = (2 * said.half_unit, 2 * printed.half_unit) if is_alike else (_digit(said), _digit(printed))
    if ours != theirs and 2 * gap <= ours + theirs:
        return "rounding"  # their intervals meet
    return "note" if (gap <= ours if ours == theirs else gap < max(ours, theirs)) else "failed"


def _digit(amount: Amount) -> Decimal:
    """One unit of the last printed digit, in 元."""
    return 2 * amount.half_unit * YUAN_PER_UNIT[amount.unit]


def _tolerance(said: Amount, printed: Amount, unit: str) -> Decimal:
    if _digit(said) == _digit(printed):
        return Decimal(0)
    return (_digit(said) + _digit(printed)) / 2 / YUAN_PER_UNIT[unit]
