"""What the text says around a rate of change: the change, this year's amount, and what it is compared with."""

import re
from collections.abc import Iterator
from functools import lru_cache

from builder.checks._spoken import Spoken, alike, is_money, passage_of, same, sentence_text, yuan
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Statement
from builder.standards.text import key

_AGAINST = re.compile(
    r"(?:[比较与同]|超出|超过|高于|低于)(?:(?P<budget>(?:\d{4}年度?)?(?:年初|全年|调整后?)预算|预算"
    r"|(?:\d{4}年度?)?[^，,。；、：:\d增减上去少多同较比]{1,24}(?:年初|全年|调整后?)预算(?=数?\d))|上|去|\d{4}年)"
)
"""What is compared with; before 年初预算 and its amount the name may stand again (比2023年三公经费年初预算5.80万元)."""


_BOTH, _SIDES = "收支总计", ("收入总计", "支出总计")


@frozen
class Growth:
    """The amounts around a rate of change.

    ``is_sure`` if they stand in its paragraph under its very name; ``is_alike`` if the amount's name only ends like it.
    """

    change: Statement | None
    amount: Statement | None
    prior: Statement | None
    is_sure: bool
    is_alike: bool = False

    @property
    def all(self) -> tuple[Statement, ...]:
        """The statements that were found."""
        return tuple(filter(None, (self.change, self.amount, self.prior)))

    @property
    def is_from_nothing(self) -> bool:
        """Whether what it is compared with is exactly nothing."""
        if self.prior is not None:
            return not self.prior.value
        if self.change is None or self.amount is None:
            return False
        grown = self.change.direction == "increase" or not self.change.value
        if self.change.unit == self.amount.unit and self.change.value != self.amount.value:
            return False
        return grown and yuan(self.change) == yuan(self.amount)


def base_of(disclosure: Disclosure, one: Spoken) -> str:
    """What a change or its rate is against, by the last comparison before it: ``budget``, or ``prior``."""
    text = sentence_text(disclosure, one.statement)
    return _base(text[: text.find(one.statement.text) + len(one.statement.text)]) if "预算" in text else "prior"


@lru_cache(maxsize=4096)
def _base(before: str) -> str:
    found = list(_AGAINST.finditer(before)) if "预算" in before else ()
    return "budget" if found and found[-1]["budget"] else "prior"


def growth_of(disclosure: Disclosure, one: Spoken) -> Growth:
    """The amounts around a rate of change; the change must stand right beside it, the others under the same name."""
    mine = one.statement
    change = next((each for each in _neighbours(one) if each.measure == "change" and same(each, mine)), None)
    prior = one.near(base_of(disclosure, one)) or one.near("prior")
    amount = one.near("amount") or one.nearest(lambda each: _is_amount(each, mine) and same(each, mine))
    if amount is not None:
        return Growth(change, amount, prior, passage_of(amount) == one.passage)
    passage = one.passage
    amount = one.nearest(lambda each: passage_of(each) == passage and _is_amount(each, mine) and alike(each, mine))
    both = _of_both_sides(one) if amount is None else None
    return Growth(change, both or amount, prior, amount is None, amount is not None)


def _of_both_sides(one: Spoken) -> Statement | None:
    """What 收、支总计 is where the paragraph says 收入总计 and 支出总计 by themselves, and both are the same."""
    named = key(one.statement.subject)
    if not named.endswith(_BOTH):
        return None
    whose = named.removesuffix(_BOTH)
    sides = [
        next(
            (
                each
                for each in one.in_passage()
                if _is_amount(each, one.statement) and key(each.subject) == whose + side
            ),
            None,
        )
        for side in _SIDES
    ]
    came, went = sides
    return came if came and went and yuan(came) == yuan(went) else None


def _neighbours(one: Spoken) -> Iterator[Statement]:
    """The last amount of money before it in its sentence, and what stands right behind it there."""
    sentence = one.statement.sentence
    before = next((each for each in one.before if is_money(each)), None)
    behind = one.chapter[one.at + 1] if one.at + 1 < len(one.chapter) else None
    yield from (each for each in (before, behind) if each and is_money(each) and each.sentence == sentence)


def _is_amount(statement: Statement, mine: Statement) -> bool:
    return statement.measure == "amount" and is_money(statement) and statement.year == mine.year
