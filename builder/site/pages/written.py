"""The pages written by hand: ``pages/*.md`` of the content folder, ours and trusted, taken as they are."""

from collections.abc import Iterator

from builder.site.page import Page, Site

ORDER = ("method", "about")
"""The pages that come first, in this order."""


def pages(site: Site) -> Iterator[Page]:
    """One page per file; its title is its first heading."""
    if site.written is None:
        return
    files = sorted(site.written.glob("*.md"), key=lambda file: (file.stem not in ORDER, file.stem))
    for number, file in enumerate(files):
        text = file.read_text(encoding="utf-8-sig")
        heading = next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), file.stem)
        place = ORDER.index(file.stem) if file.stem in ORDER else len(ORDER) + number
        yield Page(f"{file.stem}.html", heading, "", {}, "说明", 40 + 20 * place, markdown=text)
