"""Beside pdfplumber's tables of the same genuine pages: no number cell is lost, and none stands in another row."""

import re
from collections import Counter, defaultdict

import pdfplumber
import pytest

from builder.standards.text import key
from tests.test_real import path_of, pytestmark, recognised, with_figures

__all__ = ["pytestmark"]

_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+")
_BLANKS = re.compile(r"\s+")


@pytest.mark.slow
@with_figures
def test_every_number_in_their_cells_is_ours_and_in_the_same_row(row):
    path = path_of(row)
    if path.suffix != ".pdf":
        pytest.skip("pdfplumber reads nothing but PDF")
    disclosure = recognised(path)
    theirs, rows = _tables(path, {figure.location.page for figure in disclosure.figures})
    ours = Counter((figure.location.page, figure.amount.printed.replace(",", "")) for figure in disclosure.figures)
    unplaced = Counter((each.location.page, each.printed.replace(",", "")) for each in disclosure.unplaced)
    assert theirs
    assert theirs - ours - unplaced == Counter()
    for figure in disclosure.figures:
        number, words = figure.amount.printed.replace(",", ""), key(figure.item.rpartition("/")[2])
        beside = [text for text, cells in rows[figure.location.page] if number in cells]
        # Where the name stands in a cell over several rows theirs has it in the first of them alone.
        assert any(words in text or not re.search("[\u4e00-\u9fff]", text) for text in beside), figure


def _tables(path, pages):
    """The numbers in their cells by page, and by page each row: its words, and its cells without commas."""
    numbers, rows = Counter(), defaultdict(list)
    with pdfplumber.open(path, pages=sorted(pages)) as document:
        for page in document.pages:
            for line in (line for table in page.extract_tables() for line in table):
                cells = [_BLANKS.sub("", cell or "") for cell in line]
                plain = [cell.replace(",", "") for cell in cells]
                rows[page.page_number].append((key("".join(cells)), plain))
                numbers.update(
                    (page.page_number, cell)
                    for cell, printed in zip(plain, cells, strict=True)
                    if _NUMBER.fullmatch(printed)
                )
    return numbers, rows
