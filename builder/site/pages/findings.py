"""All findings of the corpus, by severity, each with its place."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.page import Page, Site
from builder.site.words import SEVERITIES


def pages(site: Site) -> Iterator[Page]:
    """The index of findings: one row for each root cause."""
    causes = [(record, group) for record in site.catalogue.records for group in record.causes]
    by_severity = {name: [one for one in causes if one[1][0].severity == name] for name in SEVERITIES}
    values = {
        "by_severity": by_severity,
        "count": len(causes),
        "titles": {rule.code: rule.title for rule in site.rules},
    }
    yield Page(addresses.FINDINGS, "核对发现", "findings.md.j2", values, "核对", 20)
