"""The glossary."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """All terms on one page, each with its anchor."""
    yield Page(addresses.GLOSSARY, "术语", "glossary.md.j2", {"terms": site.terms}, "说明", 50)
