"""How well the checks do on the corpus: what they find against what is there (``tests/truth/discrepancies.csv``).

``python -m tests.accuracy`` writes the numbers that the site shows: ``builder/site/accuracy.csv`` and ``missed.csv``.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import checks, content, pipeline
from builder.model.finding import Finding
from builder.site import accuracy

ROOT = Path(__file__).parent.parent
TRUTH = Path(__file__).parent / "truth" / "discrepancies.csv"
COUNTED = ("arithmetic", "document", "dictionary")
"""How a discrepancy must be shown to count: what needs understanding, and slips of the pen, do not."""
NEAR = 2
"""A finding is about a discrepancy if one of its lines is at most so many lines away from one of its lines."""


@dataclass(frozen=True)
class Discrepancy:
    """A row of the truth: ``families`` may show it, the first is the one it is counted under."""

    id: str
    doc: str
    grade: str
    families: tuple[str, ...]
    shown_by: str
    lines: tuple[int, ...]
    title: str

    @property
    def counts(self) -> bool:
        """Whether a check is expected to find it."""
        return self.shown_by in COUNTED and self.grade in ("certain", "probable")


def truth() -> tuple[Discrepancy, ...]:
    """The discrepancies of the corpus."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return tuple(
            Discrepancy(
                *(row["id"], row["doc"], row["grade"], tuple(row["families"].split()), row["shown_by"]),
                *(tuple(map(int, row["lines"].split())), row["title"]),
            )
            for row in csv.DictReader(file)
        )


def found() -> Mapping[str, Sequence[Finding]]:
    """The findings of every disclosure in ``content/``, by disclosure_id."""
    sources = content.find(ROOT / "content")
    checked = [pipeline.check(source, sources.entities) for source in sources.found]
    return {one.disclosure.identity.disclosure_id: one.verdict.findings for one in checked}


def about(finding: Finding, one: Discrepancy) -> bool:
    """Whether a finding is about a discrepancy: of a family that may show it, and on its lines."""
    near = any(abs(line - other) <= NEAR for line in finding.source_lines for other in one.lines)
    return near and finding.rule[:3] in one.families


def unreal(findings: Mapping[str, Sequence[Finding]], known: Iterable[Discrepancy]) -> list[tuple[str, Finding]]:
    """The findings that are about no discrepancy that is there."""
    listed = list(known)
    return [
        (doc, finding)
        for doc, own in findings.items()
        for finding in own
        if not any(one.doc == doc and about(finding, one) for one in listed)
    ]


def missed(findings: Mapping[str, Sequence[Finding]], known: Iterable[Discrepancy]) -> list[Discrepancy]:
    """The certain and probable discrepancies, whatever shows them, that no finding is about."""
    return [
        one
        for one in known
        if one.grade != "possible" and not any(about(finding, one) for finding in findings.get(one.doc, ()))
    ]


def measured(findings: Mapping[str, Sequence[Finding]], known: Sequence[Discrepancy]) -> list[accuracy.Measured]:
    """The numbers of each family that has a rule, or something to find."""
    false = {(doc, finding.finding_id) for doc, finding in unreal(findings, known)}
    absent = {one.id for one in missed(findings, known)}
    rows = []
    for family in checks.FAMILIES:
        rules = sum(rule.family == family for rule in checks.rules())
        own = [(doc, one) for doc, listed in findings.items() for one in listed if one.rule[:3] == family]
        grave = [(doc, one.finding_id) for doc, one in own if one.severity != "note"]
        there = [one for one in known if one.families[0] == family and one.counts]
        counts = []
        for grade in ("certain", "probable"):
            graded = [one for one in there if one.grade == grade]
            counts += [len(graded), sum(one.id not in absent for one in graded)]
        notes = len(own) - len(grave)
        if family != "SRC" and (rules or there):
            real = sum(one not in false for one in grave)
            rows.append(accuracy.Measured(family, rules, len(grave), real, notes, *counts))
    return rows


def as_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV file as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def files() -> dict[Path, str]:
    """The two files of the site as they must be."""
    findings, known = found(), truth()
    numbers = measured(findings, known)
    absent = [
        (one.doc, one.grade, one.families[0], one.shown_by, " ".join(map(str, one.lines)), one.title)
        for one in missed(findings, known)
    ]
    return {
        accuracy.NUMBERS: as_csv(
            accuracy.COLUMNS, ([getattr(row, name) for name in accuracy.COLUMNS] for row in numbers)
        ),
        accuracy.MISSED: as_csv(("doc", "grade", "family", "shown_by", "lines", "title"), absent),
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8", newline="")
