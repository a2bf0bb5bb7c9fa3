"""The lines of a document and the rows of its grids from top to bottom: what everything else is recognised in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from builder.model.document import Cell, Document, Grid, Line, Word
from builder.model.location import Location
from builder.recognise.record import Token

_MOST = 3
"""A character becomes no more than so many when text is composed (NFC), and so many words at most."""


@dataclass(eq=False)
class Strip:
    """A line with its ``words``, or one row of a grid; ``grid`` is the grid and ``cells`` the row's cells.

    ``first`` is the number of its first token, greater than those of all tokens above it. ``is_set`` is whether it
    stands on a page of fixed size, where the place of a word means something. ``moved`` are its tokens where something
    is known of them that words and cells do not say. ``printed`` is a line with the blanks before it. Not to be
    changed; that is not watched over, since it takes as long again to make one that is.
    """

    text: str
    location: Location
    first: int
    words: Sequence[Word] = ()
    grid: Grid | None = None
    cells: tuple[Cell, ...] = ()
    is_set: bool = False
    moved: tuple[Token, ...] | None = None
    printed: str = ""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its words or cells as tokens; made when asked for, since nobody asks for those of the sentences."""
        if self.moved is not None:
            return self.moved
        if self.grid is not None:
            first = self.first
            cells = enumerate(self.cells, first)
            return tuple(
                [Token(cell.text, cell.location, cell.column, at == first, False, None, at) for at, cell in cells]
            )
        alone, words = len(self.words) == 1, enumerate(self.words)
        return tuple(
            Token(word.text, _place(word, self.location), None, at == 0, alone, at=self.first + at)
            for at, word in words
        )

    @property
    def in_grid(self) -> bool:
        """Whether it is a row of a grid."""
        return self.grid is not None


def strips(document: Document) -> tuple[Strip, ...]:
    """The document from top to bottom, line by line and row by row."""
    found: list[Strip] = []
    first = 0
    for page in document.pages:
        is_set = page.width > 0
        for block in page.blocks:
            if isinstance(block, Line):
                text = block.text
                found.append(Strip(text.strip(), block.location, first, block.words, is_set=is_set, printed=text))
                first += _MOST * len(block.text)
                continue
            for row in block.rows():
                text = " ".join([cell.text for cell in row])
                found.append(Strip(text, row[0].location, first, (), block, row, is_set))
                first += len(row)
    return tuple(found)


def _place(word: Word, line: Location) -> Location:
    return Location(line.page, line.line, word.box) if word.box else line
