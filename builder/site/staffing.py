"""How many people work in an office, if its document says so, and what some of the main figures are per head.

A number of people is used only if the document gives one and no other: of a department and its units, or of posts and
people, it is not for us to choose.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from builder.frozen import frozen
from builder.model.disclosure import Figure
from builder.site.headline import Headline
from builder.site.said import Said

_IN_OFFICE = re.compile(
    r"(?:编内|在编|本单位|部门)?(?:在职|实有)(?:在岗|在编)?(?:实有)?(?:职工|人员|干部)?(?:总?人?数)?"
)
_PEOPLE = ("人", "名")


@frozen
class PerHead:
    """What we computed: a printed figure divided by the stated number of people, two decimals (half up)."""

    figure: Figure
    value: Decimal


@frozen
class Staffing:
    """The statement of how many people are in office, and the main figures per head of them."""

    said: Said
    per_head: tuple[PerHead, ...]


def staffing(spoken: Iterable[Said], main: Headline) -> Staffing | None:
    """The people in office, if exactly one number of them is said, and personnel and public funds per head."""
    found = [one for one in spoken if _counts_people(one)]
    if len({one.statement.value for one in found}) != 1 or found[0].statement.value <= 0:
        return None
    figures = (figure for figure in (main.personnel, main.public) if figure)
    people = found[0].statement.value
    return Staffing(found[0], tuple(PerHead(figure, _divided(figure, people)) for figure in figures))


def _counts_people(one: Said) -> bool:
    statement = one.statement
    is_count = statement.measure == "count" and statement.unit in _PEOPLE
    return is_count and bool(_IN_OFFICE.fullmatch(statement.subject))


def _divided(figure: Figure, people: Decimal) -> Decimal:
    return (figure.amount.value / people).quantize(Decimal("0.01"), ROUND_HALF_UP)
