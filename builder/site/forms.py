"""The performance forms of a disclosure: the rows of each form and programme together, with what the checks say."""

from collections.abc import Sequence
from itertools import groupby

from builder.frozen import frozen
from builder.model.disclosure import Indicator
from builder.site.catalogue import Record
from builder.site.said import Judged, judged


@frozen
class Line:
    """A row of a form with its 1-based number among all of the disclosure, and every check of it."""

    number: int
    indicator: Indicator
    judged: tuple[Judged, ...]


@frozen
class Form:
    """The rows that stand one after the other under one form and programme, as printed."""

    title: str
    programme: str
    lines: tuple[Line, ...]

    @property
    def columns(self) -> Sequence[str]:
        """The columns in which anything is printed, in the order of the forms; not that of goals with rows."""
        rows = {line.indicator.level1 for line in self.lines}
        goals = ["goal"] if any(line.indicator.goal not in rows | {""} for line in self.lines) else []
        named = ("level1", "level2", "indicator", "target", "actual", "rate", "weight", "score")
        return goals + [name for name in named if any(getattr(line.indicator, name) for line in self.lines)]

    @property
    def checked(self) -> bool:
        """Whether any row was checked on its own."""
        return any(line.judged for line in self.lines)


def forms(record: Record) -> tuple[Form, ...]:
    """The forms of a disclosure in reading order."""
    indicators = record.disclosure.indicators
    checks = judged(record, (one.key for one in indicators))
    lines = [Line(number, one, checks.get(one.key, ())) for number, one in enumerate(indicators, start=1)]
    groups = groupby(lines, key=lambda line: (line.indicator.form, line.indicator.programme))
    return tuple(Form(*names, tuple(group)) for names, group in groups)
