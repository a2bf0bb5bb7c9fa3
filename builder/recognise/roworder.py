"""Whether a text that tells no cells goes row by row, or column by column, as some programs take it out of a page.

In a text that goes column by column a number stands beside a label of another row. Such a text has what no rows have:
more amounts in a run than a row has columns, amounts before the codes of their lines, names without end.
"""

import re
from collections.abc import Sequence
from itertools import groupby

from builder.recognise.record import Token
from builder.recognise.sections import Strip
from builder.standards.tables import StandardTable

_ORDINAL = re.compile("[一二三四五六七八九十]{1,3}、")
NOT_IN_ROWS = "文字不是逐行排列的，不能断定数字属于哪一行"
_CODES = (3, 5, 7)
"""How many digits a code has."""
_MOST_BROKEN = 2
"""So many lines may hold the end of one row with a broken name and the beginning of another."""
_MOST_NAMES = 5
"""So many names without a number between them, and without the 行次 that each of them has, are a column."""


def goes_by_rows(table: StandardTable, strips: Sequence[Strip], most: int, counts: bool) -> bool:
    """Whether the body of a table may be read row by row.

    ``most`` is how many columns a row has at most; ``counts`` is whether each row has its 行次.
    """
    lines = [strip for strip in strips if strip.tokens and not all(token.may_be_page_number for token in strip.tokens)]
    runs = [[*run] for is_run, run in groupby(lines, key=_has_amounts_only) if is_run]
    if most and any(len(run) > 1 and sum(len(strip.tokens) for strip in run) > most for run in runs):
        return False
    if table.shape == "lanes":
        return not counts or all(size <= _MOST_NAMES for size in _names(lines))
    return table.shape == "phases" or sum(map(_ends_with_code, lines)) <= _MOST_BROKEN


def _is_amount(token: Token) -> bool:
    return token.number is not None and ("." in token.text or "," in token.text)


def _has_amounts_only(strip: Strip) -> bool:
    return all(_is_amount(token) or token.is_dash for token in strip.tokens) and any(map(_is_amount, strip.tokens))


def _ends_with_code(strip: Strip) -> bool:
    """Whether a line is an amount and the code of the next row, whose name stands below it."""
    last = strip.tokens[-1]
    return _is_amount(strip.tokens[0]) and last.is_integer and len(last.text) in _CODES


def _names(lines: Sequence[Strip]) -> list[int]:
    """The lengths of the runs of lines that are words only."""
    return [len([*run]) for is_name, run in groupby(lines, key=_is_name) if is_name]


def _is_name(strip: Strip) -> bool:
    """Whether a line is a label with its ordinal and nothing more."""
    return bool(_ORDINAL.match(strip.text)) and all(token.number is None for token in strip.tokens)
