"""Codes that a text prints in parts (208 05 01), where its header has a column for each level (类 款 项)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.recognise.record import Token
from builder.recognise.sections import Strip
from builder.standards.text import key

_CLASS, _PART, _MOST = 3, 2, 3
"""How many digits the first level and the others have, and how many levels there are."""


def parts_codes(head: Sequence[Strip]) -> bool:
    """Whether a header has columns for the levels of a code."""
    return any(key(strip.text).startswith("类款") for strip in head)


def with_whole_codes(rows: Sequence[Strip]) -> Iterator[Token]:
    """The tokens of rows with the levels of each code as one, also where a line ends between them or behind them."""
    held: list[Token] = []
    for row in rows:
        held += row.tokens
        if not (row.tokens and all(_is_level(token, _CLASS) or _is_level(token, _PART) for token in row.tokens)):
            yield from whole_codes(held)
            held = []
    yield from whole_codes(held)


def whole_codes(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a line with the levels of each code as one; a code is what stands before a word."""
    whole: list[Token] = []
    at = 0
    while at < len(tokens):
        size = _size(tokens[at:])
        whole.append(replace(tokens[at], text="".join(token.text for token in tokens[at : at + size])))
        at += size
    return whole


def _size(tokens: Sequence[Token]) -> int:
    """How many of the first tokens are levels of one code; 1 if they are none."""
    if not _is_level(tokens[0], _CLASS):
        return 1
    size = 1
    while size < min(_MOST, len(tokens)) and _is_level(tokens[size], _PART):
        size += 1
    is_named = size < len(tokens) and tokens[size].number is None and not tokens[size].is_dash
    return size if is_named else 1


def _is_level(token: Token, digits: int) -> bool:
    return token.is_integer and len(token.text) == digits
