"""The site, step by step: packages → catalogue → leaves → pages → generator → search index, explorer, downloads.

A leaf is what belongs to one disclosure. Of a disclosure nothing but its summary is in memory while others are made.
"""

import importlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from builder import registry
from builder.checks import rules
from builder.config import Settings
from builder.packages import dcat, parquet
from builder.site import (
    addresses,
    catalogue,
    colours,
    contents,
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
from builder.site.catalogue import Catalogue
from builder.site.charts import corpus_charts, script_bundle
from builder.site.kept import Help, LostError
from builder.site.leaves import Leaf, Leaves, modules
from builder.site.page import Page, Site
from builder.site.placing import Placing
from builder.site.summaries import Summaries
from builder.site.works import Works, downloads
from builder.standards.glossary import terms
from builder.store import Store
from builder.uncollected import passed_over

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
    the site that was there. With ``aid`` it is made by several processes, as far as it was not made before.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as name:
        work = Path(name)
        aid = aid or Help(map, Store(work / "store"))
        try:
            made = _made(packages, work / "one", settings, content, progress, aid)
        except LostError:  # a damaged content in the store: none of them is believed unread
            made = _made(packages, work / "two", settings, content, progress, replace(aid, doubtful=True))
        _replace(made, out, work / "before")
    return out / addresses.HOME


def _made(  # noqa: PLR0913, PLR0917
    packages: Path, work: Path, settings: Settings, content: Path | None, progress: Progress, aid: Help
) -> Path:
    """The site, made below ``work``."""
    work.mkdir()
    records = Summaries(packages, aid, partial(progress, "读取数据包")).all()
    site = _site(catalogue.read(packages, records), settings, content)
    with passed_over():
        site, leaves = _with_leaves(site, packages, work, aid, progress)
    pages = tuple(_own_pages(site))
    made = _with_pages(site, pages, leaves, packages, work, aid, progress)
    search.write_index((*search.found(site, pages), *(one for leaf in leaves for one in leaf.found())), made)
    _write_drawings(made, site)
    _write_explorer(made, leaves, aid.store)
    sources.copy(site.originals, made)
    if site.pictures:
        shutil.move(work / addresses.PICTURES, made)
    with (made / "data.json").open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(_portal(site))
    (made / addresses.FEED).write_bytes(feed.feed(site.catalogue, settings))
    for path in sorted(packages.iterdir()):
        if not (made / "data" / path.name).is_dir():  # what belongs to no disclosure
            _copy(path, made / "data" / path.name)
    for path in sorted((work / "data").iterdir()):
        shutil.move(path, made / "data")
    return made


def _with_leaves(site: Site, packages: Path, work: Path, aid: Help, progress: Progress) -> tuple[Site, list[Leaf]]:
    """The leaves, and the site with the charts, downloads and pictures that are written into ``work``."""
    records, settings = site.catalogue.records, site.settings
    made = Works(packages, settings.colours, aid, partial(progress, "画图，写其他格式"), previews.brand(settings))
    found = made.of(records)
    files = {name: downloads(value) for name, value in found.items()}
    (work / "data").mkdir()
    tables = {packages / record.identity.package: found[record.identity.disclosure_id]["tables"] for record in records}
    files[""] = exports.write_corpus(tables, work / "data", lambda one: parquet.unpacked(aid.content(tables[one])))
    drawings = {"": corpus_charts([record.summary.main for record in records], settings.colours)}
    by_id = site.catalogue.by_id
    shown = {name: addresses.preview(by_id[name].identity) for name, value in found.items() if value["preview"]}
    drawn = pictures.write(records, site.originals, work, settings.page_pictures * 1_000_000, aid.store)
    site = replace(site, drawings=drawings, exports=files, previews=shown, pictures=drawn)
    return site, Leaves(site, packages, aid, found).all(partial(progress, "写公开文件的网页"))


def _with_pages(  # noqa: PLR0913, PLR0917
    site: Site, pages: Sequence[Page], leaves: Sequence[Leaf], packages: Path, work: Path, aid: Help, progress: Progress
) -> Path:
    """The folder of the site with all its pages: the generator's, and those that are filled into shells."""
    apart = [page for page in pages if _is_apart(page)]
    _write_pages(work, [page for page in pages if not _is_apart(page)], site, progress)
    marks = ((page.location, shells.marks(contents.head(page, site))) for page in apart)
    heads = [*marks, *chain(*(leaf.heads for leaf in leaves))]
    frames = _write_shells(work, heads)
    progress("生成网页", 0, 0)
    made = generator.run(work, generator.configuration(site.settings, pages, work / "theme"))
    placing = Placing(made, aid.before, packages, shells.read_all(made, frames), aid.store)
    _place(placing, apart, leaves, site, progress)
    shells.remove(made, frames)
    if site.settings.site_url:
        generator.list_pages(made, [location for location, _ in heads], shells.NAME)
    return made


def _place(placing: Placing, apart: Iterable[Page], leaves: Sequence[Leaf], site: Site, progress: Progress) -> None:
    """Put what need not pass the generator in its place; one page at a time is in memory."""
    for page in apart:
        placing.write(contents.content(page, site))
    for number, _ in enumerate(placing.all(leaves), start=1):
        progress("写网页", number, len(leaves))


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def _site(found: Catalogue, settings: Settings, content: Path | None) -> Site:
    written = content / "pages" if content else None
    return Site(
        catalogue=found,
        settings=settings,
        rules=rules(),
        terms=terms(),
        originals=sources.originals([record.summary for record in found.records], content),
        written=written if written and written.is_dir() else None,
    )


def _pages(site: Site) -> Iterator[Page]:
    """All pages."""
    yield from _own_pages(site)
    for record in (listed.load() for listed in site.catalogue.records):
        for module in modules():
            yield from module.pages_of(record, site)


def _own_pages(site: Site) -> Iterator[Page]:
    """The pages that belong to no single disclosure."""
    for module in registry.modules(importlib.import_module("builder.site.pages")):
        if hasattr(module, "pages"):
            yield from module.pages(site)


def _write_pages(work: Path, pages: Iterable[Page], site: Site, progress: Progress) -> None:
    listed = list(pages)
    for number, page in enumerate(listed, start=1):
        progress("写页面", number, len(listed))
        _write(work / "pages" / generator.source_of(page.location), contents.source(page, site))
    shutil.copytree(
        generator.THEME, work / "theme", ignore=shutil.ignore_patterns(*(f"*{end}" for end in _NOT_TEMPLATES))
    )
    for asset in sorted(path for path in generator.THEME.iterdir() if path.suffix in _ASSETS):
        _write(work / "pages" / "assets" / asset.name, asset.read_text(encoding="utf-8"))
    _write(work / "pages" / generator.SHEET, generator.sheet(colours.stylesheet(site.settings.colours)))
    _write(work / "pages" / "assets" / "vega.js", script_bundle())


def _write_shells(work: Path, heads: Iterable[tuple[str, Mapping[str, object]]]) -> list[str]:
    """A few pages for the generator for every kind among pages with these locations and heads; where they are."""
    kinds = {(shells.folder(place), *head, head.get("tongue", "")): (place, head) for place, head in heads}
    written = []
    for location, head in kinds.values():
        for shell, text in shells.sources(location, head):
            _write(work / "pages" / generator.source_of(shell), text)
            written.append(shell)
    return written


def _is_apart(page: Page) -> bool:
    """Whether a page is one of many of its kind, in no navigation, so that it can be filled into a shell."""
    return not page.section and not page.markdown and "/" in page.location


def _write_drawings(made: Path, site: Site) -> None:
    """The charts of all disclosures together, and their pages for other sites."""
    for drawing in site.drawings[""]:
        _write(made / "charts" / f"{drawing.name}.json", drawing.spec_json)
    for location, html in embeds.pages(site):
        _write(made / location, html)


def _write_explorer(made: Path, leaves: Sequence[Leaf], store: Store) -> None:
    _write(made / explorer.GRID, explorer.grid_script())
    for path, data in explorer.parts(leaves, store):
        (made / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).write_bytes(data)


def _portal(site: Site) -> Iterator[str]:
    """The DCAT catalogue of what the site holds, in pieces; addresses are whole if the settings name the site's own."""
    base = f"{site.settings.site_url.rstrip('/')}/" if site.settings.site_url else ""
    entries = (
        (
            dcat.Counted(one.identity, one.tables, one.figures, one.statements),
            f"{base}{addresses.disclosure_page(one.identity)}",
            f"{base}{addresses.package_folder(one.identity)}",
        )
        for one in (record.summary for record in site.catalogue.records)
    )
    yield from dcat.catalogue(entries, site.settings, f"{base}{addresses.HOME}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def _replace(new: Path, old: Path, aside: Path) -> None:
    if old.exists():
        old.rename(aside)
    new.rename(old)
