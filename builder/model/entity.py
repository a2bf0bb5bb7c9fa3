"""Who publishes: one row of entities.csv."""

from builder.frozen import frozen


@frozen
class Entity:
    """A department or unit: its id (a slug that is safe in a path), its full name and the other names it goes by.

    ``region`` is written as people say it (广西柳州); ``parent`` is the id of the entity above it, or empty.
    """

    entity: str
    entity_name: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    parent: str = ""
