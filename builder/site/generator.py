"""The generator: an ordinary mkdocs.yml beside the pages, and MkDocs run in this process. All else is our own.

The pages and this file are enough for ``mkdocs build`` by hand, or for a successor that reads mkdocs.yml.
"""

import html
import logging
import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from builder.config import Settings
from builder.site.page import Page
from builder.site.render import plain_html
from builder.site.tongue import CHINESE

THEME = Path(__file__).parent / "theme"
MOST_ADDRESSES = 50_000
"""How many addresses a map of a site may have (sitemaps.org)."""
SHEET = "assets/site.css"
"""The one style sheet of the site: each file more is a journey more before anything is seen."""
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "315532800"}
_UNLISTED = "/disclosures/\n/shells/\n/en/\n/rules/*.md\n/sources/\n/codes/\n/lists/\n/entities/mz-shell-*.md\n"


def source_of(location: str) -> str:
    """The Markdown file of a page."""
    return f"{location.removesuffix('.html')}.md"


def configuration(
    settings: Settings, pages: Iterable[Page], theme: Path, scripts: Sequence[str] = ()
) -> dict[str, Any]:
    """What mkdocs.yml says. ``theme`` is the folder that overrides the theme's templates.

    The theme puts these texts into the page as HTML, so they are escaped here.
    """
    return {
        "site_name": html.escape(settings.title),
        "site_description": html.escape(settings.description),
        **({"site_url": settings.site_url} if settings.site_url else {}),
        "docs_dir": "pages",
        "site_dir": "site",
        "use_directory_urls": False,
        "theme": _theme(theme),
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "tables", {"toc": {"permalink": "#", "permalink_title": "这一节的链接"}}],
        "extra_css": [SHEET],
        "extra_javascript": list(scripts),
        "extra": {
            "generator": False,
            "title_en": html.escape(settings.title_en),
            "publisher": html.escape(settings.publisher),
            "repository_url": html.escape(settings.repository_url),
            "contact": html.escape(settings.contact),
            "licence": html.escape(settings.licence),
            "licence_url": html.escape(settings.licence_url),
            "english": english(pages),
        },
        "nav": navigation(pages),
        "not_in_nav": _UNLISTED,
        "validation": {"omitted_files": "ignore", "links": {"unrecognized_links": "ignore"}},
    }


def english(pages: Iterable[Page]) -> list[dict[str, str]]:
    """The navigation of the pages in English: they stand outside that of the generator."""
    listed = sorted((page for page in pages if page.section and page.tongue != CHINESE), key=lambda page: page.order)
    return [{"title": plain_html(page.title), "location": page.location} for page in listed]


def sheet(first: str) -> str:
    """The style sheets of the theme folder as one, after ``first``; the one for paper overrides the others."""
    own = sorted(THEME.glob("*.css"), key=lambda one: (one.stem == "print", one.name))
    return "\n".join([first, *(one.read_text(encoding="utf-8") for one in own)])


def _theme(folder: Path) -> dict[str, Any]:
    automatic = {
        "media": "(prefers-color-scheme)",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/brightness-auto", "name": "切换到浅色"},
    }
    light = {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-sunny", "name": "切换到深色"},
    }
    dark = {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": "material/weather-night", "name": "跟随系统"},
    }
    return {
        "name": "material",
        "custom_dir": str(folder),
        "language": "zh",
        "font": False,
        "favicon": "assets/mark.svg",
        "features": ["navigation.indexes", "navigation.top", "toc.follow"],
        "palette": [automatic, light, dark],
    }


def navigation(pages: Iterable[Page]) -> list[dict[str, Any]]:
    """Tabs and their pages: sections and entities only; a tab of one page is that page."""
    tabs: dict[str, list[Page]] = {}
    own = (page for page in pages if page.section and page.tongue == CHINESE)
    for page in sorted(own, key=lambda page: page.order):
        tabs.setdefault(page.section, []).append(page)
    order = sorted(tabs, key=lambda tab: _TABS.index(tab) if tab in _TABS else len(_TABS))
    return [_tab(tab, tabs[tab]) for tab in order]


_TABS = ("首页", "单位", "核对", "比较", "下载", "说明")


def _tab(tab: str, pages: Sequence[Page]) -> dict[str, Any]:
    sources = [source_of(page.location) for page in pages]
    if len(pages) == 1:
        return {tab: sources[0]}
    listed = [
        source if posixpath.basename(source) == "index.md" else {plain_html(page.title): source}
        for page, source in zip(pages, sources, strict=True)
    ]
    return {tab: listed}


def run(work: Path, config: Mapping[str, Any]) -> Path:
    """Write mkdocs.yml into ``work`` and run the generator; the folder of the finished site.

    Quiet: what it complains about is raised as a RuntimeError, for the pages are ours and it has nothing to complain.
    """
    file = work / "mkdocs.yml"
    file.write_text(yaml.safe_dump(dict(config), allow_unicode=True, sort_keys=False), encoding="utf-8")
    with _environment(), _complaints() as complaints:
        loaded = load_config(str(file))
        loaded.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(loaded)
        finally:
            loaded.plugins.on_shutdown()
    if complaints:
        raise RuntimeError("\n".join(complaints))
    made = Path(loaded.site_dir)
    (made / "sitemap.xml.gz").unlink(missing_ok=True)  # nobody is told of it, and its bytes depend on Python's zlib
    return made


@contextmanager
def _environment() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    try:
        yield
    finally:
        for name in (name for name, value in before.items() if value is None):
            os.environ.pop(name, None)


class _Collector(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    before = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = before


def list_pages(made: Path, locations: Sequence[str], hidden: str) -> None:
    """Put pages that the generator did not make into the map of the site in ``made``.

    Those whose names begin with ``hidden`` are taken out. A map with too many addresses becomes several, and one that
    names these (sitemaps.org, "index files").
    """
    path = made / "sitemap.xml"
    text = path.read_text(encoding="utf-8")
    places = re.findall(r"<loc>(.*?)</loc>", text)
    top = next(place for place in places if place.endswith("/rules/index.html")).removesuffix("rules/index.html")
    kept = [place for place in places if f"/{hidden}" not in place]
    listed = sorted({*kept, *(f"{top}{html.escape(location)}" for location in locations)})
    head, tail = text[: text.index("\n  <url>")], text[text.rindex("</url>") + len("</url>") :]
    maps = [listed[start : start + MOST_ADDRESSES] for start in range(0, len(listed), MOST_ADDRESSES)]
    whole = ["".join([head, *(f"\n  <url><loc>{place}</loc></url>" for place in part), tail]) for part in maps]
    if len(whole) > 1:
        for number, part in enumerate(whole, start=1):
            (made / f"sitemap-{number}.xml").write_bytes(part.encode())
        named = (f"\n  <sitemap><loc>{top}sitemap-{number}.xml</loc></sitemap>" for number in range(1, len(whole) + 1))
        whole = [f"{head}{''.join(named)}{tail}".replace("urlset", "sitemapindex")]
    path.write_bytes(whole[0].encode())
