"""Statements that belong together: those of one subject, in one paragraph or below one heading, read in order."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from builder.frozen import frozen
from builder.model.amount import YUAN_PER_UNIT, Interval, half_of, yuan_interval
from builder.model.disclosure import Disclosure, Statement

_STOP = re.compile(r"[。！？]")
_WORDS = re.compile(r"[^\u4e00-\u9fff]+")
_TOTALS = ("总决算", "总预算")
_BOTH = re.compile(r"收入(?:总计)?支出(?=总计)")
_ROUGH = re.compile(
    r"[约近逾]\s*\d|超过?\s*\d|不(?:足|少于)\s*\d|[余多来](?:(?<=\d.)|(?<=\d[万亿].))|左右|上下|以[上下内](?!的?(?:领导|干部|设备))"
)
"""Every branch begins with a character that is rare, so that a text is run through quickly.

The ranks and prices in the names of vehicles and equipment (副部（省）级以上领导用车) are none.
"""
_PARTS = "其中"
_ITEMS = re.compile(r"[；;]")
_SHORTEST = 4


@frozen
class Paragraph:
    """The statements of one paragraph below a chief heading: its number, they, and where they begin in ``chapter``.

    ``by_measure`` has them by measure, each with its place in the chapter.
    """

    number: str
    said: Sequence[Statement]
    chapter: Sequence[Statement]
    first: int
    by_measure: Mapping[str, Sequence[tuple[int, Statement]]]


@frozen
class Spoken:
    """A change or a rate with the statements around it.

    ``chapter`` are all below the same chief heading, ``at`` is its place in it, ``paragraph`` those of its paragraph.
    """

    statement: Statement
    chapter: Sequence[Statement]
    at: int
    paragraph: Paragraph

    @property
    def passage(self) -> str:
        """The number of its paragraph."""
        return self.paragraph.number

    @property
    def before(self) -> Iterator[Statement]:
        """What was said before it in the chapter, the nearest first."""
        return (self.chapter[index] for index in range(self.at - 1, -1, -1))

    def nearest(self, wanted: Callable[[Statement], bool]) -> Statement | None:
        """The nearest earlier statement of its section that is wanted."""
        own, chapter = self.statement.section, self.chapter
        for at in range(self.at - 1, -1, -1):
            if chapter[at].section == own and wanted(chapter[at]):
                return chapter[at]
        return None

    def near(self, measure: str) -> Statement | None:
        """Of its subject: the statement of a measure in the same sentence, else the nearest one of its paragraph."""
        found = self.all_near(measure)
        if len(found) < 2:
            return found[0] if found else None
        here = [each for each in found if each.sentence == self.statement.sentence]
        return (here or found)[-1]

    def all_near(self, measure: str) -> Sequence[Statement]:
        """The amounts of a measure of its subject that its paragraph gives before it or in its sentence."""
        known = self.paragraph.by_measure.get(measure)
        if known is None:
            return ()
        mine, place, sentence, code = self.statement, self.at, self.statement.sentence, self.statement.code
        return [
            each
            for at, each in known
            if (at < place or (at > place and each.sentence == sentence))
            and each.code == code
            and each.unit in YUAN_PER_UNIT
            and (code or each.subject == mine.subject or name_key(each.subject) == name_key(mine.subject))
        ]

    def in_passage(self) -> list[Statement]:
        """The other statements of its paragraph that stand before it or in its sentence."""
        behind = takewhile(lambda each: each.sentence == self.statement.sentence, self.chapter[self.at + 1 :])
        return [*self.chapter[self.paragraph.first : self.at], *behind]


def passage_of(statement: Statement) -> str:
    """The number of the paragraph in which a statement stands."""
    return statement.sentence.partition(".")[0]


def passage_text(disclosure: Disclosure, statement: Statement) -> str:
    """The paragraph in which a statement stands, without blanks; empty for a row of a form."""
    passage = passage_of(statement)
    found = int(passage) <= len(disclosure.passages) if passage else False
    return "".join(disclosure.passages[int(passage) - 1].text.split()) if found else ""


def sentence_text(disclosure: Disclosure, statement: Statement) -> str:
    """The sentence in which a statement stands, as printed."""
    passage, _, number = statement.sentence.partition(".")
    if not passage or int(passage) > len(disclosure.passages):
        return statement.text
    sentences = _sentences(disclosure.passages[int(passage) - 1].text)
    return sentences[int(number) - 1] if int(number) <= len(sentences) else statement.text


def heads(disclosure: Disclosure, one: "Spoken") -> Iterator[Statement]:
    """The amounts whose parts are listed (其中) right before a rate: it may be of them, not of the last part."""
    text = sentence_text(disclosure, one.statement)
    before = text[: text.find(one.statement.text) + len(one.statement.text)]
    item = _ITEMS.split(before)[-1]
    whole = item.rpartition(_PARTS)[0]
    for each in one.before if whole else ():
        if each.sentence == one.statement.sentence and is_money(each) and each.text in whole:
            yield each


@lru_cache(maxsize=1024)
def _sentences(text: str) -> Sequence[str]:
    return _STOP.split(text)


@lru_cache(maxsize=4096)
def name_key(subject: str) -> str:
    """The Chinese characters of a subject, by which two are compared; 收入总计、支出总计 is 收支总计."""
    words = _WORDS.sub("", subject)
    if words.endswith(_TOTALS):
        words = f"{words[:-2]}计"
    return _BOTH.sub("收支", words) if "支出总计" in words else words


def same(one: Statement, other: Statement) -> bool:
    """Whether two statements surely speak of the same: by code or by name."""
    if one.code or other.code:
        return one.code == other.code
    return one.subject == other.subject or name_key(one.subject) == name_key(other.subject)


def alike(one: Statement, other: Statement) -> bool:
    """Whether the one repeats the other by the end of its name (``一般公共预算财政拨款支出``, ``财政拨款支出``)."""
    if same(one, other):
        return True
    shorter, longer = sorted((name_key(one.subject), name_key(other.subject)), key=len)
    return not (one.code or other.code) and len(shorter) >= _SHORTEST and longer.endswith(shorter)


def is_money(statement: Statement) -> bool:
    """Whether a statement gives an amount of money."""
    return statement.unit in YUAN_PER_UNIT


def is_rough(statement: Statement) -> bool:
    """Whether the text calls the number a rough one (约、近、以上); such a number proves nothing."""
    return _says_rough(statement.text)


@lru_cache(maxsize=4096)
def _says_rough(text: str) -> bool:
    return _ROUGH.search(text) is not None


def yuan(statement: Statement) -> Interval:
    """The unrounded amounts, in 元, that would be printed like this."""
    return yuan_interval(statement.value, statement.unit)


def nothing_beside(statements: Iterable[Statement]) -> Interval:
    """What a bare 0 stands for, in 元: it is as exact as the finest of the numbers beside it (工程支出0万元)."""
    finest = min(half_of(each.value) * YUAN_PER_UNIT[each.unit] for each in statements)
    return Interval(-finest, finest)


def signed(statement: Statement) -> Interval | None:
    """A change as what it adds, in 元; None if its direction was not said, or said by a sign and a word at once."""
    if statement.direction not in ("increase", "decrease") or statement.value < 0:
        return None
    return yuan(statement) if statement.direction == "increase" else -yuan(statement)


def said_zh(statement: Statement) -> str:
    """A number as it is printed, with its unit."""
    return f"{statement.value:f}{'' if statement.unit in '%‰' else ' '}{statement.unit}"
