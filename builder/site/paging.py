"""Long lists in parts: the first part stands where the list would, the others in a folder of their own."""

import posixpath
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from builder.frozen import frozen

Item = TypeVar("Item")
FOLDER = "lists"
"""The folder of the parts of lists, beside the first part or above it."""
_NEAR = 2
"""How many parts before and after a part it leads to, beside the first and the last."""


@frozen
class Part(Generic[Item]):
    """A part of a list: its things, its number from 1, and the locations of all parts; ``whole`` counts all things."""

    items: Sequence[Item]
    number: int
    locations: Sequence[str]
    whole: int

    @property
    def location(self) -> str:
        """Where it is."""
        return self.locations[self.number - 1]

    @property
    def shown(self) -> Iterator[tuple[int, str]]:
        """The parts that it leads to, as (number, location); (0, "") where some are left out."""
        last = len(self.locations)
        near = range(self.number - _NEAR, self.number + _NEAR + 1)
        numbers = sorted({1, last, *(number for number in near if 1 <= number <= last)})
        before = 0
        for number in numbers:
            if number > before + 1:
                yield 0, ""
            yield number, self.locations[number - 1]
            before = number


def parts(location: str, items: Sequence[Item], most: int) -> list[Part[Item]]:
    """A list in parts of at most ``most`` things, the first one at ``location``; one empty part if there is nothing."""
    starts = range(0, max(1, len(items)), most)
    places = [location, *(_place(location, number) for number in range(2, len(starts) + 1))]
    cut = (items[start : start + most] for start in starts)
    return [Part(own, number, places, len(items)) for number, own in enumerate(cut, start=1)]


def _place(location: str, number: int) -> str:
    """``entities/index.html`` goes on at ``lists/entities-2.html``, ``findings.html`` at ``lists/findings-2.html``."""
    folder, name = posixpath.split(location.removesuffix("/index.html").removesuffix(".html"))
    return posixpath.join(folder, FOLDER, f"{name}-{number}.html")
