"""The lines around a standard table: its title, who made it, its notes, and the labels of its blank rows.

They are inside the table's section, so no paragraph has them; what they say (whose table it is, which year) is checked.
"""

import re
from collections.abc import Iterator, Sequence

from builder.model.disclosure import Passage
from builder.model.location import Location
from builder.recognise.passages import closed
from builder.recognise.record import ReadTable
from builder.recognise.sections import Section, Strip

_REACH = 6
"""How many strips below a title its unit's name may stand."""
_NAMED = re.compile(
    r"(?:预算|决算|编制|填报|公开|主管|填表)?(?:单位|部门)(?:[（(](?:单位|部门|公章|盖章)[）)])?(?:全称|名称)?\s*[:：]\s*"
    r"([^\s:：]{3,40}?)(?=\s|$|单位|部门|金额|编报)"
)
_NAME = re.compile(r"(?:\[\d+\]|\d+)?[—－-]?([\u4e00-\u9fff][\u4e00-\u9fff（）()·]{2,})")
"""An organisation's name, with the number that its budget system gives it left out."""
_MONEY = re.compile(r"^(?:人民币)?[万千百亿]?元")
_NOTE = re.compile(r"^[（(]?(?:注|备注|说明)\s*[）)]?\s*[:：\d]")
_SIDES = ("revenue",)


def prepared_by(section: Section) -> str:
    """The name that the section prints as that of its unit; empty if it prints none."""
    return next((name for strip in _head(section) if (name := _name(strip.text))), "")


def captions(sections: Sequence[Section], tables: Sequence[ReadTable]) -> tuple[Passage, ...]:
    """The lines around the standard tables as passages, table by table; they stand under the table's title."""
    found = [passage for section in sections for passage in _of_section(section)]
    found += [passage for table in tables for passage in _blank_rows(table)]
    # A title that every page prints again, with the same lines below it, is one.
    return tuple({(passage.section, passage.text): passage for passage in reversed(found)}.values())[::-1]


def _of_section(section: Section) -> Iterator[Passage]:
    yield _passage(section.title, section.title, section.location)
    yield from (_line(section, [strip]) for strip in _head(section) if _name(strip.text))
    note: list[Strip] = []
    for strip in section.strips:
        begins = bool(_NOTE.match(strip.text.strip()))
        if note and (begins or strip.in_grid or note[-1].text.rstrip().endswith("。") or len(note) > _REACH):
            yield _line(section, note)
            note = []
        if begins or (note and not strip.in_grid):
            note.append(strip)
    if note:
        yield _line(section, note)


def _head(section: Section) -> tuple[Strip, ...]:
    return (*section.strips[:_REACH], *section.above)


def _name(text: str) -> str:
    """The first organisation that a line names as the unit, as printed but without blanks."""
    for printed in _NAMED.findall(text) if ":" in text or "：" in text else ():
        match = _NAME.match(printed)
        if match and not _MONEY.match(match[1]):
            return str(match[1])
    return ""


def _blank_rows(table: ReadTable) -> Iterator[Passage]:
    """The labels of the sources of revenue that have no amount: the form's words, which no figure shows."""
    if table.standard.shape == "lanes":
        for record in table.records:
            if record.lane in _SIDES and record.item and not record.numbers:
                yield _passage(table.title, record.item, record.location)


def _line(section: Section, strips: Sequence[Strip]) -> Passage:
    text = closed(" ".join(strip.text for strip in strips))
    starts = []
    for index, strip in enumerate(strips):
        if strip.location.line is not None:
            end = len(closed(" ".join(each.text for each in strips[: index + 1])))
            starts.append((end - len(closed(strip.text)), strip.location.line))
    return Passage(closed(section.title), text, strips[0].location, "caption", 0, tuple(starts))


def _passage(section: str, text: str, location: Location) -> Passage:
    starts = () if location.line is None else ((0, location.line),)
    return Passage(closed(section), closed(text), location, "caption", 0, starts)
