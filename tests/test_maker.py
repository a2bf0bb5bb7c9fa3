"""The maker is deterministic, what it makes is consistent, and the faults that it puts in are found."""

import csv
from itertools import islice
from pathlib import Path

import pytest

from builder import pipeline
from builder.content import find, single
from tests.maker import EDITIONS, PLACES, docx, make_accounts, make_budget, pdf, print_accounts, print_budget
from tests.maker.compare import compare
from tests.maker.corpus import corpus, make_corpus
from tests.maker.press import HALF_RULED, RULED


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("rules", (*RULED, *HALF_RULED))
def test_a_pdf_is_the_same_every_time_and_another_with_another_seed(rules):
    printed = print_accounts(make_accounts(1), 1)
    assert pdf.render(printed, 1, rules) == pdf.render(printed, 1, rules)
    assert pdf.render(printed, 1, rules) != pdf.render(printed, 2, rules)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_form_has_its_tables_in_its_order(edition):
    printed = print_accounts(make_accounts(4), 4, edition)
    assert [table.id for table in printed.tables] == list(edition.order)
    assert [table.number for table in printed.tables] == list(range(1, len(edition.order) + 1))
    if edition.id == "2019":
        assert printed.tables[0].rows[-1][:2] == ("总计", "26")
        assert "52" in printed.tables[0].rows[-1]


def test_all_tables_have_a_cell_for_each_column():
    for seed in range(20):
        many = [print_accounts(make_accounts(seed), seed, edition) for edition in EDITIONS]
        many += [print_budget(seed, place) for place in PLACES.values()]
        for printed in many:
            for table in printed.tables:
                assert {len(row) for row in table.rows} <= {len(table.columns)}
                assert not table.named or len(table.named) == len(table.rows)


@pytest.mark.parametrize("seed", range(5))
def test_a_budget_balances(seed):
    budget = make_budget(seed)
    came = budget.revenue() + budget.opening() + budget.used()
    assert came == budget.spent() + budget.closing()
    split = budget.split().values()
    economic = budget.economic().values()
    assert sum(personnel for personnel, _ in split) == sum(row[1] for row in economic)
    assert sum(public for _, public in split) == sum(row[2] for row in economic)


def test_the_same_arguments_give_the_same_corpus(tmp_path):
    for name in ("a", "b"):
        make_corpus(tmp_path / name, 24, seed=3, faults=0.5)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    files = [name for name in tree(tmp_path / "a") if Path(name).stem == "source"]
    assert {Path(name).suffix for name in files} == {".txt", ".pdf"}
    assert len(files) == 24
    with (tmp_path / "a" / "content" / "entities.csv").open(encoding="utf-8") as file:
        entities = list(csv.DictReader(file))
    known = {row["entity"] for row in entities}
    assert all(row["entity_name"] and row["parent"] in (*known, "") for row in entities)
    found = find(tmp_path / "a" / "content")
    assert len(found.found) == 24
    with (tmp_path / "a" / "faults.csv").open(encoding="utf-8") as file:
        assert 6 <= len(list(csv.DictReader(file))) <= 18


def test_a_corpus_has_as_many_disclosures_as_are_asked_for():
    made = list(islice(corpus(0, faults=0.1), 300))
    assert len({one.id for one in made}) == 300


def test_a_department_is_the_sum_of_its_units_and_a_year_goes_on_from_the_last():
    finals = [made for made in islice(corpus(5), 200) if made.printed.kind == "final"]
    departments = [made for made in finals if any(other.parent == made.entity for other in finals)]
    assert departments
    years = [made.printed.year for made in departments if made.entity == departments[0].entity]
    assert years == sorted(set(years))


@pytest.mark.parametrize("made", list(islice(corpus(2, faults=1.0), 60))[::4], ids=lambda made: made.id)
def test_a_fault_is_found(made, tmp_path):
    path = tmp_path / "source.pdf"
    path.write_bytes(pdf.render(made.printed, made.seed))
    assert made.fault
    checked = pipeline.check(single(path))
    assert not compare(made.printed, checked.disclosure).wrong
    accused = [finding for finding in checked.verdict.findings if finding.severity != "note"]
    assert any(made.fault.code in finding.message or made.fault.printed in finding.message for finding in accused)


@pytest.mark.parametrize("render", [pdf.render, docx.render], ids=["pdf", "docx"])
@pytest.mark.parametrize("seed", (0, 1, 2, 3, 4, 8, 23, 37))
def test_nobody_is_accused_who_made_no_fault(render, seed, tmp_path):
    """Over a form of the final accounts and a place's budget."""
    edition, place = EDITIONS[seed % len(EDITIONS)], list(PLACES.values())[seed % len(PLACES)]
    for printed in (print_accounts(make_accounts(seed), seed, edition), print_budget(seed, place)):
        path = tmp_path / "source"
        path.write_bytes(render(printed, seed))
        findings = pipeline.check(single(path)).verdict.findings
        assert [finding.message for finding in findings if finding.severity != "note"] == []
