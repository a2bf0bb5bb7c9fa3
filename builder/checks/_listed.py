"""Which numbers of a paragraph are the parts of which whole that only the text counts (``counted.yml``)."""

import re
from collections.abc import Iterator, Mapping, Sequence

from builder.checks._case import Case
from builder.checks._spoken import is_money, passage_text, sentence_text
from builder.model.disclosure import Statement
from builder.standards.counted import Whole, wholes

Named = tuple[Statement, str]
"""A statement and the key of its subject."""
Heads = Mapping[str, Sequence[int]]
"""Where in a paragraph each whole is named, by its id."""
_GOES_ON = re.compile(r"^\D*其中|中[，,]|结果(?:为|是)?[:：]")
_LISTS = re.compile("其中|包括|含|中[，,]|分别|来源|[:：（(]")
_CLOSED = re.compile("[（(][^（）()]*[）)]")
_OF_SOME = re.compile(r"[（(]|其中|(?P<year>20\d\d)年|上年|去年")


def heads(whole: Whole, said: Sequence[Named], all_heads: Heads) -> list[int]:
    """Where a whole is said of what it is the whole of."""
    return [at for at in all_heads[whole.id] if fits(whole, said[at][0]) and not _is_of_some(said[at][0])]


def _is_of_some(statement: Statement) -> bool:
    """Whether a number without a name of its own is that of an office in a bracket, or of another year."""
    said = _OF_SOME.match(statement.text)
    return said is not None and statement.subject not in statement.text and said["year"] != str(statement.year)


def spans(whole: Whole, said: Sequence[Named], all_heads: Heads, own: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where each time the whole is said, and where the next one of what is counted like it."""
    if whole.unit is None:
        ends = [*own[1:], len(said)]
    else:
        counted = [other for other in wholes() if other.unit and other.id in all_heads]
        ends = sorted({at for other in counted for at in heads(other, said, all_heads)} | {len(said)})
    for at in own:
        yield at, next(end for end in ends if end > at)


def parts_behind(whole: Whole, head: Statement, said: Sequence[Named]) -> Iterator[Named]:
    """What is said behind the whole and is a part of it, until something else is counted."""
    for each, name in said:
        if whole.elsewhere and each.sentence != head.sentence:
            return
        if belongs(whole, head, each) and whole.part.fullmatch(name):
            yield each, name
        elif whole.until and whole.until.search(name):
            return


def parts_close(case: Case, whole: Whole, head: Statement, said: Sequence[Named]) -> Iterator[Named]:
    """The parts that stand right behind the whole, one behind the other, and what may be a further part."""
    for each, name in said:
        if not belongs(whole, head, each) or (whole.inner and whole.inner.fullmatch(name)):
            continue
        is_part = bool(whole.part.fullmatch(name))
        if not (is_part or (whole.aside and whole.aside.fullmatch(name))) or not _is_behind(case, head, each):
            return
        if is_part or each.value:
            yield each, name


def _is_behind(case: Case, head: Statement, part: Statement) -> bool:
    """Whether a part stands in the sentence of the whole, or in one that says that it goes on with it."""
    return part.sentence == head.sentence or bool(_GOES_ON.search(sentence_text(case.disclosure, part)))


def lists_parts(case: Case, head: Statement, part: Statement) -> bool:
    """Whether the text between a whole and its first part says that parts follow."""
    text = passage_text(case.disclosure, head)
    whole, first = ("".join(each.text.split()) for each in (head, part))
    start = text.find(whole) + whole.rfind("元") + 1  # a bracket behind the number is in the text of the statement
    end = text.find(first, start) + len(first)
    return bool(_LISTS.search(_CLOSED.sub("", text[start : max(start, end)])))


def fits(whole: Whole, statement: Statement) -> bool:
    """Whether a number is money, or counted in the unit of the whole."""
    return is_money(statement) if whole.unit is None else bool(whole.unit.fullmatch(statement.unit))


def belongs(whole: Whole, head: Statement, statement: Statement) -> bool:
    """Whether a number is of the kind and year of the whole as it is said in ``head``."""
    return fits(whole, statement) and (statement.measure, statement.year) == (head.measure, head.year)
