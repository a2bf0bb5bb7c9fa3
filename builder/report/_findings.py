"""The findings of a document for whoever writes it: one block per cause, then a summary."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from builder import checks
from builder.checks import Rule
from builder.model.finding import SEVERITIES, STATES, Finding
from builder.model.outcome import Checked, Unread
from builder.report._excerpts import Excerpt, Printed, excerpts, printed_lines
from builder.report._numbers import KINDS, SEVERITY_NAMES, STATE_NAMES, checked_row
from builder.report._terminal import clean, columns

_EXCERPT = 72  # columns of a source line that are shown
_LINES = 3  # source lines that are shown of one finding
_REASONS = 3  # reasons for which something was not checked that are shown


def reaches(checked: Iterable[Checked], severity: str) -> bool:
    """Whether there is a finding of this severity or a heavier one; of ``never`` there is none."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity in SEVERITIES else ()
    return any(finding.severity in wanted for item in checked for finding in item.verdict.findings)


def text(checked: Checked) -> str:
    """The findings of one document: place, excerpt, what is printed and what follows, advice; then a summary.

    Findings of one cause are one block: the first in full, the others in a line each.
    """
    lines = printed_lines(checked.document)
    blocks = [_block(checked, cause, lines) for cause in _causes(checked.verdict.findings)]
    return "\n\n".join((*blocks, _summary(checked)))


def as_json(checked: Iterable[Checked], unread: Iterable[Unread]) -> str:
    """The same as JSON: documents with numbers and findings, and the files that could not be read."""
    documents = [{**asdict(checked_row(item)), "findings": list(_as_values(item))} for item in checked]
    return json.dumps({"documents": documents, "unread": [asdict(row) for row in unread]}, ensure_ascii=False, indent=2)


def _as_values(checked: Checked) -> Iterator[Mapping[str, Any]]:
    lines = printed_lines(checked.document)
    for finding in checked.verdict.findings:
        rule = _rules()[finding.rule]
        shown = [
            {"page": one.printed.page, "line": one.printed.line, "text": one.printed.text, "marks": one.spans}
            for one in excerpts(finding, checked.disclosure, lines)[:_LINES]
        ]
        yield {**asdict(finding), "title": rule.title, "advice": rule.advice, "excerpts": shown}


@cache
def _rules() -> Mapping[str, Rule]:
    return {rule.code: rule for rule in checks.rules()}


def _causes(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings by cause, the root first."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.group or finding.finding_id, []).append(finding)
    return [sorted(group, key=lambda one: one.finding_id != root) for root, group in groups.items()]


def _block(checked: Checked, cause: Sequence[Finding], lines: Sequence[Printed]) -> str:
    root, *others = cause
    rule = _rules()[root.rule]
    head = f"{_place(checked, root)}  {SEVERITY_NAMES[root.severity]}  {root.rule} {rule.title}"
    shown = excerpts(root, checked.disclosure, lines)
    also = [f"  同一原因还有 {len(others)} 处："] if others else []
    also += [f"    {_place(checked, one, short=True)}  {one.rule}  {clean(one.message)}" for one in others]
    return "\n".join(
        (
            head,
            *(_marked(one) for one in shown[:_LINES]),
            *([f"       | ……另有 {len(shown) - _LINES} 行"] if len(shown) > _LINES else []),
            f"  {clean(root.message)}",
            f"  {clean(root.message_en)}",
            *_amounts(root),
            *also,
            *([f"  怎么改：{rule.advice}"] if rule.advice else []),
            f"  build-site explain {root.rule}",
        )
    )


def _place(checked: Checked, finding: Finding, short: bool = False) -> str:
    path = clean(checked.disclosure.source.path)
    name = PurePosixPath(path).name if short else path
    if finding.source_lines:
        return f"{name}:{finding.source_lines[0]}"
    return f"{name} 第 {finding.page} 页" if finding.page else name


def _amounts(finding: Finding) -> list[str]:
    values = (
        ("印作", finding.printed),
        ("由此得出", finding.expected),
        ("相差", finding.difference),
        ("容许", finding.tolerance),
    )
    told = "，".join(f"{label} {clean(value)}" for label, value in values if value)
    return [f"  {told}"] if told else []


def _marked(one: Excerpt) -> str:
    start = max(0, min((low for low, _ in one.spans), default=0) - _EXCERPT // 2)
    text = one.printed.text
    shown = text[start : start + _EXCERPT]
    under = "".join(
        ("^" if any(low <= place < high for low, high in one.spans) else " ") * columns(char)
        for place, char in enumerate(shown, start=start)
    )
    marked = f"\n       | {under.rstrip()}" if under.strip() else ""
    where = one.printed.line if one.printed.line is not None else f"第 {one.printed.page} 页"
    return f"{where:>6} | {shown}{marked}"


def _summary(checked: Checked) -> str:
    """What was read, what was checked, and how often which rule found something."""
    row = checked_row(checked)
    read = f"{clean(row.source)}：{clean(row.entity_name)} {row.fiscal_year} {KINDS.get(row.kind, row.kind)}"
    said = len(checked.disclosure.statements)
    numbers = f"{read}，{row.tables} 张表 {row.figures} 个数字，文字里 {said} 个数字，{row.unplaced} 个未定栏"
    states = "，".join(f"{STATE_NAMES[state]} {row.states[state]}" for state in STATES)
    found = "，".join(f"{name} {row.severities[severity]}" for severity, name in SEVERITY_NAMES.items())
    return "\n".join((numbers, f"核对：{states}", *_unchecked(checked), f"发现：{found}", *_by_rule(checked)))


def _unchecked(checked: Checked) -> list[str]:
    """The most frequent reasons for which something was not checked."""
    reasons = Counter(entry.reason for entry in checked.verdict.ledger if entry.state == "not_checked" and entry.reason)
    told = "；".join(f"{clean(reason)}（{count}）" for reason, count in reasons.most_common(_REASONS))
    rest = sum(reasons.values()) - sum(count for _, count in reasons.most_common(_REASONS))
    return [f"未核对的原因：{told}{f'；其他（{rest}）' if rest else ''}"] if told else []


def _by_rule(checked: Checked) -> list[str]:
    counts: Counter[tuple[str, str]] = Counter()
    for cause in _causes(checked.verdict.findings):
        counts[cause[0].severity, cause[0].rule] += 1
    if len(counts) < 2:
        return []
    ordered = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1], item[0][1]))
    return [
        f"  {count:3} × {SEVERITY_NAMES[severity]} {rule} {_rules()[rule].title}" for (severity, rule), count in ordered
    ]
