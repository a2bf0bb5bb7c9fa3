"""What was read of a printed disclosure against what it holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.model.amount import plain
from builder.model.disclosure import Disclosure, Figure
from tests.maker.printed import Expected, Printed

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
    """Every figure read must be printed, with its unit; every printed number must be accounted for.

    A number that is none of the table's own measures may be unplaced, or a figure of a measure that is not its own.
    """
    units = {table.id: table.unit or printed.unit for table in printed.tables}
    expected = dict(_numbered((one, f"{one.amount}{units[one.table]}") for one in printed.expected()))
    beside = Counter(_text(table.id, text) for table in printed.tables for text in table.others())
    measures = {(one.table, one.measure) for one in printed.expected()}
    ours, others = [], Counter[tuple[str, str]]()
    for one in read.figures:
        text = _text(one.table, one.amount.printed)
        if (one.table, one.measure) not in measures and others[text] < beside[text]:
            others[text] += 1
        else:
            ours.append(one)
    found = _numbered((one, f"{plain(one.amount.value)}{one.amount.unit}") for one in ours)
    keys = Counter(key for key, _ in found)
    wrong = [(key, expected.get(key), got) for key, got in found if expected.get(key) != got]
    missing = [key for key in expected if not keys[key]]
    texts = Counter(_text(one.table, one.printed) for one in printed.expected()) + beside
    texts -= Counter(_text(one.table, one.amount.printed) for one in read.figures)
    texts -= Counter(_text(one.table, one.printed) for one in read.unplaced)
    return Comparison(tuple(wrong), tuple(missing), tuple(texts.elements()), len(expected))


def stands_there(read: Disclosure, lines: Sequence[str]) -> bool:
    """Whether every figure and every unplaced number is printed on the source line that it names."""
    places = [(one.amount.printed, one.location.line) for one in read.figures]
    places += [(one.printed, one.location.line) for one in read.unplaced]
    return all(line and "".join(text.split()) in "".join(lines[line - 1].split()) for text, line in places)


def _numbered(pairs: Iterable[tuple[Expected | Figure, str]]) -> list[tuple[Key, str]]:
    """Each with its key, the second of the same name, in reading order, with a 2."""
    seen: Counter[Key] = Counter()
    found = []
    for one, amount in pairs:
        names = (one.table, one.side, one.phase, one.line_no, one.code, one.item, one.measure)
        key = tuple("".join(name.split()) for name in names)
        seen[key] += 1
        found.append(((*key, str(seen[key])) if seen[key] > 1 else key, amount))
    return found


def _text(table: str, text: str) -> tuple[str, str]:
    return table, "".join(text.split())
