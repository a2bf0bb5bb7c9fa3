"""What a check says of one subject, and of its fault if it has one."""

from collections.abc import Mapping
from dataclasses import field

from builder.frozen import frozen
from builder.model.amount import Interval
from builder.model.disclosure import Figure
from builder.model.location import Location


@frozen
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


@frozen
class Outcome:
    """One line of the ledger: ``state`` is one of builder.model.finding.STATES, ``reason`` why it is not more.

    A failed outcome without a fault is told by the fault of another one of the same rule.
    """

    subject: str
    state: str
    reason: str = ""
    fault: Fault | None = None
