"""What the sentences of a disclosure say, beside the figures that they repeat, as the checks compared them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from builder.frozen import frozen
from builder.model.disclosure import Figure, Statement
from builder.model.finding import Finding, LedgerEntry
from builder.site.catalogue import Record

_AGAINST_TABLES = "TXT"
_WORST_FIRST = ("failed", "rounding", "passed", "not_checked", "not_applicable")


@frozen
class Judged:
    """A ledger entry about one thing, with the finding it led to, if it led to one of its own."""

    entry: LedgerEntry
    finding: Finding | None


@frozen
class Said:
    """A statement with its 1-based number, the figures it was compared with, and every check of it.

    ``state`` is that of the comparison with the tables, empty if there was none.
    """

    number: int
    statement: Statement
    figures: tuple[Figure, ...]
    state: str
    judged: tuple[Judged, ...]


def judged(record: Record, keys: Iterable[str]) -> Mapping[str, tuple[Judged, ...]]:
    """The ledger entries about the things with these keys, by key; a subject may leave out the first part of a key."""
    names = {name: key for key in keys for name in (key.partition("/")[2], key)}
    findings = {finding.finding_id: finding for finding in record.verdict.findings}
    found: dict[str, list[Judged]] = {}
    for entry in record.verdict.ledger:
        if entry.subject in names:
            own = findings.get(f"{record.identity.disclosure_id}/{entry.rule}/{entry.subject}")
            found.setdefault(names[entry.subject], []).append(Judged(entry, own))
    return {key: tuple(entries) for key, entries in found.items()}


def said(record: Record) -> tuple[Said, ...]:
    """Every statement of a disclosure in reading order."""
    disclosure = record.disclosure
    checks = judged(record, (statement.key for statement in disclosure.statements))
    figures = {figure.key: figure for figure in disclosure.figures}
    return tuple(
        _said(number, statement, checks.get(statement.key, ()), figures)
        for number, statement in enumerate(disclosure.statements, start=1)
    )


def _said(number: int, statement: Statement, checks: tuple[Judged, ...], figures: Mapping[str, Figure]) -> Said:
    compared = [one.entry for one in checks if one.entry.rule.startswith(_AGAINST_TABLES)]
    keys = dict.fromkeys(key for entry in compared for key in entry.reason.split() if key in figures)
    states = {entry.state for entry in compared}
    state = next((name for name in _WORST_FIRST if name in states), "")
    return Said(number, statement, tuple(figures[key] for key in keys), state, checks)


def beside(found: Iterable[Said]) -> Mapping[str, tuple[Said, ...]]:
    """By table the statements that stand beside it: those compared with it, and the other amounts of their sections.

    A section belongs to the table with which most of its statements were compared.
    """
    listed = list(found)
    home = _homes(listed)
    tables: dict[str, list[Said]] = {}
    for one in listed:
        for table in _tables(one, home):
            tables.setdefault(table, []).append(one)
    return {table: tuple(own) for table, own in tables.items()}


def _homes(found: Iterable[Said]) -> Mapping[str, str]:
    votes: dict[str, Counter[str]] = {}
    for one in found:
        votes.setdefault(one.statement.section, Counter()).update({figure.table for figure in one.figures})
    return {section: count.most_common(1)[0][0] for section, count in votes.items() if count}


def _tables(one: Said, home: Mapping[str, str]) -> Iterator[str]:
    if one.figures:
        yield from dict.fromkeys(figure.table for figure in one.figures)
    elif one.statement.measure == "amount" and one.statement.section in home:
        yield home[one.statement.section]
