"""The test that carries the most weight: random consistent accounts, rendered as a file, read back, equal.

Word, Excel (new and old) and HTML tell the cells of a table, so every figure must come back, at its place.
"""

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.readers import read
from builder.recognise import recognise
from tests.maker import docx, html, make_accounts, print_accounts, xlsx
from tests.maker.compare import compare

RENDERERS = {
    "docx": docx.render,
    "xlsx": partial(xlsx.render, form="xlsx"),
    "xls": partial(xlsx.render, form="xls"),
    "html": html.render,
}


def examples(count):
    """Few examples, the same in every run: the seeds do the drawing. More with --hypothesis-profile and a seed."""
    return settings(max_examples=count, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize("form", RENDERERS)
@examples(30)
@given(seed=st.integers(0, 10**9))
def test_what_is_rendered_is_read_back_figure_by_figure(form, tmp_path_factory, seed):
    printed = print_accounts(make_accounts(seed), seed)
    path = tmp_path_factory.mktemp("rendered") / "source.bin"
    path.write_bytes(RENDERERS[form](printed, seed))
    document = read(path, path.name)
    assert document.source.format == {"xls": "xlsx"}.get(form, form)
    disclosure = recognise(document)
    found = compare(printed, disclosure)
    assert (found.wrong, found.missing, found.lost) == ((), (), ()), (form, seed)
    assert disclosure.identity.fiscal_year == printed.year and disclosure.identity.kind == "final"
    assert disclosure.identity.entity_name == printed.entity_name
    assert [table.table for table in disclosure.tables] == [table.id for table in printed.tables]


@pytest.mark.parametrize("form", RENDERERS)
def test_the_comparison_sees_one_wrong_digit(form, tmp_path):
    printed = print_accounts(make_accounts(7), 7)
    other = print_accounts(make_accounts(8), 7)
    path = tmp_path / "source.bin"
    path.write_bytes(RENDERERS[form](other, 7))
    assert compare(printed, recognise(read(path, path.name))).wrong


@pytest.mark.parametrize("form", RENDERERS)
def test_the_same_seed_gives_the_same_reading(form, tmp_path):
    printed = print_accounts(make_accounts(3), 3)
    pages = []
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(RENDERERS[form](printed, 3))
        pages.append(read(tmp_path / name, name).pages)
    assert pages[0] == pages[1]
