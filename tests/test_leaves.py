"""What belongs to one disclosure is made from its package, kept, and let go; lists hold a summary of it."""

import gc
import shutil
import tracemalloc
from pathlib import Path

import pytest

from builder.config import Settings
from builder.packages import read as packages
from builder.site import build, catalogue, leaves, summary
from builder.site.kept import Help
from builder.store import Store
from tests.test_site import hostile, hostile_verdict, made, quiet, verdict

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / "datapackages"
CONTENT = ROOT / "content"


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_memory():
    pairs = ((made(), verdict(made())), (hostile(), hostile_verdict()))
    return [catalogue.Record(*pair) for pair in pairs]


@pytest.mark.parametrize("record", [*in_memory(), *catalogue.read(PACKAGES).records])
def test_a_summary_is_read_back_as_it_was_written(record):
    whole = summary.summarised(record.disclosure, record.verdict)
    assert summary.read(summary.write(whole)) == whole
    assert whole.figures == len(record.disclosure.figures)
    assert sum(whole.states.values()) == len(record.verdict.ledger)


def test_lists_keep_little_of_a_disclosure():
    """Beside all of it; a bound in bytes would fail when the checks have more to say of these packages."""
    catalogue.read(PACKAGES)  # what all of them share

    def taken(make):
        gc.collect()
        tracemalloc.start()
        made = make()
        gc.collect()
        size, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size, made

    listed, found = taken(lambda: catalogue.read(PACKAGES))
    whole, _ = taken(lambda: [record.load() for record in found.records])
    assert listed * 6 < whole


@pytest.fixture
def built(tmp_path):
    """A site, how to build it again, and how many packages and leaves the last build read and made."""
    counts = {"read": 0, "made": 0}
    store = tmp_path / "store"
    out = tmp_path / "site"

    def again(packages_folder=PACKAGES):
        counts.update(read=0, made=0)
        held = Store.open(store)
        build.build(packages_folder, out, Settings(), CONTENT, quiet, Help(map, held, out))
        held.save()
        return files(out)

    return out, again, counts


@pytest.fixture(autouse=True)
def counted(monkeypatch, built):
    *_, counts = built

    def wrap(module, name, what):
        step = getattr(module, name)

        def call(*given):
            counts[what] += 1
            return step(*given)

        monkeypatch.setattr(module, name, call)

    wrap(packages, "read", "read")
    wrap(leaves, "make", "made")


def test_nothing_of_an_unchanged_disclosure_is_read_or_made_again(built):
    out, again, counts = built
    first = again()
    assert counts["made"] == len(list(PACKAGES.glob("*/*/datapackage.json")))
    page = next((out / "disclosures").rglob("*.html"))
    before = page.stat().st_mtime_ns
    assert again() == first
    assert counts == {"read": 0, "made": 0}
    assert page.stat().st_mtime_ns == before


def test_a_page_that_somebody_edited_or_removed_is_written_again(built):
    out, again, _ = built
    first = again()
    page, other, *_ = sorted((out / "disclosures").rglob("*.html"))
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h1>!"))
    other.unlink()
    assert again() == first


def test_damaged_contents_are_made_again(built, tmp_path):
    out, again, counts = built
    first = again()
    shutil.rmtree(out)
    for path in (tmp_path / "store").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])
    assert again() == first
    assert counts["made"] > 0


def test_a_disclosure_sees_the_year_before_and_no_other(tmp_path):
    records = [catalogue.Record(made("mou", year), verdict(made("mou", year))) for year in (2021, 2022, 2023)]
    whole = catalogue.catalogue([*records, catalogue.Record(made("other"), verdict(made("other")))])
    site = build._site(whole, Settings(), None)
    alone = leaves.alone(site, whole.by_id["mou-2023-final"])
    assert list(alone.catalogue.by_id) == ["mou-2022-final"]
    assert list(alone.catalogue.by_entity) == ["mou"]
