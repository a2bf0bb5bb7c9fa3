"""The pages of the entities, and the list of them."""

from collections.abc import Iterator
from functools import partial

from builder.site import addresses, linked
from builder.site.page import Page, Site
from builder.site.tongue import ENGLISH


def pages(site: Site) -> Iterator[Page]:
    """The list of all entities, and a page for each."""
    entities = site.catalogue.entities
    yield Page(
        *(addresses.ENTITIES, "全部单位", "entities.md.j2", {"entities": entities}, "单位", 10),
        "收录的每一个单位，和它公开的预算、决算。",
        twin=ENGLISH.page(addresses.ENTITIES),
    )
    yield Page(
        *(ENGLISH.page(addresses.ENTITIES), "Entities", "entities.md.j2", {"entities": entities}, "Entities", 1),
        "Every public office here, with its budgets and final accounts.",
        tongue=ENGLISH,
        twin=addresses.ENTITIES,
    )
    for number, entity in enumerate(entities, start=1):
        values = {
            "entity": entity,
            "headlines": [(one, one.summary.main.headline) for one in entity.records],
            "causes": [(one, group) for one in entity.records for group in one.causes],
            "titles": {rule.code: rule.title for rule in site.rules},
        }
        location, description = addresses.entity_page(entity.entity), f"{entity.entity_name}公开的预算和决算"
        yield Page(
            *(location, entity.entity_name, "entity.md.j2", values, "单位", 10 + number, description),
            linked_data=partial(linked.of_entity, entity, site),
        )
