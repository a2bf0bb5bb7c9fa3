"""Packages that are validated together: what Frictionless finds in one of them alone is found among the others, too."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from frictionless import FrictionlessException

from builder.packages import together
from builder.packages.together import validate_all
from builder.packages.validate import InvalidPackageError, validate

PACKAGES = Path(__file__).parent.parent / "datapackages"


@pytest.fixture
def packages(tmp_path):
    """Three packages, copied."""
    found = sorted(path.parent for path in PACKAGES.glob("*/*-final/figures.csv"))[:3]
    return [Path(shutil.copytree(each, tmp_path / each.parent.name / each.name)) for each in found]


def rewritten(package, name, change):
    """Change the bytes of a file, and say its hash and size anew, as if it had been written so."""
    path = package / name
    path.write_bytes(change(path.read_bytes()))
    about = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in about["resources"]:
        if resource["path"] == name:
            resource["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
            resource["bytes"] = path.stat().st_size
    (package / "datapackage.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def told(package, change):
    about = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    change(about)
    (package / "datapackage.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def fields(about):
    return about["resources"][0]["schema"]["fields"]


def line(number):
    return lambda data: data.splitlines(keepends=True)[number]


def test_valid_packages_are_valid_together(packages):
    validate_all(packages)
    validate_all(packages[:1])
    validate_all([])


FAULTS = {
    "a key twice": lambda one: rewritten(one, "findings.csv", lambda data: data + line(1)(data)),
    "a state that is none": lambda one: rewritten(
        one, "checks.csv", lambda data: data.replace(b",passed,", b",maybe,", 1)
    ),
    "a page that is no number": lambda one: rewritten(one, "tables.csv", lambda data: data.replace(b",1,", b",x,", 1)),
    "another heading": lambda one: rewritten(one, "checks.csv", lambda data: data.replace(b"rule,", b"rules,", 1)),
    "a cell too many": lambda one: rewritten(one, "checks.csv", lambda data: data[:-1] + b",more\n"),
    "an empty row": lambda one: rewritten(one, "checks.csv", lambda data: data + b"\n"),
    "no UTF-8": lambda one: rewritten(one, "checks.csv", lambda data: data[:-2] + b"\xff\n"),
    "other bytes": lambda one: (one / "checks.csv").write_bytes((one / "checks.csv").read_bytes() + b"\n"),
    "other bytes for spreadsheets": lambda one: (one / "figures-excel.csv").write_bytes(b""),
    "no file": lambda one: (one / "checks.csv").unlink(),
    "a name that is none": lambda one: told(one, lambda about: about.update(name=1)),
    "a resource without a path": lambda one: told(one, lambda about: about["resources"][-1].pop("path")),
    "a type that is none": lambda one: told(
        one, lambda about: about["resources"][0]["schema"]["fields"][0].update(type="x")
    ),
}


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_found_alone_is_found_together(packages, fault, place):
    FAULTS[fault](packages[place])
    with pytest.raises((InvalidPackageError, OSError, KeyError)):
        validate_all(packages)
    with pytest.raises((InvalidPackageError, FrictionlessException)):
        validate(packages[place])


def test_a_row_that_runs_on_into_the_next_package_is_found(packages):
    """A quote that one file opens and the next one closes: joined, the rows between them would be one cell."""
    for one in packages[:2]:
        rewritten(one, "checks.csv", lambda data: data[:-1] + b',"\n')
    with pytest.raises(InvalidPackageError, match="checks"):
        validate_all(packages)


def test_packages_that_are_not_alike_are_not_called_valid(packages):
    told(packages[1], lambda about: about["resources"][0]["schema"].update(missingValues=["", "-"]))
    with pytest.raises(InvalidPackageError, match="not like"):
        validate_all(packages)


def test_every_row_passes_frictionless(packages, monkeypatch):
    """The joined tables that Frictionless reads have as many rows as the packages."""
    seen = {}

    def watch(folder, descriptor=None):
        seen.update(validate(folder, descriptor))
        return dict(seen)

    monkeypatch.setattr(together, "validate", watch)
    validate_all(packages)
    for name, rows in seen.items():
        assert rows == sum(validate(one)[name] for one in packages), name
    assert len(seen) == 9
