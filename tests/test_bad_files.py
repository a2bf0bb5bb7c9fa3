"""Bad files are refused with their code within the limits of memory and time, and every other file is published."""

import os
import resource
import socket
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from builder import pipeline
from builder.config import Settings
from builder.outputs import Outputs
from builder.workers import Limits
from tests.badfiles import BAD, COSTLY, HARMLESS, good

GOOD = "好的.txt"
TIGHT = Limits(seconds=60, memory=1 << 30)


@pytest.fixture(autouse=True)
def _no_site(monkeypatch):
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / GOOD).write_bytes(good("txt"))
    return path


def build(folder, jobs=2):
    outputs = Outputs.below(folder.parent / "out", Settings())
    return pipeline.build(folder, outputs, Settings(), lambda *_: None, pipeline.Wish(jobs=jobs))


def refused(outcome):
    return {unread.source: unread.code for unread in outcome.unread}


def held_against(outcome, bad):
    """Exactly the bad files are refused, each with its code and a sentence of one line, and the good one is there."""
    assert refused(outcome) == {name: code for name, (code, _) in bad.items()}
    assert [row.source for row in outcome.published] == [GOOD]
    for unread in outcome.unread:
        assert 4 < len(unread.message) < 120
        assert "\n" not in unread.message
        assert "Error" not in unread.message
        assert unread.message_en


def measured(folder):
    """What a build within TIGHT limits did, and the memory of the largest of its processes, in bytes."""
    pipeline.LIMITS, pipeline._publish = TIGHT, lambda fresh, *_: fresh.site.mkdir()
    return build(folder), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10


def test_every_bad_file_has_its_code_and_the_others_are_published(folder):
    for name, (_, made) in BAD.items():
        (folder / name).write_bytes(made())
    # In a process of its own: what counts for a child includes what its parent had when it began.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        outcome, largest = alone.submit(measured, folder).result()
    held_against(outcome, BAD)
    assert largest < TIGHT.memory
    assert not list(folder.parent.glob("outside*"))


@pytest.mark.nightly
@pytest.mark.parametrize("name", COSTLY)
def test_a_file_that_takes_long_stays_within_the_limits(folder, name):
    (folder / name).write_bytes(COSTLY[name][1]())
    outcome = build(folder, jobs=1)
    assert refused(outcome)[name] in (COSTLY[name][0], "SRC012")
    assert [row.source for row in outcome.published] == [GOOD]


def test_files_that_only_look_bad_are_read(folder):
    for name, made in HARMLESS.items():
        (folder / name).write_bytes(made())
    outcome = build(folder)
    assert refused(outcome) == {}
    assert sorted(row.source for row in outcome.published) == sorted([GOOD, *HARMLESS])
    assert not list(folder.parent.rglob("*outside*"))


def test_nothing_that_is_no_plain_file_of_the_folder_is_opened(folder, monkeypatch):
    outside = folder.parent / "outside.txt"
    outside.write_bytes(good("txt", 2))
    (folder.parent / "beside").mkdir()
    (folder.parent / "beside" / "secret.txt").write_bytes(good("txt", 3))
    (folder / "link.txt").symlink_to(outside)
    (folder / "beside").symlink_to(folder.parent / "beside")
    (folder / "self").symlink_to(folder)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "nowhere.txt").symlink_to(folder / "gone.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as made:
        monkeypatch.chdir(folder)  # the path of a socket must be short
        made.bind("socket.txt")
    outcome = build(folder, jobs=0)
    names = ("link.txt", "beside", "self", "loop.txt", "nowhere.txt", "zero.txt", "pipe.txt", "socket.txt")
    assert refused(outcome) == dict.fromkeys(names, "SRC014")
    assert [row.source for row in outcome.published] == [GOOD]
    assert build(folder, jobs=0).unchanged


def test_a_link_to_another_file_of_the_folder_is_read(folder):
    (folder / "real").mkdir()
    (folder / "real" / "a.txt").write_bytes(good("txt", 2))
    (folder / GOOD).unlink()
    (folder / "b.txt").symlink_to("real/a.txt")
    assert refused(build(folder, jobs=0)) == {"real/a.txt": "SRC008"}


def test_a_link_that_leads_elsewhere_is_a_reason_to_build_again(folder):
    build(folder, jobs=0)
    (folder / "b.txt").symlink_to("/etc/hostname")
    assert not build(folder, jobs=0).unchanged
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to("/etc/passwd")
    assert not build(folder, jobs=0).unchanged


@pytest.mark.parametrize(
    "name",
    [
        *(
            "a b.txt",
            "-o.txt",
            "a;rm -rf x.txt",
            "$(x).txt",
            "%2e%2e%2fx.txt",
            "con.txt",
            "x" * 251 + ".txt",
        ),
        *("<img src=x>.txt", "'\".txt", "中" * 80 + ".txt", "a\\..\\b.txt", "=1+1.txt", "~x.txt", "#.txt", "?.txt"),
    ],
)
def test_no_name_of_a_file_leads_anywhere(folder, name):
    (folder / GOOD).rename(folder / name)
    outcome = build(folder, jobs=0)
    (row,) = outcome.published
    assert row.source == name
    places = {path.relative_to(folder.parent).parts[0] for path in folder.parent.rglob("*")}
    assert places == {"in", "out"}
    (package,) = (path.parent for path in (folder.parent / "out" / "datapackages").glob("*/*/datapackage.json"))
    assert package.parent.name.replace("-", "").isalnum()


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1bb.txt", "a\u2028b.txt", "\udcff.txt"])
def test_a_name_that_cannot_be_shown_is_refused(folder, name):
    (folder / name).write_bytes(good("txt", 2))
    assert list(refused(build(folder, jobs=0)).values()) == ["SRC003"]


_WITHIN = """
import sys
from builder import pipeline
from builder.cli import main
from builder.workers import Limits

pipeline.LIMITS = Limits(1, 0) if sys.argv.pop(1) == "time" else Limits(60, 50_000_000)
main()
"""
"""The command, in a second, or in little more memory than the program takes when it begins."""


@pytest.mark.parametrize("command", ["check", "look", "add"])
@pytest.mark.parametrize(("limit", "said"), [("time", "还没有读完"), ("memory", "内存太多")])
def test_a_file_that_takes_too_much_is_given_up_by_every_command(folder, command, limit, said):
    large = folder / "大.txt"
    large.write_bytes(good("txt") * 3000)
    program = [sys.executable, "-c", _WITHIN, limit, command, str(large)]
    result = subprocess.run(program, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert "SRC012" in result.stderr
    assert said in result.stderr
    assert not result.stdout
