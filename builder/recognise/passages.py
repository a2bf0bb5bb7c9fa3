"""The paragraphs outside the standard tables: what the office says in words, headings and forms."""

import re
import string
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from builder.model.disclosure import Passage
from builder.recognise.sections import Section, Strip

_UNITS = "万元|亿元|元|%|％|人次|人|辆|台|套|个|批次|批|次|团组|名|户|家|场|期|件|份|分"
_QUANTITY = re.compile(rf"\d\s*(?:{_UNITS})")
_ORDINAL = "[一二三四五六七八九十]"
_HEADING = re.compile(rf"^(?:第{_ORDINAL}+部分|{_ORDINAL}{{1,3}}[、.．]|[（(]\s*{_ORDINAL}{{1,3}}\s*[）)])")
_TITLE = re.compile(r"(?:说明|情况(?:[及和][^，。]{0,8}原因)?)[:：]?$")
_TITLE_ENDS = ("明", "况", "因", ":", "：")
_NUMBERED = re.compile(
    r"^(?:[（(]?\s?\d{1,2}\s?[)）、]|\d{1,2}[.．](?:(?!\d)|(?=20\d\d年|2\d{4}(?:\d\d)?[\u4e00-\u9fff]))|[①-⑳]|[-•·●]\s)"
)
_EVALUATED = re.compile(r"(?:得分|(?:情况|原因)分析|绩效目标|问题[和及与]?(?:其)?原因(?:分析)?|(?:改进|整改)措施)$")
_EVALUATED_ENDS = frozenset("分析标因施)）")
"""With what these end, or the unit behind them: few lines do."""
_UNIT_SAID = re.compile(r"[（(]单位[:：]\S?元[)）]$")
_GOES_ON = re.compile(r"[为是达：:，,、及和与\d]")
"""What begins a line that goes on with the sentence of the line above."""
_ENDS = ("。", "！", "？")
_LETTERS = frozenset(f"{string.digits}{string.ascii_letters}%")
_LETTERS_BEHIND = frozenset(f"{string.digits}{string.ascii_letters}+-")
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页.{0,8}")
_COUNTED = re.compile(rf"(?:{_UNITS}|[年月日号届次级位项所座间条种类笔组户])")
_NO_DIGIT = re.compile(r"\D")
_EDGE = 2
_RUNNING = 3
"""A line among the first or last two of so many pages is a running header."""
_LONGEST_HEADING = 40
_LONGEST_PARAGRAPH = 40
"""How many lines a paragraph may have; text without sentence ends (a form) is cut there."""


Paragraph = tuple[str, list[Strip]]
"""The heading that a paragraph stands under, and its lines."""


def passages(told: Iterable[Paragraph]) -> tuple[Passage, ...]:
    """What the ``paragraphs`` say, in document order."""
    return tuple(_passage(section, paragraph) for section, paragraph in told)


def paragraphs(strips: Iterable[Strip]) -> Iterator[Paragraph]:
    """Every paragraph of what stands ``outside`` the standard tables as its lines, with the heading it stands under.

    A heading stands under itself; a paragraph inside a grid is one row of it.
    """
    section = ""
    for paragraph in _paragraphs(strips):
        if _HEADING.match(paragraph[0].text):
            text = joined(paragraph)
            section = text if len(text) <= _LONGEST_HEADING and not _QUANTITY.search(text) else section
        yield section, paragraph


def joined(paragraph: Sequence[Strip]) -> str:
    """The text of a paragraph in one line, without its blanks (a grid's row keeps them between its cells)."""
    return paragraph[0].text if paragraph[0].in_grid else closed(" ".join(strip.text for strip in paragraph))


def outside(strips: Sequence[Strip], sections: Sequence[Section]) -> Iterator[Strip]:
    """The lines and rows outside the standard tables, without page numbers and running headers."""
    inside = {index for section in sections for index in range(section.start, section.end)}
    inside |= set(_furniture(strips))
    inside |= {*_counted(strips, inside)}
    yield from (strip for index, strip in enumerate(strips) if index not in inside)


def _furniture(strips: Sequence[Strip]) -> Iterator[int]:
    """What the pages of a paged source carry at top or bottom: their numbers, and the lines of a running header."""
    pages: dict[int, list[int]] = {}
    for index, strip in enumerate(strips):
        if strip.location.line is None:
            pages.setdefault(strip.location.page, []).append(index)
    edges = sorted({index for page in pages.values() for index in (*page[:_EDGE], *page[-_EDGE:])})
    edges = [index for index in edges if len(pages) > 1 and not strips[index].in_grid]
    texts = Counter(strips[index].text for index in edges)
    for index in edges:
        text = strips[index].text
        if _PAGE_NUMBER.fullmatch(text) or texts[text] >= _RUNNING:
            yield index


def _counted(strips: Sequence[Strip], inside: Collection[int]) -> Iterator[int]:
    """The numbers of the pages that a text without pages once had: lines of their own, each more than the last.

    A line in a table may be anything; where one outside is not in order, none is taken for the number of a page. Too
    few to be in order are those of pages where the foot of a page is seen.
    """
    found = [
        (index, int(_NO_DIGIT.sub("", strip.text)))
        for index, strip in enumerate(strips)
        if index not in inside
        and strip.location.line
        and not strip.in_grid
        and _PAGE_NUMBER.fullmatch(strip.text.strip())
    ]
    counts = all(after > before for (_, before), (_, after) in pairwise(found))
    enough = len(found) >= _RUNNING
    yield from (index for index, _ in found if counts and (enough or _is_at_foot(strips, index)))


def _is_at_foot(strips: Sequence[Strip], index: int) -> bool:
    """Whether a number stands below more empty lines than are above and below, and what follows counts nothing."""
    if not 1 < index < len(strips) - 1 or _COUNTED.match(strips[index + 1].text):
        return False
    lines = [strip.location.line or 0 for strip in strips[index - 2 : index + 2]]
    above, before, behind = (two - one for one, two in pairwise(lines))
    return before > max(above, behind) + 1


def _passage(section: str, paragraph: Sequence[Strip]) -> Passage:
    text = joined(paragraph)
    heads = _is_heading(text) or _is_title(paragraph) or _heads_evaluation(paragraph)
    role = "row" if paragraph[0].in_grid else "heading" if heads else "text"
    count = len(_QUANTITY.findall(text))
    return Passage(section, text, paragraph[0].location, role, count, tuple(_starts(paragraph)))


def _starts(paragraph: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Where in the joined text each line of a text source begins."""
    for index, strip in enumerate(paragraph):
        if strip.location.line is not None:
            end = len(joined(paragraph[: index + 1]))
            yield end - len(closed(strip.text)), strip.location.line


def closed(text: str) -> str:
    """The text without its blanks, but for those that keep two numbers or words of letters apart."""
    words = text.split()
    if len(words) <= 1:
        return "".join(words)
    pairs = pairwise(words)
    return words[0] + "".join(f" {b}" if a[-1] in _LETTERS and b[0] in _LETTERS_BEHIND else b for a, b in pairs)


def _paragraphs(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Lines joined to paragraphs: one ends with a sentence, before a heading or a number, and at a grid's row."""
    current: list[Strip] = []
    told = list(strips)
    for strip, below in zip_longest(told, told[1:]):
        begins = strip.in_grid or _HEADING.match(strip.text) or _NUMBERED.match(strip.text)
        if current and (begins or len(current) >= _LONGEST_PARAGRAPH):
            yield current
            current = []
        current.append(strip)
        ends = strip.in_grid or strip.text.endswith(_ENDS) or _is_heading(strip.text) or _is_title(current)
        if ends or (_heads_evaluation(current) and below and not _GOES_ON.match(below.text)):
            yield current
            current = []
    if current:
        yield current


def _is_heading(text: str) -> bool:
    """Whether a line is a heading, and not the beginning of a sentence that goes on below."""
    if len(text) > _LONGEST_HEADING // 2 or not _HEADING.match(text):
        return False
    return not (re.search(r"[，,；;：:]", text) or text.endswith(("万", "年", "为")))


def _is_title(paragraph: Sequence[Strip]) -> bool:
    """Whether the lines so far, two at most, are a long heading that says so (``九、…支出决算情况说明``)."""
    if len(paragraph) > 2 or not paragraph[-1].text.endswith(_TITLE_ENDS):
        return False
    text = closed(" ".join(strip.text for strip in paragraph))
    said = len(text) <= _LONGEST_HEADING and _TITLE.search(text)
    return bool(said and (_HEADING.match(text) or _NUMBERED.match(text)) and not re.search(r"[，,；;]", text))


def _heads_evaluation(paragraph: Sequence[Strip]) -> bool:
    """Whether a line is a short heading of a report on performance (``1、部门绩效自评得分``)."""
    if len(paragraph) > 1 or paragraph[0].text.rstrip()[-1:] not in _EVALUATED_ENDS:
        return False
    text = _UNIT_SAID.sub("", closed(paragraph[0].text))
    if len(text) > _LONGEST_HEADING // 2 or re.search(r"[，,；;。：:]", text):
        return False
    return bool(_NUMBERED.match(text) and _EVALUATED.search(text))
