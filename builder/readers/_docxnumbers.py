"""The numbers that Word itself puts in front of paragraphs: 一、 （二） 3. and the 行次 of a table.

They are printed, but stand nowhere in the text: each is counted from the definitions in the numbering part
(ECMA-376 part 1, 17.9). What is drawn as a bullet has no text.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from builder.frozen import frozen
from builder.readers._ooxml import Package

_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile("chineseCounting|chineseCountingThousand|ideographDigital|japaneseCounting|taiwaneseCounting.*")
_LEVELS = 9


@frozen
class _Level:
    """How one level counts: its first number, its kind of numeral, the text around it (``%1`` is a number)."""

    start: int
    kind: str
    text: str
    style: str

    @staticmethod
    def of(element: Element) -> "_Level":
        return _Level(
            start=_number(element.find("start"), 1),
            kind=_value(element.find("numFmt"), "decimal"),
            text=_value(element.find("lvlText"), ""),
            style=_value(element.find("pStyle"), ""),
        )


class Numbers:
    """Counts the paragraphs of a document as they come; each may be asked for once."""

    def __init__(self, package: Package, main: str) -> None:
        """Read the definitions; a document without any has no numbers."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._styles: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if part := package.one(main, "numbering"):
            for element in package.elements(part, "abstractNum", "num"):
                self._define(element)
        if self._lists and (part := package.one(main, "styles")):
            self._styles = {style.get("styleId", ""): style for style in package.elements(part, "style")}

    def _define(self, element: Element) -> None:
        if element.tag == "abstractNum":
            levels = {int(level.get("ilvl", "0")): _Level.of(level) for level in element.iterfind("lvl")}
            self._levels[element.get("abstractNumId", "")] = levels
            return
        starts = {
            int(each.get("ilvl", "0")): _number(each.find("startOverride"), 1)
            for each in element.iterfind("lvlOverride")
            if each.find("startOverride") is not None
        }
        self._lists[element.get("numId", "")] = _value(element.find("abstractNumId"), ""), starts

    def label(self, paragraph: Element) -> str:
        """The number in front of a paragraph, or an empty string; a blank parts it from text that it would run into."""
        listed, level = self._place(paragraph)
        kind, starts = self._lists.get(listed, ("", {}))
        levels = self._levels.get(kind, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, {})
        if listed not in self._begun:
            self._begun.add(listed)
            counts |= {at: start - 1 for at, start in starts.items()}
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for below in [at for at in counts if at > level]:
            del counts[below]
        text = re.sub(r"%([1-9])", lambda match: _counted(levels, counts, int(match[1]) - 1), levels[level].text)
        text = "" if levels[level].kind in ("bullet", "none") else text
        return f"{text} " if text[-1:].isascii() and text else text

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """The list that a paragraph is in, and its level: its own word, else that of its style or of that's base."""
        own = paragraph.find("pPr/numPr")
        if own is not None and own.find("numId") is not None:
            return _value(own.find("numId"), ""), _number(own.find("ilvl"), 0)
        for name in self._based(_value(paragraph.find("pPr/pStyle"), "")):
            told = self._styles[name].find("pPr/numPr")
            listed = "" if told is None else _value(told.find("numId"), "")
            if told is not None and listed:
                levels = self._levels.get(self._lists.get(listed, ("", {}))[0], {})
                linked = next((at for at, level in levels.items() if level.style == name), 0)
                return listed, _number(told.find("ilvl"), linked)
        return "", 0

    def _based(self, name: str) -> Iterator[str]:
        for _ in range(_LEVELS):
            if name not in self._styles:
                return
            yield name
            name = _value(self._styles[name].find("basedOn"), "")


def _counted(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    known = levels.get(level)
    return _numeral(counts.get(level, known.start), known.kind) if known else ""


def _numeral(number: int, kind: str) -> str:
    """A number in a kind of numerals; kinds that no office uses count in digits."""
    if _CHINESE.fullmatch(kind) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (
            ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
        )
    if kind.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((97 if kind == "lowerLetter" else 65) + number - 1)
    return f"{number:02}" if kind == "decimalZero" else str(number)


def _value(element: Element | None, default: str) -> str:
    return default if element is None else element.get("val", default)


def _number(element: Element | None, default: int) -> int:
    text = _value(element, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
