"""The explorer: choose, sort, filter and download the figures of all tables."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from builder.site import addresses
from builder.site.page import Page, Site

PRESETS = (
    ("各单位支出合计", {"table": "expenditure", "measure": "total", "code": "合计", "sort": "-1"}),
    ("“三公”经费合计", {"table": "three-public", "measure": "total", "sort": "-1"}),
    ("人员经费和公用经费", {"table": "general-basic", "code": "经费合计", "sort": "-1"}),
    ("住房公积金", {"table": "general-basic", "code": "30113", "sort": "-1"}),
)
"""Views that many look for."""
LISTED = 60
"""How many disclosures, the newest, the page lists for readers without scripts."""


def pages(site: Site) -> Iterator[Page]:
    """One page; its figures are loaded when they are chosen, and without scripts it says where they stand."""
    records = [record for record in site.catalogue.records if record.disclosure.figures]
    description = "按单位、年度、表和栏目挑出数字，排序、筛选、画图、下载；网址记住选择。"
    printed = {(one.table, one.measure, one.code, one.item) for record in records for one in record.disclosure.figures}
    presets = [(name, urlencode(query)) for name, query in PRESETS if any(_fits(query, *one) for one in printed)]
    values = {"records": records[:LISTED], "left": len(records[LISTED:]), "presets": presets}
    yield Page(addresses.EXPLORE, "查数", "explore.md.j2", values, "比较", 1, description)


def _fits(query: Mapping[str, str], table: str, measure: str, code: str, item: str) -> bool:
    """Whether a view shows such a figure."""
    sought = query.get("code", "")
    same = query["table"] == table and query.get("measure", measure) == measure
    return same and (sought == code or (not sought.isdigit() and sought in item))
