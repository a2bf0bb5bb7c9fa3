"""The explorer: choose, sort, filter and download the figures of all tables."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """One page; its figures are loaded when they are chosen, and without scripts it says where they stand."""
    records = [record for record in site.catalogue.records if record.disclosure.figures]
    description = "按单位、年度、表和栏目挑出数字，排序、筛选、画图、下载；网址记住选择。"
    yield Page(addresses.EXPLORE, "查数", "explore.md.j2", {"records": records}, "比较", 1, description)
