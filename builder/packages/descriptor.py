"""datapackage.json: a valid Data Package v1 that carries the keys of v2 as well.

Beside the standard keys there are four of our own: ``disclosure`` (the identity: entity, entity_name, fiscal_year,
kind, title, publisher, retrieved_from, published), ``notes`` (what the reader could not read), ``caveats`` (known
limits, for every reader of the data), and in ``sources`` the ``format``, ``sha256`` and ``bytes`` of the source file,
whose ``path`` is relative to the content folder, and ``private`` if it has personal data in
it. There is no time of creation: the same input gives the same bytes.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from builder import __version__
from builder.config import Settings
from builder.model.disclosure import Disclosure
from builder.packages.about import CAVEATS, kind_name
from builder.packages.fields import CORPUS, PACKAGE, Resource
from builder.packages.schema import table_schema

FILE = "datapackage.json"
SPREADSHEET = "figures-excel.csv"
_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def write_descriptor(descriptor: dict[str, Any], folder: Path) -> None:
    """Write datapackage.json."""
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def disclosure_descriptor(disclosure: Disclosure, settings: Settings, folder: Path) -> dict[str, Any]:
    """Return the descriptor of the package of one disclosure, whose files are in ``folder``."""
    identity, source = disclosure.identity, disclosure.source
    title = identity.title or identity.disclosure_id
    file = {"title": title, "path": source.path, "format": source.format, "sha256": source.sha256, "bytes": source.size}
    if source.private:
        file["private"] = True
    return {
        **_head(identity.disclosure_id, title, settings),
        "description": f"{identity.entity_name}{identity.fiscal_year or ''}年度{kind_name(identity.kind)}公开文件"
        "中的数据，逐项照原文录入，并列出检查结果。",
        "contributors": [
            {"title": identity.publisher or identity.entity_name or title, "role": "publisher", "roles": ["publisher"]},
            *_wrangler(settings),
        ],
        "sources": [file],
        "disclosure": asdict(identity),
        "notes": list(disclosure.notes),
        "caveats": _caveats(),
        "resources": [*(_table(resource, folder) for resource in PACKAGE), _spreadsheet(folder)],
    }


def corpus_descriptor(settings: Settings, folder: Path) -> dict[str, Any]:
    """Return the descriptor of the package of the whole corpus, whose files are in ``folder``."""
    references = [("disclosure_id", "disclosures")]
    return {
        **_head("corpus", settings.title, settings),
        "description": f"{settings.title}：全部公开文件的数据汇总，来源文件见 disclosures.csv。",
        "contributors": _wrangler(settings),
        "caveats": _caveats(),
        "resources": [
            _table(CORPUS[0], folder, [("entity", "entities")]),
            *(_table(resource, folder) for resource in CORPUS[1:]),
            *(_table(resource, folder, references) for resource in PACKAGE),
            _spreadsheet(folder),
        ],
    }


def _head(name: str, title: str, settings: Settings) -> dict[str, Any]:
    return {
        "$schema": _PACKAGE_PROFILE,
        "name": name,
        "title": title,
        "version": __version__,
        **({"homepage": settings.site_url} if settings.site_url else {}),
        "licenses": [{"name": settings.licence, **({"path": settings.licence_url} if settings.licence_url else {})}],
    }


def _wrangler(settings: Settings) -> list[dict[str, Any]]:
    return [{"title": settings.publisher or settings.title, "role": "wrangler", "roles": ["wrangler"]}]


def _caveats() -> list[dict[str, str]]:
    return [{"zh": chinese, "en": english} for chinese, english in CAVEATS]


def _table(resource: Resource, folder: Path, references: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
    return {
        "$schema": _RESOURCE_PROFILE,
        "profile": "tabular-data-resource",
        "type": "table",
        **_file(resource.name, resource.title, resource.description, folder / resource.file),
        "encoding": "utf-8",
        "dialect": dict(_DIALECT),
        "schema": table_schema(resource, references),
    }


def _spreadsheet(folder: Path) -> dict[str, Any]:
    description = "figures.csv for spreadsheets: with a byte order mark and Chinese headings."
    return {
        "type": "file",
        **_file("figures-excel", "表中数值（电子表格用）", description, folder / SPREADSHEET),
    }


def _file(name: str, title: str, description: str, path: Path) -> dict[str, Any]:
    with path.open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "name": name,
        "path": path.name,
        "title": title,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "hash": f"sha256:{content}",
        "bytes": path.stat().st_size,
    }
