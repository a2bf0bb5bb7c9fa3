"""What checks say: findings, and a ledger entry for every check that was or was not made."""

from builder.frozen import frozen

SEVERITIES = ("error", "warning", "note")
STATES = ("passed", "rounding", "failed", "not_applicable", "not_checked")


@frozen
class Finding:
    """One place where a disclosure disagrees with itself or with a rule (a row of findings.csv).

    ``printed``, ``expected``, ``difference`` and ``tolerance`` are decimal text in 万元 or the document's unit,
    empty where the rule is not about amounts. ``figures`` are figure_ids; ``source_lines`` 1-based lines.
    ``group`` names the root cause that several findings share; it is the finding_id of the first of them.
    """

    finding_id: str
    rule: str
    severity: str
    message: str
    message_en: str
    printed: str = ""
    expected: str = ""
    difference: str = ""
    tolerance: str = ""
    figures: tuple[str, ...] = ()
    source_lines: tuple[int, ...] = ()
    page: int | None = None
    group: str = ""


@frozen
class LedgerEntry:
    """One check of one subject (a row of checks.csv): what was done, and why if it was not done.

    ``subject`` names what was checked, e.g. ``revenue/20805/total``; ``state`` is one of STATES.
    """

    rule: str
    subject: str
    state: str
    reason: str = ""


@frozen
class Verdict:
    """The result of all checks of one disclosure."""

    findings: tuple[Finding, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
