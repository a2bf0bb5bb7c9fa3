"""Names of classification codes as documents print them: the same, in other words, or that of another code."""

from collections.abc import Mapping
from functools import cache, lru_cache

from builder.standards import classifications
from builder.standards.text import key

_LISTS = {
    "functional": classifications.functional,
    "economic": classifications.economic,
    "government_economic": classifications.government_economic,
}
_ENDINGS = ("支出", "费用", "经费", "费")
_LAST = frozenset(ending[-1] for ending in _ENDINGS)


def codes_named(item: str, code: str) -> frozenset[str]:
    """The codes of the classification of ``code`` that have, or had, exactly this name."""
    kind = classifications.kind_of(code)
    return _codes_by_name(kind).get(key(item), frozenset()) if kind else frozenset()


@lru_cache(maxsize=8192)
def is_wording_of(item: str, code: str) -> bool | None:
    """Whether the item is a name of the code, longer, shorter or in other words' endings; None if it is not known."""
    known = _name_keys(code)
    if not known:
        return None
    wanted = _bare(key(item))
    return any(wanted in _bare(name) or _bare(name) in wanted for name in known) if wanted else True


@cache
def _name_keys(code: str) -> frozenset[str]:
    return frozenset(map(key, classifications.names(code)))


def _bare(name: str) -> str:
    if name[-1:] not in _LAST:
        return name
    ending = next((ending for ending in _ENDINGS if name.endswith(ending) and len(name) > len(ending) + 1), "")
    return name.removesuffix(ending)


@cache
def _codes_by_name(kind: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code in _LISTS[kind]():
        for name in classifications.names(code):
            found.setdefault(key(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
