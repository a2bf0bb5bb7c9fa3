"""A page for every check, and the index that says what each of them found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.checks import Rule
from builder.model.finding import STATES, Finding
from builder.site import addresses
from builder.site.catalogue import Catalogue, Record
from builder.site.page import Page, Site


@dataclass(frozen=True, slots=True)
class Account:
    """A rule with what it did in the whole corpus: how many subjects ended in each state, and its findings."""

    rule: Rule
    counts: Mapping[str, int]
    findings: tuple[tuple[Record, Finding], ...]

    @property
    def made(self) -> int:
        """How often the rule was checked."""
        return self.counts["passed"] + self.counts["rounding"] + self.counts["failed"]


def pages(site: Site) -> Iterator[Page]:
    """The index of the rules, and one page for each outside the navigation."""
    accounts = [_account(rule, site.catalogue) for rule in site.rules]
    families: dict[str, list[Account]] = {}
    for account in accounts:
        families.setdefault(account.rule.family, []).append(account)
    yield Page(addresses.RULES, "核对规则", "rules.md.j2", {"families": families}, "核对", 21)
    for account in accounts:
        rule = account.rule
        yield Page(addresses.rule_page(rule.code), f"{rule.code} {rule.title}", "rule.md.j2", {"account": account})


def _account(rule: Rule, catalogue: Catalogue) -> Account:
    states = [entry.state for record in catalogue.records for entry in record.verdict.ledger if entry.rule == rule.code]
    findings = [
        (record, finding)
        for record in catalogue.records
        for finding in record.verdict.findings
        if finding.rule == rule.code
    ]
    return Account(rule, {state: states.count(state) for state in STATES}, tuple(findings))
