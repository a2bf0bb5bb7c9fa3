"""schema.org for the head of a page: JSON that cannot end the script element it stands in.

A block of type application/ld+json is data: browsers do not run it, and no policy for scripts is asked about it.
"""

import json
from collections.abc import Mapping
from typing import Any

from builder.packages import schemaorg
from builder.site import addresses
from builder.site.catalogue import EntityRecord, Record
from builder.site.page import Address, Site
from builder.site.render import visible, web_address

_DATA = ("zip", "xlsx", "json", "csv", "parquet")
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "`": "\\u0060"}


def of_disclosure(record: Record, site: Site, address: Address) -> str:
    """The Dataset of a disclosure; ``address`` makes a location on the site one that leads there from its page."""
    identity = record.identity
    files = [*record.downloads, *site.exports.get(identity.disclosure_id, ())]
    folder = addresses.package_folder(identity)
    entity = site.catalogue.by_entity.get(identity.entity)
    shown = schemaorg.Shown(
        page=address(addresses.disclosure_page(identity)),
        files=tuple(
            (address(f"{folder}/{file.path}"), file.size, file.sha256) for file in files if _is_data(file.path)
        ),
        region=entity.about.region if entity else "",
        origin=identity.retrieved_from if web_address(identity.retrieved_from) else "",
    )
    return script(schemaorg.dataset(record.disclosure, site.settings, shown))


def of_entity(entity: EntityRecord, site: Site, address: Address) -> str:
    """The Organization of an entity."""
    parent = site.catalogue.by_entity.get(entity.about.parent)
    made = schemaorg.organization(
        entity.about,
        address(addresses.entity_page(entity.entity)),
        (parent.entity_name, address(addresses.entity_page(parent.entity))) if parent else None,
        [address(addresses.disclosure_page(record.identity)) for record in entity.records],
    )
    return script(made)


def script(values: Mapping[str, Any]) -> str:
    """JSON on one line that no HTML parser can take for markup; what is invisible is shown, as on the page."""
    text = json.dumps(_visible(values), ensure_ascii=False, separators=(",", ":"))
    return "".join(_UNSAFE.get(char, char) for char in text)


def _is_data(path: str) -> bool:
    return path.rpartition(".")[2] in _DATA


def _visible(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {name: _visible(one) for name, one in value.items()}
    return [_visible(one) for one in value] if isinstance(value, list) else value
