"""What is made with the site to take away: workbooks, JSON, Parquet with queries that run; the same bytes each time."""

import json
import re
from decimal import Decimal
from pathlib import Path

import duckdb
import frictionless
import openpyxl
import pytest

from builder.config import Settings
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity, Statement
from builder.model.document import Source
from builder.model.finding import Finding, Verdict
from builder.model.location import Location
from builder.packages.corpus import write_corpus
from builder.packages.read import read
from builder.packages.write import write
from builder.site import addresses, build, catalogue, exports
from builder.site.queries import QUERIES, VIEWS

PACKAGES = Path(__file__).parent.parent / "datapackages"


def exported(packages, records, out):
    """All downloads of these packages, written below ``out``; what is said of them."""
    listed = {}
    for identity in (record.identity for record in records):
        folder = out / identity.package
        folder.mkdir(parents=True, exist_ok=True)
        package = packages / identity.package
        paths = exports.write_files(package, read(package)[0], folder)
        listed[identity.disclosure_id] = exports.downloads((path.name, path.stat().st_size) for path in paths)
    listed[""] = exports.write_corpus([packages / record.identity.package for record in records], out)
    return listed


@pytest.fixture(scope="module")
def found():
    return catalogue.read(PACKAGES).records


@pytest.fixture(scope="module")
def made(found, tmp_path_factory):
    """The downloads of the corpus: their folder, and what is said of them."""
    out = tmp_path_factory.mktemp("data")
    return out, exported(PACKAGES, found, out)


def test_every_disclosure_has_a_workbook_and_a_json_of_the_stated_size(made, found):
    out, listed = made
    for record in found:
        files = listed[record.identity.disclosure_id]
        assert [file.path.rpartition(".")[2] for file in files] == ["xlsx", "json", "parquet"]
        for file in files:
            assert (out / record.identity.package / file.path).stat().st_size == file.size
        openpyxl.load_workbook(out / record.identity.package / files[0].path)


def test_the_json_is_a_package_with_its_rows_and_decimals_as_printed(made, found):
    out, _ = made
    for record in found:
        path = out / record.identity.package / f"{record.identity.disclosure_id}.json"
        text = path.read_text(encoding="utf-8")
        package = json.loads(text)
        assert text == json.dumps(package, ensure_ascii=False, indent=1) + "\n"
        assert frictionless.Package(package).validate().valid
        rows = {resource["name"]: resource["data"] for resource in package["resources"]}
        figures = record.disclosure.figures
        assert [row["amount"] for row in rows.get("figures", ())] == [str(figure.amount.value) for figure in figures]
        assert [row["printed"] for row in rows.get("figures", ())] == [figure.amount.printed for figure in figures]
        assert len(rows.get("checks", ())) == len(record.verdict.ledger)
        assert package["sources"][0]["sha256"] == record.disclosure.source.sha256


def test_no_text_of_the_json_has_the_apostrophe_of_the_csv(tmp_path):
    one = disclosure("甲", 2023, "1.00", "1.00", note="=1+1")
    write(one, Verdict(), tmp_path / one.identity.package, Settings())
    exported(tmp_path, catalogue.read(tmp_path).records, tmp_path / "data")
    text = (tmp_path / "data" / one.identity.package / f"{one.identity.disclosure_id}.json").read_text("utf-8")
    assert '"text": "=1+1"' in text
    assert "'=1+1" not in text


def test_the_same_packages_give_the_same_bytes(made, found, tmp_path):
    out, listed = made
    assert exported(PACKAGES, found, tmp_path) == listed
    files = [path for path in sorted(out.rglob("*")) if path.is_file()]
    assert len(files) > 20
    for path in files:
        assert (tmp_path / path.relative_to(out)).read_bytes() == path.read_bytes(), path


def asked(folder, sql, monkeypatch):
    """The rows that a query gives in the folder of the Parquet files, by the names of their columns."""
    monkeypatch.chdir(folder)
    with duckdb.connect() as session:
        session.execute((folder / VIEWS).read_text(encoding="utf-8"))
        answer = session.execute(sql)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.title_en)
def test_every_query_of_the_page_answers_from_the_corpus(made, query, monkeypatch):
    assert asked(made[0] / exports.PARQUET, query.sql, monkeypatch)


def test_the_share_of_personnel_is_that_of_the_printed_totals(made, found, monkeypatch):
    rows = asked(made[0] / exports.PARQUET, QUERIES[1].sql, monkeypatch)
    wanted = {}
    for record in found:
        totals = {
            figure.item: figure.amount.yuan for figure in record.disclosure.figures if figure.table == "general-basic"
        }
        if "人员经费合计" in totals and "公用经费合计" in totals:
            whole = totals["人员经费合计"] + totals["公用经费合计"]
            wanted[record.identity.disclosure_id] = 100 * totals["人员经费合计"] / whole
    assert wanted
    assert {row["disclosure_id"]: round(Decimal(str(row["personnel_percent"])), 1) for row in rows} == {
        name: round(share, 1) for name, share in wanted.items()
    }


def figure(item, printed):
    return Figure(
        "general-basic", "", "", "", "", "", item, "amount", parse_amount(printed, "万元"), Location(1, 3), "position"
    )


def disclosure(name, year, personnel, running, change=("", "0"), note="文件说的话"):
    """A disclosure with two totals, and a sentence that says how spending on the three items changed."""
    said = Statement(
        "说明", "“三公”经费", "", year, "change", Decimal(change[1]), "万元", change[0], note, Location(1, 9)
    )
    source = Source(f"{name}.txt", "text", "0" * 64, 1)
    figures = (figure("人员经费合计", personnel), figure("公用经费合计", running))
    return Disclosure(Identity(f"mou-{year}", name, year, "final", name), source, figures=figures, statements=(said,))


@pytest.fixture
def known(tmp_path):
    """The Parquet folder of three disclosures whose answers are known."""
    ones = [
        disclosure("甲", 2021, "60.00", "40.00", ("increase", "1.20")),
        disclosure("乙", 2022, "9.00", "1.00", ("decrease", "5.00")),
        disclosure("丙", 2023, "1.00", "3.00", ("increase", "7.30")),
    ]
    for one in ones:
        names = (one.figure_id(one.figures[0]), one.figure_id(one.figures[1]))
        name = f"{one.identity.disclosure_id}/SUM001/x"
        finding = Finding(name, "SUM001", "error", "不等", "", figures=names, group=name)
        write(one, Verdict((finding,)), tmp_path / "datapackages" / one.identity.package, Settings())
    exported(tmp_path / "datapackages", catalogue.read(tmp_path / "datapackages").records, tmp_path / "data")
    return tmp_path / "data" / exports.PARQUET


def test_the_answers_are_right(known, monkeypatch):
    rose, share, largest = (asked(known, query.sql, monkeypatch) for query in QUERIES)
    assert [(row["year"], row["change"]) for row in rose] == [
        (2023, Decimal("7.30")),
        (2021, Decimal("1.20")),
        (2022, Decimal("-5.00")),
    ]
    assert [(row["fiscal_year"], row["personnel_percent"]) for row in share] == [(2022, 90), (2021, 60), (2023, 25)]
    assert [row["largest_yuan"] for row in largest] == [600_000, 90_000, 30_000]


def test_the_pages_link_every_download_and_say_how_large_it_is(tmp_path):
    one = disclosure("甲", 2023, "60.00", "40.00")
    package = tmp_path / "datapackages" / one.identity.package
    write(one, Verdict(), package, Settings())
    write_corpus([package], tmp_path / "datapackages" / "corpus", Settings())
    site = build.build(tmp_path / "datapackages", tmp_path / "site", Settings(), None, lambda *_: None).parent
    page = (site / addresses.disclosure_page(one.identity)).read_text(encoding="utf-8")
    for ending in ("xlsx", "json", "parquet"):
        path = site / "data" / one.identity.package / f"{one.identity.disclosure_id}.{ending}"
        link = re.search(rf'href="([^"]+\.{ending})".*?<small>([^<]+)</small>', page)
        assert (site / "disclosures" / one.identity.entity / link[1]).resolve() == path.resolve()
        assert link[2] == f"{path.stat().st_size / 1000:.0f} KB"
    assert read(package)[0] == one
    duck = (site / addresses.DUCKDB).read_text(encoding="utf-8")
    assert 'href="data/parquet.zip"' in duck
    assert (site / "data" / "parquet.zip").is_file()
    assert "data/parquet/figures/kind=final/fiscal_year=2023/data.parquet" in duck
    (dataset,) = json.loads((site / "data.json").read_text(encoding="utf-8"))["dcat:dataset"]
    named = [part["dcat:downloadURL"] for part in dataset["dcat:distribution"]]
    assert len(named) > 10
    assert all((site / name).is_file() for name in named)
