"""The chapters of the explanations: a chief heading (三、…情况说明) and the paragraphs below it."""

import re
from collections.abc import Iterator, Sequence

from builder.checks._prose import Prose
from builder.frozen import frozen

_ABOUT = re.compile(
    r"(?:收入|支出|收支|经费|采购|资产|基金|资本|绩效|决算|预算).*(?:说明|情况)|(?:情况|决算|预算).*说明"
)


_WHOLE = 5
"""A document with fewer chapters that explain its accounts is not the whole text."""


@frozen
class Chapter:
    """``heading`` is its title without its number; ``indexes`` are those of its passages, the heading included."""

    heading: str
    indexes: Sequence[int]

    @property
    def explains(self) -> bool:
        """Whether it is one of those that explain the accounts."""
        return bool(_ABOUT.search(self.heading))


def is_whole(explaining: Sequence[Chapter]) -> bool:
    """Whether so many chapters explain the accounts that the text is whole, and something may be missing in it."""
    return len(explaining) >= _WHOLE


def chapters(prose: Prose) -> Iterator[Chapter]:
    """The chapters with text below their headings, in order; lines of the contents have none."""
    heading, first = "", 0
    for index, begins in enumerate(prose.numbers):
        if begins and begins.style in ("part", "chief"):
            if heading and index > first + 1:
                yield Chapter(heading, range(first, index))
            heading, first = begins.rest, index
    if heading and len(prose.passages) > first + 1:
        yield Chapter(heading, range(first, len(prose.passages)))
