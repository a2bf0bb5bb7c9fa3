"""Faults become findings: each with its stable name, its place, and in the order in which they are shown."""

from collections.abc import Iterable, Mapping

from builder.checks._causes import Found, causes
from builder.checks._outcome import Fault, Outcome
from builder.checks._rule import Rule
from builder.model.disclosure import Disclosure
from builder.model.finding import SEVERITIES, Finding
from builder.model.location import Location


def findings(
    disclosure: Disclosure, rules: Mapping[str, Rule], outcomes: Mapping[str, Iterable[Outcome]]
) -> tuple[Finding, ...]:
    """The faults of all rules as findings, by severity, then rule, then place in the document; each with its group."""
    order = {code: index for index, code in enumerate(rules)}
    places = {id(figure): index for index, figure in enumerate(disclosure.figures)}
    found = [
        Found(code, outcome.subject, outcome.fault)
        for code, made in outcomes.items()
        for outcome in made
        if outcome.fault is not None
    ]

    def place(each: Found) -> tuple[int, int, int, str]:
        first = min([places.get(id(figure), 0) for figure in each.fault.figures], default=len(places))
        severity = each.fault.severity or rules[each.rule].severity
        return SEVERITIES.index(severity), order[each.rule], first, each.subject

    found.sort(key=place)
    prefix = disclosure.identity.disclosure_id
    ids = [f"{prefix}/{each.rule}/{each.subject}" for each in found]
    made = zip(found, ids, causes(found), strict=True)
    return tuple([_finding(prefix, rules[each.rule], each.fault, id_, ids[cause]) for each, id_, cause in made])


def _finding(prefix: str, rule: Rule, fault: Fault, finding_id: str, group: str) -> Finding:
    places = _places(fault)
    return Finding(
        finding_id=finding_id,
        rule=rule.code,
        severity=fault.severity or rule.severity,
        message=fault.message,
        message_en=fault.message_en,
        printed=fault.printed,
        expected=fault.expected,
        difference=fault.difference,
        tolerance=fault.tolerance,
        figures=tuple([f"{prefix}/{figure.key}" for figure in fault.figures]),
        source_lines=tuple(sorted({place.line for place in places if place.line is not None})),
        page=places[0].page if places else None,
        group=group,
    )


def _places(fault: Fault) -> tuple[Location, ...]:
    """Where the fault stands: in the text, then in the tables."""
    return fault.places + tuple(figure.location for figure in fault.figures)
