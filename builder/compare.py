"""Disclosures of one corpus against each other: last year's, the budget's, those of a department's units.

Works on the packages on disk, a few at a time, so that a corpus of any size fits in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from builder import checks
from builder.model.disclosure import Disclosure, Identity
from builder.model.entity import Entity
from builder.model.finding import Verdict
from builder.packages import read as reading

_KEPT = 8
"""How many packages are kept in memory."""


def related(packages: Mapping[str, Path], entities: Sequence[Entity]) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Every package that can be compared with others, in order, and those others."""
    identities = {path: reading.identity(reading.read_descriptor(path)) for path in packages.values()}
    paths = {identity.disclosure_id: path for path, identity in identities.items()}
    near = _families(identities.values(), entities)
    for path, identity in identities.items():
        found = checks.relatives(identity, near[identity.entity], entities)
        if found.all:
            yield path, tuple(paths[each.disclosure_id] for each in found.all)


def reader() -> Callable[[Path], Disclosure]:
    """Reads the disclosure of a package, and keeps the last few: the years of one entity stand together."""
    return lru_cache(maxsize=_KEPT)(lambda package: reading.read(package)[0])


def against(disclosure: Disclosure, others: Sequence[Disclosure], entities: Sequence[Entity] = ()) -> Verdict | None:
    """What the checks say of a disclosure beside those of the others that belong to it; None if none does."""
    found = checks.relatives(disclosure.identity, [other.identity for other in others], entities)
    return checks.run(disclosure, checks.Siblings.of(found, others)) if found.all else None


def _families(identities: Iterable[Identity], entities: Sequence[Entity]) -> Mapping[str, list[Identity]]:
    """For every entity its own documents and those of the entities below it."""
    above = {entity.entity: entity.parent for entity in entities if entity.parent}
    near: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        near[identity.entity].append(identity)
        if identity.entity in above:
            near[above[identity.entity]].append(identity)
    return near
