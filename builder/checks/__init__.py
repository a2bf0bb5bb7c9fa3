"""The checks: every module here whose name does not begin with ``_`` is one rule.

A rule has CODE (a family and three digits, never given another meaning), NAME (the slug of the fault), SEVERITY,
TITLE, TITLE_EN, and a docstring with the headings 检查什么 / 为什么 / 不通过 / 通过 that is its page and its test.
``check(case)`` yields an outcome for every subject it looked at; a rule without it (SRC) is raised by whoever reads
the file.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, localcontext
from functools import cache
from types import MappingProxyType, ModuleType

from builder.checks._case import ALONE, Case, case
from builder.checks._findings import findings
from builder.checks._outcome import Fault, Outcome
from builder.checks._recognised import forgiven, is_of_government, pages_by_ocr
from builder.checks._rule import FAMILIES, Rule, rule
from builder.checks._siblings import Relatives, Siblings, relatives
from builder.model.disclosure import Disclosure
from builder.model.finding import LedgerEntry, Verdict
from builder.registry import modules
from builder.uncollected import uncollected

__all__ = [
    "FAMILIES",
    "Case",
    "Fault",
    "Outcome",
    "Relatives",
    "Rule",
    "Siblings",
    "each_rule",
    "relatives",
    "rules",
    "run",
]


def run(disclosure: Disclosure, siblings: Siblings = ALONE) -> Verdict:
    """Check a disclosure by every rule: findings by severity, rule and place; a ledger of all that was looked at.

    ``siblings`` are the other documents that it is compared with (rules YOY and ORG).
    """
    with uncollected(), localcontext(Context(prec=64)):  # sums of printed numbers are exact whatever their length
        return _verdict(disclosure, siblings)  # what it worked with is gone before the collector can look at it


def _verdict(disclosure: Disclosure, siblings: Siblings) -> Verdict:
    books = case(disclosure, siblings)
    pages = pages_by_ocr(disclosure)
    doubted = bool(pages) or is_of_government(disclosure)
    faulty: dict[str, Sequence[Outcome]] = {}
    ledger: list[LedgerEntry] = []
    for code, check in each_rule():
        made = [*check(books)]
        if doubted:
            made = [forgiven(outcome, disclosure, pages) for outcome in made]
        ledger += [LedgerEntry(code, each.subject, each.state, each.reason) for each in made]
        if [each for each in made if each.fault]:
            faulty[code] = made
    return Verdict(findings(disclosure, _by_code(), faulty), tuple(ledger))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the families and then by code."""
    return tuple(rule(module) for module in _modules().values())


@cache
def _by_code() -> Mapping[str, Rule]:
    return {each.code: each for each in rules()}


@cache
def each_rule() -> tuple[tuple[str, Callable[[Case], Iterable[Outcome]]], ...]:
    """The code of every rule that checks a disclosure, and what checks it, in order."""
    return tuple((code, module.check) for code, module in _modules().items() if hasattr(module, "check"))


@cache
def _modules() -> Mapping[str, ModuleType]:
    found: dict[str, ModuleType] = {}
    for module in modules(sys.modules[__name__]):
        if module.CODE in found:
            raise ValueError(f"{module.__name__} and {found[module.CODE].__name__} have the same code {module.CODE}")
        found[module.CODE] = module
    return MappingProxyType({code: found[code] for code in sorted(found, key=_place)})


def _place(code: str) -> tuple[int, str]:
    return FAMILIES.index(code[:3]), code
