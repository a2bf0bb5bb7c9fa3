"""A build that is stopped from the keyboard ends at once, with the code of a signal, and leaves the old outputs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.maker.corpus import make_corpus
from tests.test_making import files

ROOT = Path(__file__).parent.parent
BUILD = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what is in the background without it
from builder.cli import main
main()
"""
WAIT = 120
"""Seconds that a step may take on a busy machine."""


def started(folder, out):
    """A build as a process group of its own, as a terminal starts it."""
    command = [sys.executable, "-c", BUILD, "build", str(folder), "-o", str(out), "--jobs", "2"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True)


def children(group):
    """The processes of a group that still live."""
    alive = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[2]) == group and told[0] != "Z":
            alive.append(int(path.parent.name))
    return alive


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at /proc")
@pytest.mark.parametrize("step", ["读取", "核对", "画图"])
def test_ctrl_c_ends_everything_and_leaves_the_old_output(tmp_path, step):
    make_corpus(tmp_path, 1, seed=4, formats=("text",))
    folder, out = tmp_path / "content", tmp_path / "out"
    first = started(folder, out)
    _, told = first.communicate(timeout=WAIT)
    assert first.returncode in (0, 1), told
    before = files(out / "datapackages"), files(out / "site")
    make_corpus(tmp_path, 12, seed=4, formats=("text",))
    build = started(folder, out)
    for line in build.stderr:
        if step in line:
            break
    os.killpg(build.pid, signal.SIGINT)
    build.communicate(timeout=WAIT)
    assert build.returncode == 130
    deadline = time.monotonic() + WAIT
    while children(build.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert children(build.pid) == []
    assert (files(out / "datapackages"), files(out / "site")) == before
    assert not list((out / ".build").glob("stage-*"))
