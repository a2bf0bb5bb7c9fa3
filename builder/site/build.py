"""The site, step by step: packages → catalogue → pages → generator → charts, search index, downloads."""

import importlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from builder import registry
from builder.checks import rules
from builder.config import Settings
from builder.packages import dcat
from builder.site import (
    addresses,
    catalogue,
    colours,
    embeds,
    explorer,
    exports,
    feed,
    generator,
    pictures,
    previews,
    search,
    shells,
    sources,
)
from builder.site.catalogue import Catalogue, Record
from builder.site.charts import corpus_charts, script_bundle
from builder.site.page import Page, Site
from builder.site.render import front_values, head_of, page_parts, page_source
from builder.site.works import Help, Works
from builder.standards.glossary import terms
from builder.store import Store

Progress = Callable[[str, int, int], None]
_ASSETS = (".js", ".svg")
_NOT_TEMPLATES = (*_ASSETS, ".css")


def build(  # noqa: PLR0913, PLR0917 - five of them say what, the last one who does it
    packages: Path,
    out: Path,
    settings: Settings,
    content: Path | None,
    progress: Progress,
    aid: Help | None = None,
) -> Path:
    """Build the site of the data packages below ``packages`` into ``out``; the path of its front page.

    ``content`` is the folder with the source files, ``pages/*.md`` and entities.csv; all of them may be missing.
    The site is made in a folder beside ``out`` and takes its place when it is complete: an interrupted build leaves
    the site that was there. With ``aid`` charts and downloads are made by several processes, or were made before.
    """
    progress("读取数据包", 0, 0)
    site = _site(catalogue.read(packages), settings, content)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as name:
        work = Path(name)
        site = _with_works(site, packages, work, aid or Help(map, Store(work / "store")), progress)
        budget = settings.page_pictures * 1_000_000
        drawn = pictures.write(site.catalogue.records, site.originals, work / "drawn", budget)
        site = replace(site, pictures=drawn)
        pages = tuple(_pages(site))
        apart = [page for page in pages if _is_apart(page)]
        _write_pages(work, [page for page in pages if not _is_apart(page)], site, progress)
        _write_shells(work, apart, site)
        progress("生成网页", 0, 0)
        made = generator.run(work, generator.configuration(settings, pages, work / "theme"))
        _fill_shells(made, apart, site, progress)
        _write_drawings(site, made)
        _write_explorer(site, made)
        search.write_index(search.found(site, pages), made)
        sources.copy(site.originals, made)
        if site.previews:
            shutil.copytree(work / addresses.PREVIEWS, made / addresses.PREVIEWS)
        if drawn:
            shutil.copytree(work / "drawn", made, dirs_exist_ok=True)
        _write(made / "data.json", _portal(site))
        (made / addresses.FEED).write_bytes(feed.feed(site.catalogue, settings))
        shutil.copytree(packages, made / "data")
        shutil.copytree(work / "data", made / "data", dirs_exist_ok=True)
        _replace(made, out, work / "before")
    return out / addresses.HOME


def _with_works(site: Site, packages: Path, work: Path, aid: Help, progress: Progress) -> Site:
    """The site with charts and further downloads, which are written into ``work``/data."""
    records, colours = site.catalogue.records, site.settings.colours
    brand = previews.brand(site.settings)
    made = Works(packages, colours, aid, partial(progress, "画图，写其他格式"), brand)
    found = made.of(records)
    drawings = {name: made.drawings(value) for name, value in found.items()}
    by_id = site.catalogue.by_id
    files = {name: made.place(value, work / "data" / by_id[name].identity.package) for name, value in found.items()}
    shown = dict(_place_previews(made, found, by_id, work))
    drawings[""] = corpus_charts([record.disclosure for record in records], colours)
    files[""] = exports.write_corpus((packages / record.identity.package for record in records), work / "data")
    return replace(site, drawings=drawings, exports=files, previews=shown)


def _place_previews(
    made: Works, found: Mapping[str, Mapping[str, Any]], by_id: Mapping[str, Record], work: Path
) -> Iterator[tuple[str, str]]:
    """Write the preview pictures below ``work``; the location of each by disclosure_id."""
    for name, value in found.items():
        if data := made.preview(value):
            location = addresses.preview(by_id[name].identity)
            (work / location).parent.mkdir(parents=True, exist_ok=True)
            (work / location).write_bytes(data)
            yield name, location


def _site(found: Catalogue, settings: Settings, content: Path | None) -> Site:
    disclosures = [record.disclosure for record in found.records]
    written = content / "pages" if content else None
    return Site(
        catalogue=found,
        settings=settings,
        rules=rules(),
        terms=terms(),
        originals=sources.originals(disclosures, content),
        written=written if written and written.is_dir() else None,
    )


def _pages(site: Site) -> Iterator[Page]:
    for module in registry.modules(importlib.import_module("builder.site.pages")):
        yield from module.pages(site)


def _write_pages(work: Path, pages: Iterable[Page], site: Site, progress: Progress) -> None:
    listed = list(pages)
    for number, page in enumerate(listed, start=1):
        progress("写页面", number, len(listed))
        _write(work / "pages" / generator.source_of(page.location), _source(page, site))
    shutil.copytree(
        generator.THEME, work / "theme", ignore=shutil.ignore_patterns(*(f"*{end}" for end in _NOT_TEMPLATES))
    )
    for asset in sorted(path for path in generator.THEME.iterdir() if path.suffix in _ASSETS):
        _write(work / "pages" / "assets" / asset.name, asset.read_text(encoding="utf-8"))
    _write(work / "pages" / generator.SHEET, generator.sheet(colours.stylesheet(site.settings.colours)))
    _write(work / "pages" / "assets" / "vega.js", script_bundle())


def _write_shells(work: Path, pages: Iterable[Page], site: Site) -> None:
    """A few pages for the generator for every kind among these pages."""
    kinds: dict[tuple[object, ...], Page] = {}
    for page in pages:
        values = bool(page.description), bool(page.linked_data), page.tongue.id, bool(page.twin), bool(page.preview)
        kinds.setdefault((page.location.count("/"), *values), page)
    for page in kinds.values():
        for location, text in shells.sources(page.location, _head(page, site)):
            _write(work / "pages" / generator.source_of(location), text)


def _fill_shells(made: Path, pages: Sequence[Page], site: Site, progress: Progress) -> None:
    frames: dict[str, shells.Shell] = {}
    for number, page in enumerate(pages, start=1):
        progress("写网页", number, len(pages))
        content = _content(page, site)
        if content.shell not in frames:
            frames[content.shell] = shells.read(made / content.shell, content.shell)
        _write(made / page.location, frames[content.shell].filled(content))
    for folder in {shells.top(page.location) for page in pages}:
        shutil.rmtree(made / folder, ignore_errors=True)
    if site.settings.site_url:
        generator.list_pages(made, [page.location for page in pages], shells.FOLDER)


def _source(page: Page, site: Site) -> str:
    head = head_of(_head(page, site))
    if page.markdown:
        return head + page.markdown
    return page_source(head, page.template, _values(page, site), page.tongue)


def _content(page: Page, site: Site) -> shells.Content:
    return shells.Content(
        page.location, _head(page, site), *page_parts(page.template, _values(page, site), page.tongue)
    )


def _values(page: Page, site: Site) -> dict[str, Any]:
    return {**page.values, "site": site, "page": page, "url": addresses.relative(page.location)}


def _is_apart(page: Page) -> bool:
    """Whether a page is one of many of its kind, in no navigation, so that it can be filled into a shell."""
    return not page.section and not page.markdown and page.location.count("/") > 1


def _head(page: Page, site: Site) -> dict[str, object]:
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


def _write_drawings(site: Site, made: Path) -> None:
    for name, drawings in site.drawings.items():
        folder = f"charts/{site.catalogue.by_id[name].identity.package}" if name else "charts"
        for drawing in drawings:
            _write(made / folder / f"{drawing.name}.json", drawing.spec_json)
    for location, text in embeds.pages(site):
        _write(made / location, text)


def _write_explorer(site: Site, made: Path) -> None:
    _write(made / explorer.GRID, explorer.grid_script())
    for path, data in explorer.parts(site.catalogue):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)


def _portal(site: Site) -> str:
    """The DCAT catalogue of what the site holds; addresses are whole if the settings name the site's own."""
    base = f"{site.settings.site_url.rstrip('/')}/" if site.settings.site_url else ""
    entries = [
        (made, f"{base}{addresses.disclosure_page(made.identity)}", f"{base}{addresses.package_folder(made.identity)}")
        for made in (record.disclosure for record in site.catalogue.records)
    ]
    return json.dumps(dcat.catalogue(entries, site.settings, f"{base}{addresses.HOME}"), ensure_ascii=False, indent=1)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _replace(new: Path, old: Path, aside: Path) -> None:
    if old.exists():
        old.rename(aside)
    new.rename(old)
