"""How one office's program sets a PDF: what befalls a document on its way to the page."""

from dataclasses import dataclass, fields, replace
from random import Random

from tests.maker.paper import HELVETICA, SONG, TIMES

FULL, OPEN, LINED, COLUMNS, THREE, BARE = "full", "open", "lined", "columns", "three", "bare"
RULED = (FULL, OPEN)
"""Ruled wholly; without the rules at its left and right."""
HALF_RULED = (LINED, COLUMNS, THREE, BARE)
"""Rules between the rows only; between the columns only, and around the header; above and below; none at all."""


@dataclass(frozen=True, slots=True)
class Press:
    """Lengths are points, shares how often something happens where it can.

    ``strokes`` is how rules are drawn (lines, fills, boxes, path), ``again`` what a page that begins inside a table
    prints again ("" nothing, "header", "title", "total"), ``run`` how a cell's text is drawn (cell, char, halves),
    ``tight``: the longest amounts touch the rules,
    ``above`` the lines at the top of every page,
    ``order`` the order in which cells are drawn, ``sunk`` how far digits stand below the words beside them.
    """

    rules: str = FULL
    strokes: str = "lines"
    landscape: bool = False
    rotated: bool = False
    size: float = 9
    digits: str = SONG
    amounts: str = "right"
    names: str = "left"
    middle: bool = True
    indent: bool = False
    narrow: float = 1.0
    tight: bool = False
    again: str = ""
    together: bool = False
    run: str = "cell"
    order: str = "rows"
    spacing: float = 0
    sunk: float = 0
    lookalikes: float = 0
    running: bool = False
    above: tuple[str, ...] = ()
    page_number: str = "{}"
    shaded: bool = False
    twice: bool = False
    origin: float = 0
    compressed: bool = True


def drawn_press(rng: Random, rules: str) -> Press:
    """A press at random that rules its tables so."""
    return Press(
        rules=rules,
        strokes=rng.choice(("lines", "lines", "fills", "boxes", "path")),
        landscape=rng.random() < 0.6,
        rotated=rng.random() < 0.3,
        size=rng.choice((7.5, 9, 9, 10.5)),
        digits=rng.choice((SONG, SONG, HELVETICA, TIMES)),
        amounts=rng.choice(("right", "right", "right", "center", "left")),
        names=rng.choice(("left", "left", "center")),
        middle=rng.random() < 0.8,
        indent=rng.random() < 0.3,
        narrow=rng.choice((1.0, 1.0, 0.6, 0.4)),
        tight=rng.random() < 0.15 and rules in RULED,
        again=rng.choice(("", "", "header", "title", "total")),
        together=rng.random() < 0.3,
        run=rng.choice(("cell", "cell", "char", "halves")),
        order=rng.choice(("rows", "rows", "columns", "shuffled")),
        spacing=rng.choice((0, 0, 0, 0.2)),
        sunk=rng.choice((0, 0, 1.5, -1.5)),
        lookalikes=rng.choice((0, 0, 0.3, 1)),
        running=rng.random() < 0.2,
        page_number=rng.choice(("", "{}", "- {} -", "第 {} 页", "—{}—")),
        shaded=rng.random() < 0.2,
        twice=rng.random() < 0.1,
        origin=rng.choice((0, 0, 0, 20)),
        compressed=rng.random() < 0.8,
    )


def plain_press(**changes: object) -> Press:
    """The quietest press, with changes; names that Press does not have raise TypeError."""
    assert set(changes) <= {field.name for field in fields(Press)}
    return replace(Press(), **changes)  # type: ignore[arg-type]
