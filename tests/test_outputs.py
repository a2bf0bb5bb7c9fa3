"""All or nothing: whenever a build is killed, the outputs are the old ones whole or the new ones whole."""

import contextlib
import errno
import os
import sys
import threading
import time

import pytest

from builder import pipeline, swap
from builder.config import Settings
from builder.continuity import Reason
from builder.outputs import Outputs

TEXT = (
    "临海市图书馆2023年度部门决算\n一般公共预算财政拨款支出决算表\n单位：万元\n"
    "科目编码\t科目名称\t合计\t基本支出\t项目支出\n合计\t合计\t{0}\t{0}\t0.00\n207\t文化旅游体育与传媒支出\t{0}\t{0}\t0.00\n"
)
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.unlink", "shutil.rmtree", "ctypes.dlsym"}
"""The audit events, beside files opened for writing, at which a build is stopped: each stands before the change."""
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEP = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 7
"""Every so many changes one build is stopped; at night at every single one."""


def publish(fresh, folder, *_):
    """A site of three files that hold the figure of the disclosure."""
    fresh.site.mkdir()
    amount = (folder / "a.txt").read_text(encoding="utf-8").split("合计\t合计\t")[1].split("\t")[0]
    for number in range(3):
        (fresh.site / f"{number}.html").write_text(amount, encoding="utf-8")


@pytest.fixture(autouse=True)
def _small_site(monkeypatch):
    monkeypatch.setattr(pipeline, "_publish", publish)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.txt").write_text(TEXT.format("30.00"), encoding="utf-8")
    return path


@pytest.fixture
def outputs(tmp_path):
    return Outputs.below(tmp_path / "out", Settings())


def build(folder, outputs):
    wish = pipeline.Wish(reason=Reason("更正", "2024-09-01"))
    return pipeline.build(folder, outputs, Settings(), lambda *_: None, wish)


def state(output):
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def stopped(folder, outputs, number, stop):
    """Build in a process of its own that is stopped before its change ``number`` on disk; whether it came so far."""
    child = os.fork()
    if child == 0:
        count = 0

        def hook(event, given):
            nonlocal count
            if event in CHANGES or (event == "open" and isinstance(given[2], int) and given[2] & WRITES):
                count += 1
                if count == number:
                    stop()

        sys.addaudithook(hook)
        with contextlib.suppress(OSError):
            build(folder, outputs)
        os._exit(3 if count >= number else 0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def kill():
    os._exit(9)


def fill_the_disk():
    raise OSError(errno.ENOSPC, "No space left on device")


def lose_the_right_to_write():
    raise OSError(errno.EROFS, "Read-only file system")


def prepared(folder, outputs, amount, goal):
    """Build with one amount, and leave the folder with another one to be built."""
    (folder / "a.txt").write_text(TEXT.format(amount), encoding="utf-8")
    (folder / "corrections.csv").unlink(missing_ok=True)
    build(folder, outputs)
    (folder / "a.txt").write_text(TEXT.format(goal), encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="two names are exchanged in one step on Linux alone")
@pytest.mark.parametrize("stop", [kill, fill_the_disk, lose_the_right_to_write])
def test_a_build_that_is_stopped_anywhere_leaves_the_old_or_the_new_whole(folder, outputs, stop):
    states = {}
    for amount in ("31.00", "30.00"):
        prepared(folder, outputs, amount, "31.00")
        states[amount] = [{**state(output)} for output in (outputs.datapackages / "linhaishi-tushuguan", outputs.site)]
    assert all(one != other for one, other in zip(*states.values(), strict=True))
    seen, number = [], 1
    while stopped(folder, outputs, number, stop):
        found = [state(output) for output in (outputs.datapackages / "linhaishi-tushuguan", outputs.site)]
        assert all(one in pair for one, pair in zip(found, zip(*states.values(), strict=True), strict=True)), number
        seen.append(found[1] == states["31.00"][1])
        if found != states["30.00"]:
            prepared(folder, outputs, "30.00", "31.00")
        number += STEP
    assert number > 60
    assert False in seen
    assert state(outputs.site) == states["31.00"][1]
    assert [path.name for path in outputs.notes.iterdir() if path.name.startswith("stage-")] == []


def test_without_an_exchange_a_folder_that_stepped_aside_comes_back(folder, outputs, monkeypatch):
    monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    build(folder, outputs)
    before = state(outputs.site)
    outputs.site.rename(outputs.site.with_name(".site.old"))
    build(folder, outputs)
    assert state(outputs.site) == before
    assert not outputs.site.with_name(".site.old").exists()


def test_a_second_build_waits_and_finds_everything_done(folder, outputs, monkeypatch):
    told, results = [], []
    slow = threading.Event()
    monkeypatch.setattr(pipeline, "_publish", lambda *given: (slow.set(), time.sleep(0.5), publish(*given)))
    first = threading.Thread(target=lambda: results.append(build(folder, outputs)))
    first.start()
    slow.wait(10)
    wish = pipeline.Wish()
    second = pipeline.build(folder, outputs, Settings(), lambda what, *_: told.append(what), wish)
    first.join()
    assert any("waiting for another build" in what for what in told)
    assert second.unchanged
    assert not results[0].unchanged


def test_the_lock_of_a_dead_build_does_not_block(folder, outputs):
    outputs.notes.mkdir(parents=True)
    (outputs.notes / "lock").write_text("999999", encoding="utf-8")
    assert not build(folder, outputs).unchanged
