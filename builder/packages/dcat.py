"""What data portals read: a DCAT catalogue of the disclosures, as a plain dictionary.

Addresses are the caller's: ``page`` is where the disclosure is shown, ``files`` where its package lies (no slash at
the end). Nothing is fetched and no date is made up.
"""

import json
from collections.abc import Iterable, Iterator
from textwrap import indent
from typing import Any

from builder.config import Settings
from builder.frozen import frozen
from builder.model.disclosure import Identity
from builder.packages.about import kind_name
from builder.packages.fields import PACKAGE

_EMPTY = '"dcat:dataset": []'
"""The place of the datasets in a catalogue without any."""
MADE = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
"""Media types of the files that are made with the site and lie beside a package, by ending."""


@frozen
class Counted:
    """A disclosure in numbers: its standard tables, their figures, and the statements of its text."""

    identity: Identity
    tables: int
    figures: int
    statements: int


def catalogue(datasets: Iterable[tuple[Counted, str, str]], settings: Settings, page: str) -> Iterator[str]:
    """The DCAT catalogue (JSON-LD) of (disclosure, page, files) as pieces of JSON; ``page`` is the catalogue's own.

    One dataset at a time is in memory: of a large corpus all of them together take more than what they describe.
    """
    start, end = json.dumps(_head(settings, page), ensure_ascii=False, indent=1).split(_EMPTY)
    yield start + _EMPTY[:-1]
    between, last = "\n", ""
    for disclosure, *where in datasets:
        dataset = json.dumps(_dcat_dataset(disclosure, settings, *where), ensure_ascii=False, indent=1)
        yield between + indent(dataset, "  ")
        between, last = ",\n", "\n "
    yield f"{last}]{end}"


def _head(settings: Settings, page: str) -> dict[str, Any]:
    """The catalogue without datasets."""
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
        "@type": "dcat:Catalog",
        "@id": page,
        "dct:title": settings.title,
        "dct:description": settings.description,
        "dct:language": "zh-CN",
        "dct:license": settings.licence_url or settings.licence,
        "dct:publisher": settings.publisher or settings.title,
        "dcat:dataset": [],
    }


def _dcat_dataset(disclosure: Counted, settings: Settings, page: str, files: str) -> dict[str, Any]:
    identity = disclosure.identity
    return {
        "@type": "dcat:Dataset",
        "@id": page,
        "dct:identifier": identity.disclosure_id,
        "dct:title": _title(identity),
        "dct:description": _description(disclosure),
        **({"dct:issued": identity.published} if identity.published else {}),
        "dct:license": settings.licence_url or settings.licence,
        "dct:publisher": identity.publisher or identity.entity_name,
        "dcat:landingPage": page,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": name,
                "dcat:downloadURL": f"{files}/{name}",
                "dcat:mediaType": media,
            }
            for name, media in _files(identity)
        ],
    }


def _title(identity: Identity) -> str:
    return identity.title or f"{identity.entity_name} {identity.fiscal_year or ''} {kind_name(identity.kind)}"


def _description(disclosure: Counted) -> str:
    identity = disclosure.identity
    return (
        f"{identity.entity_name}{identity.fiscal_year or ''}年度{kind_name(identity.kind)}公开文件中的数据："
        f"标准表 {disclosure.tables} 张、表中数值 {disclosure.figures} 个、"
        f"文字中的数据 {disclosure.statements} 个，逐项照原文录入，注明页码和行号，并附勾稽关系检查结果。"
    )


def _files(identity: Identity) -> list[tuple[str, str]]:
    csv = [(resource.file, "text/csv") for resource in PACKAGE]
    package = [("datapackage.json", "application/json"), (f"{identity.disclosure_id}.zip", "application/zip")]
    made = [(f"{identity.disclosure_id}.{ending}", media) for ending, media in MADE.items()]
    return [*csv, *package, *made]
