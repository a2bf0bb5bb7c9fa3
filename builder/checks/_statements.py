"""The statements of a disclosure, sorted once for all rules: by measure, by chief heading, by paragraph."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.checks._spoken import Paragraph, Spoken
from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT
from builder.model.disclosure import Statement

_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]+部分")
_COMPARING = ("change", "change_percent", "share_percent", "completion_percent")


@frozen
class Statements:
    """The statements in reading order.

    ``by_measure`` has those of sentences, ``in_forms`` those of the money rows of forms; ``sums`` are the sums of money
    of both. ``chapters`` are those below each chief heading (``五、…``) with those of the sections below it,
    ``paragraphs`` those of each paragraph; ``spoken`` the changes and rates by measure, each with what is around it.
    """

    by_measure: Mapping[str, Sequence[Statement]]
    in_forms: Sequence[Statement]
    sums: Sequence[Statement]
    chapters: Sequence[Sequence[Statement]]
    paragraphs: Sequence[Paragraph]
    spoken: Mapping[str, Sequence[Spoken]]

    def said(self, measure: str) -> Sequence[Statement]:
        """What sentences say of a measure."""
        return self.by_measure.get(measure, ())


def sorted_out(statements: Iterable[Statement]) -> Statements:
    """The statements as rules ask for them; one pass, because there are hundreds."""
    by_measure: dict[str, list[Statement]] = {}
    in_forms: list[Statement] = []
    sums: list[Statement] = []
    spoken: dict[str, list[Spoken]] = {measure: [] for measure in _COMPARING}
    text = _Text()
    for each in statements:
        measure, sentence = each.measure, each.sentence
        if each.unit in YUAN_PER_UNIT:
            sums.append(each)
        if not sentence:
            in_forms.append(each)
            continue
        if sentence != text.sentence or each.section != text.section:
            text.go_to(each)
        chapter, paragraph = text.chapter, text.paragraph
        at = len(chapter)
        chapter.append(each)
        text.said.append(each)
        text.by_measure.setdefault(measure, []).append((at, each))
        by_measure.setdefault(measure, []).append(each)
        if measure in spoken:
            spoken[measure].append(Spoken(each, chapter, at, paragraph))
    return Statements(by_measure, in_forms, sums, text.chapters, text.paragraphs, spoken)


_NONE = Paragraph("", (), (), 0, {})


def _begins_again(section: str, before: str) -> bool:
    """Whether sections are numbered anew, so that a chief heading with nothing said right below it stood between."""
    return section.startswith(("（一）", "(一)")) and not _CHAPTER.match(before)


@dataclass(slots=True)
class _Text:
    """Where in the text a statement stands: the chapter and paragraph that are being filled, and those before them.

    ``said`` and ``by_measure`` are those of the paragraph.
    """

    chapters: list[list[Statement]] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    section: str | None = None
    sentence: str = ""
    number: str = ""
    chapter: list[Statement] = field(default_factory=list)
    paragraph: Paragraph = _NONE
    said: list[Statement] = field(default_factory=list)
    by_measure: dict[str, list[tuple[int, Statement]]] = field(default_factory=dict)

    def go_to(self, statement: Statement) -> None:
        """Go on to the next sentence; a chief heading begins a chapter, and a chapter a paragraph."""
        section, self.sentence = statement.section, statement.sentence
        if section != self.section:
            if self.section is None or _CHAPTER.match(section) or _begins_again(section, self.section):
                self.chapter, self.number = [], ""
                self.chapters.append(self.chapter)
            self.section = section
        number = self.sentence.partition(".")[0]
        if number != self.number or not self.chapter:
            self.number, self.said, self.by_measure = number, [], {}
            self.paragraph = Paragraph(number, self.said, self.chapter, len(self.chapter), self.by_measure)
            self.paragraphs.append(self.paragraph)
