"""The test that carries the most weight: random consistent disclosures, rendered as a file, read back, equal.

Word, Excel (new and old), HTML and a ruled PDF tell the cells of a table, so every figure must come back, at its place:
value, unit, row, measure, table, phase and side; none wrong, none made up, none missing.
"""

from functools import partial

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from builder.readers import read
from builder.recognise import recognise
from tests.maker import EDITIONS, PLACES, docx, html, make_accounts, pdf, press, print_accounts, print_budget, xlsx
from tests.maker.compare import compare
from tests.under import printed_under

RENDERERS = {
    "docx": docx.render,
    "xlsx": partial(xlsx.render, form="xlsx"),
    "xls": partial(xlsx.render, form="xls"),
    "html": html.render,
    "pdf": partial(pdf.render, rules=press.FULL),
    "pdf-open": partial(pdf.render, rules=press.OPEN),
}
FORMATS = {"xls": "xlsx", "pdf-open": "pdf"}
SHARE = 30
"""One example in so many for each of the many combinations: 2, or 100 in the nightly run."""
every_form = pytest.mark.parametrize("form", RENDERERS)
seeds = given(seed=st.integers(0, 10**9))


def few(test):
    """Fewer examples than the profile has; a seed that fails is not simpler for being smaller, so none is shrunk."""
    profile = settings()
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    return settings(profile, max_examples=max(1, profile.max_examples // SHARE), phases=phases)(test)


def rendered(printed, form, seed, tmp_path_factory):
    """The file, and what is recognised in it."""
    path = tmp_path_factory.mktemp("rendered") / "source.bin"
    path.write_bytes(RENDERERS[form](printed, seed))
    document = read(path, path.name)
    assert document.source.format == FORMATS.get(form, form)
    return path, recognise(document)


def check(printed, form, seed, tmp_path_factory):
    path, disclosure = rendered(printed, form, seed, tmp_path_factory)
    found = compare(printed, disclosure)
    assert (found.wrong, found.missing, found.lost) == ((), (), ()), (form, seed)
    identity = disclosure.identity
    assert (identity.entity_name, identity.fiscal_year, identity.kind) == (
        printed.entity_name,
        printed.year,
        printed.kind,
    )
    assert [table.table for table in disclosure.tables] == [table.id for table in printed.tables]
    if FORMATS.get(form, form) == "pdf":
        for one in disclosure.figures:
            assert printed_under(path, one.location) == "".join(one.amount.printed.split())


@every_form
@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
@few
@seeds
def test_final_accounts_are_read_back_figure_by_figure(form, edition, tmp_path_factory, seed):
    check(print_accounts(make_accounts(seed), seed, edition), form, seed, tmp_path_factory)


@every_form
@pytest.mark.parametrize("place", PLACES)
@few
@seeds
def test_budgets_are_read_back_figure_by_figure(form, place, tmp_path_factory, seed):
    check(print_budget(seed, PLACES[place]), form, seed, tmp_path_factory)


def half_ruled(rules, seed, tmp_path_factory):
    printed = print_accounts(make_accounts(seed), seed)
    path = tmp_path_factory.mktemp("rendered") / "source.pdf"
    path.write_bytes(pdf.render(printed, seed, rules))
    disclosure = recognise(read(path, path.name))
    return path, disclosure, compare(printed, disclosure)


@pytest.mark.parametrize("rules", press.HALF_RULED)
@few
@seeds
def test_a_half_ruled_table_gives_no_wrong_figure(rules, tmp_path_factory, seed):
    """Nothing is read that is not printed so."""
    path, disclosure, found = half_ruled(rules, seed, tmp_path_factory)
    assert found.wrong == (), seed
    for one in disclosure.figures:
        assert printed_under(path, one.location) == "".join(one.amount.printed.split())


@pytest.mark.parametrize("rules", press.HALF_RULED)
@example(seed=2002)
@example(seed=2021)
@example(seed=3029)
@few
@seeds
def test_a_half_ruled_table_loses_no_number(rules, tmp_path_factory, seed):
    """What cannot be placed is unplaced."""
    assert half_ruled(rules, seed, tmp_path_factory)[2].lost == (), seed


@every_form
def test_the_comparison_sees_one_wrong_digit(form, tmp_path_factory):
    printed = print_accounts(make_accounts(7), 7)
    other = print_accounts(make_accounts(8), 7)
    assert compare(printed, rendered(other, form, 7, tmp_path_factory)[1]).wrong


@every_form
def test_the_same_seed_gives_the_same_reading(form, tmp_path):
    printed = print_accounts(make_accounts(3), 3)
    pages = []
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(RENDERERS[form](printed, 3))
        pages.append(read(tmp_path / name, name).pages)
    assert pages[0] == pages[1]
