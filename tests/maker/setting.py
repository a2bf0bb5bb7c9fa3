"""Pages of a PDF being set: where the next line goes, in which font, and when a page is full."""

from collections.abc import Iterator, Sequence
from random import Random

from tests.maker.paper import LOOKALIKE, SONG, Sheet, can_set, width
from tests.maker.press import Press
from tests.maker.printed import Printed

MARGIN = 50.0
TALL, WIDE, A3 = (595.0, 842.0), (842.0, 595.0), (1191.0, 842.0)
"""Papers: width and height."""


class Setting:
    """The pages being set, and how far down the last of them is full."""

    def __init__(self, printed: Printed, press: Press, rng: Random) -> None:
        self.printed, self.press, self.rng = printed, press, rng
        self.sheets: list[Sheet] = []
        self.down = 0.0
        self.turn(TALL)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    @property
    def room(self) -> float:
        return self.sheet.height - MARGIN - self.down

    def turn(self, paper: tuple[float, float]) -> None:
        """Begin a page."""
        wide, high = paper
        self.sheets.append(Sheet(wide, high, wide > high and self.press.rotated))
        self.down = MARGIN
        if self.press.running:
            title = f"{self.printed.entity_name}{self.printed.year}{self.printed.what}"
            self.line(title, 9, "center", at=30)
        for at, text in enumerate(self.press.above):
            self.line(text, 9, "center", at=20 + 12 * at)

    def finished(self) -> list[Sheet]:
        """The pages with their numbers."""
        for number, sheet in enumerate(self.sheets, start=1):
            text = self.press.page_number.format(number)
            sheet.text((sheet.width - width(text, 9)) / 2, sheet.height - 25, text, 9)
        return self.sheets

    def line(self, text: str, size: float, align: str = "left", at: float | None = None) -> None:
        """Set a line below what is there (or with its foot at a given height) between the margins."""
        if at is None:
            self.down += size * 1.6
            at = self.down - size * 0.4
        room = self.sheet.width - 2 * MARGIN
        self.word(text, MARGIN, at, room, size, align)

    def word(self, text: str, x: float, baseline: float, room: float, size: float, align: str) -> None:
        """Set a text in a room of some width."""
        font = self.font(text)
        free = room - width(text, size, font) - self.press.spacing * (len(text) - 1)
        x += {"left": 0, "center": free / 2, "right": free}[align]
        digits = any(char.isdigit() for char in text) and can_set(text, self.press.digits)
        baseline += self.press.sunk if digits else 0
        for part in self.parts(text):
            self.sheet.text(x, baseline, part, size, font, self.press.spacing)
            if self.press.twice:
                self.sheet.text(x + 0.2, baseline, part, size, font, self.press.spacing)
            x += width(part, size, font) + self.press.spacing * len(part)

    def parts(self, text: str) -> Sequence[str]:
        if self.press.run == "char":
            return text
        at = self.rng.randrange(len(text) + 1) if self.press.run == "halves" else 0
        return [part for part in (text[:at], text[at:]) if part]

    def font(self, text: str) -> str:
        if any(char.isdigit() for char in text) and can_set(text, self.press.digits):
            return self.press.digits
        return LOOKALIKE if self.rng.random() < self.press.lookalikes else SONG

    def prose(self, texts: Sequence[str]) -> None:
        """Set paragraphs over as many lines and pages as they need."""
        for text in texts:
            for line in broken(text, 11, self.sheet.width - 2 * MARGIN):
                if self.room < 20:
                    self.turn(TALL)
                self.line(line, 11)


def broken(text: str, size: float, room: float) -> list[str]:
    """A text in lines that fit into a room; a number and its signs are never broken."""
    lines, wide = [""], 0.0
    for piece in _pieces(text):
        more = width(piece, size)
        if lines[-1] and wide + more > room:
            lines.append("")
            wide = 0.0
        lines[-1] += piece
        wide += more
    return lines


def _pieces(text: str) -> Iterator[str]:
    run = ""
    for char in text:
        if char.isascii() and char != " ":
            run += char
            continue
        if run:
            yield run
        yield char
        run = ""
    if run:
        yield run
