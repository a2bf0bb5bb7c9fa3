"""Disclosures in numbers: one row each for the terminal."""

import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from builder.model.disclosure import Disclosure, Identity
from builder.model.finding import SEVERITIES, STATES, Verdict
from builder.model.outcome import Checked, Published, Unread
from builder.report._terminal import clean, table

KINDS = {"budget": "预算", "final": "决算"}
"""The kinds of disclosure in Chinese."""
SEVERITY_NAMES = {"error": "不符", "warning": "存疑", "note": "提示"}
"""The severities in Chinese."""
STATE_NAMES = {
    "passed": "通过",
    "rounding": "尾数误差",
    "failed": "不通过",
    "not_applicable": "不适用",
    "not_checked": "未核对",
}
"""The states of the ledger in Chinese."""

_SHOWN_STATES = ("passed", "rounding", "failed", "not_checked")


def published_table(published: Iterable[Published]) -> str:
    """One line per disclosure, with what was read and what the checks say."""
    read = ("单位", "年度", "类别", "表", "数字", "未定栏")
    header = (*read, *(STATE_NAMES[state] for state in _SHOWN_STATES), *SEVERITY_NAMES.values())
    return table(header, (_published_row(row) for row in published))


def unread_line(unread: Unread) -> str:
    """A file that was left out, in one line."""
    return f"{clean(unread.source)}：{unread.code} {clean(unread.message)} · {clean(unread.message_en)}"


def checked_row(checked: Checked) -> Published:
    """A checked document in numbers."""
    return row(checked.disclosure, checked.verdict)


def row(disclosure: Disclosure, verdict: Verdict) -> Published:
    """A disclosure in numbers."""
    states = Counter(entry.state for entry in verdict.ledger)
    causes = (finding for finding in verdict.findings if finding.group in ("", finding.finding_id))
    severities = Counter(finding.severity for finding in causes)
    return Published(
        disclosure_id=disclosure.identity.disclosure_id,
        entity_name=disclosure.identity.entity_name,
        fiscal_year=disclosure.identity.fiscal_year,
        kind=disclosure.identity.kind,
        source=disclosure.source.path,
        tables=len(disclosure.tables),
        figures=len(disclosure.figures),
        unplaced=len(disclosure.unplaced),
        states={state: states[state] for state in STATES},
        severities={severity: severities[severity] for severity in SEVERITIES},
    )


def filed(identity: Identity, told: Identity, source: Path, new_entity: bool) -> str:
    """What filing a document did, where its year and kind come from, and the command to run next."""
    year = "认出" if told.fiscal_year == identity.fiscal_year else "指定"
    kind = "认出" if told.kind == identity.kind else "指定"
    who = f"单位 {clean(identity.entity_name)}（{identity.entity}）"
    new = "entities.csv 里没有，已加一行，region 可以补写 · new, a line was added"
    known = new if new_entity else "已在 entities.csv 里 · known"
    printed = told.entity_name not in ("", identity.entity_name)
    when = [f"{told.fiscal_year} 年"] if told.fiscal_year not in (0, identity.fiscal_year) else []
    when += [KINDS.get(told.kind, told.kind)] if told.kind not in ("", identity.kind) else []
    return "\n".join(
        (
            f"已收进 · filed: {source}",
            f"{who}：{known}",
            *([f"文件里的名称是“{clean(told.entity_name)}” · the document prints another name"] if printed else []),
            f"年度 {identity.fiscal_year}（{year}），类别 {KINDS.get(identity.kind, identity.kind)}（{kind}）",
            *([f"文件里写的是{'、'.join(when)} · the document says otherwise"] if when else []),
            f"下一步 · next: build-site look {shlex.quote(str(source))}",
        )
    )


def _published_row(row: Published) -> tuple[str, ...]:
    counts = (
        *(row.tables, row.figures, row.unplaced),
        *(row.states[state] for state in _SHOWN_STATES),
        *(row.severities[one] for one in SEVERITIES),
    )
    who = (clean(row.entity_name), str(row.fiscal_year), KINDS.get(row.kind, row.kind))
    return (*who, *(str(count) for count in counts))
