"""What stands on a page: its head, and its text as Markdown for the generator or as HTML for a shell."""

from collections.abc import Callable
from typing import Any

from builder.site import addresses, shells
from builder.site.page import Page, Site
from builder.site.render import front_values, head_of, page_parts, page_source


def source(page: Page, site: Site) -> str:
    """The Markdown of a page, for the generator."""
    front = head_of(head(page, site))
    if page.markdown:
        return front + page.markdown
    return page_source(front, page.template, values(page, site), page.tongue)


def content(page: Page, site: Site) -> shells.Content:
    """A page that is to be filled into a shell."""
    return shells.Content(page.location, head(page, site), *page_parts(page.template, values(page, site), page.tongue))


def values(page: Page, site: Site) -> dict[str, Any]:
    """What the template of a page is given."""
    return {**page.values, "site": site, "page": page, "url": addresses.relative(page.location)}


def head(page: Page, site: Site) -> dict[str, object]:
    """What stands at the head of a page; addresses are whole if the settings name the site's own."""
    url = addresses.relative(page.location)
    address = _whole(site.settings.site_url) if site.settings.site_url else url
    linked = page.linked_data(address) if page.linked_data else ""
    language = page.tongue.id if page.tongue.index else ""
    shown = address(page.preview) if page.preview and site.settings.site_url else ""
    both = _in_both(page, address) if page.twin and site.settings.site_url else {}
    return front_values(page.title, page.description, linked, tongue=language, twin=page.twin, preview=shown, **both)


def _in_both(page: Page, address: Callable[[str], str]) -> dict[str, str]:
    """The whole addresses of a page in both languages."""
    here, there = address(page.location), address(page.twin)
    return {"in_english": here, "in_chinese": there} if page.tongue.index else {"in_chinese": here, "in_english": there}


def _whole(site_url: str) -> Callable[[str], str]:
    """From a location relative to the site's root to its whole address."""
    return f"{site_url.rstrip('/')}/".__add__
