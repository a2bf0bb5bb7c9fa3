"""What templates leave behind: the patterns of ``templates.yml``, by the code of the rule that looks for them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from builder.frozen import frozen
from builder.standards.written import load

_KEYS = {"pattern", "why"}
_HINTS = {"needs", "inside"}


@frozen
class Residue:
    """One kind of residue: what it looks like in a text without blanks, and why it is residue (Chinese).

    A text without any word of ``needs`` cannot have it; nor one in which the only word of ``needs`` stands in the
    word ``inside`` every time. Both are hints that spare the search.
    """

    pattern: re.Pattern[str]
    why: str
    needs: tuple[str, ...] = ()
    inside: str = ""


@cache
def residues() -> Mapping[str, tuple[Residue, ...]]:
    """The kinds of residue by rule; ValueError if the file breaks the rules of ``parse``."""
    return parse(files("builder.standards").joinpath("templates.yml").read_text(encoding="utf-8"))


def parse(text: str) -> Mapping[str, tuple[Residue, ...]]:
    """Read a file of residues: for each rule a list of entries with a ``pattern`` and a ``why``, and hints if any.

    Raises ValueError, naming the rule, for another key, an empty text, a pattern that is none, or an ``inside``
    that has not exactly one word of ``needs`` in it.
    """
    rules = load(text) or {}
    return MappingProxyType({str(rule): tuple(_residue(rule, entry) for entry in rules[rule]) for rule in rules})


def _residue(rule: str, entry: object) -> Residue:
    if not isinstance(entry, dict) or not _KEYS <= set(entry) <= _KEYS | _HINTS or not all(entry.values()):
        raise ValueError(f"templates: an entry of {rule} needs a pattern and a why, and may have needs: {entry!r}")
    needs, inside = tuple(map(str, entry.get("needs", ()))), entry.get("inside", "")
    if inside and (len(needs) != 1 or needs[0] not in inside):
        raise ValueError(f"templates: {rule}: inside goes with one word of needs that stands in it: {entry!r}")
    try:
        return Residue(re.compile(entry["pattern"]), entry["why"], needs, inside)
    except re.error as error:
        raise ValueError(f"templates: {rule}: {error}: {entry['pattern']}") from error
