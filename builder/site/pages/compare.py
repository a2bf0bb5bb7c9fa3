"""Entities side by side: charts, and the table they are drawn from."""

from collections.abc import Iterator
from functools import partial

from builder.site import addresses, embeds
from builder.site.page import Page, Site

LISTED = 200
"""How many disclosures, the newest, the table lists."""


def pages(site: Site) -> Iterator[Page]:
    """The comparison of all disclosures whose main figures are printed in tables."""
    rows = [(record, record.summary.main.headline) for record in site.catalogue.records]
    printed = [(record, main) for record, main in rows if not main.empty]
    without = [record for record, main in rows if main.empty]
    values = {
        "rows": printed[:LISTED],
        "left": len(printed[LISTED:]),
        "without": without[:LISTED],
        "left_without": len(without[LISTED:]),
        "drawings": site.drawings.get("", ()),
        "iframe": partial(embeds.iframe, site.settings),
    }
    yield Page(addresses.COMPARE, "比较", "compare.md.j2", values, "比较", 0)
