"""What was changed, withdrawn or removed since it was published; what is gone keeps its addresses."""

from collections.abc import Iterable, Iterator

from builder.site import addresses
from builder.site.corrected import Corrected, TakenOut, corrected, taken_out
from builder.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    """The list of all corrections and removals, and two pages for each disclosure that is no longer published."""
    listed, removed = corrected(site.catalogue), taken_out(site.catalogue)
    description = "公布以后改过、撤回或应要求移除的：原来是多少、现在是多少、哪一天、为什么，以及怎样要求更正或移除。"
    values = {"listed": listed, "removed": removed}
    yield Page(addresses.CORRECTIONS, "更正与移除", "corrections.md.j2", values, "核对", 25, description)
    yield from _removed(reversed(removed))
    for one in listed:
        if one.record is None:
            yield from _withdrawn(one)


def _removed(removed: Iterable[TakenOut]) -> Iterator[Page]:
    """Two pages for each disclosure that was taken out; the newest entry counts."""
    gone = {one.removed.disclosure_id: one for one in removed if one.removed.is_whole and not one.is_published}
    for one in gone.values():
        if one.identity:
            for location in (addresses.disclosure_page(one.identity), addresses.figures_page(one.identity)):
                yield Page(location, f"已移除：{one.title}", "removed.md.j2", {"one": one})


def _withdrawn(one: Corrected) -> Iterator[Page]:
    for location in (addresses.disclosure_page(one.identity), addresses.figures_page(one.identity)):
        yield Page(location, f"已撤回：{one.title}", "withdrawn.md.j2", {"one": one})
