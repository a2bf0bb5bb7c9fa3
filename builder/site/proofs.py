"""What proves a figure: the printed line it stands on, and every check that it took part in."""

from collections.abc import Iterator, Mapping, Sequence

from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Figure
from builder.model.finding import Finding, LedgerEntry
from builder.site.catalogue import Record
from builder.site.said import Judged, Said, said
from builder.standards.book import book
from builder.standards.tables import standard_tables

_AROUND = 1
"""How many lines of a text are shown before and after the one with the figure."""


@frozen
class Shown:
    """A line of the source: its 1-based number, and its text with the figure in the middle part, which may be empty."""

    number: int
    before: str
    figure: str = ""
    after: str = ""


@frozen
class Proof:
    """A figure with its excerpt (if the source is text), the checks it took part in, the sentences that repeat it."""

    figure: Figure
    excerpt: tuple[Shown, ...]
    judged: tuple[Judged, ...]
    said: tuple[Said, ...]


def proofs(record: Record, lines: Sequence[str]) -> tuple[Proof, ...]:
    """The proof of every figure in printed order; ``lines`` are those of the source if it is text."""
    disclosure = record.disclosure
    checks = _checks(record)
    spoken: dict[str, list[Said]] = {}
    for one in said(record):
        for figure in one.figures:
            spoken.setdefault(figure.key, []).append(one)
    places = _places(disclosure)
    return tuple(
        Proof(
            figure,
            tuple(_excerpt(figure, lines, places[figure.key])) if lines else (),
            tuple(checks.get(figure.key, ())),
            tuple(spoken.get(figure.key, ())),
        )
        for figure in disclosure.figures
    )


def _places(disclosure: Disclosure) -> Mapping[str, int]:
    """Which occurrence, counted from 0, of its printed number on its line a figure is: they stand in reading order."""
    seen: dict[tuple[int | None, str], int] = {}
    found = {}
    for figure in disclosure.figures:
        name = figure.location.line, figure.amount.printed
        found[figure.key] = seen.get(name, 0)
        seen[name] = found[figure.key] + 1
    return found


def _excerpt(figure: Figure, lines: Sequence[str], occurrence: int) -> Iterator[Shown]:
    line = figure.location.line
    if line is None:
        return
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        text = lines[number - 1]
        if number == line:
            yield _marked(number, text, figure.amount.printed, occurrence)
        elif text.strip():
            yield Shown(number, text)


def _marked(number: int, text: str, printed: str, occurrence: int) -> Shown:
    start, at = -1, 0
    while at <= occurrence:
        start = text.find(printed, start + 1)
        if start < 0:
            return Shown(number, text)
        end = start + len(printed)
        at += _is_whole(text, start, end)
    return Shown(number, text[:start], text[start:end], text[end:])


def _is_whole(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(char.isdigit() or char in ".," for char in around)


def _checks(record: Record) -> Mapping[str, list[Judged]]:
    """By key of a figure the ledger entries about it: of its equations, of sentences, and of findings that name it."""
    disclosure, own = record.disclosure, f"{record.identity.disclosure_id}/"
    named: dict[tuple[str, str], set[str]] = {}
    for name, key in _equations(disclosure):
        named.setdefault(name, set()).add(key)
    findings: dict[tuple[str, str], Finding] = {}
    for finding in record.verdict.findings:
        rule, _, subject = finding.finding_id.removeprefix(own).partition("/")
        findings[rule, subject] = finding
        named.setdefault((rule, subject), set()).update(figure.removeprefix(own) for figure in finding.figures)
    keys = {figure.key for figure in disclosure.figures}
    found: dict[str, list[Judged]] = {}
    for entry in record.verdict.ledger:
        name = entry.rule, entry.subject
        for key in keys & (named.get(name, set()) | _keys(entry)):
            found.setdefault(key, []).append(Judged(entry, findings.get(name)))
    return found


def _equations(disclosure: Disclosure) -> Iterator[tuple[tuple[str, str], str]]:
    known = [figure for figure in disclosure.figures if figure.table in standard_tables()]
    printed = book(known)
    for equation in printed.equations():
        for cell in equation.cells:
            if cell in printed.cells:
                yield (equation.rule, equation.subject), printed.cells[cell].key


def _keys(entry: LedgerEntry) -> set[str]:
    """What may be keys of figures in the reason of an entry."""
    return {word for word in entry.reason.split() if word.count("/") >= 3}
