"""The pages of the entities, and the list of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from builder.site import addresses, linked
from builder.site.catalogue import EntityRecord
from builder.site.page import Page, Site
from builder.site.paging import parts
from builder.site.tongue import TONGUES

LISTED = 100
"""How many entities stand on one page of the list."""
IN_NAVIGATION = 100
"""With more entities than these none has a place in the navigation, which stands on every page."""


def pages(site: Site) -> Iterator[Page]:
    """The list of all entities, and a page for each."""
    entities = site.catalogue.entities
    yield from _lists(entities)
    section = "单位" if len(entities) <= IN_NAVIGATION else ""
    for number, entity in enumerate(entities, start=1):
        values = {
            "entity": entity,
            "headlines": [(one, one.summary.main.headline) for one in entity.records],
            "causes": [(one, group) for one in entity.records for group in one.causes],
            "titles": {rule.code: rule.title for rule in site.rules},
        }
        location, description = addresses.entity_page(entity.entity), f"{entity.entity_name}公开的预算和决算"
        yield Page(
            *(location, entity.entity_name, "entity.md.j2", values, section, 10 + number, description),
            linked_data=partial(linked.of_entity, entity, site),
        )


def _lists(entities: Sequence[EntityRecord]) -> Iterator[Page]:
    """The list of all entities in both languages, in parts; only the first part is in the navigation."""
    for part in parts(addresses.ENTITIES, entities, LISTED):
        for tongue in TONGUES:
            title = tongue.pick(("全部单位", "Entities"))
            other = next(one for one in TONGUES if one != tongue)
            place, twin = tongue.page(part.location), other.page(part.location)
            page = Page(place, title, "entities.md.j2", {"part": part}, tongue=tongue, twin=twin)
            if part.number > 1:
                yield replace(page, title=f"{title} {part.number}")
            elif tongue.index:
                told = "Every public office here, with its budgets and final accounts."
                yield replace(page, section="Entities", order=1, description=told)
            else:
                yield replace(page, section="单位", order=10, description="收录的每一个单位，和它公开的预算、决算。")
