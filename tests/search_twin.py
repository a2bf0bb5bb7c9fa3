"""The search worker once more, in Python and as simple as can be: which pages of an index does a query find?"""

import json
import re
import zlib
from pathlib import Path

from builder.site.search_terms import Found
from builder.site.search_text import is_number, normalise, pairs, phrases

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def grouped(entries):
    """Entries in any order as pages of the index; the entry without an anchor is the page itself."""
    own, parts = {}, {}
    for entry in entries:
        if entry.location == entry.page and entry.page not in own:
            own[entry.page] = entry
        else:
            parts.setdefault(entry.page, []).append(entry)
    return [Found(entry, lambda of=page: parts.get(of, ())) for page, entry in own.items()]


class Twin:
    """An index on disk; ``read`` collects the names of the files that were needed."""

    def __init__(self, site: Path):
        self.folder = site / "search"
        self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.read = set()

    def file(self, name):
        self.read.add(name)
        return zlib.decompress((self.folder / self.manifest["version"] / f"{name}.z").read_bytes()).decode("utf-8")

    def words(self, query):
        keys = [normalise(word) for word in query.split()]
        return [key for key in dict.fromkeys(keys) if any(True for _ in phrases(key))]

    def find(self, query):
        """The locations of the pages on which every word stands, best pages of the index first."""
        words = self.words(query)
        candidates = sorted(set.intersection(*map(self.candidates, words))) if words else []
        return [location for location, held in map(self.page, candidates) if all(map(held, words))]

    def candidates(self, word):
        """The numbers of the pages on which all phrases of a word may stand, apart from single letters among them."""
        parts = [phrase for _, phrase in phrases(word)]
        telling = [phrase for phrase in parts if len(parts) == 1 or len(phrase) > 1 or is_number(phrase)]
        return set.intersection(*map(self.pages, telling or parts[:1]))

    def pages(self, phrase):
        """The numbers of the pages on which a phrase can be found."""
        found = self.named(phrase)
        told = [self.paired(pair) for pair in pairs(phrase)] if not is_number(phrase) else []
        return found | set.intersection(*told) if told else found

    def named(self, phrase):
        start = phrase[: self.manifest["longest"]]
        spanned = sum(bound.startswith(start) for bound in self.manifest["shards"])
        if spanned >= self.manifest["heavy"] and len(start) <= self.manifest["short"]:
            cells = self.file(f"h{start.encode('utf-16-be').hex()}").split("\t")
            return set().union(*(self.numbers(cell[1:]) for cell in cells))
        return self.marked("n", self.manifest["shards"], start)

    def paired(self, pair):
        return self.marked("g", self.manifest["pairs"], pair)

    def marked(self, letter, bounds, start):
        key = start.encode("utf-16-be")
        keys = [bound.encode("utf-16-be") for bound in bounds]
        first = max(sum(bound < key for bound in keys) - 1, 0)
        last = sum(bound <= key or bound.startswith(key) for bound in keys)
        found = set()
        for shard in range(first, last):
            for ending, cells in self.records(self.file(f"{letter}{shard}")):
                if ending.startswith(start):
                    found.update(*(self.numbers(cell[1:]) for cell in cells))
        return found

    def records(self, text):
        ending = ""
        for line in text.split("\n"):
            head, *cells = line.split("\t")
            ending = ending[: DIGITS.index(head[0])] + head[1:]
            yield ending, cells

    def numbers(self, text):
        if text.startswith("="):
            bits = [DIGITS.index(digit) for digit in text[1:]]
            return {number for number in range(6 * len(bits)) if bits[number // 6] >> number % 6 & 1}
        found, page, gap, shift = set(), -1, 0, 0
        for digit in text:
            value = DIGITS.index(digit)
            gap, shift = gap + ((value & 31) << shift), shift + 5
            if value < 32:
                page, gap, shift = page + 1 + gap, 0, 0
                found.add(page)
        return found

    def entries(self, number):
        """The location of a page and its rows, prose included."""
        block, start = self.block("blocks", number)
        location, _, rows = json.loads(self.file(f"p{block}"))[number - start]
        if number in self.numbers(self.manifest["prose"]):
            block, _ = self.block("proseBlocks", number)
            rows = rows + next(part[2] for part in json.loads(self.file(f"t{block}")) if part[0] == number)
        return location, rows

    def block(self, kind, number):
        starts = sorted(self.numbers(self.manifest[kind]))
        block = sum(start <= number for start in starts) - 1
        return block, starts[block]

    def page(self, number):
        """The location of a page, and whether a word stands on it."""
        location, rows = self.entries(number)
        texts = []
        for _, _, name, text, *rest in rows:
            names = [name] if isinstance(name, str) else name
            others = rest[2] if len(rest) > 2 else []
            texts += [normalise(one) for one in (*names, " ".join(names), text, *others)]
        return location, lambda word: any(holds(text, word) for text in texts)


def holds(key, word):
    """Whether a word stands in a key; a number only where a number begins."""
    before = r"(?<![0-9])(?<![0-9]\.)" if word[0] in "0123456789" else ""
    return re.search(before + re.escape(word), key) is not None
