"""Rules as text for the terminal."""

from builder.checks import Rule
from builder.report._numbers import SEVERITY_NAMES


def rule_line(rule: Rule) -> str:
    """A rule in one line."""
    return f"{rule.code}  {SEVERITY_NAMES[rule.severity]}  {rule.title} · {rule.title_en}"


def rule_text(rule: Rule) -> str:
    """A rule's page for the terminal."""
    severity = SEVERITY_NAMES[rule.severity]
    head = f"{rule.code} {rule.name}（{severity}）\n{rule.title}\n{rule.title_en}"
    advice = [f"怎么改\n{rule.advice}"] if rule.advice else []
    return "\n\n".join((head, *(f"{title}\n{body}" for title, body in rule.sections.items()), *advice))
