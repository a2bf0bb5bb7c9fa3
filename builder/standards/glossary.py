"""The glossary: every term of the tables, the data packages and the site, defined once in ``glossary.yml``."""

from collections import Counter
from dataclasses import fields
from functools import cache
from importlib.resources import files

from builder.frozen import frozen
from builder.standards.written import load


@frozen
class Term:
    """One term: the identifier of code, CSV and YAML, its names, and one or two plain sentences on what it is."""

    id: str
    zh: str
    en: str
    text: str
    text_en: str


@cache
def terms() -> tuple[Term, ...]:
    """Return all terms in the order of the file; ValueError if the file breaks the rules of ``parse``."""
    return parse(files("builder.standards").joinpath("glossary.yml").read_text(encoding="utf-8"))


def term(identifier: str) -> Term | None:
    """Return the term with this identifier, or None."""
    return next((entry for entry in terms() if entry.id == identifier), None)


def parse(text: str) -> tuple[Term, ...]:
    """Read a glossary: a YAML list of entries with exactly the fields of ``Term``, all of them text.

    Raises ValueError, naming the entry, for an unknown or missing key, an empty text, or an id or a Chinese name
    that is used twice.
    """
    entries = tuple(_term(entry) for entry in load(text) or ())
    for used in (Counter(entry.id for entry in entries), Counter(entry.zh for entry in entries)):
        twice = sorted(name for name, count in used.items() if count > 1)
        if twice:
            raise ValueError(f"glossary: defined twice: {', '.join(twice)}")
    return entries


def _term(entry: object) -> Term:
    keys = tuple(field.name for field in fields(Term))
    if not isinstance(entry, dict) or set(entry) != set(keys):
        raise ValueError(f"glossary: an entry needs exactly {', '.join(keys)}: {entry!r}")
    if not all(isinstance(entry[key], str) and entry[key].strip() for key in keys):
        raise ValueError(f"glossary: every field must be text: {entry!r}")
    return Term(**{key: entry[key].strip() for key in keys})
