"""The explorer: choose, sort, filter and download the figures of all tables."""

from collections.abc import Iterator
from urllib.parse import urlencode

from builder.site import addresses
from builder.site.page import Page, Site
from builder.site.presets import PRESETS

LISTED = 60
"""How many disclosures, the newest, the page lists for readers without scripts."""


def pages(site: Site) -> Iterator[Page]:
    """One page; its figures are loaded when they are chosen, and without scripts it says where they stand."""
    records = [record for record in site.catalogue.records if record.summary.figures]
    description = "按单位、年度、表和栏目挑出数字，排序、筛选、画图、下载；网址记住选择。"
    shown = {name for record in records for name in record.summary.views}
    presets = [(name, urlencode(query)) for name, query in PRESETS.items() if name in shown]
    values = {"records": records[:LISTED], "left": len(records[LISTED:]), "presets": presets}
    yield Page(addresses.EXPLORE, "查数", "explore.md.j2", values, "比较", 1, description)
