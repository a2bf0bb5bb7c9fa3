"""The glossary."""

from collections.abc import Iterator

from builder.site import addresses, codes
from builder.site.page import Page, Site
from builder.site.tongue import ENGLISH


def pages(site: Site) -> Iterator[Page]:
    """All terms on one page, each with its anchor."""
    values = {"terms": site.terms, "wordings": {term.id: codes.other_names(term) for term in site.terms}}
    yield Page(
        *(addresses.GLOSSARY, "术语", "glossary.md.j2", values, "说明", 50),
        "预算和决算里的每个词是什么意思，用平常话说。",
        twin=ENGLISH.page(addresses.GLOSSARY),
    )
    yield Page(
        *(ENGLISH.page(addresses.GLOSSARY), "Glossary", "glossary.md.j2", values, "Glossary", 2),
        "Every term of Chinese public budgets and final accounts in plain words.",
        tongue=ENGLISH,
        twin=addresses.GLOSSARY,
    )
