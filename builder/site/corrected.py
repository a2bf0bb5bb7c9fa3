"""The corrections of the corpus by disclosure, so that an address that was once given out says what became of it."""

import re

from builder.frozen import frozen
from builder.model.correction import Correction
from builder.model.disclosure import Identity
from builder.site.catalogue import Catalogue, Listed, Record, Removed
from builder.site.words import KINDS

_ID = re.compile(r"([a-z0-9-]+)-(\d+)-(budget|final)")


@frozen
class Corrected:
    """The corrections of one disclosure, oldest first; ``record`` is None if the disclosure is no longer published."""

    identity: Identity
    record: Record | Listed | None
    entries: tuple[Correction, ...]

    @property
    def title(self) -> str:
        """Who, when and what."""
        return _title(self.identity)

    @property
    def withdrawn(self) -> dict[str, tuple[Correction, ...]]:
        """The corrections of each figure that is no longer published, by its key, in the order of the first."""
        disclosure = self.record.disclosure if self.record else None
        there = {figure.key for figure in disclosure.figures} if disclosure else set()
        gone = dict.fromkeys(key for key in map(self.key, self.entries) if key not in there)
        return {key: self.of(key) for key in gone}

    def key(self, entry: Correction) -> str:
        """The name of a figure inside its disclosure."""
        return entry.figure_id.removeprefix(f"{self.identity.disclosure_id}/")

    def of(self, key: str) -> tuple[Correction, ...]:
        """The corrections of one figure, oldest first."""
        return tuple(entry for entry in self.entries if self.key(entry) == key)


def corrected(found: Catalogue) -> tuple[Corrected, ...]:
    """Every disclosure that has a correction, the one corrected last first; what names no disclosure is left out."""
    made = (_corrected(name, found) for name in found.corrections)
    return tuple(sorted((one for one in made if one), key=lambda one: one.entries[-1].date, reverse=True))


def of_record(record: Record | Listed, found: Catalogue) -> Corrected:
    """The corrections of a disclosure that is published; there may be none."""
    return Corrected(record.identity, record, found.corrections.get(record.identity.disclosure_id, ()))


@frozen
class TakenOut:
    """Something that was removed on request: of which disclosure, and whether that is still published."""

    removed: Removed
    identity: Identity | None
    is_published: bool

    @property
    def title(self) -> str:
        """Who, when and what."""
        return _title(self.identity) if self.identity else self.removed.disclosure_id


def taken_out(found: Catalogue) -> tuple[TakenOut, ...]:
    """Everything that was removed on request, newest first."""
    return tuple(
        TakenOut(one, _identity(one.disclosure_id, found), one.disclosure_id in found.by_id) for one in found.removals
    )


def _corrected(name: str, found: Catalogue) -> Corrected | None:
    if name in found.by_id:
        return of_record(found.by_id[name], found)
    identity = _identity(name, found)
    return Corrected(identity, None, found.corrections[name]) if identity else None


def _identity(name: str, found: Catalogue) -> Identity | None:
    """Whose a disclosure is or was, by its id; None if that is no id."""
    if name in found.by_id:
        return found.by_id[name].identity
    parts = _ID.fullmatch(name)
    if parts is None:
        return None
    entity = found.by_entity.get(parts[1])
    return Identity(parts[1], entity.about.entity_name if entity else "", int(parts[2]), parts[3], "")


def _title(identity: Identity) -> str:
    return f"{identity.entity_name or identity.entity} {identity.fiscal_year} 年{KINDS[identity.kind][0]}"
