"""The rows of a chart as a tree, so that a reader opens a class, then its subclasses, then their items."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from builder.site.charts import Drawing


@dataclass(slots=True)
class Branch:
    """A row: its code, name and printed amount, where the account of the amount is, and the rows below it."""

    code: str
    name: str
    printed: str
    source: str
    rows: list["Branch"] = field(default_factory=list)


def tree(drawing: Drawing) -> list[Branch]:
    """The branches of a drawing whose rows have levels and end in code, name and amount; [] if it is flat."""
    top: list[Branch] = []
    path: list[tuple[int, list[Branch]]] = [(0, top)]
    for level, branch in _branches(drawing):
        while path[-1][0] >= level:
            path.pop()
        path[-1][1].append(branch)
        path.append((level, branch.rows))
    return top if any(branch.rows for branch in top) else []


def _branches(drawing: Drawing) -> Iterator[tuple[int, Branch]]:
    if drawing.levels:
        for level, row, sources in zip(drawing.levels, drawing.rows, drawing.sources, strict=True):
            code, name, printed = row[-3:]
            yield level, Branch(code, name, printed, sources[-1])
