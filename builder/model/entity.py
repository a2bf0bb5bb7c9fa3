"""Who publishes, as it is known beforehand: a row of entities.csv, and what a disclosure.yml says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entity:
    """A department or unit: its id (a slug that is safe in a path), its full name and the other names it goes by.

    ``region`` is written as people say it (广西柳州); ``parent`` is the id of the entity above it, or empty.
    """

    entity: str
    entity_name: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a disclosure.yml says of the file beside it; an empty field (a year of 0) is not said.

    ``note`` says what kind of copy the file is.
    """

    entity: str = ""
    year: int = 0
    kind: str = ""
    title: str = ""
    publisher: str = ""
    retrieved_from: str = ""
    note: str = ""
