"""A page for every check, and the index that says what each of them found."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.checks import Rule
from builder.frozen import frozen
from builder.model.finding import STATES, Finding
from builder.site import addresses
from builder.site.catalogue import Catalogue, Listed
from builder.site.page import Page, Site

LISTED = 100
"""How many of its findings the page of a rule lists."""
READING = "SRC"
"""The family of rules that are raised while a file is read: such a file is not in the corpus."""


@frozen
class Account:
    """A rule with what it did in the whole corpus: how many subjects ended in each state, and its findings.

    ``left`` is how many more findings there are than those that are listed.
    """

    rule: Rule
    counts: Mapping[str, int]
    findings: tuple[tuple[Listed, Finding], ...]
    left: int = 0

    @property
    def looked(self) -> int:
        """How many subjects it looked at, whatever came of it."""
        return sum(self.counts.values())

    @property
    def made(self) -> int:
        """How often the rule was checked."""
        return self.counts["passed"] + self.counts["rounding"] + self.counts["failed"]


def pages(site: Site) -> Iterator[Page]:
    """The index of the rules, and one page for each outside the navigation."""
    accounts = _accounts(site.rules, site.catalogue)
    families: dict[str, list[Account]] = {}
    for account in accounts:
        families.setdefault(account.rule.family, []).append(account)
    values = {"families": families, "silent": [one for one in accounts if is_silent(one)]}
    yield Page(addresses.RULES, "核对规则", "rules.md.j2", values, "核对", 21)
    for account in accounts:
        rule = account.rule
        yield Page(
            addresses.rule_page(rule.code),
            f"{rule.code} {rule.title}",
            "rule.md.j2",
            {"account": account, "silent": is_silent(account)},
        )


def is_silent(account: Account) -> bool:
    """Whether a rule never found anything in the corpus; what a rule of reading finds is never in it."""
    return account.rule.family != READING and not account.counts["failed"]


def _accounts(rules: Iterable[Rule], catalogue: Catalogue) -> list[Account]:
    records = catalogue.records
    counts: Counter[tuple[str, str]] = Counter()
    for record in records:
        for rule, told in record.summary.ledger.items():
            counts.update({(rule, state): count for state, count in zip(STATES, told, strict=True)})
    findings: dict[str, list[tuple[Listed, Finding]]] = {}
    for record in records:
        for finding in record.summary.findings:
            findings.setdefault(finding.rule, []).append((record, finding))
    return [_account(rule, counts, findings.get(rule.code, [])) for rule in rules]


def _account(rule: Rule, counts: Mapping[tuple[str, str], int], found: Sequence[tuple[Listed, Finding]]) -> Account:
    states = {state: counts.get((rule.code, state), 0) for state in STATES}
    return Account(rule, states, tuple(found[:LISTED]), max(0, len(found) - LISTED))
