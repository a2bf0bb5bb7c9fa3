"""All downloads, how to use them, and what every column means."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.catalogue import Download
from builder.site.page import Page, Site

LISTED = 100
"""How many disclosures, the newest, the page lists; the others have their downloads on their own pages."""


def pages(site: Site) -> Iterator[Page]:
    """The download page; the columns are those that the descriptors declare."""
    corpus, records = site.catalogue.corpus, site.catalogue.records
    described = corpus or (records[0].load().downloads if records else ())
    values = {
        "corpus": corpus,
        "corpus_zip": _zip(corpus),
        "parquet_zip": _zip(site.exports.get("", ())),
        "exports": site.exports,
        "packages": [(record, _zip(record.downloads), _named(record.downloads)) for record in records[:LISTED]],
        "left": len(records[LISTED:]),
        "tables": [one for one in described if one.fields and not one.path.endswith("-excel.csv")],
        "base": site.settings.site_url.rstrip("/") or "https://example.org",
    }
    yield Page(addresses.DOWNLOADS, "下载", "downloads.md.j2", values, "下载", 0)


def _zip(files: tuple[Download, ...]) -> Download | None:
    return next((one for one in files if one.path.endswith(".zip")), None)


def _named(files: tuple[Download, ...]) -> list[Download]:
    wanted = ("figures.csv", "figures-excel.csv", "findings.csv", "datapackage.json")
    return [one for one in files if one.path in wanted]
