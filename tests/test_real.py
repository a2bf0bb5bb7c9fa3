"""The genuine documents, which are not part of the repository: their figures as read once and checked on the pages.

The environment variable MINGZHANG_DISCLOSURES names the folder that holds them; they are found by their sha256. The
golden files were compared with pictures of the pages on which each figure's box, row and measure were drawn: both final
accounts and the budget of 无锡 wholly, of the other budgets a sample of the pages. With MINGZHANG_REWRITE_GOLDEN=1 they
are written anew, to be read as a diff.
"""

import csv
import hashlib
import os
from functools import cache
from pathlib import Path

import pytest

from builder.checks._case import case
from builder.errors import UnreadableError
from builder.model.disclosure import Disclosure, Identity
from builder.readers import read
from builder.recognise import recognise
from builder.recognise.sections import sections, strips, titled
from tests.judged import judged as every

GOLDEN = Path(__file__).parent / "golden"
FOLDER = os.environ.get("MINGZHANG_DISCLOSURES", "")
COLUMNS = ("table", "side", "phase", "line_no", "code", "item", "measure", "amount", "unit", "page")
DOCUMENTS = list(csv.DictReader((GOLDEN / "real.csv").open(encoding="utf-8")))
CARD = Identity("danwei", "某单位", 2024, "final", "某单位2024年度部门决算")
PRINTED_TWICE_DIFFERENTLY = {
    "expenditure/210/total=summary/expenditure/210/amount",
    "expenditure/212/total=summary/expenditure/212/amount",
    "general-expenditure/210/total=appropriation-summary/expenditure/210/general",
}
"""The only places where these documents contradict themselves (236.63 and 236.64, 3845.24 and 3845.25)."""

pytestmark = pytest.mark.skipif(not FOLDER, reason="MINGZHANG_DISCLOSURES names no folder with the genuine documents")
with_figures = pytest.mark.parametrize("row", [r for r in DOCUMENTS if r["figures"]], ids=lambda row: row["name"])


@cache
def by_hash() -> dict[str, Path]:
    """The files of the folder by sha256."""
    files = [path for path in sorted(Path(FOLDER).rglob("*")) if path.is_file()]
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in files}


def path_of(row: dict[str, str]) -> Path:
    """Where a document is; the test is skipped if the folder does not have it."""
    if row["sha256"] not in by_hash():
        pytest.skip(f"the folder does not hold {row['name']}")
    return by_hash()[row["sha256"]]


@cache
def recognised(path: Path) -> Disclosure:
    """The disclosure in a file."""
    return recognise(read(path, path.name))


def figure_rows(disclosure: Disclosure) -> list[dict[str, str]]:
    """The figures as rows of a golden file."""
    return [
        {
            **{name: getattr(figure, name) for name in COLUMNS[:7]},
            "amount": str(figure.amount.value),
            "unit": figure.amount.unit,
            "page": str(figure.location.page),
        }
        for figure in disclosure.figures
    ]


@with_figures
def test_every_figure_is_the_one_on_the_page(row: dict[str, str]) -> None:
    found = figure_rows(recognised(path_of(row)))
    golden = GOLDEN / row["name"] / "figures.csv"
    if os.environ.get("MINGZHANG_REWRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        with golden.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(found)
    with golden.open(encoding="utf-8", newline="") as file:
        assert found == list(csv.DictReader(file))


@with_figures
def test_who_when_and_how_many(row: dict[str, str]) -> None:
    disclosure = recognised(path_of(row))
    identity = disclosure.identity
    assert (identity.entity_name, str(identity.fiscal_year), identity.kind) == (row["entity"], row["year"], row["kind"])
    assert str(len(disclosure.figures)) == row["figures"]
    assert str(len(disclosure.unplaced)) == row["unplaced"]


@with_figures
def test_every_number_of_a_table_is_a_figure_or_unplaced(row: dict[str, str]) -> None:
    path = path_of(row)
    disclosure = recognised(path)
    placed = [(figure.location.page, figure.location.box) for figure in disclosure.figures]
    unplaced = [(gap.location.page, gap.location.box) for gap in disclosure.unplaced]
    assert len(set(placed)) == len(placed)
    assert not set(placed) & set(unplaced)
    known = {*placed, *unplaced}
    seen = strips(read(path, path.name))
    tokens = [
        token
        for section in sections(seen, titled(seen))
        if disclosure.table(section.table.id)
        for strip in section.strips
        if strip.in_grid
        for token in strip.tokens
    ]
    amounts = [token for token in tokens if token.number is not None and not token.is_integer]
    lost = [token.text for token in amounts if (token.location.page, token.location.box) not in known]
    assert not lost


@with_figures
def test_the_identities_fail_only_where_the_document_does(row: dict[str, str]) -> None:
    judged = [each for found in every(case(recognised(path_of(row)))).values() for each in found]
    failed = {each.equation.subject for each in judged if each.state == "failed"}
    assert failed == (PRINTED_TWICE_DIFFERENTLY if row["name"].startswith("putuo") else set())
    assert sum(each.state in ("passed", "rounding") for each in judged) > len(judged) // 2


@pytest.mark.parametrize("row", [r for r in DOCUMENTS if r["refused"]], ids=lambda row: row["name"])
def test_scanned_documents_are_refused_with_a_clear_word(row: dict[str, str]) -> None:
    path = path_of(row)
    with pytest.raises(UnreadableError) as refused:
        read(path, path.name)
    assert refused.value.code == row["refused"]


@pytest.mark.parametrize("row", [r for r in DOCUMENTS if r["note"]], ids=lambda row: row["name"])
def test_blank_forms_hold_no_figures_and_say_so(row: dict[str, str]) -> None:
    path = path_of(row)
    with pytest.raises(UnreadableError) as refused:
        recognise(read(path, path.name))
    assert refused.value.code == "SRC013"
    disclosure = recognise(read(path, path.name), CARD)
    assert not disclosure.figures
    assert not disclosure.unplaced
    assert row["note"] in disclosure.notes
