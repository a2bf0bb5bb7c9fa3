"""The glossary."""

from collections.abc import Iterator

from builder.site import addresses, codes
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """All terms on one page, each with its anchor."""
    values = {"terms": site.terms, "wordings": {term.id: codes.other_names(term) for term in site.terms}}
    yield Page(addresses.GLOSSARY, "术语", "glossary.md.j2", values, "说明", 50)
