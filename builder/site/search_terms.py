"""What can be found, and the terms under which a page with it stands in the index."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from builder.frozen import frozen
from builder.site.search_text import is_negative, is_number, normalise, pairs, phrases

LONGEST = 16
"""Characters of an ending that are kept; the entries prove the rest of a longer query."""

WHOLE, HEAD, INSIDE, AMOUNT, TEXT = range(5)
"""Grades of a record: a whole name, the first phrase of a name, inside a name, an amount, a number in a text."""

NATURES = ("name", "amount", "prose")


@frozen
class Entry:
    """Something that can be found.

    ``kind`` says what it is, in Chinese; ``names`` are what it is called and make its title (code and item);
    ``others`` are further names. ``text`` is shown below, after ``lead``, and found after names. ``location`` is its
    page from the site's root, with ``#`` and the anchor if it is a part of the page. ``nature`` is ``name``; or
    ``amount`` if the numbers of the text are printed amounts; or ``prose`` if it is a text and its name only a
    heading. ``converted`` are its amounts as the site shows them in 万元 where another unit is printed. The entry of a
    page itself gives the ``weight`` and ``rank`` that order pages (higher first): years, for one.
    """

    kind: str
    names: tuple[str, ...]
    text: str
    location: str
    nature: str = "name"
    others: tuple[str, ...] = ()
    lead: str = ""
    converted: tuple[str, ...] = ()
    rank: int = 0
    weight: int = 0

    @property
    def title(self) -> str:
        """The names in one line."""
        return " ".join(self.names)

    @property
    def page(self) -> str:
        """The location without the anchor."""
        return self.location.partition("#")[0]


@frozen
class Found:
    """A page of the index: the entry of the page itself, and how to get those of what stands on it."""

    own: Entry
    parts: Callable[[], Iterable[Entry]] = tuple

    @property
    def order(self) -> "Order":
        """Where it stands among pages that are equally good: weight, rank, short title, place."""
        return -self.own.weight, -self.own.rank, len(self.own.title), self.own.location

    def indexed(self) -> "Indexed":
        """What the index needs of it."""
        return indexed(self)


Order = tuple[int, int, int, str]
"""What pages are sorted by."""


@frozen
class Rows:
    """Entries as they stand in the index: their leads, and of each its kind and the rest as JSON without a bracket."""

    leads: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@frozen
class Indexed:
    """A page as the index needs it: where it is, its entries (prose apart), its records and pairs of letters."""

    location: str
    names: Rows
    prose: Rows
    records: tuple[str, ...]
    pairs: tuple[str, ...]


def indexed(page: Found) -> Indexed:
    """What the index needs of a page."""
    parts = list(page.parts())
    records, letters = terms((page.own, *parts))
    names = [page.own, *(one for one in parts if one.nature != "prose")]
    prose = [one for one in parts if one.nature == "prose"]
    return Indexed(page.own.page, _rows(names), _rows(prose), tuple(sorted(records)), tuple(sorted(letters)))


def _rows(entries: Sequence[Entry]) -> Rows:
    leads = tuple(dict.fromkeys(entry.lead for entry in entries))
    places = {lead: number for number, lead in enumerate(leads)}
    return Rows(leads, tuple((entry.kind, _row(entry, places)) for entry in entries))


def _row(entry: Entry, leads: Mapping[str, int]) -> str:
    """Anchor, name or names, text; then, left out from the end if 0 or empty: nature, lead, others, converted."""
    names = entry.names[0] if len(entry.names) == 1 else entry.names
    rest: list[object] = [NATURES.index(entry.nature), leads[entry.lead], entry.others, entry.converted]
    while rest and not rest[-1]:
        rest.pop()
    made = [entry.location.partition("#")[2], names, entry.text, *rest]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))[1:]


def record(ending: str, grade: int) -> str:
    """An ending and its grade as one term."""
    return f"{ending}\0{grade}"


def terms(entries: Iterable[Entry]) -> tuple[set[str], set[str]]:
    """The records of the names and numbers of a page, and the pairs of letters in its texts."""
    records: set[str] = set()
    texts: dict[str, None] = {}
    amounts: dict[str, None] = {}
    for entry in entries:
        named = (*entry.names, *entry.others)
        if entry.nature == "prose":
            texts |= dict.fromkeys(named)
        else:
            records.update(*map(_of_name, named))
        (amounts if entry.nature == "amount" else texts)[entry.text] = None
        amounts |= dict.fromkeys(entry.converted)
    letters: set[str] = set()
    _add_text(texts, TEXT, records, letters)
    _add_text(amounts, AMOUNT, records, letters)
    return records, {pair for phrase in letters for pair in pairs(phrase)}


def _add_text(texts: Iterable[str], grade: int, records: set[str], letters: set[str]) -> None:
    """The bar keeps two texts from growing together: it is neither a letter nor a digit nor a blank.

    A negative number has a record with its sign; without the sign it is a number in a text.
    """
    key = normalise("|".join(texts))
    for start, phrase in phrases(key):
        if not is_number(phrase):
            letters.add(phrase)
        elif is_negative(key, start):
            records.update((record(f"-{phrase}"[:LONGEST], grade), record(phrase[:LONGEST], TEXT)))
        else:
            records.add(record(phrase[:LONGEST], grade))


@lru_cache(maxsize=50_000)
def _of_name(name: str) -> frozenset[str]:
    key = normalise(name)
    found = {term for start, phrase in phrases(key) for term in _endings(phrase, _grade(phrase, key, start))}
    signed = (phrase for start, phrase in phrases(key) if is_number(phrase) and is_negative(key, start))
    return frozenset(found.union(record(f"-{phrase}"[:LONGEST], INSIDE) for phrase in signed))


def _grade(phrase: str, key: str, start: int) -> int:
    return WHOLE if phrase == key else INSIDE if start else HEAD


def _endings(phrase: str, grade: int) -> Iterator[str]:
    """What a phrase of a name can be found by: a number by itself, letters by each of their endings."""
    yield record(phrase[:LONGEST], grade if len(phrase) <= LONGEST or grade != WHOLE else HEAD)
    if not is_number(phrase):
        for start in range(1, len(phrase)):
            yield record(phrase[start : start + LONGEST], max(grade, INSIDE))
