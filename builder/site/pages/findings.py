"""All findings of the corpus: by severity, by rule and by entity, each with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from builder.frozen import frozen
from builder.model.finding import Finding
from builder.site import addresses
from builder.site.catalogue import Listed
from builder.site.page import Page, Site
from builder.site.paging import parts
from builder.site.words import SEVERITIES

Cause = tuple[Listed, tuple[Finding, ...]]
"""A disclosure and the findings of one root cause in it, the root first."""


LISTED = 200
"""How many findings stand on one page of an index."""
CLEAN = 100
"""How many entities without a finding are listed by name."""


@frozen
class Group:
    """Findings that stand together, as far as they are in this part of the index: ``of`` what, of how many in all."""

    of: Any
    whole: int
    causes: tuple[Cause, ...]


def pages(site: Site) -> Iterator[Page]:
    """The three indexes of findings, in parts: one row for each root cause."""
    causes = [(record, group) for record in site.catalogue.records for group in record.causes]
    rules = {rule.code: rule for rule in site.rules}
    values = {"count": len(causes), "titles": {code: rule.title for code, rule in rules.items()}}
    by_severity = _grouped(causes, lambda one: one[1][0].severity)
    ordered = [(name, by_severity[name]) for name in SEVERITIES if name in by_severity]
    description = "收录的文件里每一处自相矛盾：印的是什么、由此推出什么、相差多少。"
    yield from _index((addresses.FINDINGS, "核对发现", "findings.md.j2", 20, description), ordered, values)
    by_rule = [(rules[code], own) for code, own in _grouped(causes, lambda one: one[1][0].rule).items()]
    by_rule.sort(key=lambda item: (-len(item[1]), item[0].code))
    yield from _index((addresses.FINDINGS_BY_RULE, "核对发现：按规则", "findings-rule.md.j2", 22, ""), by_rule, values)
    grouped = _grouped(causes, lambda one: one[0].identity.entity)
    entities = site.catalogue.entities
    by_entity = [(entity, grouped[entity.entity]) for entity in entities if entity.entity in grouped]
    clean = [entity for entity in entities if entity.records and entity.entity not in grouped]
    values |= {"clean": clean[:CLEAN], "cleans": len(clean)}
    what = addresses.FINDINGS_BY_ENTITY, "核对发现：按单位", "findings-entity.md.j2", 23, ""
    yield from _index(what, by_entity, values)


def _index(
    what: tuple[str, str, str, int, str], groups: Sequence[tuple[Any, Sequence[Cause]]], values: Mapping[str, object]
) -> Iterator[Page]:
    """An index (location, title, template, order, description) in parts; only the first is in the navigation."""
    location, title, template, order, description = what
    rows = [(number, cause) for number, (_, causes) in enumerate(groups) for cause in causes]
    for part in parts(location, rows, LISTED):
        held = groupby(part.items, key=lambda row: row[0])
        own = [Group(groups[n][0], len(groups[n][1]), tuple(cause for _, cause in found)) for n, found in held]
        made = {**values, "groups": own, "part": part, "index": location}
        if part.number == 1:
            yield Page(location, title, template, made, "核对", order, description)
        else:
            yield Page(part.location, f"{title} {part.number}", template, made)


def _grouped(causes: Sequence[Cause], name: Callable[[Cause], str]) -> Mapping[str, list[Cause]]:
    found: dict[str, list[Cause]] = {}
    for one in causes:
        found.setdefault(name(one), []).append(one)
    return found
