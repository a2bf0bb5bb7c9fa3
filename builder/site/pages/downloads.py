"""All downloads, how to use them, and what every column means."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.catalogue import Download
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """The download page; the columns are those that the descriptors declare."""
    corpus = site.catalogue.corpus
    described = corpus or (site.catalogue.records[0].load().downloads if site.catalogue.records else ())
    values = {
        "corpus": corpus,
        "corpus_zip": _zip(corpus),
        "parquet_zip": _zip(site.exports.get("", ())),
        "exports": site.exports,
        "packages": [(record, _zip(record.downloads), _named(record.downloads)) for record in site.catalogue.records],
        "tables": [one for one in described if one.fields and not one.path.endswith("-excel.csv")],
        "base": site.settings.site_url.rstrip("/") or "https://example.org",
    }
    yield Page(addresses.DOWNLOADS, "下载", "downloads.md.j2", values, "下载", 0)


def _zip(files: tuple[Download, ...]) -> Download | None:
    return next((one for one in files if one.path.endswith(".zip")), None)


def _named(files: tuple[Download, ...]) -> list[Download]:
    wanted = ("figures.csv", "figures-excel.csv", "findings.csv", "datapackage.json")
    return [one for one in files if one.path in wanted]
