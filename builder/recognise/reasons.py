"""The reasons that a text gives for a change, a rate of change or of completion: each goes to what it explains."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.model.disclosure import Statement

_EXPLAINED = frozenset(("change", "change_percent", "completion_percent"))
_GIVEN = re.compile(
    r"(?<![及和与、])原因(?:在于|主要)?(?:[是为有][:：]?|[:：])|(?<=[，,。；;])主要(?:是(?!用于)(?:由于|因为?)?|由于|因为)[:：]?"
)
_STOP = re.compile(r"[。！？]|(?<=[，,；;])其中[:：]|$")
_STOPPED = re.compile(r"[。！？，,；;]")
_LISTED = re.compile(r"[一二三四五六七八九]是|[（(]?\d[)）、]|[①-⑳]|其[一二三四]")
_POINTED = re.compile(r"\d[.．](?!\d)")
"""Goes on with a list that began with 1. (elsewhere it may be the next item of a list of other things)."""
_LONGEST = 400
_SHORTEST = 4

Placed = tuple[int, Statement]
"""A statement and where its number begins in the text of its paragraph."""


def with_reasons(text: str, said: Sequence[Placed]) -> Iterator[Statement]:
    """The statements of a paragraph in order, those that the text explains with its reason.

    A reason explains the last change or rate before it, and what stands right before that of the same subject; the
    figures inside a reason are explained by nothing.
    """
    if not said:
        return
    reasons: dict[int, str] = {}
    end = 0
    for found in _GIVEN.finditer(text):
        if found.start() < end:
            continue  # inside the reason before
        stop = _end(text, found.end(), said)
        before = [index for index, (at, _) in enumerate(said) if end <= at < found.start()]
        end = stop
        given = text[found.end() : stop].strip("，,；;：: ")[:_LONGEST]
        about = _STOPPED.split(text[: found.start()])[-1]
        for index in _explained(said, _of_named(said, before, about)) if given else ():
            reasons[index] = given
    for index, (_, statement) in enumerate(said):
        yield replace(statement, reason=reasons[index]) if index in reasons else statement


def _of_named(said: Sequence[Placed], before: Sequence[int], about: str) -> Sequence[int]:
    """Without those behind the last statement of a subject that the words before the reason name."""
    for index in reversed(before):
        subject = said[index][1].subject
        if len(subject) >= _SHORTEST and subject in about and said[index][1].measure in _EXPLAINED:
            return [each for each in before if each <= index]
    return before


def _end(text: str, start: int, said: Sequence[Placed]) -> int:
    """Where a reason ends: with its sentence, or at a semicolon behind which figures are told and no list goes on."""
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    for mark in re.finditer("[；;]", text[start:end]):
        behind = start + mark.end()
        told = next((placed for placed in said if behind <= placed[0] < end), None)
        is_listed = _LISTED.match(text, behind) or (_POINTED.match(text, start) and _POINTED.match(text, behind))
        if told and not is_listed and not _is_another(text[behind : told[0]], told[1]):
            return start + mark.start()
    return end


def _is_another(name: str, told: Statement) -> bool:
    """Whether the clause behind a semicolon names one more reason with its amount (``甲 43.33 万元；乙 10.9 万元``)."""
    return told.measure == "change" and not told.direction and not _STOPPED.search(name)


def _explained(said: Sequence[Placed], before: Sequence[int]) -> Iterator[int]:
    """The last statement before the reason, if it can be explained, and its neighbours of the same subject."""
    last: Statement | None = None
    for index in reversed(before):
        statement = said[index][1]
        if statement.measure not in _EXPLAINED:
            return
        if last and (statement.subject, statement.code) != (last.subject, last.code):
            return
        last = statement
        yield index
