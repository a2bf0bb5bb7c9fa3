"""The same batches on a Dask cluster: same bytes, and a worker that is lost costs time and nothing else."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from builder import pipeline, stamp
from builder.cluster import BATCH, connected
from builder.config import Settings
from builder.errors import UserError
from builder.outputs import Outputs
from builder.workers import Stopped
from tests.maker.corpus import make_corpus
from tests.test_making import files

distributed = pytest.importorskip("distributed", reason="the extra mingzhang[cluster] is not installed")
dask = pytest.importorskip("dask")


LONGEST = 180
"""Seconds that one of these tests may wait: on a machine with much else to do Dask has been seen to wait for ever."""


@pytest.fixture(autouse=True)
def _in_time():
    def stop(*_):
        raise TimeoutError(f"more than {LONGEST} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def cluster():
    """Two workers, each a process of its own with one thread; work that was lost with two of them is given up."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50
        ) as found,
    ):
        yield found


def pids(cluster):
    with distributed.Client(cluster.scheduler_address) as client:
        return set(client.run(os.getpid).values())


def twice(number):
    time.sleep(0.01)
    return number * 2


def deadly(number):
    if number == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number):
    raise OSError(28, "No space left on device", str(number))


def test_results_come_in_the_order_of_the_items(cluster):
    with connected(cluster.scheduler_address) as there:
        assert list(there.each(twice, range(5 * BATCH + 3))) == [2 * number for number in range(5 * BATCH + 3)]
        assert list(there.each(twice, [])) == []
        with pytest.raises(OSError, match="No space"):
            list(there.each(fail, [1]))


@pytest.mark.nightly
def test_an_item_that_kills_its_workers_is_given_up_alone(cluster):
    with connected(cluster.scheduler_address) as there:
        found = list(there.each(deadly, range(8)))
    assert found == [0, 1, 2, 3, 4, Stopped("died"), 6, 7]


@pytest.mark.nightly
def test_a_build_gives_the_same_bytes_although_a_worker_is_killed(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())
    make_corpus(tmp_path, 2 * BATCH + 6, seed=5)
    content = tmp_path / "content"
    here, there = (Outputs.below(tmp_path / name, Settings()) for name in ("here", "there"))
    pipeline.build(content, here, Settings(), lambda *_: None, pipeline.Wish(jobs=2))
    before = pids(cluster)
    killed = []

    def kill(what, done, total):
        if done and not killed and what.startswith("读取"):
            killed.append(before.copy().pop())
            os.kill(killed[0], signal.SIGKILL)

    outcome = pipeline.build(content, there, Settings(), kill, pipeline.Wish(cluster=cluster.scheduler_address))
    assert killed
    with pytest.raises(ProcessLookupError):
        os.kill(killed[0], 0)
    assert not outcome.unread
    assert files(there.datapackages) == files(here.datapackages)


def test_workers_need_no_file_of_ours(cluster, tmp_path, monkeypatch):
    """What is read travels with the batch: the path that a worker is given leads nowhere on its machine."""
    from builder import making  # noqa: PLC0415
    from builder.content import find  # noqa: PLC0415

    monkeypatch.setattr(pipeline, "_publish", lambda fresh, *_: fresh.site.mkdir())
    make_corpus(tmp_path, 3, seed=6)
    source = making.Making._source
    elsewhere = Path("/nowhere/source.txt")

    def moved(self, found):
        made = source(self, found)
        assert made.data
        return replace(made, found=replace(made.found, path=elsewhere))

    monkeypatch.setattr(making.Making, "_source", moved)
    outputs = Outputs.below(tmp_path / "out", Settings())
    wish = pipeline.Wish(cluster=cluster.scheduler_address)
    assert len(pipeline.build(tmp_path / "content", outputs, Settings(), lambda *_: None, wish).published) == 3
    assert len(find(tmp_path / "content").found) == 3


def test_a_mistake_is_told_in_a_line(cluster, monkeypatch):
    monkeypatch.setattr(stamp, "program", lambda: "another version")
    with pytest.raises(UserError, match="程序与这里不同"), connected(cluster.scheduler_address):
        pass
    with pytest.raises(UserError, match="连不上集群"), connected("tcp://127.0.0.1:9"):
        pass
