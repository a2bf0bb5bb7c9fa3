"""Residue of templates: one finding for each rule, with every line on which its patterns are found."""

from collections.abc import Iterator, Sequence

from builder.checks import _wording as wording
from builder.checks._case import Case
from builder.checks._outcome import Fault, Outcome
from builder.checks._prose import Prose
from builder.checks._sought import Sought
from builder.frozen import frozen
from builder.standards.templates import Residue, residues

Span = tuple[int, int]


@frozen
class Kind:
    """A kind of residue, the words that a text must have for it, and the word in which they are right (if any)."""

    residue: Residue
    needed: Sought | None
    right: Sought | None

    @staticmethod
    def of(residue: Residue) -> "Kind":
        """The kind with its hints."""
        needed, right = residue.needs, residue.inside
        return Kind(residue, Sought(*needed) if needed else None, Sought(right) if right else None)

    def spans(self, prose: Prose) -> Iterator[Span]:
        """Where it stands in a text."""
        if self._may_stand_in(prose):
            yield from (match.span() for match in self.residue.pattern.finditer(prose.text))

    def _may_stand_in(self, prose: Prose) -> bool:
        found = prose.at(self.needed) if self.needed else ()
        return len(found) > (len(prose.at(self.right)) if self.right else 0) or self.needed is None


KINDS = {rule: tuple(map(Kind.of, kinds)) for rule, kinds in residues().items()}
"""The kinds of residue by rule."""


def looked(case: Case, rule: str, zh: str, en: str) -> Iterator[Outcome]:
    """The outcome of a rule whose residue is data: ``zh`` and ``en`` say what the excerpts are."""
    yield outcome(case, sorted(spans(case.prose, rule)), zh, en)


def spans(prose: Prose, rule: str) -> set[Span]:
    """Where the residue of a rule is found."""
    return {span for kind in KINDS[rule] for span in kind.spans(prose)}


def outcome(case: Case, found: Sequence[Span], zh: str, en: str) -> Outcome:
    """The outcome of a search through all of the text; a blank form is not a disclosure whose residue counts."""
    if nothing := nothing_said(case):
        return nothing
    if not found:
        return Outcome("text", "passed", f"{len(case.prose.passages)} 段文字")
    return Outcome("text", "failed", fault=_fault(case, found, zh, en))


def nothing_said(case: Case) -> Outcome | None:
    """The outcome for a document without text, or with neither an amount in tables nor a number in sentences."""
    if not case.prose.passages:
        return Outcome("text", "not_applicable", "没有表外文字")
    if not case.disclosure.figures and not case.disclosure.statements:
        return Outcome("text", "not_checked", "没有一个数，像是空白模板")
    return None


def _fault(case: Case, found: Sequence[Span], zh: str, en: str) -> Fault:
    places = case.prose.places(found)
    excerpts = wording.listed(f"“{case.prose.around(*span)}”" for span in found)
    count = len(found)
    return Fault(
        message=f"{zh}{f'（{count} 处）' if count > 1 else ''}：{excerpts}。",
        message_en=f"{en} ({count} place{'s' if count > 1 else ''}).",
        places=places,
    )
