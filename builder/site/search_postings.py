"""Which pages hold which terms, collected page by page and kept on disk as sorted runs where they become too many."""

import pickle
from array import array
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

MOST_TERMS = 250_000
MOST_PAGES = 4_000_000
"""How many terms, and how many pages of terms, are held in memory."""
_AT_ONCE = 2_000
_Run = Iterator[tuple[bytes, "array[int]"]]


def order(term: str) -> bytes:
    """What terms are sorted by: as a browser compares text."""
    return term.encode("utf-16-be", "surrogatepass")


class Postings:
    """The pages of each term; ``add`` pages in ascending order, then go through ``merged`` once."""

    def __init__(self, spill: Path) -> None:
        """What is written beside ``spill``, under names that begin like it, is the caller's to delete."""
        self.spill = spill
        self.held: dict[str, array[int]] = {}
        self.size = 0
        self.runs: list[Path] = []

    def add(self, page: int, terms: Iterable[str]) -> None:
        """Note that these terms, each once, stand on a page."""
        held = self.held
        for term in terms:
            pages = held.get(term)
            if pages is None:
                held[term] = array("I", (page,))
            else:
                pages.append(page)
            self.size += 1
        if len(held) > MOST_TERMS or self.size > MOST_PAGES:
            self._spill()

    def merged(self) -> Iterator[tuple[str, "array[int]"]]:
        """Every term in order, with its pages."""
        runs = [_read(path) for path in self.runs]
        # Runs were written in the order of their pages, and a merge keeps the order of what is equal.
        for key, same in groupby(merge(*runs, self._sorted(), key=itemgetter(0)), key=itemgetter(0)):
            pages: array[int] = array("I")
            for _, more in same:
                pages.extend(more)
            yield key.decode("utf-16-be", "surrogatepass"), pages

    def _sorted(self) -> _Run:
        yield from sorted(((order(term), pages) for term, pages in self.held.items()), key=itemgetter(0))

    def _spill(self) -> None:
        path = self.spill.with_name(f"{self.spill.name}-{len(self.runs)}")
        with path.open("wb") as file:
            chunk = []
            for one in self._sorted():
                chunk.append(one)
                if len(chunk) == _AT_ONCE:
                    pickle.dump(chunk, file)
                    chunk = []
            pickle.dump(chunk, file)
        self.runs.append(path)
        self.held, self.size = {}, 0


def _read(path: Path) -> _Run:
    with path.open("rb") as file:
        while True:
            try:
                chunk = pickle.load(file)
            except EOFError:
                return
            yield from chunk
