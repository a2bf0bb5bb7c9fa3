"""What search engines read: schema.org descriptions of disclosures and entities, as plain dictionaries.

Addresses are the caller's. Nothing is made up: what is unknown is left out. Properties as on https://schema.org/Dataset
and https://schema.org/Organization.
"""

from collections.abc import Iterable
from typing import Any

from builder.config import Settings
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Identity
from builder.model.entity import Entity
from builder.packages.about import kind_name
from builder.packages.dcat import MADE

_CONTEXT = "https://schema.org"
_MEDIA = {
    **MADE,
    "csv": "text/csv",
    "zip": "application/zip",
}
_SOURCES = {"text": "text/plain", "html": "text/html", "pdf": "application/pdf", "xlsx": _MEDIA["xlsx"]}
"""Media types by the format of a source; a format that is not here has none that is sure."""


@frozen
class Shown:
    """Where a disclosure is shown: its page, (address, bytes, sha256) of its downloads.

    ``region`` is that of the entity, ``origin`` the web address its source was got from; what is empty is left out.
    """

    page: str
    files: tuple[tuple[str, int, str], ...] = ()
    region: str = ""
    origin: str = ""


def dataset(disclosure: Disclosure, settings: Settings, shown: Shown) -> dict[str, Any]:
    """Return the ``Dataset`` of a disclosure."""
    identity, year = disclosure.identity, disclosure.identity.fiscal_year
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "@id": shown.page,
            "url": shown.page,
            "identifier": identity.disclosure_id,
            "name": identity.title or f"{identity.entity_name} {year or ''} {kind_name(identity.kind)}",
            "description": f"{identity.entity_name}{year or ''}年度{kind_name(identity.kind)}公开文件中的数据：表中数值"
            f" {len(disclosure.figures)} 个、文字中的数据 {len(disclosure.statements)} 个，逐项照原文录入，"
            "注明出处，并附勾稽关系检查结果。",
            "inLanguage": "zh-CN",
            "isAccessibleForFree": True,
            "license": settings.licence_url or settings.licence,
            "temporalCoverage": f"{year}-01-01/{year}-12-31" if year else "",
            "spatialCoverage": shown.region,
            "datePublished": identity.published,
            "creator": _organization(identity.publisher or identity.entity_name),
            "maintainer": _organization(settings.publisher or settings.title),
            "isBasedOn": _source(disclosure, shown.origin),
            "distribution": [_file(*file) for file in shown.files],
        }
    )


def organization(entity: Entity, page: str, parent: tuple[str, str] | None, datasets: Iterable[str]) -> dict[str, Any]:
    """Return the ``Organization`` shown at ``page``; ``parent`` is a (name, page), ``datasets`` are addresses."""
    return _known(
        {
            "@context": _CONTEXT,
            "@type": "Organization",
            "@id": page,
            "mainEntityOfPage": page,
            "identifier": entity.entity,
            "name": entity.entity_name or entity.entity,
            "alternateName": list(entity.aliases),
            "address": {"@type": "PostalAddress", "addressCountry": "CN", "addressRegion": entity.region}
            if entity.region
            else {},
            "parentOrganization": {"@type": "Organization", "name": parent[0], "@id": parent[1]} if parent else {},
            "subjectOf": [{"@type": "Dataset", "@id": address} for address in datasets],
        }
    )


def _source(disclosure: Disclosure, origin: str) -> dict[str, Any]:
    identity: Identity = disclosure.identity
    return _known(
        {
            "@type": "MediaObject",
            "name": identity.title or disclosure.source.path,
            "encodingFormat": _SOURCES.get(disclosure.source.format, ""),
            "contentSize": f"{disclosure.source.size} B",
            "sha256": disclosure.source.sha256,
            "url": origin,
        }
    )


def _file(address: str, size: int, sha256: str) -> dict[str, Any]:
    return _known(
        {
            "@type": "DataDownload",
            "name": address.rpartition("/")[2],
            "contentUrl": address,
            "encodingFormat": _MEDIA.get(address.rpartition(".")[2], ""),
            "contentSize": f"{size} B",
            "sha256": sha256,
        }
    )


def _organization(name: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": name} if name else {}


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", [], {})}
