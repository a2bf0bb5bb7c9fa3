"""How a paragraph is cut: its lines joined to one, its sentences, and the clauses before a number."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from builder.frozen import frozen
from builder.recognise.passages import closed
from builder.recognise.quantities import Quantity, plain_digits
from builder.recognise.sections import Strip

STOP = re.compile(r"[。！？]")
"""What ends a sentence."""
COMMA = re.compile(r"[，。；;：:！？]|,(?!\d{3}(?!\d))")
"""What ends a clause."""
CLOSED_PAIR = re.compile("[（(][^（()）]*[）)]")
_INSIDE_CLOSED = re.compile(r"^[^（(]*[^（）()]{2}[）)]")
"""A clause that begins inside brackets and goes on behind them: （预算调整数，下同）的."""
_ORDINAL = re.compile(r"^\s*(?:[-•·●]\s*)?(?:[（(]?\d{1,2}[)）、]|\d{1,2}[.．](?:\s+|(?=\D)))")
_COUNTED_BEHIND = re.compile(r"(?![（(的以]|左右|上下|分别)[^，,。；;：:、（(\d]{2,25}")
_CLAUSE_END = re.compile(r"[，,、。；;：:！？]|$")
_LONGEST_TEXT = 200


@frozen
class OneLine:
    """The text of a paragraph in one line, and where in it each of its lines begins; ``number`` counts paragraphs."""

    number: int
    text: str
    starts: tuple[int, ...]
    lines: tuple[Strip, ...]

    @classmethod
    def of(cls, lines: Sequence[Strip], number: int) -> "OneLine":
        """The lines joined, without the number of a list before them, digits as plain ones."""
        text = ""
        starts: list[int] = []
        for strip in lines:
            bare = _ORDINAL.sub("", strip.text) if not starts else strip.text
            piece = closed(bare.strip())
            touches = text[-1:].isascii() and text[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
            text += " " if touches else ""
            starts.append(len(text))
            text += piece
        return cls(number, plain_digits(text), tuple(starts), tuple(lines))

    def sentence(self, at: int) -> str:
        """The sentence in which the character at ``at`` stands: passage and sentence, from 1."""
        return f"{self.number}.{len(STOP.findall(self.text, 0, at)) + 1}"

    def line(self, at: int) -> Strip:
        """The line on which the character at ``at`` stands."""
        return self.lines[bisect_right(self.starts, at) - 1]


def clauses(text: str) -> list[str]:
    """The clauses of what stands before a number; a comma in brackets that are closed parts none."""
    found = COMMA.split(text)
    if ("）" in found[-1] or ")" in found[-1]) and _INSIDE_CLOSED.match(found[-1]):
        return COMMA.split(CLOSED_PAIR.sub("", text))
    return found


def counted_behind(quantity: Quantity, paragraph: OneLine) -> str:
    """A count may stand before what it counts (``督促35家基层工会换届``): the words behind it, if there are any."""
    behind = _COUNTED_BEHIND.match(paragraph.text, quantity.end)
    return behind[0] if behind else ""


def said_text(clause: str, quantity: Quantity, paragraph: OneLine) -> str:
    """The clause as printed, to the next stop behind the number."""
    begin = quantity.start - len(COMMA.split(clause)[-1])
    stop = _CLAUSE_END.search(paragraph.text, quantity.end)
    end = stop.start() if stop else quantity.end
    return paragraph.text[max(begin, end - _LONGEST_TEXT) : end].strip("，,、；;：:。")
