"""The pages of one disclosure and all that goes with them: what the site has most of, made by many processes and kept.

A leaf sees its own package and what a *site of its own* tells (``alone``): its source, its charts, its corrections, and
the main figures of the year before. All of that is in its key, so that a leaf whose key is known is not made again.
"""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from builder import registry, stamp
from builder.checks import rules
from builder.frozen import frozen
from builder.site import addresses, catalogue, contents, embeds, explorer, kept, search, works
from builder.site.catalogue import Catalogue, EntityRecord, Listed
from builder.site.kept import Craft, Help, Key
from builder.site.page import Site
from builder.site.render import Heading
from builder.site.search_terms import Indexed, Order, Rows
from builder.site.shells import Content
from builder.standards.glossary import terms
from builder.uncollected import uncollected

PARTS = (*works.PARTS, "checks", "readers", "removals.py", "lists.py", "workers.py")
"""The parts of the program that decide what a leaf is; how the theme frames it does not."""
_NOT = ("site/theme",)


T = TypeVar("T")


@frozen
class Task:
    """A package, the site as its disclosure sees it, and its charts as JSON."""

    package: Path
    site: Site
    drawings: bytes


@frozen
class Made:
    """What was made: pages as JSON and their heads, further texts by location, the index, the explorer's files."""

    heads: tuple[tuple[str, dict[str, object]], ...]
    pages: bytes
    texts: bytes
    found: tuple[tuple[tuple[Any, ...], bytes], ...]
    rows: bytes
    explorer: bytes


def modules() -> Iterator[ModuleType]:
    """The modules of ``pages`` that make pages of one disclosure."""
    found = registry.modules(importlib.import_module("builder.site.pages"))
    return (module for module in found if hasattr(module, "pages_of"))


def alone(site: Site, record: Listed) -> Site:
    """The site as one disclosure sees it: nothing of others but the year before."""
    identity = record.identity
    name, whole = identity.disclosure_id, site.catalogue
    before = replace(identity, fiscal_year=identity.fiscal_year - 1).disclosure_id
    entity = whole.by_entity.get(identity.entity)
    seen = Catalogue(
        records=(),
        by_id={one: _little(whole.by_id[one]) for one in (before,) if one in whole.by_id},
        by_entity={entity.entity: EntityRecord(entity.about, ())} if entity else {},
        corrections={one: whole.corrections[one] for one in (name,) if one in whole.corrections},
    )
    return Site(
        seen,
        site.settings,
        rules=(),
        terms=(),
        originals=_only(site.originals, name),
        exports=_only(site.exports, name),
        pictures=_only(site.pictures, name),
        previews=_only(site.previews, name),
    )


def _only(found: Mapping[str, T], name: str) -> dict[str, T]:
    return {name: found[name]} if name in found else {}


def _little(record: Listed) -> Listed:
    """A disclosure of which its main figures alone are told."""
    whole = record.summary
    told = replace(whole.main, classes=(), whole=None)
    return replace(record, downloads=(), summary=replace(whole, ledger={}, findings=(), codes=(), basics=(), main=told))


@uncollected()
def make(task: Task) -> Made:
    """Make the pages of a disclosure, with all that goes with them."""
    record = catalogue.load(task.package)
    listed, name = catalogue.listed(record), record.identity.disclosure_id
    about = task.site.catalogue.by_entity[record.identity.entity].about
    mine = EntityRecord(about, (listed,))
    known = {**task.site.catalogue.by_id, name: listed}
    seen = replace(task.site.catalogue, records=(listed,), entities=(mine,), by_id=known, by_entity={mine.entity: mine})
    drawings = {name: works.drawings(task.drawings)}
    site = replace(task.site, catalogue=seen, rules=rules(), terms=terms(), drawings=drawings)
    pages = [page for module in modules() for page in module.pages_of(record, site)]
    made = [contents.content(page, site) for page in pages]
    explored = explorer.explored(record.disclosure)
    return Made(
        heads=tuple((one.location, one.marks) for one in made),
        pages=_json([_written(one) for one in made]),
        texts=_json(dict(_texts(site))),
        found=tuple((one.order, _json(asdict(one.indexed()))) for one in search.found(site, pages)),
        rows=_json(explored.parts),
        explorer=explored.own,
    )


def _texts(site: Site) -> Iterator[tuple[str, str]]:
    """The further files that are text: the charts as JSON, and their pages for other sites."""
    for name, drawings in site.drawings.items():
        for drawing in drawings:
            yield f"charts/{site.catalogue.by_id[name].identity.package}/{drawing.name}.json", drawing.spec_json
    yield from embeds.pages(site)


@frozen
class Leaf:
    """A leaf that was made: its record, and as JSON what is kept of it and of the works.

    It stays JSON until it is asked for: the leaves of a large corpus are all in memory, and objects take more of it.
    """

    record: Listed
    aid: Help
    told: tuple[bytes, bytes]

    @property
    def key(self) -> str:
        """The digest of all that is kept."""
        return stamp.digest(one.decode() for one in self.told)

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept of it."""
        found: dict[str, Any] = json.loads(self.told[0])
        return found

    @property
    def works(self) -> dict[str, Any]:
        """What is kept of the works."""
        found: dict[str, Any] = json.loads(self.told[1])
        return found

    @property
    def heads(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Of every page its location, and what of its head tells the shell it needs."""
        yield from self.kept["heads"]

    def pages(self) -> Iterator[Content]:
        """The pages."""
        return map(_read, self._json("pages"))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All other files, as (location, content)."""
        identity, content = self.record.identity, self.aid.content
        yield from ((location, text.encode()) for location, text in self._json("texts").items())
        folder = addresses.package_folder(identity)
        works = self.works
        yield from ((f"{folder}/{path}", content(name)) for path, name, _ in works["files"])
        if works["preview"]:
            yield addresses.preview(identity), content(works["preview"])
        if self.record.summary.figures:
            yield explorer.file_of(self.record), content(self.kept["explorer"][1])

    @property
    def explored(self) -> int:
        """How many bytes the explorer's file of it has."""
        size: int = self.kept["explorer"][0]
        return size

    def rows(self) -> Mapping[str, Sequence[str]]:
        """Its rows in the parts of the explorer."""
        found: Mapping[str, Sequence[str]] = self._json("rows")
        return found

    def found(self) -> Iterator["Sought"]:
        """Its pages, for the index."""
        return (Sought(self, tuple(order), name) for order, name in self.kept["found"])

    def _json(self, part: str) -> Any:  # noqa: ANN401 - whatever JSON holds
        return json.loads(self.aid.content(self.kept[part]).decode("utf-8", "surrogatepass"))


@frozen
class Sought:
    """A page of a leaf, for the index: read when it is its turn."""

    leaf: Leaf
    order: Order
    name: str

    def indexed(self) -> Indexed:
        """What the index needs of it."""
        found = json.loads(self.leaf.aid.content(self.name).decode("utf-8", "surrogatepass"))
        names, prose = _rows(found["names"]), _rows(found["prose"])
        return Indexed(found["location"], names, prose, tuple(found["records"]), tuple(found["pairs"]))


@frozen
class Leaves:
    """The leaves of a site whose packages are in ``folder``; ``made`` is what ``Works`` made, by disclosure_id."""

    site: Site
    folder: Path
    aid: Help
    works: Mapping[str, Mapping[str, Any]]

    def all(self, progress: Callable[[int, int], None]) -> list[Leaf]:
        """Every leaf, in the order of the records; only what was not kept is made."""
        craft = Craft(self._key, self._task, make, self._keep, self._leaf)
        records = self.site.catalogue.records
        found = {record.identity.disclosure_id: leaf for record, leaf in kept.made(self.aid, craft, records, progress)}
        return [found[record.identity.disclosure_id] for record in records]

    def _key(self, record: Listed) -> Key:
        code = stamp.code(*PARTS, without=_NOT)
        drawings = self.works[record.identity.disclosure_id]["drawings"]
        package = kept.package_digest(self.folder / record.identity.package)
        return "leaf", code, package, drawings, _told(alone(self.site, record))

    def _task(self, record: Listed) -> Task:
        drawings = self.aid.content(self.works[record.identity.disclosure_id]["drawings"])
        return Task(self.folder / record.identity.package, alone(self.site, record), drawings)

    def _keep(self, made: Made) -> dict[str, Any]:
        keep = self.aid.store.keep
        return {
            "heads": made.heads,
            "pages": keep(made.pages),
            "texts": keep(made.texts),
            "rows": keep(made.rows),
            "explorer": [len(made.explorer), keep(made.explorer)],
            "found": [[order, keep(data)] for order, data in made.found],
        }

    def _leaf(self, record: Listed, value: Mapping[str, Any]) -> Leaf | None:
        """What was made, if all of it is there."""
        names = (value["pages"], value["texts"], value["rows"], value["explorer"][1])
        if not self.aid.has((*names, *(name for _, name in value["found"]))):
            return None
        made = self.works[record.identity.disclosure_id]
        return Leaf(record, self.aid, (json.dumps(value).encode(), json.dumps(made).encode()))


def _told(site: Site) -> str:
    """All that a disclosure sees of the site."""
    seen = site.catalogue
    before = [(one.identity, one.summary.main.headline.expenditure) for one in seen.by_id.values()]
    entities = [one.about for one in seen.by_entity.values()]
    others = site.originals, site.exports, site.pictures, site.previews
    return stamp.digest(map(repr, (site.settings, before, entities, seen.corrections, *others)))


def _rows(found: Mapping[str, Any]) -> Rows:
    return Rows(tuple(found["leads"]), tuple((kind, rest) for kind, rest in found["rows"]))


def _written(page: Content) -> list[object]:
    return [page.location, page.head, page.html, [(one.level, one.anchor, one.html) for one in page.headings]]


def _read(page: list[Any]) -> Content:
    location, head, html, headings = page
    return Content(location, head, html, tuple(Heading(*one) for one in headings))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
