"""The numbers of headings and items read one behind the other: which lists they make, and where one breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.checks._case import Case
from builder.checks._ordinals import Ordinal, written
from builder.checks._prose import Prose
from builder.frozen import frozen
from builder.model.disclosure import Passage
from builder.model.location import Location

OMITTED = re.compile(r"[（(](?:[^（）()]{0,4}[从省])?略[）)]$")
"""A paragraph that says that something is left out here."""
_CONTENTS = 80
"""The contents stand among the first so many paragraphs."""
_PROSE = 45
"""A paragraph so long is no title."""


@frozen
class Break:
    """A number that does not follow: ``kind`` is gap, twice or headless; ``before`` the item that it follows."""

    kind: str
    item: Ordinal
    before: Ordinal | None


@dataclass(slots=True)
class Reader:
    """Lists are opened one inside the other: ``opened`` are those still open, the innermost last, ``closed`` the rest.

    What goes on with a list closes those inside it, so no order of the styles is assumed.
    """

    prose: Prose
    rows: Sequence[Passage]
    contents: Sequence[Ordinal | None]
    opened: list[list[Ordinal]] = field(default_factory=list)
    closed: list[list[Ordinal]] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)

    @classmethod
    def of(cls, case: Case) -> "Reader":
        """The lists and breaks of the numbered passages."""
        begin = _behind_contents(case.prose)
        rows = [passage for passage in case.disclosure.passages if passage.role == "row"]
        reader = cls(case.prose, rows, case.prose.numbers[:begin])
        for each in case.prose.numbers[begin:]:
            if each:
                reader.take(each)
        reader._close(0)
        return reader

    def take(self, item: Ordinal) -> None:
        """An item goes on with the innermost list that it fits, or begins a new one, or breaks the last one."""
        opened, style, before = self.opened, item.style, item.value - 1
        if not before:
            opened.append([item])  # no list goes on with it
            return
        if style == "part" and any(_is_same(items[-1], item) for items in opened):
            return  # the header of the next page
        own: int | None = None
        for at in range(len(opened) - 1, -1, -1):
            last = opened[at][-1]
            if last.style == style:
                own = at if own is None else own
                if last.value == before:
                    self._go_on(at, item)
                    return
        kind = self._kind(item, own)
        if kind and kind != "mended":
            self.breaks.append(Break(kind, item, opened[own][-1] if own is not None else None))
        if own is not None and kind in ("gap", "twice", "mended"):
            self._go_on(own, item)
        else:
            opened.append([item])

    def _go_on(self, at: int, item: Ordinal) -> None:
        if at + 1 < len(self.opened):
            self._close(at + 1)
        self.opened[at].append(item)

    def _close(self, first: int) -> None:
        self.closed += self.opened[first:]
        del self.opened[first:]

    def _kind(self, item: Ordinal, at: int | None) -> str:
        """Empty if the number before it can be found in the text before it, where a list may run on in one line."""
        before = self.opened[at][-1] if at is not None else None
        above = [items[-1].index for items in self.opened if items[0].level < item.level]
        if before is None and not above:
            return ""  # An extract may begin anywhere.
        first = before.index if before is not None else max(above)
        between = [passage.text for passage in self.prose.passages[first : item.index]]
        if before is not None:
            between[0] = before.rest
        between += self._rows(first, item.index)
        if any(OMITTED.search(text) for text in between):
            return ""  # a copy that says what it leaves out
        if self._goes_on(item) or any(written(item.style, item.value - 1).search(text) for text in between):
            return ""
        if at is None or before is None or any(items[0].level < item.level for items in self.opened[at + 1 :]):
            listed = (each for each in self.contents if each and each.style == item.style)
            return "" if any(each.value == item.value - 1 for each in listed) else "headless"
        return self._sibling(before, item)

    def _goes_on(self, item: Ordinal) -> bool:
        """Whether the numbers run on from one part of the document to the next."""
        last = next((items[-1] for items in reversed(self.closed) if items[-1].style == item.style), None)
        return last is not None and last.value == item.value - 1

    def _rows(self, first: int, last: int) -> list[str]:
        """The rows of grids between two passages: a list may stand in a frame."""
        start, end = (order(self.prose.passages[index].location) for index in (first, last))
        return [row.text for row in self.rows if start <= order(row.location) <= end]

    def _sibling(self, before: Ordinal, item: Ordinal) -> str:
        """How an item breaks the list it stands in; a gap of one behind a number used twice is the same fault."""
        if before.value >= item.value:
            return "twice" if before.value == item.value else "headless"
        last = self.breaks[-1] if self.breaks else None
        mended = last and last.kind == "twice" and last.item is before and item.value == before.value + 2
        return "mended" if mended else "gap"


def _behind_contents(prose: Prose) -> int:
    """The number of the first passage behind the list of contents, which pages often show in parts; 0 without one.

    It is the last first part, or the last first chapter, before the first paragraph of prose.
    """
    texts = [passage.text for passage in prose.passages[:_CONTENTS]]
    title = next((index for index, text in enumerate(texts) if text.replace(" ", "").endswith("目录")), None)
    if title is None:
        return 0
    end = next((index for index in range(title + 1, len(texts)) if _is_prose(texts[index])), len(texts))
    firsts = [each for each in prose.numbers[title:end] if each and each.value == 1]
    for style in ("part", "chief"):
        if own := [each.index for each in firsts if each.style == style]:
            return own[-1]
    return end


def _is_same(one: Ordinal, other: Ordinal) -> bool:
    return (one.style, one.value, one.rest) == (other.style, other.value, other.rest)


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and "…" not in text and "...." not in text and "PAGEREF" not in text


def order(place: Location) -> tuple[int, int]:
    """What sorts two places of one document as they are read."""
    return place.page, place.line or 0
