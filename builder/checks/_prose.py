"""What the document says outside its tables, as one text: paragraphs and headings, each on a line of its own."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from builder.checks._ordinals import Ordinal, ordinals
from builder.checks._sought import Sought, found
from builder.model.disclosure import Disclosure, Passage
from builder.model.location import Location

LONGEST_TITLE = 45
SAID = ("heading", "text")
"""The roles of passages that are sentences or headings; rows of forms and captions of tables are neither."""


@dataclass(frozen=True)
class Prose:
    """The passages joined by line ends, so that one search goes through all of them.

    ``starts`` are where in ``text`` each passage begins. A pattern that has
    no line end in it stays in one passage.
    """

    text: str
    passages: tuple[Passage, ...]
    starts: tuple[int, ...]

    @staticmethod
    def of(disclosure: Disclosure, roles: Sequence[str] = SAID) -> "Prose":
        """The prose of a disclosure, or its passages of other roles."""
        said = tuple([passage for passage in disclosure.passages if passage.role in roles])
        texts = [passage.text for passage in said]
        ends = accumulate([len(text) + 1 for text in texts], initial=0)
        return Prose("\n".join(texts) + "\n", said, tuple(ends)[: len(said)])

    @cached_property
    def numbers(self) -> tuple[Ordinal | None, ...]:
        """What each passage is numbered with."""
        return ordinals([passage.text for passage in self.passages])

    @cached_property
    def titles(self) -> Sequence[Passage]:
        """The passages that are short enough for a title, and name a year or are that of an outline (概况)."""
        texts = [(passage, passage.text) for passage in self.passages]
        return [each for each, text in texts if len(text) <= LONGEST_TITLE and ("20" in text or "概况" in text)]

    @cached_property
    def _found(self) -> Mapping[Sought, Sequence[int]]:
        return found(self.text)

    def at(self, sought: Sought) -> Sequence[int]:
        """Where in the text the words that a rule looks for begin, from left to right."""
        return self._found.get(sought, ())

    def matches(self, sought: Sought, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """What a pattern matches where one of the words begins, one match behind the other."""
        end = 0
        for start in self.at(sought):
            match = pattern.match(self.text, start) if start >= end else None
            if match:
                end = match.end()
                yield match

    def index(self, offset: int) -> int:
        """The number, from 0, of the passage in which the character at ``offset`` stands."""
        return bisect_right(self.starts, offset) - 1

    def place(self, offset: int) -> Location:
        """Where the character at ``offset`` stands."""
        index = self.index(offset)
        return self.passages[index].place(offset - self.starts[index])

    def places(self, spans: Iterable[tuple[int, int]]) -> tuple[Location, ...]:
        """Where each span begins and where it ends, without repeats, in the order given."""
        return tuple(dict.fromkeys(self.place(at) for start, end in spans for at in (start, max(start, end - 1))))

    def around(self, start: int, end: int, before: int = 12, after: int = 8) -> str:
        """The characters of a span with some of its own passage around them, for a message."""
        index = self.index(start)
        first, last = self.starts[index], self.starts[index] + len(self.passages[index].text)
        return self.text[max(first, start - before) : min(last, end + after)]
