"""Results as text for the terminal and as JSON: pure functions from nouns to text."""

import json
import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from builder.checks import Rule
from builder.model.disclosure import Disclosure, Identity
from builder.model.document import Document, Grid
from builder.model.finding import SEVERITIES, STATES, Finding
from builder.model.outcome import Checked, Published, Unread

KINDS = {"budget": "预算", "final": "决算"}
"""The kinds of disclosure in Chinese."""
SEVERITY_NAMES = {"error": "不符", "warning": "存疑", "note": "提示"}
"""The severities in Chinese."""

_SHOWN_STATES = ("passed", "rounding", "failed", "not_checked")
_EXCERPT = 72  # columns of a source line that are shown
_LINES = 3  # source lines that are shown of one finding


def width(text: str) -> int:
    """How many terminal columns a text takes: two for wide characters, none for combining marks."""
    return sum(_columns(char) for char in text)


def clean(text: str) -> str:
    """A text from a document without the characters that could steer a terminal."""
    return "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows aligned in columns: the first column to the left, the others to the right."""
    lines = [tuple(header), *(tuple(row) for row in rows)]
    widths = [max(width(line[column]) for line in lines) for column in range(len(header))]
    return "\n".join(
        "  ".join(_padded(*cell) for cell in zip(range(len(header)), line, widths, strict=True)) for line in lines
    )


def published_table(published: Iterable[Published]) -> str:
    """One line per disclosure, with what was read and what the checks say."""
    read = ("单位", "年度", "类别", "表", "数字", "未定栏")
    header = (*read, *_STATES_CHINESE, *SEVERITY_NAMES.values())
    return table(header, (_published_row(row) for row in published))


def unread_line(unread: Unread) -> str:
    """A file that was left out, in one line."""
    return f"{clean(unread.source)}：{unread.code} {clean(unread.message)} · {clean(unread.message_en)}"


def checked_row(checked: Checked) -> Published:
    """A disclosure in numbers."""
    disclosure, verdict = checked.disclosure, checked.verdict
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


def text(checked: Checked) -> str:
    """The findings of one document for the terminal, each with place, excerpt and what follows; then the numbers."""
    row = checked_row(checked)
    states = "，".join(
        f"{name} {row.states[state]}" for name, state in zip(_STATES_CHINESE, _SHOWN_STATES, strict=True)
    )
    found = "，".join(f"{name} {row.severities[severity]}" for severity, name in SEVERITY_NAMES.items())
    read = f"{clean(row.source)}：{clean(row.entity_name)} {row.fiscal_year} {KINDS.get(row.kind, row.kind)}"
    numbers = f"{read}，{row.tables} 张表 {row.figures} 个数字，{row.unplaced} 个未定栏；核对：{states}；发现：{found}"
    lines = _source_lines(checked.document)
    parts = [_finding(finding, checked.disclosure, lines) for finding in checked.verdict.findings]
    return "\n\n".join((*parts, numbers))


def as_json(checked: Iterable[Checked], unread: Iterable[Unread]) -> str:
    """The same as JSON: documents with numbers and findings, and the files that could not be read."""
    documents = [
        {**asdict(checked_row(item)), "findings": [asdict(finding) for finding in item.verdict.findings]}
        for item in checked
    ]
    return json.dumps({"documents": documents, "unread": [asdict(row) for row in unread]}, ensure_ascii=False, indent=2)


def filed(identity: Identity, told: Identity, source: Path, new_entity: bool) -> str:
    """What filing a document did, where its year and kind come from, and the command to run next."""
    year = "认出" if told.fiscal_year == identity.fiscal_year else "指定"
    kind = "认出" if told.kind == identity.kind else "指定"
    who = f"单位 {clean(identity.entity_name)}（{identity.entity}）"
    new = "entities.csv 里没有，已加一行，region 可以补写 · new, a line was added"
    known = new if new_entity else "已在 entities.csv 里 · known"
    printed = told.entity_name not in ("", identity.entity_name)
    return "\n".join(
        (
            f"已收进 · filed: {source}",
            f"{who}：{known}",
            *([f"文件里的名称是“{clean(told.entity_name)}” · the document prints another name"] if printed else []),
            f"年度 {identity.fiscal_year}（{year}），类别 {KINDS.get(identity.kind, identity.kind)}（{kind}）",
            f"下一步 · next: build-site look {shlex.quote(str(source))}",
        )
    )


def reaches(checked: Iterable[Checked], severity: str) -> bool:
    """Whether there is a finding of this severity or a heavier one; of ``never`` there is none."""
    wanted = SEVERITIES[: SEVERITIES.index(severity) + 1] if severity in SEVERITIES else ()
    return any(finding.severity in wanted for item in checked for finding in item.verdict.findings)


def rule_line(rule: Rule) -> str:
    """A rule in one line."""
    return f"{rule.code}  {SEVERITY_NAMES[rule.severity]}  {rule.title} · {rule.title_en}"


def rule_text(rule: Rule) -> str:
    """A rule's page for the terminal."""
    severity = SEVERITY_NAMES[rule.severity]
    head = f"{rule.code} {rule.name}（{severity}）\n{rule.title}\n{rule.title_en}"
    return "\n\n".join((head, *(f"{title}\n{body}" for title, body in rule.sections.items())))


_STATES_CHINESE = ("通过", "尾数误差", "不通过", "未核对")


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _padded(column: int, cell: str, columns: int) -> str:
    blank = " " * (columns - width(cell))
    return cell + blank if column == 0 else blank + cell


def _published_row(row: Published) -> tuple[str, ...]:
    counts = (
        row.tables,
        row.figures,
        row.unplaced,
        *(row.states[state] for state in _SHOWN_STATES),
        *(row.severities[one] for one in SEVERITIES),
    )
    return (
        clean(row.entity_name),
        str(row.fiscal_year),
        KINDS.get(row.kind, row.kind),
        *(str(count) for count in counts),
    )


def _source_lines(document: Document) -> dict[int, str]:
    lines: dict[int, list[str]] = {}
    for page in document.pages:
        for block in page.blocks:
            for part in block.cells if isinstance(block, Grid) else (block,):
                if part.location.line is not None and part.text:
                    lines.setdefault(part.location.line, []).append(part.text)
    return {number: clean("  ".join(texts)) for number, texts in lines.items()}


def _finding(finding: Finding, disclosure: Disclosure, lines: dict[int, str]) -> str:
    first = f":{finding.source_lines[0]}" if finding.source_lines else f" p{finding.page}" if finding.page else ""
    head = f"{clean(disclosure.source.path)}{first}  {SEVERITY_NAMES[finding.severity]}  {finding.rule}"
    excerpts = [
        _excerpt(number, lines[number], _marks(finding, disclosure, number, lines[number]))
        for number in finding.source_lines[:_LINES]
        if number in lines
    ]
    more = len(finding.source_lines) - _LINES
    rest = [f"       | ……另有 {more} 行"] if more > 0 else []
    same = [f"  与 {finding.group} 同一原因"] if finding.group and finding.group != finding.finding_id else []
    what = [
        f"  {clean(finding.message)}",
        f"  {clean(finding.message_en)}",
        *same,
        f"  build-site explain {finding.rule}",
    ]
    return "\n".join((head, *excerpts, *rest, *what))


def _marks(finding: Finding, disclosure: Disclosure, line: int, text: str) -> list[tuple[int, int]]:
    """Where the numbers of the finding stand in a line: those of its figures, else what it says is printed."""
    wanted = set(finding.figures)
    here = [figure for figure in disclosure.figures if figure.location.line == line]
    spans: list[tuple[int, int]] = []
    for index, figure in enumerate(here):
        if disclosure.figure_id(figure) in wanted:
            printed = figure.amount.printed
            # the same number twice in a row: figures stand in reading order
            before = sum(other.amount.printed == printed for other in here[:index])
            spans += _places(printed, text)[before : before + 1]
    return spans or (_places(finding.printed, text)[:1] if finding.printed else [])


def _places(number: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d.,])", text)]


def _excerpt(number: int, line: str, spans: list[tuple[int, int]]) -> str:
    start = max(0, min((low for low, _ in spans), default=0) - _EXCERPT // 2)
    shown = line[start : start + _EXCERPT]
    under = "".join(
        ("^" if any(low <= place < high for low, high in spans) else " ") * _columns(char)
        for place, char in enumerate(shown, start=start)
    )
    marked = f"\n       | {under.rstrip()}" if under.strip() else ""
    return f"{number:6} | {shown}{marked}"
