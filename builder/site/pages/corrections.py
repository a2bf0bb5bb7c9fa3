"""What was changed or withdrawn since it was published, by disclosure; a withdrawn disclosure keeps its addresses."""

from collections.abc import Iterator

from builder.site import addresses
from builder.site.corrected import Corrected, corrected
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """The list of all corrections, and two pages for each disclosure that is no longer published."""
    listed = corrected(site.catalogue)
    description = "公布以后改过或撤回的数字：原来是多少、现在是多少、哪一天、为什么。"
    values = {"listed": listed}
    yield Page(addresses.CORRECTIONS, "更正", "corrections.md.j2", values, "核对", 25, description)
    for one in listed:
        if one.record is None:
            yield from _withdrawn(one)


def _withdrawn(one: Corrected) -> Iterator[Page]:
    for location in (addresses.disclosure_page(one.identity), addresses.figures_page(one.identity)):
        yield Page(location, f"已撤回：{one.title}", "withdrawn.md.j2", {"one": one})
