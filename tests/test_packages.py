"""Data packages: the contract of their columns, exact round trips, same bytes, and faults that are found."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings

from builder.config import Settings
from builder.model.amount import Amount
from builder.model.disclosure import Disclosure, Figure, Identity, Statement, Table
from builder.model.document import Source
from builder.model.entity import Entity
from builder.model.finding import SEVERITIES, STATES, Finding, LedgerEntry, Verdict
from builder.model.location import Box, Location
from builder.packages import rows as nouns
from builder.packages.cells import escape, read_csv, unescape, write_csv
from builder.packages.corpus import write_corpus
from builder.packages.dcat import Counted, catalogue
from builder.packages.fields import CORPUS, FIELDS, PACKAGE
from builder.packages.read import read
from builder.packages.schema import table_schema
from builder.packages.validate import InvalidPackageError, validate
from builder.packages.write import write
from tests import strategies

RESOURCES = {resource.name: resource for resource in (*PACKAGE, *CORPUS)}
SETTINGS = Settings()

CONTRACT = {
    "figures": "figure_id, disclosure_id, entity, fiscal_year, kind, table, printed_number, side, phase, line_no, "
    "code, item, measure, amount, unit, amount_yuan, printed, source, page, source_line, bbox, placed_by",
    "statements": "statement_id, disclosure_id, section, subject, code, year, measure, value, unit, direction, text, "
    "page, source_line",
    "indicators": "indicator_id, disclosure_id, form, programme, level1, level2, indicator, target, actual, weight, "
    "score, page, source_line",
    "findings": "finding_id, disclosure_id, rule, severity, message, message_en, printed, expected, difference, "
    "tolerance, figures, source_lines, page, group",
    "checks": "disclosure_id, rule, subject, state, reason",
    "tables": "disclosure_id, table, printed_number, title, unit, state, columns, note, layout, page, source_line",
    "unplaced": "disclosure_id, table, code, item, printed, candidates, reason, page, source_line",
    "passages": "disclosure_id, section, text, page, source_line",
    "leftovers": "disclosure_id, reason, excerpt, page, source_line",
    "disclosures": "disclosure_id, entity, entity_name, fiscal_year, kind, title, source, source_sha256, package",
    "entities": "entity, entity_name",
    "subjects": "code, name, classification, level",
}
"""The public columns; more may follow them."""


def figure(code="2012901", amount="126.73", line=10, **changes):
    made = Figure(
        table="expenditure",
        printed_number="公开03表",
        side="",
        phase="",
        line_no="",
        code=code,
        item="行政运行",
        measure="total",
        amount=Amount(Decimal(amount), "万元", amount),
        location=Location(2, line, Box(1.0, 2.5, 30.0, 4.0)),
        placed_by="identity",
    )
    return replace(made, **changes)


def disclosure(entity="jiashi-zonggonghui", year=2023, **changes):
    made = Disclosure(
        identity=Identity(entity, "甲市总工会", year, "final", "甲市总工会2023年度部门决算", "甲市总工会"),
        source=Source(f"disclosures/{entity}/{year}-final/source.txt", "text", "0" * 64, 12),
        tables=(Table("expenditure", "公开03表", "支出决算表", "万元", Location(2, 8), "figures", ("total", "basic")),),
        figures=(figure(), figure("", "126.73", 11, item="合计")),
        statements=(
            Statement(
                "一、收支", "本年支出", "", 2023, "amount", Decimal("126.730"), "万元", "", "=本年", Location(3, 40)
            ),
        ),
    )
    return replace(made, **changes)


VERDICT = Verdict(
    (
        Finding(
            "f1", "SUM001", "error", "合计少 1.00", "off by 1.00", "1.00", "2.00", "-1.00", "0.01", ("a/b",), (1, 2), 1
        ),
    ),
    (LedgerEntry("SUM001", "expenditure/total", "failed"), LedgerEntry("XTB001", "", "not_checked", "没有表")),
)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def cli(target: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# round trips


@given(strategies.texts)
@example("-1,234.50%")
@example("''-1")
def test_escaping_is_reversible_and_leaves_no_formula(text):
    cell = escape(text)
    assert unescape(cell) == text
    trimmed = cell.strip(" \t\r\n\0\u3000")
    assert trimmed[:1] not in {*"=+-@＝＋－＠"} or re.fullmatch(r"[-+][0-9][0-9,]*(\.[0-9]+)?%?", cell)


@hypothesis_settings(deadline=None)
@given(strategies.disclosures, strategies.verdicts)
def test_rows_of_every_resource_come_back(made, verdict):
    content = nouns.rows(made, verdict)
    with tempfile.TemporaryDirectory() as name:
        for resource in PACKAGE:
            path = Path(name) / resource.file
            write_csv(resource, content[resource.name], path)
            assert [dict(row) for row in read_csv(resource, path)] == content[resource.name]


@hypothesis_settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.disclosures, strategies.verdicts)
def test_write_and_read_are_inverses(made, verdict):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "unit" / "2023-final"
        write(made, verdict, folder, SETTINGS)
        again = read(folder)
        assert again == (made, verdict)
        assert repr(again) == repr((made, verdict))  # 1.10 is not 1.1: equal decimals may differ in what they print


def test_amounts_are_decimal_text(tmp_path):
    write(disclosure(figures=(figure(amount="-0.10"), figure("208", "12"))), VERDICT, tmp_path / "p", SETTINGS)
    rows = list(csv.DictReader((tmp_path / "p" / "figures.csv").open(encoding="utf-8")))
    assert [(row["amount"], row["amount_yuan"], row["printed"]) for row in rows] == [
        ("-0.10", "-1000", "-0.10"),
        ("12", "120000", "12"),
    ]


@given(strategies.numbers)
def test_yuan_is_exact(value):
    yuan = Amount(value, "万元", "").yuan
    assert Fraction(yuan) == Fraction(value) * 10000
    assert yuan.as_tuple().exponent == -max(0, Amount(value, "万元", "").decimals - 4)


# names


def test_figure_ids_are_unique_and_hold_no_blank():
    made = disclosure(figures=(figure(), figure(line=12), figure("", item="三、 教育\n支出"), figure(amount="1")))
    ids = [made.figure_id(one) for one in made.figures]
    base = "jiashi-zonggonghui-2023-final/expenditure/"
    assert ids == [
        f"{base}/2012901/total",
        f"{base}/2012901/total~2",
        f"{base}/三、教育支出/total",
        f"{base}/2012901/total~3",
    ]


def test_other_rows_do_not_change_a_figure_id():
    alone = disclosure(figures=(figure("208"),))
    among = disclosure(figures=(figure(), figure("", item="合计"), figure("208")))
    assert alone.figure_id(alone.figures[0]) == among.figure_id(among.figures[2])


@given(strategies.disclosures)
def test_no_two_ids_are_equal(made):
    for rows in (made.figures, made.statements, made.indicators):
        keys = [row.key for row in rows]
        assert len(set(keys)) == len(keys)
        assert not any(len(key.split()) > 1 for key in keys)


# the contract


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_stand_in_the_agreed_order(name):
    agreed = tuple(CONTRACT[name].split(", "))
    assert RESOURCES[name].columns[: len(agreed)] == agreed
    assert [field["name"] for field in table_schema(RESOURCES[name])["fields"]] == list(RESOURCES[name].columns)


def test_every_column_is_defined_once_and_used():
    used = {(resource.name, column) for resource in RESOURCES.values() for column in resource.columns}
    for name, field in FIELDS.items():
        where, _, column = name.rpartition(".")
        assert any(column == other and where in {"", resource} for resource, other in used), name
        assert field.title, name
        assert field.description.endswith("."), name


@pytest.mark.parametrize(
    ("resource", "column", "values"),
    [
        ("findings", "severity", SEVERITIES),
        ("checks", "state", STATES),
        ("figures", "kind", ("budget", "final")),
        ("figures", "placed_by", ("position", "identity")),
        ("figures", "side", ("revenue", "expenditure", "economic", "government_economic", "purpose")),
        ("figures", "phase", ("budget", "actual")),
    ],
)
def test_enumerations_are_constraints(resource, column, values):
    fields = {field["name"]: field for field in table_schema(RESOURCES[resource])["fields"]}
    assert fields[column]["constraints"]["enum"] == list(values)


def test_files_of_a_package(tmp_path):
    folder = tmp_path / "p"
    write(disclosure(), VERDICT, folder, SETTINGS)
    expected = {f"{resource.name}.csv" for resource in PACKAGE}
    expected |= {"figures-excel.csv", "datapackage.json", "README.txt", "jiashi-zonggonghui-2023-final.zip"}
    assert set(contents(folder)) == expected
    for name, content in contents(folder).items():
        if not name.endswith(".zip"):
            assert b"\r" not in content
            assert content.startswith(b"\xef\xbb\xbf") == (name == "figures-excel.csv")
            assert content.endswith(b"\n")


def test_the_spreadsheet_has_the_same_cells(tmp_path):
    write(disclosure(figures=(figure(item="=1+1", amount="-3.20"),)), VERDICT, tmp_path / "p", SETTINGS)
    plain, excel = (
        list(csv.reader(io.StringIO((tmp_path / "p" / name).read_text(encoding="utf-8-sig"))))
        for name in ("figures.csv", "figures-excel.csv")
    )
    assert plain[1:] == excel[1:]
    assert "'=1+1" in excel[1]
    assert "-3.20" in excel[1]
    assert "金额 amount" in excel[0]


def test_descriptor_has_the_keys_of_both_versions(tmp_path):
    write(disclosure(notes=("第 3 页是图片",)), VERDICT, tmp_path / "p", SETTINGS)
    descriptor = json.loads((tmp_path / "p" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["sources"][0]["sha256"] == "0" * 64
    assert descriptor["licenses"][0]["name"] == SETTINGS.licence
    assert descriptor["notes"] == ["第 3 页是图片"]
    assert descriptor["disclosure"]["entity_name"] == "甲市总工会"
    assert {"version", "contributors", "caveats"} <= set(descriptor)
    assert not {"created", "date", "datetime"} & set(descriptor)
    for resource in descriptor["resources"]:
        content = (tmp_path / "p" / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


# the same bytes


def test_a_second_write_gives_the_same_bytes_and_drops_stale_files(tmp_path):
    folder = tmp_path / "p"
    write(disclosure(), VERDICT, folder, SETTINGS)
    first = contents(tmp_path)
    (folder / "stale.csv").write_text("old", encoding="utf-8")
    write(disclosure(), VERDICT, folder, SETTINGS)
    assert contents(tmp_path) == first


SCRIPT = """
import sys
from pathlib import Path
from builder.packages.corpus import write_corpus
from tests.test_packages import SETTINGS, VERDICT, disclosure, write
root = Path(sys.argv[1])
for entity in ("yishi", "jiashi"):
    write(disclosure(entity), VERDICT, root / entity / "2023-final", SETTINGS)
write_corpus(root.glob("*/2023-final"), root / "corpus", SETTINGS)
"""


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    ],
)
def test_bytes_do_not_depend_on_the_surroundings(tmp_path, environment):
    def run(name, **extra):
        command = [sys.executable, "-c", SCRIPT, str(tmp_path / name)]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1], env={**os.environ, **extra})
        return contents(tmp_path / name)

    assert run("one", PYTHONHASHSEED="0", TZ="UTC") == run("two", **environment)


def test_the_zip_holds_the_package_and_no_time(tmp_path):
    folder = tmp_path / "p"
    write(disclosure(), VERDICT, folder, SETTINGS)
    path = folder / "jiashi-zonggonghui-2023-final.zip"
    with zipfile.ZipFile(path) as bundle:
        names = bundle.namelist()
        assert names == sorted(set(contents(folder)) - {path.name})
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) and info.create_system == 3 for info in bundle.infolist())
        assert {name: bundle.read(name) for name in names} == {name: contents(folder)[name] for name in names}
    assert cli(path).returncode == 0


# validation


def test_the_command_line_of_frictionless_is_content(tmp_path):
    write(disclosure(), VERDICT, tmp_path / "p", SETTINGS)
    result = cli(tmp_path / "p" / "datapackage.json")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("name", ["figures.csv", "figures-excel.csv", "checks.csv"])
def test_one_wrong_byte_is_found(tmp_path, name):
    write(disclosure(), VERDICT, tmp_path / "p", SETTINGS)
    validate(tmp_path / "p")
    path = tmp_path / "p" / name
    content = path.read_bytes()
    path.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])
    with pytest.raises(InvalidPackageError, match="hash"):
        validate(tmp_path / "p")


def test_a_figure_id_twice_is_found(tmp_path):
    write(disclosure(), VERDICT, tmp_path / "p", SETTINGS)
    path = tmp_path / "p" / "findings.csv"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[1])
    with pytest.raises(InvalidPackageError, match="primary"):
        validate(tmp_path / "p")


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict((replace(VERDICT.findings[0], severity="fatal"),)),
        Verdict((VERDICT.findings[0], VERDICT.findings[0])),
        Verdict((), (LedgerEntry("SUM001", "x", "maybe"),)),
    ],
)
def test_a_failed_write_leaves_the_old_package(tmp_path, verdict):
    write(disclosure(), VERDICT, tmp_path / "p", SETTINGS)
    before = contents(tmp_path)
    with pytest.raises(InvalidPackageError):
        write(disclosure(), verdict, tmp_path / "p", SETTINGS)
    assert contents(tmp_path) == before
    with pytest.raises(InvalidPackageError):
        write(disclosure(), verdict, tmp_path / "new", SETTINGS)
    assert contents(tmp_path) == before


# the corpus


@pytest.fixture
def corpus(tmp_path):
    made = disclosure(
        "yishi", 2022, figures=(figure("2100499", "5.00", item="其他公共卫生支出"), figure("210499", item="= 坏码"))
    )
    for one in (disclosure(), made):
        write(one, VERDICT, tmp_path / one.identity.package, SETTINGS)
    entities = (
        Entity("yishi", "乙市总工会", ("乙总", "乙工会"), "乙市"),
        Entity("bingshi", "丙市总工会", parent="yishi"),
    )
    packages = (path.parent for path in tmp_path.glob("*/*/datapackage.json"))
    write_corpus(packages, tmp_path / "corpus", SETTINGS, entities)
    return tmp_path


def read_all(corpus, name):
    return list(read_csv(RESOURCES[name], corpus / "corpus" / f"{name}.csv"))


def test_the_corpus_is_valid_and_holds_every_row(corpus):
    assert cli(corpus / "corpus" / "datapackage.json").returncode == 0
    for resource in PACKAGE:
        parts = [corpus / "jiashi-zonggonghui/2023-final", corpus / "yishi/2022-final"]
        expected = [row for part in parts for row in read_csv(resource, part / resource.file)]
        assert read_all(corpus, resource.name) == expected
    assert (corpus / "corpus" / "figures-excel.csv").read_bytes().count(b"\xef\xbb\xbf") == 1
    with zipfile.ZipFile(corpus / "corpus" / "corpus.zip") as bundle:
        assert {"disclosures.csv", "entities.csv", "subjects.csv", "figures.csv"} <= set(bundle.namelist())


def test_the_tables_of_the_corpus(corpus):
    assert [row["package"] for row in read_all(corpus, "disclosures")] == [
        "jiashi-zonggonghui/2023-final",
        "yishi/2022-final",
    ]
    assert [(row["entity"], row["aliases"], row["disclosures"]) for row in read_all(corpus, "entities")] == [
        ("bingshi", "", "0"),
        ("jiashi-zonggonghui", "", "1"),
        ("yishi", "乙总|乙工会", "1"),
    ]
    subjects = {row["code"]: row for row in read_all(corpus, "subjects")}
    assert subjects["2012901"]["level"] == "item"
    assert subjects["2100499"]["name"] == "其他公共卫生支出"
    bad = subjects["210499"]
    assert (bad["name"], bad["level"], bad["status"]) == ("= 坏码", "", "printed")


def test_an_empty_corpus_is_valid(tmp_path):
    write_corpus((), tmp_path / "corpus", SETTINGS)
    assert cli(tmp_path / "corpus" / "datapackage.json").returncode == 0


def test_a_disclosure_that_is_not_listed_is_found(corpus):
    shutil.rmtree(corpus / "corpus")
    descriptor = corpus / "yishi/2022-final/datapackage.json"
    told = json.loads(descriptor.read_text(encoding="utf-8"))
    told["disclosure"]["fiscal_year"] = 2021
    descriptor.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(InvalidPackageError, match=r"disclosure_id: .* is not"):
        write_corpus((path.parent for path in corpus.glob("*/*/datapackage.json")), corpus / "corpus", SETTINGS)
    assert not (corpus / "corpus").exists()


# catalogues


def test_what_data_portals_read():
    made = disclosure()
    counted = Counted(made.identity, len(made.tables), len(made.figures), len(made.statements))
    where = "https://x.example/a.html", "https://x.example/files"
    listed = json.loads("".join(catalogue([(counted, *where)], SETTINGS, "index.html")))
    (one,) = listed["dcat:dataset"]
    assert one["dct:identifier"] == made.identity.disclosure_id
    assert one["dct:license"] == SETTINGS.licence_url
    assert {part["dcat:downloadURL"] for part in one["dcat:distribution"]} >= {"https://x.example/files/figures.csv"}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_pieces_of_a_catalogue_are_indented_json(count):
    made = disclosure()
    counted = Counted(made.identity, 1, 2, 3)
    settings = replace(SETTINGS, title='所谓"dcat:dataset": []')
    text = "".join(catalogue([(counted, f"{number}.html", "files") for number in range(count)], settings, "index.html"))
    listed = json.loads(text)
    assert [one["@id"] for one in listed["dcat:dataset"]] == [f"{number}.html" for number in range(count)]
    assert text == json.dumps(listed, ensure_ascii=False, indent=1)
