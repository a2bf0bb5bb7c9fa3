"""Faults become findings: each with its stable name, its place, and in the order in which they are shown."""

from collections.abc import Iterable, Mapping

from builder.checks._causes import Found
from builder.checks._outcome import Fault, Outcome
from builder.checks._rule import Rule
from builder.model.disclosure import Disclosure
from builder.model.finding import SEVERITIES, Finding
from builder.model.location import Location


def findings(
    disclosure: Disclosure, rules: Mapping[str, Rule], outcomes: Mapping[str, Iterable[Outcome]]
) -> list[Found]:
    """The faults of all rules as findings, by severity, then rule, then place in the document."""
    order = {code: index for index, code in enumerate(rules)}
    places = {id(figure): index for index, figure in enumerate(disclosure.figures)}
    found = [
        Found(_finding(disclosure, rules[code], outcome, outcome.fault), outcome.subject, outcome.fault)
        for code, made in outcomes.items()
        for outcome in made
        if outcome.fault is not None
    ]

    def place(each: Found) -> tuple[int, int, int, str]:
        first = min((places.get(id(figure), 0) for figure in each.fault.figures), default=len(places))
        return SEVERITIES.index(each.finding.severity), order[each.finding.rule], first, each.subject

    return sorted(found, key=place)


def _finding(disclosure: Disclosure, rule: Rule, outcome: Outcome, fault: Fault) -> Finding:
    places = _places(fault)
    return Finding(
        finding_id=f"{disclosure.identity.disclosure_id}/{rule.code}/{outcome.subject}",
        rule=rule.code,
        severity=fault.severity or rule.severity,
        message=fault.message,
        message_en=fault.message_en,
        printed=fault.printed,
        expected=fault.expected,
        difference=fault.difference,
        tolerance=fault.tolerance,
        figures=tuple(disclosure.figure_id(figure) for figure in fault.figures),
        source_lines=tuple(sorted({place.line for place in places if place.line is not None})),
        page=places[0].page if places else None,
    )


def _places(fault: Fault) -> tuple[Location, ...]:
    """Where the fault stands: in the text, then in the tables."""
    return fault.places + tuple(figure.location for figure in fault.figures)
