"""Last year's figures that no sentence prints, but that follow from this year's amount and its change.

Taken only where nothing is left to judge: the change stands behind the amount of the same subject, in one sentence or
the next, against last year and not against a budget, both are exact numbers in one unit, and a rate of change that
stands behind it agrees. A figure that the section prints is never derived.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from builder.model.amount import YUAN_PER_UNIT, Amount, plain
from builder.model.disclosure import Passage, Statement
from builder.recognise.quantities import plain_digits

_COMPARED = re.compile(
    r"同比|[比较与同](?:(?P<last>上一?年|去年)|(?P<year>20\d{2})年|(?P<budget>(?:年初|全年|调整后?)?(?:预算|计划)))"
)
_ROUGH = re.compile(r"[约近逾]\s*\d|[余多]万?元|左右|以[上下]")
_LEVEL = re.compile(r"[，,]?[与同和较](?:上一?年|去年)度?(?:决算数?|预算数?|执行数?)?(?:相比)?(?:持平|一致|相同|相等)")
_TOLERANCE = Decimal("0.05")


def derived(statements: Sequence[Statement], passages: Sequence[Passage]) -> Iterator[Statement]:
    """Last year's amounts, each with how it was computed and how far rounding may have moved it."""
    printed = {_name(each) for each in statements if each.measure == "prior"}
    amount: Statement | None = None
    for at, statement in enumerate(statements):
        if statement.measure == "amount" and _is_exact(statement):
            amount = None if _is_beside(statement, statements[at - 1] if at else None, passages) else statement
            if amount is None:
                continue
            if _name(amount) not in printed and _is_level(amount, passages):
                printed.add(_name(amount))
                yield _prior(amount, amount.value, "与上年持平")
        elif statement.measure == "change" and amount and _belongs(statement, amount) and _name(amount) not in printed:
            behind = statements[at + 1] if at + 1 < len(statements) else None
            made = _subtracted(amount, statement, behind, passages)
            if made:
                printed.add(_name(amount))
                yield made


def _subtracted(
    amount: Statement, change: Statement, behind: Statement | None, passages: Sequence[Passage]
) -> Statement | None:
    """Amount less change, if the text compares with last year and the rate behind the change agrees."""
    compared = [*_COMPARED.finditer(_words_before(change, passages))]
    if not compared or compared[-1]["budget"] or int(compared[-1]["year"] or amount.year - 1) != amount.year - 1:
        return None
    added = change.value if change.direction == "increase" else -change.value
    value = amount.value - added
    if value < 0 or (behind and not _agrees(behind, change, value)):
        return None
    halves = Amount(amount.value, amount.unit, "").half_unit + Amount(change.value, change.unit, "").half_unit
    sign = "-" if added >= 0 else "+"
    return _prior(amount, value, f"{plain(amount.value)} {sign} {plain(change.value)} (±{plain(halves.normalize())})")


def _prior(amount: Statement, value: Decimal, how: str) -> Statement:
    return Statement(
        section=amount.section,
        subject=amount.subject,
        code=amount.code,
        year=amount.year - 1,
        measure="prior",
        value=value,
        unit=amount.unit,
        direction="",
        text=amount.text,
        location=amount.location,
        sentence=amount.sentence,
        derived=how,
    )


def _belongs(change: Statement, amount: Statement) -> bool:
    """Whether the change is surely one of the amount: same name, unit and year, in its sentence or the one behind."""
    (passage, _, number), (other, _, last) = change.sentence.partition("."), amount.sentence.partition(".")
    near = passage == other and 0 <= int(number or 0) - int(last or 0) <= 1
    named = (change.subject, change.code, change.unit, change.year) == (
        *(amount.subject, amount.code),
        *(amount.unit, amount.year),
    )
    return near and named and _is_exact(change) and change.direction in ("increase", "decrease")


def _is_exact(statement: Statement) -> bool:
    return bool(statement.sentence) and statement.unit in YUAN_PER_UNIT and not _ROUGH.search(statement.text)


def _is_beside(amount: Statement, before: Statement | None, passages: Sequence[Passage]) -> bool:
    """Whether another amount stands before it in the same clause: what follows may be about either."""
    if before is None or before.sentence != amount.sentence or before.subject == amount.subject:
        return False
    if before.measure not in ("amount", "budget"):
        return False
    text = _passage(amount, passages)
    start = text.find(amount.text, text.find(before.text) + 1)
    return start <= 0 or text[start - 1] not in "；;：:"


def _is_level(amount: Statement, passages: Sequence[Passage]) -> bool:
    """Whether the text says right behind the amount that last year's was the same."""
    text = _passage(amount, passages)
    return bool(_LEVEL.match(text, text.find(amount.text) + len(amount.text))) if amount.text in text else False


def _agrees(rate: Statement, change: Statement, value: Decimal) -> bool:
    """Whether a rate of the same change is what the derived amount gives; anything else says nothing against it."""
    paired = rate.measure == "change_percent" and rate.sentence == change.sentence and rate.subject == change.subject
    if not paired:
        return True
    if not value:
        return False
    exact, halves = change.value / value * 100, Amount(rate.value, rate.unit, "").half_unit
    digit = Amount(change.value, change.unit, "").half_unit * 2
    return abs(exact - abs(rate.value)) <= 2 * halves + digit / value * 100 + _TOLERANCE


def _words_before(change: Statement, passages: Sequence[Passage]) -> str:
    text = _passage(change, passages)
    end = text.find(change.text)
    return text[max(0, end - 60) : end + len(change.text)] if end >= 0 else change.text


def _passage(statement: Statement, passages: Sequence[Passage]) -> str:
    number = int(statement.sentence.partition(".")[0])
    return plain_digits(passages[number - 1].text) if number <= len(passages) else statement.text


def _name(statement: Statement) -> tuple[str, str, str]:
    return statement.section, statement.subject, statement.code
