"""Columns without lines between them: what white space tells, and where it leaves a doubt."""

import pytest

from builder.model.location import Box, Location
from builder.recognise.record import Token
from builder.recognise.spacerows import Piece
from builder.recognise.whitespace import _flush_right


def piece(text: str, x0: float, x1: float, top: float) -> Piece:
    box = Box(x0, top, x1, top + 8)
    return Piece((Token(text, Location(1, None, box), None, False),), 1, box)


HEADERS = [piece("本年收入合计", 20, 50, 0), piece("事业收入", 70, 100, 0), piece("其他收入", 130, 160, 0)]
COLUMNS = [(20.0, 55.0), (70.0, 100.0), (102.0, 106.0), (130.0, 165.0)]
FLUSH = [piece("1234.50", 27, 55, 20), piece("4.50", 40, 55, 40), piece("0", 102, 106, 20), piece("2.00", 150, 165, 20)]


def test_short_numbers_flush_right_are_under_the_header_on_their_left() -> None:
    assert _flush_right(COLUMNS, HEADERS, FLUSH) == [(20.0, 55.0), (70.0, 106.0), (130.0, 165.0)]


@pytest.mark.parametrize(
    "body",
    [
        [piece("1234.50", 20, 48, 20), piece("4.50", 20, 35, 40), *FLUSH[2:]],
        [piece("1234.50", 21, 49, 20), piece("4.50", 27, 42, 40), *FLUSH[2:]],
        [*FLUSH, piece("3.00", 80, 95, 40)],
        [*FLUSH[:2], piece("无", 102, 106, 20), FLUSH[3]],
    ],
    ids=["flush left", "centred", "the header has numbers of its own", "no numbers"],
)
def test_else_they_are_a_column_of_their_own(body: list[Piece]) -> None:
    assert _flush_right(COLUMNS, HEADERS, body) == COLUMNS
