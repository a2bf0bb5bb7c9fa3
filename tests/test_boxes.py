"""Every number of a PDF has a page and a box, and the box lies on that number: nothing more, nothing less stands there.

Over all figures and all unplaced numbers of the genuine documents (MINGZHANG_DISCLOSURES names their folder), and
of drawn ones, which lie on their side, are turned, or begin elsewhere than at their corner.
"""

import csv
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from builder.readers import read
from builder.recognise import recognise
from tests.maker import make_accounts, pdf, print_accounts
from tests.maker.press import plain_press
from tests.under import printed_under

FOLDER = os.environ.get("MINGZHANG_DISCLOSURES", "")
GENUINE = [path for path in sorted(Path(FOLDER or "-").rglob("*.pdf")) if path.read_bytes()[:5] == b"%PDF-"]


def check(path: Path, shift: float = 0) -> int:
    disclosure = recognise(read(path, path.name))
    places = [(figure.amount.printed, figure.location) for figure in disclosure.figures]
    places += [(gap.printed, gap.location) for gap in disclosure.unplaced]
    assert all(location.box for _, location in places)
    moved = [
        (printed, replace(location, box=location.box._replace(x0=location.box.x0 + shift)))
        for printed, location in places
    ]
    there = [("".join(printed.split()), printed_under(path, location), location) for printed, location in moved]
    assert [each for each in there if each[0] != each[1]] == []
    return len(there)


with (Path(__file__).parent / "golden" / "real.csv").open(encoding="utf-8") as file:
    WITH_FIGURES = {row["sha256"] for row in csv.DictReader(file) if row["figures"]}


@pytest.mark.skipif(not FOLDER, reason="MINGZHANG_DISCLOSURES names no folder with the genuine documents")
@pytest.mark.parametrize("path", GENUINE, ids=lambda path: path.stem)
def test_every_box_lies_on_its_number_in_the_genuine_documents(path):
    if hashlib.sha256(path.read_bytes()).hexdigest() in WITH_FIGURES:
        assert check(path)


@pytest.mark.parametrize(
    "changes",
    [{}, {"landscape": True, "rotated": True}, {"landscape": True, "origin": 20}, {"twice": True}, {"sunk": 1.5}],
    ids=str,
)
def test_every_box_lies_on_its_number_in_a_drawn_page(changes, tmp_path):
    path = tmp_path / "source.pdf"
    path.write_bytes(pdf.write(print_accounts(make_accounts(5), 5), plain_press(**changes), Random(1)))
    assert check(path)


def test_a_box_that_leaves_out_a_digit_is_seen(tmp_path):
    path = tmp_path / "source.pdf"
    path.write_bytes(pdf.write(print_accounts(make_accounts(5), 5), plain_press(), Random(1)))
    with pytest.raises(AssertionError):
        check(path, shift=5)
