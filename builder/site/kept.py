"""What is made of each disclosure, and kept by what it was made from: only what is not there is made, by all hands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

from builder import stamp
from builder.frozen import frozen
from builder.site.catalogue import DESCRIPTOR
from builder.store import Store

Each = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""From a function and items to the results in order, by whoever does it."""
Key = tuple[str, ...]
Item = TypeVar("Item")
Made = TypeVar("Made")
Value = TypeVar("Value")


@frozen
class Help:
    """Who makes things and where they are kept; ``before`` is the site that was built last.

    ``doubtful`` reads every content before it is believed to be there: after one was found damaged.
    """

    each: Each
    store: Store
    before: Path | None = None
    doubtful: bool = False

    def has(self, names: Iterable[str]) -> bool:
        """Whether the contents of these names are there."""
        if self.doubtful:
            return all(self.store.content(name) is not None for name in names)
        return all(self.store.holds(name) for name in names)

    def content(self, name: str) -> bytes:
        """A content that was there; raises LostError if it is damaged."""
        data = self.store.content(name)
        if data is None:
            raise LostError(name)
        return data


class LostError(Exception):
    """A content that is kept is damaged: whoever meets this begins anew with a ``doubtful`` Help."""


@frozen
class Craft(Generic[Item, Made, Value]):
    """How something is made of an item and kept.

    ``key`` has everything that it depends on. ``task`` is what ``work`` gets, maybe in another process; ``keep`` puts
    what was made into the store and says, as JSON, how to find it; ``use`` gets what was made from what was kept, None
    if some of that is lost or damaged.
    """

    key: Callable[[Item], Key]
    task: Callable[[Item], Any]
    work: Callable[[Any], Made]
    keep: Callable[[Made], Any]
    use: Callable[[Item, Any], Value | None]


def made(
    aid: Help, craft: Craft[Item, Made, Value], items: Sequence[Item], progress: Callable[[int, int], None]
) -> Iterator[tuple[Item, Value]]:
    """Every item with what is made of it: first what was kept, then what is new; ``progress`` is told of the new."""
    new = []
    for item in items:
        key = craft.key(item)
        value = aid.store.get(*key)
        used = None if value is None else craft.use(item, value)
        if used is None:
            new.append((item, key))
        else:
            yield item, used
    tasks = (craft.task(item) for item, _ in new)
    for number, ((item, key), result) in enumerate(zip(new, aid.each(craft.work, tasks), strict=True), start=1):
        progress(number, len(new))
        kept = craft.keep(result)
        used = craft.use(item, kept)
        if used is None:
            raise LostError(str(key))
        aid.store.put(kept, *key)
        yield item, used


def package_digest(folder: Path) -> str:
    """A package by its descriptor, which has the sha256 of every table."""
    return stamp.digest(((folder / DESCRIPTOR).read_text(encoding="utf-8"),))
