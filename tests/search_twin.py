"""The search worker once more, in Python and as simple as can be: which pages of an index does a query find?"""

import json
import re
from pathlib import Path

from builder.site.search_index import normalise, phrases

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Twin:
    """An index on disk; ``read`` collects the names of the files that were needed."""

    def __init__(self, site: Path):
        self.folder = site / "search"
        self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.read = set()

    def file(self, name):
        self.read.add(name)
        return (self.folder / self.manifest["version"] / name).read_bytes().decode("utf-8")

    def words(self, query):
        keys = [normalise(word) for word in query.split()]
        return [key for key in dict.fromkeys(keys) if any(True for _ in phrases(key))]

    def find(self, query):
        """The locations of the pages on which every word stands, best pages of the index first."""
        words = self.words(query)
        sets = [self.pages(phrase) for word in words for _, phrase in phrases(word)]
        candidates = sorted(set.intersection(*sets)) if sets else []
        return [location for location, held in map(self.page, candidates) if all(map(held, words))]

    def pages(self, phrase):
        """The numbers of the pages on which a phrase can be found."""
        start = phrase[: self.manifest["longest"]]
        bounds = [bound.encode("utf-16-be") for bound in self.manifest["shards"]]
        key = start.encode("utf-16-be")
        first = sum(bound < key for bound in bounds)
        spanned = sum(bound.startswith(start) for bound in self.manifest["shards"])
        if spanned >= self.manifest["heavy"]:
            cells = self.file(f"h{key.hex()}.txt").split("\t")
            return set().union(*(self.numbers(cell[1:]) for cell in cells))
        found = set()
        for shard in range(max(first - 1, 0), first + spanned):
            for ending, cells in self.records(self.file(f"s{shard}.txt")):
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

    def page(self, number):
        """The location of a page, and whether a word stands on it."""
        location, _, rows = json.loads(self.file(f"p{number}.json"))
        if number in self.numbers(self.manifest["prose"]):
            rows = rows + json.loads(self.file(f"t{number}.json"))[2]
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
