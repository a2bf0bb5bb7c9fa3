"""The search index: written in parts, so that a query loads only the few it needs. Read by theme/search-worker.js.

What is sought stands in entries, entries on pages, and pages are numbered in the order in which equally good ones are
shown. All text is compared by its *key* (``search_text.normalise``), and a key is cut into *phrases* (runs of letters,
or one number). Names are few and found anywhere inside: every ending of a phrase of letters is a record, and what is
sought is the beginning of one. Numbers are found from their beginning only: 51.42 is not 351.42. Texts are many: of
them the index has the pairs of letters, and the entries prove the rest. Pages come one after the other and what they
need in memory is bounded, so that the size of a site is no matter.

``search/manifest.json``      the version, the first record of each shard, the words for kinds, where the pages are
``search/<version>/n<n>.z``   a shard: one record per line, its endings front-coded, with the pages by grade
``search/<version>/g<n>.z``   the same for pairs of letters
``search/<version>/h<p>.z``   the pages by level for a beginning ``p`` (hex of UTF-16) that spans too many shards
``search/<version>/p<n>.z``   the entries of some pages, with which the worker proves, orders and shows a result
``search/<version>/t<n>.z``   prose of some pages, loaded only if it is needed
``search/<version>/c.z``      traditional characters and the simplified ones that stand in the index
``search/search_index.json``  what the theme wants to load: its own index, empty

``.z`` is text compressed by zlib (RFC 1950): a browser undoes it with ``DecompressionStream("deflate")``.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from builder.packages import squeeze
from builder.site import characters, search_shards
from builder.site.search_postings import Postings
from builder.site.search_shards import Heavy, Shards, by_ending, pages_text
from builder.site.search_terms import LONGEST, TEXT, Indexed, Order, Rows

BLOCK = 24_000
"""Characters after which a file of pages ends."""
_SQUEEZE = 6


class Page(Protocol):
    """A page of the index: where it stands among the others, and, when it is its turn, all of it."""

    @property
    def order(self) -> Order:
        """What pages are sorted by."""

    def indexed(self) -> Indexed:
        """What the index needs of it."""


def write_index(pages: Iterable[Page], out: Path) -> None:
    """Write the index into ``out``/search, in place of what is there. Each page comes once, in any order."""
    ordered = sorted(pages, key=lambda page: page.order)
    folder = out / "search"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with TemporaryDirectory(dir=folder, prefix="runs-") as runs:
        files = _Files(folder / "parts")
        records, letters = Postings(Path(runs) / "records"), Postings(Path(runs) / "pairs")
        told = _write_pages(ordered, files, records, letters)
        told |= _write_records(files, records, letters, len(ordered))
    version = files.digest.hexdigest()[:12]
    files.folder.rename(folder / version)
    manifest = {"version": version, "pages": len(ordered), "heavy": search_shards.HEAVY, "longest": LONGEST, **told}
    manifest["short"] = search_shards.SHORT
    (folder / "manifest.json").write_bytes(_json(manifest).encode())
    theirs = {"config": {"lang": ["zh"], "separator": "[\\s]+", "pipeline": [], "fields": {}}, "docs": []}
    (folder / "search_index.json").write_bytes(_json(theirs).encode())


class _Files:
    """A folder of compressed texts, and the digest of all that was written."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.digest = hashlib.sha256()

    def write(self, name: str, text: str) -> None:
        data = text.encode("utf-8", "surrogatepass")
        self.digest.update(f"{name} {len(data)}\n".encode() + data)
        (self.folder / f"{name}.z").write_bytes(squeeze.stream(data, _SQUEEZE))


class _Blocks:
    """Pages, some to a file; ``starts`` has the number of the first page of each."""

    def __init__(self, files: _Files, letter: str) -> None:
        self.files, self.letter = files, letter
        self.starts: list[int] = []
        self.held: list[str] = []
        self.size = 0

    def add(self, page: int, text: str) -> None:
        if not self.held:
            self.starts.append(page)
        self.held.append(text)
        self.size += len(text)
        if self.size > BLOCK:
            self.close()

    def close(self) -> None:
        if self.held:
            self.files.write(f"{self.letter}{len(self.starts) - 1}", f"[{','.join(self.held)}]")
            self.held, self.size = [], 0


def _write_pages(pages: Sequence[Page], files: _Files, records: Postings, letters: Postings) -> dict[str, object]:
    """Write the entries of all pages and note their terms; what the manifest says of them."""
    kinds: dict[str, int] = {}
    names, prose = _Blocks(files, "p"), _Blocks(files, "t")
    with_prose: list[int] = []
    for number, page in enumerate(pages):
        made = page.indexed()
        records.add(number, made.records)
        letters.add(number, made.pairs)
        names.add(number, f"[{_json(made.location)},{_table(made.names, kinds)}]")
        if made.prose.rows:
            with_prose.append(number)
            prose.add(number, f"[{number},{_table(made.prose, kinds)}]")
    names.close()
    prose.close()
    return {
        "kinds": list(kinds),
        "blocks": pages_text(names.starts, len(pages)),
        "proseBlocks": pages_text(prose.starts, len(pages)),
        "prose": pages_text(with_prose, len(pages)),
    }


def _table(rows: Rows, kinds: dict[str, int]) -> str:
    """What texts begin with, and the entries, each with the number of its kind before the rest."""
    made = (f"[{kinds.setdefault(kind, len(kinds))},{rest}" for kind, rest in rows.rows)
    return f"{_json(rows.leads)},[{','.join(made)}]"


def _write_records(files: _Files, records: Postings, letters: Postings, pages: int) -> dict[str, object]:
    """Write all that leads from words to pages; what the manifest says of it."""
    seen: set[str] = set()
    shards, pairs = Shards(pages), Shards(pages)
    heavy = Heavy(shards)
    _write_shards(files, "n", shards.cut(heavy.watch(_noted(by_ending(records.merged()), seen))))
    for start, text in heavy.found.items():
        files.write(f"h{start.encode('utf-16-be').hex()}", text)
    of_texts = ((pair, {TEXT: found}) for pair, found in letters.merged())
    _write_shards(files, "g", pairs.cut(_noted(of_texts, seen)))
    files.write("c", characters.traditional(seen))
    return {"shards": shards.bounds, "pairs": pairs.bounds}


_Record = tuple[str, Mapping[int, Sequence[int]]]


def _noted(records: Iterable[_Record], seen: set[str]) -> Iterator[_Record]:
    """The same records; their characters are noted."""
    for ending, pages in records:
        seen.update(ending)
        yield ending, pages


def _write_shards(files: _Files, letter: str, shards: Iterable[str]) -> None:
    for number, text in enumerate(shards):
        files.write(f"{letter}{number}", text)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
