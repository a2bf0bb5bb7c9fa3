"""What text recognition read is published only if an identity proves it, and is never held against a document."""

import pytest

from builder import checks
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity, Table, Unplaced
from builder.model.document import Source
from builder.model.location import Location
from builder.recognise import proof
from builder.recognise.record import Token

NAMES = {
    "": "合计",
    "201": "一般公共服务支出",
    "20129": "群众团体事务",
    "2012901": "行政运行",
    "2012950": "事业运行",
}
ROWS = {
    "": ("351.42", "251.42", "100.00"),
    "201": ("351.42", "251.42", "100.00"),
    "20129": ("351.42", "251.42", "100.00"),
    "2012901": ("226.73", "126.73", "100.00"),
    "2012950": ("124.69", "124.69", ""),
}


def figures(rows=ROWS, table="expenditure", page=7, unit="万元", names=NAMES):
    return [
        Figure(table, "", "", "", "12", code, names[code], measure, amount, Location(page), "position")
        for code, printed in rows.items()
        for measure, text in zip(("total", "basic", "project"), printed, strict=True)
        if (amount := parse_amount(text, unit))
    ]


def sister(**changed):
    return figures(table="general-expenditure", page=9, **changed)


def judged(found, pages=(7, 9)):
    """The published keys, and the reason of each number that is not."""
    token = Token("", Location(), None, begins=True)
    results = [result for _, result in proof.proven(tuple((token, each) for each in found), pages)]
    assert len(results) == len(found)
    published = {(each.table, each.code, each.measure) for each in results if isinstance(each, Figure)}
    left = {(each.table, each.code, each.candidates[0]): each.reason for each in results if isinstance(each, Unplaced)}
    return published, left


def changed(code, *texts):
    return {**ROWS, code: texts}


def test_a_consistent_set_is_proven_whole_and_says_that_an_identity_did_it():
    found = figures() + sister()
    published, left = judged(found)
    assert len(published) == len(found) == 28
    assert left == {}
    token = Token("", Location(), None, begins=True)
    proven = [result for _, result in proof.proven(tuple((token, each) for each in found), {7, 9})]
    assert {(each.placed_by, each.line_no) for each in proven} == {("identity", "")}


def test_pages_with_text_stay_as_they_were():
    found = figures(changed("2012901", "999.99", "1.00", "2.00"))
    token = Token("", Location(), None, begins=True)
    placed = tuple((token, each) for each in found)
    assert proof.proven(placed, ()) is placed
    assert proof.proven(placed, {3}) is placed


@pytest.mark.parametrize("code", ["2012901", "2012950"])
def test_a_misread_digit_is_not_published(code):
    total, *rest = ROWS[code]
    published, left = judged(figures(changed(code, total.replace("2", "7", 1), *rest)) + sister())
    assert ("expenditure", code, "total") not in published
    assert left["expenditure", code, "total"] == proof.UNPROVEN
    assert ("expenditure", "2012901", "basic") in published  # the column of basic still adds up


def test_a_last_digit_that_would_pass_as_rounding_is_not_proven():
    published, _ = judged(figures(changed("2012901", "226.74", "126.73", "100.00")) + sister())
    assert ("expenditure", "2012901", "total") not in published


def test_lost_decimal_points_hold_every_sum_and_still_prove_nothing():
    bare = {code: tuple(text.replace(".", "") for text in texts) for code, texts in ROWS.items()}
    published, left = judged(figures(bare) + sister(rows=bare))
    assert published == set()
    assert set(left.values()) == {proof.OTHER_DECIMALS}


def test_one_number_with_other_decimals_than_its_table_is_not_proven():
    published, left = judged(figures(changed("2012901", "226.73", "126.73", "100")) + sister())
    assert left["expenditure", "2012901", "project"] == proof.OTHER_DECIMALS
    assert ("expenditure", "2012901", "total") in published


def test_a_unit_that_is_read_once_is_not_proven():
    assert set(judged(figures())[1].values()) == {proof.UNIT_ONCE}
    published, left = judged(figures(unit="元") + sister())
    assert {reason for (table, *_), reason in left.items() if table == "expenditure"} == {proof.UNIT_ONCE}
    assert published == set()  # one table alone has its unit once


def test_a_code_must_have_its_name():
    published, left = judged(figures(names={**NAMES, "2012950": "行政远行"}) + sister())
    assert left["expenditure", "2012950", "total"] == proof.MISNAMED
    assert ("general-expenditure", "2012950", "total") in published


def test_a_copy_of_one_number_in_the_same_table_proves_nothing():
    rows = {code: (ROWS[code][0], "", "") for code in ("", "201", "20129")}
    assert judged(figures(rows) + figures({"208": ("1.10", "", "")}, "three-public", names={"208": "x"}))[0] == set()


def test_a_number_that_could_not_be_placed_makes_its_sums_prove_nothing():
    blank = changed("2012901", "226.73", "126.73", "")
    gap = Unplaced("expenditure", "2012901", NAMES["2012901"], "1OO.00", ("project",), "", Location(7))
    rows = {**blank, "201": ("351.42", "251.42", ""), "20129": ("351.42", "251.42", ""), "": ("351.42", "251.42", "")}
    published, _ = judged([*figures(rows), gap, *sister()])
    assert ("expenditure", "2012901", "basic") in published
    assert not any(measure == "project" for table, _, measure in published if table == "expenditure")


def test_one_number_among_known_ones_is_proven_by_its_sum_alone():
    text = [each for each in figures(page=3) if each.code != "2012950"]
    scanned = [each for each in figures(page=4) if each.code == "2012950"]
    published, left = judged(text + scanned + sister(), pages={4})
    assert ("expenditure", "2012950", "total") in published
    assert left == {}


NOTE = "第 7 页由文字识别（OCR）读出"


def disclosure(rows, *notes):
    found = tuple(figures(rows) + sister())
    tables = tuple(
        Table(name, "", name, "万元", Location(page), "figures")
        for name, page in (("expenditure", 7), ("general-expenditure", 9))
    )
    identity = Identity("x", "x", 2024, "final", "x")
    return Disclosure(identity, Source("x.pdf", "pdf", "", 0), tables, found, notes=notes)


def test_what_was_recognised_is_not_held_against_the_document():
    broken = changed("2012901", "926.73", "126.73", "100.00")
    read = checks.run(disclosure(broken))
    assert {"SUM001", "SUM002", "CPL001"} <= {finding.rule for finding in read.findings}
    recognised = checks.run(disclosure(broken, NOTE))
    assert recognised.findings == ()
    reasons = {entry.reason for entry in recognised.ledger if entry.rule in ("SUM001", "CPL001")}
    assert "第 7 页由文字识别（OCR）读出，不能断定" in reasons


@pytest.mark.parametrize("pages", ["2 至 9", "8"])
def test_the_pages_of_the_notes_are_understood(pages):
    broken = changed("2012901", "926.73", "126.73", "100.00")
    assert checks.run(disclosure(broken, NOTE.replace("7", pages))).findings == ()


def test_a_far_page_by_ocr_excuses_no_sum():
    broken = changed("2012901", "926.73", "126.73", "100.00")
    far = checks.run(disclosure(broken, NOTE.replace("7", "30")))
    assert {finding.rule for finding in far.findings} == {"SUM001", "SUM002"}  # and no table is called missing
