"""Only what changed is made again: which steps run after which change, and outputs like those of a fresh build."""

import ast
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from builder import checks, pipeline, stamp, steps
from builder.config import Settings
from builder.outputs import Outputs
from builder.packages import write as writing
from builder.site import leaves, summaries, works
from builder.standards import layouts
from tests.maker.corpus import make_corpus

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A corpus of eight disclosures in both formats."""
    folder = tmp_path_factory.mktemp("made")
    make_corpus(folder, 8, seed=3)
    return folder / "content"


@pytest.fixture
def folder(made, tmp_path):
    return Path(shutil.copytree(made, tmp_path / "content"))


@pytest.fixture
def outputs(tmp_path):
    return Outputs.below(tmp_path / "out", Settings())


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """How often a file was read, a disclosure checked and a package written; the site is left out."""
    found = Counter()

    def counted(module, name, what):
        step = getattr(module, name)

        def call(*given, **named):
            found[what] += 1
            return step(*given, **named)

        monkeypatch.setattr(module, name, call)

    counted(steps.readers, "read", "read")
    counted(checks, "run", "checked")
    counted(writing, "write", "written")
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())
    return found


def build(folder, outputs, settings=None, **wish):
    return pipeline.build(folder, outputs, settings or Settings(), lambda *_: None, pipeline.Wish(**wish))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fresh(folder, tmp_path, settings=None):
    """What a build without a store writes."""
    there = Outputs.below(tmp_path / "fresh", Settings())
    build(folder, there, settings)
    return files(there.datapackages)


def sources(folder):
    return sorted(folder.glob("disclosures/*/*/source.*"))


def test_only_a_changed_file_is_read(folder, outputs, counts, tmp_path):
    build(folder, outputs)
    assert counts == {"read": 8, "checked": 8, "written": 8}
    counts.clear()
    text = next(path for path in sources(folder) if path.suffix == ".txt")
    text.write_bytes(text.read_bytes() + b"\n")
    build(folder, outputs)
    assert counts["read"] == 1
    assert 1 <= counts["written"] < 8  # itself, and whatever is compared with it
    assert files(outputs.datapackages) == fresh(folder, tmp_path)


def test_a_touched_file_is_not_read_again(folder, outputs, counts):
    build(folder, outputs)
    counts.clear()
    sources(folder)[0].touch()
    build(folder, outputs)
    assert not counts


def test_other_settings_read_nothing(folder, outputs, counts, tmp_path):
    build(folder, outputs)
    counts.clear()
    build(folder, outputs, Settings(title="另一个"))
    assert counts["read"] == 0
    assert counts["written"] == 8
    assert files(outputs.datapackages) == fresh(folder, tmp_path, Settings(title="另一个"))


def test_a_changed_check_reads_nothing(folder, outputs, counts, monkeypatch):
    build(folder, outputs)
    counts.clear()
    monkeypatch.setattr(stamp, "program", lambda: "another program")
    monkeypatch.setattr(steps, "packing_code", lambda: "another check")
    build(folder, outputs)
    assert (counts["read"], counts["checked"]) == (0, 8)


def test_a_changed_page_reads_and_writes_nothing(folder, outputs, counts, monkeypatch):
    build(folder, outputs)
    counts.clear()
    monkeypatch.setattr(stamp, "program", lambda: "another template")
    assert not build(folder, outputs).unchanged
    assert not counts


def test_a_changed_reader_reads_everything(folder, outputs, counts, monkeypatch):
    build(folder, outputs)
    counts.clear()
    monkeypatch.setattr(stamp, "program", lambda: "another program")
    monkeypatch.setattr(steps, "reading_code", lambda: "another reader")
    build(folder, outputs)
    assert counts["read"] == 8


def test_a_changed_layout_reads_what_it_touches(folder, outputs, counts, monkeypatch):
    """The reading of a budget looks at the layouts of its tables, that of final accounts does not."""
    build(folder, outputs)
    counts.clear()
    monkeypatch.setattr(stamp, "program", lambda: "another layout")
    told = layouts.fingerprint
    monkeypatch.setattr(layouts, "fingerprint", lambda table="": "other" if table == "three-public" else told(table))
    build(folder, outputs)
    touched = [path for path in sources(folder) if path.parent.name.endswith("-budget")]
    assert touched
    assert counts["read"] == len(touched) < 8


@pytest.mark.parametrize("name", ["index", "??/*"])
def test_a_broken_entry_is_made_again(folder, outputs, counts, tmp_path, name):
    build(folder, outputs)
    for path in (outputs.notes / "cache").glob(name):
        path.write_bytes(b"\0" + path.read_bytes()[1:])
    for path in outputs.datapackages.glob("*/*/figures.csv"):
        path.write_bytes(b"broken")
    counts.clear()
    reason = pipeline.Reason("试", "2024-01-01")
    shutil.rmtree(outputs.datapackages)
    build(folder, outputs, reason=reason)
    assert counts["written"] == 8
    assert counts["read"] >= 8
    assert files(outputs.datapackages) == fresh(folder, tmp_path)


def test_a_lost_draft_of_a_file_without_a_card_is_made_again_of_the_same_entity(folder, outputs, counts, tmp_path):
    for card in folder.glob("disclosures/*/*/disclosure.yml"):
        card.unlink()
    listed = folder / "entities.csv"
    head, *rows = listed.read_text(encoding="utf-8").splitlines()
    listed.write_text("\n".join((head, *(f"own-{row}" for row in rows), "")), encoding="utf-8")
    build(folder, outputs)
    assert {path.name for path in outputs.datapackages.iterdir() if path.is_dir()} > {"corpus"}
    assert all(path.parent.parent.name.startswith("own-") for path in outputs.datapackages.glob("*/*/figures.csv"))
    for path in (outputs.notes / "cache").glob("??/*"):
        path.write_bytes(b"\0")
    shutil.rmtree(outputs.datapackages)
    counts.clear()
    build(folder, outputs, reason=pipeline.Reason("试", "2024-01-01"))
    assert counts["read"]
    assert files(outputs.datapackages) == fresh(folder, tmp_path)


def test_an_edited_package_is_written_again(folder, outputs, counts, tmp_path):
    build(folder, outputs)
    counts.clear()
    path = next(outputs.datapackages.glob("*/*/README.txt"))
    path.write_text(path.read_text(encoding="utf-8") + "我的", encoding="utf-8")
    build(folder, outputs)
    assert counts == {"checked": 1, "written": 1}
    assert files(outputs.datapackages) == fresh(folder, tmp_path)


def test_what_cannot_be_read_is_remembered_too(folder, outputs, counts):
    (folder / "disclosures" / "letter.txt").write_text("今天天气很好。\n" * 20, encoding="utf-8")
    first = build(folder, outputs)
    counts.clear()
    sources(folder)[0].touch()
    again = build(folder, outputs)
    assert again.unread == first.unread
    assert [row.code for row in again.unread] == ["SRC010"]
    assert counts["read"] == 0


def test_a_file_too_slow_for_this_machine_is_tried_again(folder, outputs, counts, monkeypatch):
    monkeypatch.setattr(pipeline, "LIMITS", replace(pipeline.LIMITS, seconds=0))
    with pytest.raises(pipeline.UserError):
        build(folder, outputs, jobs=1)
    monkeypatch.undo()
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())
    assert len(build(folder, outputs).published) == 8


def test_a_step_runs_only_what_its_parts_name():
    """What decides a result is in its key: every module that a step loads is one of the parts, or decides nothing."""
    for entry, parts in (("drafts", steps.READING), ("packages", steps.PACKING), *SITE.items()):
        loaded = closure(entry)
        named = {path for part in parts for path in under(ROOT / "builder" / part)}
        assert loaded <= named, (entry, sorted(str(path.relative_to(ROOT)) for path in loaded - named))


ENTRIES = {
    "drafts": ("readers", "recognise", "masking.py", "packages/drafts.py"),
    "packages": ("checks", "compare.py", "packages/drafts.py", "packages/write.py", "report/_numbers.py"),
    "works": ("site/works.py", "site/charts"),
    "summaries": ("site/summaries.py",),
    "leaves": ("site/leaves.py", "site/pages"),
}
SITE = {"works": works.PARTS, "summaries": summaries.PARTS, "leaves": leaves.PARTS}


def closure(entry):
    """The modules that those of a step import, and they in turn; ``stamp`` makes keys and decides nothing else."""
    empty = {ROOT / "builder" / "__init__.py", ROOT / "builder" / "packages" / "__init__.py"}
    empty |= {ROOT / "builder" / "site" / "__init__.py", ROOT / "builder" / "store.py"}
    todo = [path for part in ENTRIES[entry] for path in under(ROOT / "builder" / part)]
    found = set()
    while todo:
        path = todo.pop()
        if path not in found | empty and path.name != "stamp.py":
            found.add(path)
            todo += imported(path)
    return found


def under(path):
    return {path} if path.is_file() else set(path.rglob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("builder"):
            place = ROOT.joinpath(*node.module.split("."))
            yield from (there for there in (place.with_suffix(".py"), place / "__init__.py") if there.is_file())
            yield from (there for name in node.names for there in (place / f"{name.name}.py",) if there.is_file())
