"""Search on a site of many made disclosures (MINGZHANG_SCALE says how many): the right result first, and soon."""

import os
from statistics import median

import pytest

from tests import scale
from tests.browser.typed import ask, overlaid

COUNT = int(os.environ.get("MINGZHANG_SCALE", "120"))
EACH = 4
"""Queries of each kind."""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return scale.made(COUNT, tmp_path_factory.mktemp("made"))


@pytest.fixture(scope="module")
def index(found, tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    scale.write(found, folder)
    return folder


@pytest.fixture(scope="module")
def answers(found, index, site, chromium):
    queries = scale.queries(found, EACH)
    assert len({query.kind for query in queries}) >= 12
    with overlaid(site, index) as (address, sent):
        return [(query, ask(chromium, address, sent, query.typed)) for query in queries]


@pytest.mark.slow
def test_the_right_result_is_first(answers):
    ranks = {(query.kind, query.typed): answer.rank(query.first) for query, answer in answers}
    missed = [query for query, rank in ranks.items() if rank != 1]
    assert len(missed) <= 0.05 * len(ranks), missed
    assert not [query for query, rank in ranks.items() if not rank]


@pytest.mark.slow
def test_a_query_loads_little_and_is_answered_soon(answers):
    assert max(answer.size for _, answer in answers) < 500_000
    assert median(answer.seconds for _, answer in answers) < 1


@pytest.mark.slow
def test_the_index_is_small(index):
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    assert size < COUNT * 5_000 + 300_000
