"""Disclosures of one corpus against each other: last year's, the budget's, those of a department's units.

Only those that belong together are looked at together, so that a corpus of any size fits in memory.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from builder import checks
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Identity
from builder.model.entity import Entity
from builder.model.finding import Verdict


@frozen
class Family:
    """An entity's own documents and those of its ``units``, the entities below it."""

    documents: tuple[Identity, ...]
    units: tuple[Entity, ...]

    def relatives(self, identity: Identity) -> tuple[str, ...]:
        """The ids of the documents that one of the entity's own is compared with."""
        found = checks.relatives(identity, self.documents, self.units)
        return tuple(dict.fromkeys(other.disclosure_id for other in found.all))


def families(identities: Iterable[Identity], entities: Sequence[Entity]) -> Mapping[str, Family]:
    """The family of every entity that has a document."""
    above = {entity.entity: entity.parent for entity in entities if entity.parent}
    documents: defaultdict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        documents[identity.entity].append(identity)
        if identity.entity in above:
            documents[above[identity.entity]].append(identity)
    units: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        units[entity.parent].append(entity)
    return {name: Family(tuple(own), tuple(units[name] if name else ())) for name, own in documents.items()}


def against(disclosure: Disclosure, others: Sequence[Disclosure], entities: Sequence[Entity] = ()) -> Verdict | None:
    """What the checks say of a disclosure beside those of the others that belong to it; None if none does."""
    found = checks.relatives(disclosure.identity, [other.identity for other in others], entities)
    return checks.run(disclosure, checks.Siblings.of(found, others)) if found.all else None
