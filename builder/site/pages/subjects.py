"""The index of codes: every code printed in the tables, and where. It also serves where search cannot run."""

from collections.abc import Iterator

from builder.model.disclosure import Figure
from builder.site import addresses
from builder.site.catalogue import Record
from builder.site.page import Page, Site

CLASSIFICATIONS = {"2": "支出功能分类", "3": "部门预算支出经济分类", "5": "政府预算支出经济分类"}


def pages(site: Site) -> Iterator[Page]:
    """One page for all codes, each with the first figure of each disclosure that prints it."""
    found: dict[str, dict[str, tuple[Record, Figure]]] = {}
    for record in site.catalogue.records:
        for figure in record.disclosure.figures:
            if figure.code and figure.table != "revenue":
                found.setdefault(figure.code, {}).setdefault(record.identity.disclosure_id, (record, figure))
    groups: dict[str, list[tuple[str, list[tuple[Record, Figure]]]]] = {}
    for code in sorted(found):
        title = CLASSIFICATIONS.get(code[0], "其他编码")
        groups.setdefault(title, []).append((code, list(found[code].values())))
    yield Page(addresses.SUBJECTS, "科目索引", "subjects.md.j2", {"groups": groups}, "说明", 55)
