"""All findings of the corpus: by severity, by rule and by entity, each with its place."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from builder.model.finding import Finding
from builder.site import addresses
from builder.site.catalogue import Listed
from builder.site.page import Page, Site
from builder.site.words import SEVERITIES

Cause = tuple[Listed, tuple[Finding, ...]]
"""A disclosure and the findings of one root cause in it, the root first."""


def pages(site: Site) -> Iterator[Page]:
    """The three indexes of findings: one row for each root cause."""
    causes = [(record, group) for record in site.catalogue.records for group in record.causes]
    rules = {rule.code: rule for rule in site.rules}
    values = {"count": len(causes), "titles": {code: rule.title for code, rule in rules.items()}}
    by_severity = {name: [one for one in causes if one[1][0].severity == name] for name in SEVERITIES}
    yield Page(
        *(addresses.FINDINGS, "核对发现", "findings.md.j2", {**values, "by_severity": by_severity}, "核对", 20),
        "收录的文件里每一处自相矛盾：印的是什么、由此推出什么、相差多少。",
    )
    by_rule = {rules[code]: own for code, own in _grouped(causes, lambda one: one[1][0].rule).items()}
    ordered = dict(sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0].code)))
    yield Page(
        *(
            addresses.FINDINGS_BY_RULE,
            "核对发现：按规则",
            "findings-rule.md.j2",
            {**values, "by_rule": ordered},
            "核对",
            22,
        )
    )
    grouped = _grouped(causes, lambda one: one[0].identity.entity)
    entities = site.catalogue.entities
    by_entity = [(entity, grouped[entity.entity]) for entity in entities if entity.entity in grouped]
    values["clean"] = [entity for entity in entities if entity.records and entity.entity not in grouped]
    yield Page(
        *(
            addresses.FINDINGS_BY_ENTITY,
            "核对发现：按单位",
            "findings-entity.md.j2",
            {**values, "by_entity": by_entity},
        ),
        *("核对", 23),
    )


def _grouped(causes: Sequence[Cause], name: Callable[[Cause], str]) -> Mapping[str, list[Cause]]:
    found: dict[str, list[Cause]] = {}
    for one in causes:
        found.setdefault(name(one), []).append(one)
    return found
