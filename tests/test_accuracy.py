"""How well the checks do on the corpus: the published numbers are those of today, and do not get worse."""

import csv
import re

import pytest

from builder import checks
from builder.site.accuracy import total
from tests import accuracy

CERTAIN, PROBABLE, REAL = 0.85, 0.6, 0.95
"""The least shares: of the certain and probable discrepancies that are found, of errors and warnings that are real."""
ROUNDING = accuracy.TRUTH.with_name("rounding.csv")


@pytest.fixture(scope="module")
def findings():
    return accuracy.found()


@pytest.fixture(scope="module")
def known():
    return accuracy.truth()


@pytest.fixture(scope="module")
def sources():
    """The lines of every text of the corpus, by disclosure_id."""
    cards = (accuracy.ROOT / "content").glob("disclosures/*/*/source.txt")
    return {f"{path.parts[-3]}-{path.parts[-2]}": path.read_text(encoding="utf-8").split("\n") for path in cards}


def rounding():
    with ROUNDING.open(encoding="utf-8", newline="") as file:
        return [
            (row["doc"], row["families"].split(), set(map(int, row["lines"].split()))) for row in csv.DictReader(file)
        ]


def test_the_truth_names_what_is_there(known, sources):
    assert len({one.id for one in known}) == len(known)
    for one in known:
        assert one.grade in ("certain", "probable", "possible")
        assert one.shown_by in ("arithmetic", "document", "dictionary", "meaning", "typing")
        assert one.families and set(one.families) <= set(checks.FAMILIES)
        assert one.lines and all(sources[one.doc][line - 1].strip() for line in one.lines), one.id
    for doc, families, lines in rounding():
        assert set(families) <= set(checks.FAMILIES)
        assert all(re.search(r"\d", sources[doc][line - 1]) for line in lines)


def test_every_disclosure_of_the_corpus_was_read(known, sources):
    assert {one.doc for one in known} == set(sources)


def test_the_published_numbers_are_those_of_today():
    for path, text in accuracy.files().items():
        assert path.read_text(encoding="utf-8") == text, f"python -m tests.accuracy writes {path.name}"


def test_nearly_all_errors_and_warnings_are_real(findings, known):
    grave = [one for doc, one in accuracy.unreal(findings, known) if one.severity != "note"]
    number = sum(one.severity != "note" for own in findings.values() for one in own)
    assert len(grave) <= (1 - REAL) * number, [(one.rule, one.source_lines, one.message) for one in grave]
    for row in accuracy.measured(findings, known):
        assert row.findings - row.real <= 1, row.family


def test_what_can_be_shown_is_found(findings, known):
    numbers = total(accuracy.measured(findings, known))
    assert numbers.certain_found >= CERTAIN * numbers.certain
    assert numbers.probable_found >= PROBABLE * numbers.probable


def test_no_rounding_is_reported(findings, known):
    """A finding on a line of its own may name the amount on another one, of which a rate is rounded."""
    for doc, families, lines in rounding():
        real = {line for one in known if one.doc == doc and {*one.families} & {*families} for line in one.lines} - lines
        for finding in findings[doc]:
            own = {*finding.source_lines}
            assert finding.rule[:3] not in families or not lines & own or real & own, finding


def test_the_measure_sees_a_finding_on_another_line(findings, known):
    one = next(one for one in known if one.families[0] == "RAT")
    finding = next(finding for finding in findings[one.doc] if accuracy.about(finding, one))
    elsewhere = type(finding)(finding.finding_id, finding.rule, "error", "", "", source_lines=(1,))
    assert accuracy.unreal({one.doc: [elsewhere]}, known) == [(one.doc, elsewhere)]
    assert one in accuracy.missed({one.doc: [elsewhere]}, known)
