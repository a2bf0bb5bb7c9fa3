"""What a check says of one subject, and of its fault if it has one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from builder.model.amount import Interval
from builder.model.disclosure import Figure
from builder.model.location import Location


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a subject.

    ``severity`` is empty where it is the rule's own. ``printed``, ``expected``, ``difference`` and ``tolerance`` are
    decimal text in the unit of the table, or in 元 where tables of several units are compared. ``figures`` are all that
    are concerned. ``mends`` says for each cell by how much, in 元, a change of that cell alone would end the fault;
    two faults that one change ends have one cause. ``explains`` names (rule, subject) of faults that this one causes.
    ``places`` are the places outside the tables that are concerned, the one to look at first.
    """

    message: str
    message_en: str
    severity: str = ""
    printed: str = ""
    expected: str = ""
    difference: str = ""
    tolerance: str = ""
    figures: tuple[Figure, ...] = ()
    mends: Mapping[str, Interval] = field(default_factory=dict)
    explains: tuple[tuple[str, str], ...] = ()
    places: tuple[Location, ...] = ()


class Outcome(NamedTuple):
    """One line of the ledger: ``state`` is one of builder.model.finding.STATES, ``reason`` why it is not more.

    A failed outcome without a fault is told by the fault of another one of the same rule. A tuple, because the checks
    of one disclosure make hundreds.
    """

    subject: str
    state: str
    reason: str = ""
    fault: Fault | None = None


quick_outcome = partial(tuple.__new__, Outcome)
"""Makes an outcome of its four parts, in half the time of Outcome(...), where there are dozens."""
