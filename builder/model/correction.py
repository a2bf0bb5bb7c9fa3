"""What was changed in published figures, and why."""

from builder.frozen import frozen

CHANGES = ("added", "changed", "withdrawn", "moved")


@frozen
class Change:
    """A published figure that is new, has another amount, is gone, or stands elsewhere: ``kind`` is one of CHANGES.

    ``old`` and ``new`` are the amounts with their unit, empty where there is none; ``where`` is the new place
    (of a figure that is gone: the old one), as ``page``, ``line`` and box.
    """

    kind: str
    disclosure_id: str
    figure_id: str
    old: str
    new: str
    where: str

    @property
    def is_loss(self) -> bool:
        """Whether somebody who used the figure would now be wrong: it has another amount or is gone."""
        return self.kind in ("changed", "withdrawn")


@frozen
class Correction:
    """A line of corrections.csv: on which day (ISO 8601), which figure, what it was and is, and why.

    ``old`` and ``new`` are as in Change, so an entry never allows another change than the one it was written for.
    """

    date: str
    disclosure_id: str
    figure_id: str
    old: str
    new: str
    reason: str
