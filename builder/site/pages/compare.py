"""Entities side by side: charts, and the table they are drawn from."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """The comparison of all disclosures whose main figures are printed in tables."""
    rows = [(record, record.summary.main.headline) for record in site.catalogue.records]
    values = {
        "rows": [(record, main) for record, main in rows if not main.empty],
        "without": [record for record, main in rows if main.empty],
        "drawings": site.drawings.get("", ()),
    }
    yield Page(addresses.COMPARE, "比较", "compare.md.j2", values, "比较", 0)
