"""The tables of the corpus are joined from valid packages; what would make them invalid is found all the same."""

import csv
import json
import shutil
from pathlib import Path

import frictionless
import pytest

from builder.config import Settings
from builder.packages.corpus import write_corpus
from builder.packages.validate import InvalidPackageError

PACKAGES = Path(__file__).parent.parent / "datapackages"


@pytest.fixture
def packages(tmp_path):
    """Two packages of a corpus, copied."""
    found = sorted(path.parent for path in PACKAGES.glob("*/*/figures.csv") if path.read_bytes().count(b"\n") > 1)
    found = [path for path in found if path.parent.name != "corpus"][:2]
    assert len(found) == 2
    return [Path(shutil.copytree(each, tmp_path / each.parent.name / each.name)) for each in found]


def changed(package, name, change):
    """Change a row of a table and say its hash anew, as if it had been written so."""
    import hashlib  # noqa: PLC0415

    path = package / name
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    about = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in about["resources"]:
        if resource["path"] == name:
            resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    (package / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")


def test_the_joined_corpus_is_valid_by_frictionless_too(packages, tmp_path):
    write_corpus(packages, tmp_path / "corpus", Settings())
    report = frictionless.Package.from_descriptor(str(tmp_path / "corpus" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    assert len(report.tasks) > 10


def test_other_bytes_than_the_descriptor_tells_are_found(packages, tmp_path):
    with (packages[1] / "checks.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(InvalidPackageError, match=r"checks\.csv: not the bytes"):
        write_corpus(packages, tmp_path / "corpus", Settings())
    assert not (tmp_path / "corpus").exists()


def test_a_row_of_another_disclosure_is_found(packages, tmp_path):
    changed(packages[1], "checks.csv", lambda rows: rows[3].__setitem__(0, "another-2020-final"))
    with pytest.raises(InvalidPackageError, match=r"checks\.csv 4 disclosure_id: another-2020-final"):
        write_corpus(packages, tmp_path / "corpus", Settings())


def test_another_heading_is_found(packages, tmp_path):
    changed(packages[1], "tables.csv", lambda rows: rows[0].reverse())
    with pytest.raises(InvalidPackageError, match=r"tables\.csv: not the columns"):
        write_corpus(packages, tmp_path / "corpus", Settings())


def test_a_key_that_stands_in_two_packages_is_found(packages, tmp_path):
    for package in packages:
        changed(package, "figures.csv", lambda rows: rows[1].__setitem__(0, "same"))
    with pytest.raises(InvalidPackageError, match=r"the key .*same.* stands twice"):
        write_corpus(packages, tmp_path / "corpus", Settings())


def test_a_disclosure_twice_is_found(packages, tmp_path):
    twin = Path(shutil.copytree(packages[0], tmp_path / "twin" / "2020-final"))
    with pytest.raises(InvalidPackageError, match="stands twice"):
        write_corpus([*packages, twin], tmp_path / "corpus", Settings())
