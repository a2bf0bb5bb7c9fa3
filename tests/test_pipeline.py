"""The five steps in order: one bad document does not stop the others, and nothing is redone without a reason."""

import errno
import os
import shutil
import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest

from builder import pipeline
from builder.config import Settings
from builder.content import Found
from builder.errors import UserError
from builder.making import given_up
from builder.model.finding import Finding, LedgerEntry, Verdict
from builder.outputs import Outputs
from builder.workers import Stopped

ROOT = Path(__file__).parent.parent
LIUZHOU = ROOT / "content" / "disclosures" / "liuzhoushi-zonggonghui" / "2019-budget" / "source.txt"


@pytest.fixture
def folder(tmp_path):
    """A folder of its own with one real disclosure."""
    path = tmp_path / "in"
    path.mkdir()
    shutil.copy(LIUZHOU, path / "liuzhou.txt")
    return path


@pytest.fixture
def outputs(tmp_path):
    return Outputs.below(tmp_path / "out", Settings())


@pytest.fixture(autouse=True)
def sites(monkeypatch):
    """A site of one page in place of the real one, which has tests of its own; counts how often it was built."""
    calls = []

    def build(packages, out, settings, content, progress, *_):
        calls.append(sorted(path.parent.name for path in packages.glob("*/*/datapackage.json")))
        out.mkdir()
        (out / "index.html").write_text("<title>site</title>", encoding="utf-8")
        return out / "index.html"

    fake = types.ModuleType("builder.site.build")
    fake.build = build
    monkeypatch.setitem(sys.modules, "builder.site.build", fake)
    monkeypatch.setattr("builder.site.build", fake, raising=False)
    return calls


@pytest.fixture(autouse=True)
def verdict(monkeypatch):
    """One finding and two entries in the ledger for every disclosure, whatever the checks are."""
    finding = Finding("f1", "SUM001", "warning", "合计不符", "does not add up")
    entries = (LedgerEntry("SUM001", "a", "passed"), LedgerEntry("SUM001", "b", "failed"))
    monkeypatch.setattr(pipeline.checks, "run", lambda disclosure: Verdict((finding,), entries), raising=False)


def build(folder, outputs, settings=None):
    return pipeline.build(folder, outputs, settings or Settings(), lambda *_: None)


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_plain_folder_becomes_packages_and_a_site(folder, outputs, sites):
    outcome = build(folder, outputs)
    (row,) = outcome.published
    assert row.disclosure_id == "liuzhoushi-zonggonghui-2019-budget"
    assert row.entity_name == "柳州市总工会"
    assert row.states["passed"] == row.states["failed"] == row.severities["warning"] == 1
    assert (outputs.datapackages / "liuzhoushi-zonggonghui" / "2019-budget" / "datapackage.json").is_file()
    assert (outputs.datapackages / "corpus" / "datapackage.json").is_file()
    assert outcome.front_page == outputs.site / "index.html"
    assert outcome.front_page.is_file()
    assert sites == [["2019-budget"]]
    assert sorted(path.name for path in outputs.site.parent.iterdir()) == [".build", "datapackages", "site"]
    assert sorted(path.name for path in outputs.notes.iterdir()) == ["cache", "lock", "stamp.json"]


def test_nothing_is_redone_if_nothing_changed(folder, outputs, sites):
    first = build(folder, outputs)
    again = build(folder, outputs)
    assert (first.unchanged, again.unchanged) == (False, True)
    assert again.published == first.published
    assert len(sites) == 1


def change_source(folder, outputs):
    (folder / "liuzhou.txt").write_bytes((folder / "liuzhou.txt").read_bytes() + b"\n")


def add_file(folder, outputs):
    (folder / "new.bin").write_bytes(b"\x00\x01")


def edit_package(folder, outputs):
    path = next(outputs.datapackages.glob("*/*/checks.csv"))
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def remove_page(folder, outputs):
    (outputs.site / "index.html").unlink()


def add_page(folder, outputs):
    (outputs.site / "new.html").write_text("x", encoding="utf-8")


def remove_packages(folder, outputs):
    shutil.rmtree(outputs.datapackages)


def damage_stamp(folder, outputs):
    (outputs.notes / "stamp.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    "change", [change_source, add_file, edit_package, remove_page, add_page, remove_packages, damage_stamp]
)
def test_any_change_is_a_reason_to_build_again(folder, outputs, sites, change):
    build(folder, outputs)
    change(folder, outputs)
    assert not build(folder, outputs).unchanged
    assert len(sites) == 2
    assert files(outputs.site) == {"index.html": b"<title>site</title>"}


def test_other_settings_and_another_program_are_a_reason(folder, outputs, monkeypatch):
    build(folder, outputs)
    assert not build(folder, outputs, Settings(title="另一个")).unchanged
    monkeypatch.setattr(pipeline.stamp, "program", lambda: "another version")
    assert not build(folder, outputs, Settings(title="另一个")).unchanged


def test_two_builds_give_the_same_bytes(folder, outputs, tmp_path):
    build(folder, outputs)
    other = Outputs.below(tmp_path / "other", Settings())
    build(folder, other)
    assert files(outputs.datapackages) == files(other.datapackages)


def test_a_package_that_is_no_longer_there_goes_away(folder, outputs):
    shutil.copy(folder / "liuzhou.txt", folder / "other.txt")
    text = (folder / "other.txt").read_text(encoding="utf-8").replace("2019", "2020").replace("2018", "2019")
    (folder / "other.txt").write_text(text, encoding="utf-8")
    assert len(build(folder, outputs).published) == 2
    (folder / "other.txt").unlink()
    assert len(build(folder, outputs).published) == 1
    assert len(list(outputs.datapackages.glob("liuzhou*/*"))) == 1


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_published(folder, outputs):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "letter.txt").write_text("今天天气很好。\n" * 20, encoding="utf-8")
    outcome = build(folder, outputs)
    assert [row.source for row in outcome.published] == ["liuzhou.txt"]
    assert [row.source for row in outcome.unread] == ["empty.txt", "letter.txt", "noise.bin"]
    for row in outcome.unread:
        assert row.code.startswith("SRC")
        assert row.message
        assert "\n" not in row.message
    assert build(folder, outputs).unread == outcome.unread


def test_a_crash_in_one_document_is_trapped_and_the_others_are_published(folder, outputs, monkeypatch):
    (folder / "bad.txt").write_text("x", encoding="utf-8")
    read = pipeline.readers.read

    def crash(path, relative, ocr=False):
        if relative == "bad.txt":
            raise ZeroDivisionError("secret\nsecond line")
        return read(path, relative, ocr)

    monkeypatch.setattr(pipeline.readers, "read", crash)
    outcome = build(folder, outputs)
    assert [row.source for row in outcome.published] == ["liuzhou.txt"]
    (row,) = outcome.unread
    assert (row.source, row.code) == ("bad.txt", "SRC009")
    assert "\n" not in row.message
    assert "ZeroDivisionError: secret" in (outputs.notes / "crash.log").read_text(encoding="utf-8")


def test_a_crash_while_writing_leaves_no_half_package(folder, outputs, monkeypatch):
    shutil.copy(folder / "liuzhou.txt", folder / "a.txt")
    write = pipeline.writing.write
    calls = []

    def crash(disclosure, verdict, package, settings, **how):
        calls.append(package)
        if len(calls) == 1:
            raise ValueError("half way")
        write(disclosure, verdict, package, settings, **how)

    monkeypatch.setattr(pipeline.writing, "write", crash)
    outcome = build(folder, outputs)
    assert [row.source for row in outcome.published] == ["liuzhou.txt"]
    assert [row.code for row in outcome.unread] == ["SRC009"]


def test_a_file_name_that_cannot_be_shown_is_named_safely(folder, outputs):
    shutil.copy(folder / "liuzhou.txt", os.fsencode(folder) + b"/\xc1\xf8.txt")
    shutil.copy(folder / "liuzhou.txt", folder / "a\x1b[2J\n.txt")
    outcome = build(folder, outputs)
    assert [row.source for row in outcome.published] == ["liuzhou.txt"]
    assert [row.code for row in outcome.unread] == ["SRC003", "SRC003"]
    assert build(folder, outputs).unread == outcome.unread


def test_a_file_name_with_a_wide_blank_is_read(folder, outputs):
    (folder / "liuzhou.txt").rename(folder / "2019年　部门预算 公开.txt")
    assert [row.source for row in build(folder, outputs).published] == ["2019年　部门预算 公开.txt"]


def test_the_same_disclosure_twice_is_published_once(folder, outputs):
    shutil.copy(folder / "liuzhou.txt", folder / "zz.txt")
    outcome = build(folder, outputs)
    assert [row.source for row in outcome.published] == ["liuzhou.txt"]
    (row,) = outcome.unread
    assert row.code == "SRC008"
    assert "liuzhou.txt" in row.message


def test_if_nothing_can_be_read_the_earlier_outputs_stay(folder, outputs):
    build(folder, outputs)
    before = files(outputs.datapackages), files(outputs.site)
    (folder / "liuzhou.txt").write_bytes(b"")
    with pytest.raises(UserError, match="没有一个文件读得了"):
        build(folder, outputs)
    assert (files(outputs.datapackages), files(outputs.site)) == before


def test_if_the_site_fails_the_earlier_outputs_stay(folder, outputs, monkeypatch):
    build(folder, outputs)
    before = files(outputs.datapackages), files(outputs.site)
    change_source(folder, outputs)

    def crash(*arguments):
        raise RuntimeError("site")

    monkeypatch.setattr(sys.modules["builder.site.build"], "build", crash)
    with pytest.raises(RuntimeError):
        build(folder, outputs)
    assert (files(outputs.datapackages), files(outputs.site)) == before
    assert not list(outputs.notes.glob("stage-*"))


def test_a_full_disk_stops_the_build(folder, outputs, monkeypatch):
    def full(*arguments, **how):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pipeline.writing, "write", full)
    with pytest.raises(OSError, match="No space"):
        build(folder, outputs)
    assert not outputs.site.exists()


def test_a_folder_that_is_not_ours_is_not_replaced(folder, outputs):
    outputs.site.mkdir(parents=True)
    (outputs.site / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="不是 build-site 生成的"):
        build(folder, outputs)
    assert files(outputs.site) == {"thesis.txt": b"mine"}


def test_what_is_read_is_not_replaced(folder, outputs):
    inside = outputs.site / "in"
    inside.mkdir(parents=True)
    shutil.copy(folder / "liuzhou.txt", inside)
    with pytest.raises(UserError, match="会覆盖要读的"):
        build(inside, outputs)


def test_outputs_inside_the_folder_are_not_read(folder, sites):
    outputs = Outputs.below(folder, Settings())
    build(folder, outputs)
    assert build(folder, outputs).unchanged
    assert len(sites) == 1


def test_the_note_of_a_card_is_published(outputs, tmp_path):
    path = tmp_path / "x" / "source.txt"
    path.parent.mkdir()
    shutil.copy(LIUZHOU, path)
    checked = pipeline.check(Found(path, "source.txt", None, "节录本"))
    assert checked.disclosure.notes[0] == "节录本"


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_outputs_do_not_depend_on_the_processes_that_read(tmp_path, outputs, monkeypatch, jobs):
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())
    content = ROOT / "content"
    here = Outputs.below(tmp_path / "here", Settings())
    pipeline.build(content, here, Settings(), lambda *_: None)
    pipeline.build(content, outputs, Settings(), lambda *_: None, pipeline.Wish(jobs=jobs))
    assert files(outputs.datapackages) == files(here.datapackages)


def test_a_file_that_takes_too_long_is_given_up_and_the_others_are_published(folder, outputs, monkeypatch):
    bomb = ROOT / "content" / "disclosures" / "wuhanshi-xinzhouqu-zonggonghui" / "2023-final" / "source.txt"
    (folder / "long.txt").write_bytes(bomb.read_bytes() * 2000)
    monkeypatch.setattr(pipeline, "LIMITS", replace(pipeline.LIMITS, seconds=5))
    outcome = pipeline.build(folder, outputs, Settings(), lambda *_: None, pipeline.Wish(jobs=2))
    assert [(one.source, one.code) for one in outcome.unread] == [("long.txt", "SRC012")]
    assert len(outcome.published) == 1


@pytest.mark.parametrize("stopped", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory")])
def test_a_file_that_takes_all_memory_is_given_up_alone(folder, here, stopped):
    def step(_):
        raise stopped

    unread = pipeline.trapped(Found(folder / "liuzhou.txt", "liuzhou.txt"), step)
    assert (unread.source, unread.code) == ("liuzhou.txt", "SRC012")


@pytest.mark.parametrize(("why", "said"), [("time", "7 秒"), ("memory", "内存太多"), ("died", "进程中途没有了")])
def test_a_file_is_said_to_be_given_up_for_the_reason_it_was(folder, why, said):
    found = Found(folder / "liuzhou.txt", "liuzhou.txt")
    unread = given_up(found, Stopped(why), replace(pipeline.LIMITS, seconds=7))
    assert unread.code == "SRC012" and said in unread.message


def test_a_full_disk_is_not_the_fault_of_a_document(folder, here):
    def step(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        pipeline.trapped(Found(folder / "liuzhou.txt", "liuzhou.txt"), step)
