"""What was read of a printed disclosure against what it holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.amount import plain
from builder.model.disclosure import Disclosure
from tests.maker.printed import Printed

Key = tuple[str, ...]
"""Table, side, phase, line_no, code, item, measure."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``wrong``: figures read that are not printed so (key, printed amount or None, what was read); ``missing``: keys
    of figures not read; ``lost``: printed numbers (table, text) that are neither figures nor unplaced.
    """

    wrong: tuple[tuple[Key, str | None, str], ...]
    missing: tuple[Key, ...]
    lost: tuple[tuple[str, str], ...]
    printed: int

    @property
    def found(self) -> int:
        """How many figures were read right."""
        return self.printed - len(self.missing)


def compare(printed: Printed, read: Disclosure) -> Comparison:
    """Every figure read must be printed, with its unit; every printed number must be accounted for."""
    expected = {
        _key(
            one.table, one.side, one.phase, one.line_no, one.code, one.item, one.measure
        ): f"{one.amount}{printed.unit}"
        for one in printed.expected()
    }
    found = [
        (
            _key(one.table, one.side, one.phase, one.line_no, one.code, one.item, one.measure),
            f"{plain(one.amount.value)}{one.amount.unit}",
        )
        for one in read.figures
    ]
    keys = Counter(key for key, _ in found)
    wrong = [(key, expected.get(key), got) for key, got in found if expected.get(key) != got or keys[key] > 1]
    missing = [key for key in expected if not keys[key]]
    texts = Counter(_text(one.table, one.printed) for one in printed.expected())
    texts -= Counter(_text(one.table, one.amount.printed) for one in read.figures)
    texts -= Counter(_text(one.table, one.printed) for one in read.unplaced)
    return Comparison(tuple(wrong), tuple(missing), tuple(texts.elements()), len(expected))


def stands_there(read: Disclosure, lines: Sequence[str]) -> bool:
    """Whether every figure and every unplaced number is printed on the source line that it names."""
    places = [(one.amount.printed, one.location.line) for one in read.figures]
    places += [(one.printed, one.location.line) for one in read.unplaced]
    return all(line and "".join(text.split()) in "".join(lines[line - 1].split()) for text, line in places)


def _key(*parts: str) -> Key:
    return tuple("".join(part.split()) for part in parts)


def _text(table: str, text: str) -> tuple[str, str]:
    return table, "".join(text.split())
