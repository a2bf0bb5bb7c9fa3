"""Whole disclosures in which nothing is wrong are accused of nothing; one slip in them is found, on its line."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from builder import checks, readers, recognise
from builder.model.disclosure import Disclosure
from builder.model.finding import Finding
from tests.maker import EDITIONS, html, pdf, text
from tests.maker.narrative import Told, tell
from tests.maker.plans import tell_budget
from tests.maker.slips import KINDS, slip

SLIPS, ENOUGH = range(400, 460), 14
"""Seeds of the innocent disclosures into which slips are put, and how many of a kind are tried."""
FLOORS = {
    "amount": 0.95,
    "change": 0.75,
    "growth": 0.9,
    "share": 0.65,
    "completion": 0.9,
    "direction": 0.9,
    "year": 0.4,
    "unit": 0.9,
    "alternative": 0.95,
    "slot": 0.95,
    "row": 0.9,
    "score": 0.8,
    "weight": 0.8,
}
"""The share of slips of each kind that must be found: no lower than this, and as a rule higher."""
_TABBED = [edition for edition in EDITIONS if edition.id != "shanghai"]


def read(path: Path, data: bytes) -> Disclosure:
    path.write_bytes(data)
    return recognise.recognise(readers.read(path, path.name))


def accused(disclosure: Disclosure) -> list[str]:
    findings = checks.run(disclosure).findings
    return [f"{each.rule} {each.message}" for each in findings if each.severity != "note"]


def said(told: Told) -> Counter[tuple[str, Decimal, str, int]]:
    """What the text says; a reason with an amount is a change."""
    found: Counter[tuple[str, Decimal, str, int]] = Counter()
    for claim in told.claims:
        number = re.match(r"[\d,.]+", claim.printed)
        assert number
        unit = claim.printed[number.end() :]
        measure = "change" if claim.measure == "reason" else claim.measure
        found[measure, Decimal(number[0].replace(",", "")), unit, claim.year] += 1
    return found


def heard(disclosure: Disclosure) -> Counter[tuple[str, Decimal, str, int]]:
    """The statements of the sentences about money, without those of what was done in the year."""
    told = (each for each in disclosure.statements if each.sentence and each.unit in ("万元", "元", "%"))
    told = (each for each in told if "重点工作" not in each.section)
    return Counter((each.measure, each.value, each.unit, each.year) for each in told)


@pytest.mark.parametrize("seed", range(40))
def test_innocent_final_accounts_are_read_as_said_and_accused_of_nothing(seed, tmp_path):
    told = tell(seed, EDITIONS[seed % len(EDITIONS)])
    read_again = read(tmp_path / "source.html", html.render(told.printed, seed))
    assert accused(read_again) == []
    assert heard(read_again) == said(told)


@pytest.mark.parametrize("seed", range(100, 125))
def test_innocent_text_files_are_accused_of_nothing(seed, tmp_path):
    told = tell(seed, _TABBED[seed % len(_TABBED)])
    for form in (text.TABBED, text.SPACED):
        assert accused(read(tmp_path / f"{form}.txt", text.render(told.printed, seed, form, "utf-8"))) == []


@pytest.mark.parametrize("seed", range(3))
def test_innocent_pdf_files_are_accused_of_nothing(seed, tmp_path):
    told = tell(seed, EDITIONS[seed])
    assert accused(read(tmp_path / "source.pdf", pdf.render(told.printed, seed))) == []


@pytest.mark.parametrize("seed", range(35))
def test_innocent_budgets_are_read_as_said_and_accused_of_nothing(seed, tmp_path):
    told = tell_budget(seed)
    read_again = read(tmp_path / "source.html", html.render(told.printed, seed))
    assert accused(read_again) == []
    assert heard(read_again) == said(told)


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_is_found_on_its_line_by_the_right_rule(kind, tmp_path):
    tried = found = others = 0
    for seed in SLIPS:
        made = slip(tell(seed, _TABBED[seed % len(_TABBED)]), kind, Random(f"slip {seed} {kind}"))
        if made is None or tried == ENOUGH:
            continue
        tried += 1
        data = text.render(made[0].printed, seed, text.TABBED, "utf-8")
        findings = checks.run(read(tmp_path / "source.txt", data)).findings
        lines = [number for number, line in enumerate(data.decode().split("\n"), 1) if made[1].line.strip() in line]
        near = [each for each in findings if is_near(each, lines)]
        found += any(each.rule.startswith(made[1].rules) for each in near)
        others += len({each.group for each in findings if each.severity != "note" and each not in near})
    assert tried >= 5
    assert found / tried >= FLOORS[kind]
    assert others <= tried * 0.2


def is_near(finding: Finding, lines: list[int]) -> bool:
    """Whether one of the lines of a finding is at most two lines away from one of these."""
    return any(abs(one - other) <= 2 for one in finding.source_lines for other in lines)
