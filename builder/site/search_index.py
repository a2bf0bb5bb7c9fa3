"""The search index: written in parts, so that a query loads only the few it needs. Read by theme/search-worker.js.

What is sought stands in entries, entries on pages, and pages are numbered in the order in which equally good ones are
shown. All text is compared by its *key* (`normalise`), a key is cut into *phrases* (runs of letters, or one number),
and every ending of a phrase of letters is a record: what is searched inside a phrase is the beginning of one of its
endings, so an exact substring is a range of the sorted records. Numbers are found from their beginning only: 51.42
is not 351.42.

``search/manifest.json``      the version, the first record of each shard, the words for kinds, the pages with prose
``search/<version>/s<n>.txt`` a shard: one record per line, its endings front-coded, with the pages by grade
``search/<version>/h<p>.txt`` the pages by level for a beginning ``p`` (hex of UTF-16) that spans too many shards
``search/<version>/p<n>.json`` the entries of page ``n``, with which the worker proves, orders and shows a result
``search/<version>/t<n>.json`` its prose, loaded only if it is needed
``search/search_index.json``  what the theme wants to load: its own index, empty
"""

import hashlib
import json
import re
import shutil
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path

SHARD = 8_000
"""Characters after which a shard ends."""
HEAVY = 5
"""A beginning shared by the first records of so many shards gets a file of its own."""
LONGEST = 16
"""Characters of an ending that are kept; the entries prove the rest of a longer query."""

WHOLE, HEAD, INSIDE, AMOUNT, TEXT = range(5)
"""Grades of a record: a whole name, the first phrase of a name, inside a name, an amount, inside a text."""

NATURES = ("name", "amount", "prose")

_BLANK = " \t\n\r\f\v\u1680\u2028\u2029"
_NUMERALS = frozenset("0123456789")
_QUOTES = "\"'“”‘’「」『』"
_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+)+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_BLANKS = re.compile(rf"((?<=[!-~])[{_BLANK}]+(?=[0-9a-z]))|[{_BLANK}]+")
_PHRASE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[^\W\d_]+")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    ``kind`` says what it is, in Chinese; ``names`` are what it is called and make its title (code and item);
    ``others`` are further names. ``text`` is shown below, after ``lead``, and found after names. ``location`` is its
    page from the site's root, with ``#`` and the anchor if it is a part of the page. ``nature`` is ``name``; or
    ``amount`` if the numbers of the text are printed amounts; or ``prose`` if it is a text and its name only a
    heading. The entry of a page itself gives the ``weight`` and ``year`` that order pages (higher first).
    """

    kind: str
    names: tuple[str, ...]
    text: str
    location: str
    nature: str = "name"
    others: tuple[str, ...] = ()
    lead: str = ""
    year: int = 0
    weight: int = 0

    @property
    def title(self) -> str:
        """The names in one line."""
        return " ".join(self.names)

    @property
    def page(self) -> str:
        """The location without the anchor."""
        return self.location.partition("#")[0]


class _Plain(dict[int, str]):
    """A character's code to what stands for it in keys, filled as it is asked."""

    def __missing__(self, code: int) -> str:
        plain = "".join(char for char in unicodedata.normalize("NFKC", chr(code)).lower() if char not in _QUOTES)
        self[code] = plain
        return plain


_PLAIN = _Plain()


def normalise(text: str) -> str:
    """The key of ``text``: half-width, lower case, without quotes, thousands separators and needless blanks.

    One blank stays where a number or a Latin word follows on something half-width: two numbers never become one.
    """
    plain = text.translate(_PLAIN)
    plain = _COMMAS.sub(lambda found: found[0].replace(",", "") if _GROUPED.fullmatch(found[0]) else found[0], plain)
    return _BLANKS.sub(lambda found: " " if found[1] else "", plain)


def phrases(key: str) -> Iterator[tuple[int, str]]:
    """The phrases of a key with their positions: runs of letters, and numbers with their decimals."""
    return ((found.start(), found[0]) for found in _PHRASE.finditer(key))


def write_index(entries: Iterable[Entry], out: Path) -> None:
    """Write the index into ``out``/search, in place of what is there.

    Raises ValueError if the entries of a page have none for the page itself.
    """
    pages = _pages(entries)
    kinds = sorted({entry.kind for page in pages for entry in page})
    files = {name: text for number, page in enumerate(pages) for name, text in _page_files(number, page, kinds)}
    records = _records(pages)
    shards, bounds = _shards(records, len(pages))
    files |= {f"s{number}.txt": text for number, text in enumerate(shards)}
    files |= {f"h{start.encode('utf-16-be').hex()}.txt": text for start, text in _heavy(records, bounds, len(pages))}
    version = _version(files)
    manifest = {
        "version": version,
        "pages": len(pages),
        "heavy": HEAVY,
        "longest": LONGEST,
        "kinds": kinds,
        "prose": _pages_text([number for number, page in enumerate(pages) if _prose(page)], len(pages)),
        "shards": bounds,
    }
    _write(out / "search", version, files, manifest)


def _pages(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries page by page, the page's own first; the best pages first: weight, year, short title, place."""
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[entry.page].append(entry)
    for location, members in pages.items():
        own = next((entry for entry in members if entry.location == location), None)
        if own is None:
            raise ValueError(f"no entry for the page {location} itself")
        members.remove(own)
        members.insert(0, own)
    return sorted(pages.values(), key=lambda page: _page_order(page[0]))


def _page_order(own: Entry) -> tuple[int, int, int, str]:
    return -own.weight, -own.year, len(own.title), own.location


def _page_files(number: int, page: Sequence[Entry], kinds: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names and amounts of a page and, where it has any, its prose."""
    prose = _prose(page)
    yield f"p{number}.json", _page_file([page[0], *(one for one in page[1:] if one.nature != "prose")], kinds)
    if prose:
        yield f"t{number}.json", _page_file(prose, kinds)


def _prose(page: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in page[1:] if entry.nature == "prose"]


def _page_file(entries: Sequence[Entry], kinds: Sequence[str]) -> str:
    """The location of the page, what texts begin with, and the entries."""
    leads = list(dict.fromkeys(entry.lead for entry in entries))
    return _json([entries[0].page, leads, [_row(entry, kinds, leads) for entry in entries]])


def _row(entry: Entry, kinds: Sequence[str], leads: Sequence[str]) -> list[object]:
    """Kind, anchor, name or names, text; then, left out from the end if 0 or empty: nature, lead, other names."""
    names = entry.names[0] if len(entry.names) == 1 else list(entry.names)
    rest: list[object] = [NATURES.index(entry.nature), leads.index(entry.lead), list(entry.others)]
    while rest and not rest[-1]:
        rest.pop()
    return [kinds.index(entry.kind), entry.location.partition("#")[2], names, entry.text, *rest]


def _records(pages: Sequence[Sequence[Entry]]) -> list[tuple[str, dict[int, list[int]]]]:
    """The sorted endings of all phrases, each with its pages by grade."""
    terms: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for term in sorted({term for entry in page for term in _terms(entry)}):
            terms[term].append(number)
    found = ((ending, grade, numbers) for term, numbers in terms.items() for ending, grade in _endings(*term))
    ordered = sorted(found, key=lambda record: (record[0].encode("utf-16-be"), record[1]))
    return [
        (ending, {grade: _union(numbers for *_, numbers in same) for grade, same in groupby(group, key=lambda r: r[1])})
        for ending, group in groupby(ordered, key=lambda record: record[0])
    ]


def _terms(entry: Entry) -> Iterator[tuple[str, int]]:
    """The phrases of an entry with their grades."""
    for name in (*entry.names, *entry.others):
        key = normalise(name)
        for start, phrase in phrases(key):
            grade = WHOLE if phrase == key else INSIDE if start else HEAD
            yield phrase, TEXT if entry.nature == "prose" else grade
    for _, phrase in phrases(normalise(entry.text)):
        yield phrase, AMOUNT if entry.nature == "amount" and phrase[0] in _NUMERALS else TEXT


def _endings(phrase: str, grade: int) -> Iterator[tuple[str, int]]:
    """What a phrase can be found by: a number by itself, letters by each of their endings."""
    yield phrase[:LONGEST], grade if len(phrase) <= LONGEST or grade != WHOLE else HEAD
    if phrase[0] not in _NUMERALS:
        for start in range(1, len(phrase)):
            yield phrase[start : start + LONGEST], max(grade, INSIDE)


def _union(lists: Iterable[list[int]]) -> list[int]:
    first, *others = lists
    return sorted(set(first).union(*others)) if others else first


def _shards(records: Sequence[tuple[str, Mapping[int, list[int]]]], pages: int) -> tuple[list[str], list[str]]:
    """The shards, and for each as much of its first ending as tells it from the ending before."""
    shards: list[str] = []
    bounds: list[str] = []
    lines: list[str] = []
    size, before = 0, ""
    for ending, grades in records:
        # A character beyond the basic plane is never shared, for a browser counts it twice.
        shared = _common(before, "".join(takewhile("\uffff".__ge__, ending)))
        if size > SHARD:
            shards.append("\n".join(lines))
            lines, size = [], 0
        if not lines:
            bounds.append(ending[: _common(before, ending) + 1])
            shared = 0
        cells = (f"{grade}{_pages_text(found, pages)}" for grade, found in grades.items())
        lines.append("\t".join((_DIGITS[shared] + ending[shared:], *cells)))
        size += len(lines[-1])
        before = ending
    return ([*shards, "\n".join(lines)] if lines else shards), bounds


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _pages_text(found: Sequence[int], pages: int) -> str:
    """Ascending page numbers as text: the gaps in digits of five bits, or ``=`` and a bitmap, whichever is shorter."""
    gaps: list[str] = []
    before = -1
    for number in found:
        gap, before = number - before - 1, number
        while gap > 31:
            gaps.append(_DIGITS[32 | gap & 31])
            gap >>= 5
        gaps.append(_DIGITS[gap])
    if len(gaps) <= pages // 6 + 2:
        return "".join(gaps)
    bits = [0] * (pages // 6 + 1)
    for number in found:
        bits[number // 6] |= 1 << number % 6
    return "=" + "".join(_DIGITS[six] for six in bits)


def _heavy(
    records: Sequence[tuple[str, Mapping[int, list[int]]]], bounds: Sequence[str], pages: int
) -> Iterator[tuple[str, str]]:
    """For each beginning that too many shards share: the pages by level (see ``level`` in the worker)."""
    counts: dict[str, int] = defaultdict(int)
    for bound in bounds:
        for length in range(1, len(bound) + 1):
            counts[bound[:length]] += 1
    keys = [ending.encode("utf-16-be") for ending, _ in records]
    for start in sorted(start for start, count in counts.items() if count >= HEAVY):
        levels: dict[int, set[int]] = defaultdict(set)
        for ending, grades in records[bisect_left(keys, start.encode("utf-16-be")) :]:
            if not ending.startswith(start):
                break
            for grade, found in grades.items():
                levels[level(grade, ending == start)].update(found)
        yield start, "\t".join(f"{key}{_pages_text(sorted(levels[key]), pages)}" for key in sorted(levels))


def level(grade: int, whole: bool) -> int:
    """How good a record is for what is sought, 0 best: ``whole`` says that the two are equal.

    Exact names, exact amounts, names that begin so, amounts that begin so, inside names, inside texts.
    """
    return {WHOLE: 0 if whole else 2, HEAD: 2, INSIDE: 4, AMOUNT: 1 if whole else 3, TEXT: 5}[grade]


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()[:12]


def _write(folder: Path, version: str, files: Mapping[str, str], manifest: Mapping[str, object]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / version).mkdir(parents=True)
    for name, text in files.items():
        (folder / version / name).write_bytes(text.encode())
    (folder / "manifest.json").write_bytes(_json(manifest).encode())
    theirs = {"config": {"lang": ["zh"], "separator": "[\\s]+", "pipeline": [], "fields": {}}, "docs": []}
    (folder / "search_index.json").write_bytes(_json(theirs).encode())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
