"""How well the checks do: what they find in the corpus against what careful readers found there."""

from collections.abc import Iterator

from builder.site import accuracy, addresses
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """One page: the numbers by family of rules, and what is not found."""
    rows = accuracy.measured()
    missed = accuracy.missed()
    values = {
        "rows": rows,
        "total": accuracy.total(rows),
        "missed": [(one, site.catalogue.by_id.get(one.doc), site.originals.get(one.doc)) for one in missed],
    }
    description = "核对规则的准确率：发现的有多少是真的，已知的问题找到了多少。"
    yield Page(addresses.ACCURACY, "准确率", "accuracy.md.j2", values, "核对", 24, description)
