"""The text sources line by line, so that the place of every figure can be seen."""

from collections.abc import Iterator

from builder.site.catalogue import Record
from builder.site.page import Page, Site


def pages_of(record: Record, site: Site) -> Iterator[Page]:
    """One page if the source is text that stands in the content folder, outside the navigation."""
    original = site.originals.get(record.identity.disclosure_id)
    if original and original.lines:
        found = {figure.location.line for figure in record.disclosure.figures}
        values = {"record": record, "original": original, "found": found}
        yield Page(original.location, f"原文：{record.identity.title}", "source.md.j2", values)
