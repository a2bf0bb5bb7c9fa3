"""The corpus as Parquet says what the CSV files say, and one query reads all of it."""

import csv
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from builder.packages import parquet
from builder.packages.cells import unescape

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(path.parent for path in (ROOT / "datapackages").glob("*/*/figures.csv"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    out = tmp_path_factory.mktemp("parquet")
    assert len(parquet.write(PACKAGES, out)) > 10
    return out


def printed():
    with (ROOT / "datapackages" / "corpus" / "figures.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_row_of_the_corpus_is_there(corpus):
    table = pq.read_table(corpus / "figures").to_pandas()
    rows = {row.figure_id: row for row in table.itertuples()}
    assert len(rows) == len(table) == len(printed())
    for row in printed():
        read = rows[row["figure_id"]]
        assert read.amount == Decimal(row["amount"])
        assert read.item == unescape(row["item"])
        assert (str(read.fiscal_year), read.kind) == (row["fiscal_year"], row["kind"])


def test_a_query_over_all_years_and_kinds(corpus):
    found = duckdb.sql(
        f"select disclosure_id, sum(amount) from read_parquet('{corpus}/figures/**/*.parquet', hive_partitioning=true) "
        "where kind = 'final' and \"table\" = 'expenditure' and length(code) = 3 and measure = 'total' group by 1"
    ).fetchall()
    wanted = pd.DataFrame(printed())
    chosen = wanted[(wanted.table == "expenditure") & (wanted.code.str.len() == 3) & (wanted.measure == "total")]
    sums = chosen.assign(amount=chosen.amount.map(Decimal)).groupby("disclosure_id").amount.sum()
    assert {name: Decimal(total) for name, total in found} == dict(sums)
    assert len(found) == 3


def test_the_figures_of_one_disclosure_are_one_file(tmp_path):
    package = max(PACKAGES, key=lambda path: (path / "figures.csv").stat().st_size)
    parquet.write_figures(package, tmp_path / "one.parquet")
    with (package / "figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    read = pq.read_table(tmp_path / "one.parquet").to_pandas()
    assert list(read.columns) == list(rows[0])
    assert [str(amount) for amount in read.amount.map(lambda value: value.normalize())] == [
        str(Decimal(row["amount"]).normalize()) for row in rows
    ]
    assert list(read.fiscal_year.map(str)) == [row["fiscal_year"] for row in rows]


def test_the_same_packages_give_the_same_bytes(tmp_path):
    first, second = (parquet.write(PACKAGES, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
