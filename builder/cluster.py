"""Work on files by a Dask cluster: the same work as ``workers`` does on this machine, in batches.

What a batch needs travels with it, so the workers need this program and nothing else: no shared disk. A batch whose
worker is lost is done again by another one; one that takes its workers with it is taken apart, and only the item that
does so is given up. Results come in the order of the items.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Generic, TypeVar

from builder import stamp
from builder.errors import UserError
from builder.frozen import frozen
from builder.workers import Stopped

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 16
"""How many items go to a worker together: scheduling costs some 2 ms, and a worker keeps what it has loaded."""
_AHEAD = 3
"""How many batches for each worker may be under way or done before the first of them is taken."""
_EXTRA = "pip install 'mingzhang[cluster]'"


@frozen
class Cluster:
    """A cluster that is there; ``client`` is Dask's."""

    client: Any

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result | Stopped]:
        """``work`` of every item, in the order of the items, a few batches ahead of whoever takes them.

        ``work``, items and results must be picklable. An exception of ``work`` is raised here, and ends it all.
        """
        batches = _Batches(self.client.get_executor(), work, len(self.client.scheduler_info(n_workers=-1)["workers"]))
        return batches.results(items)


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The cluster at ``tcp://host:port``.

    Raises UserError if the extra is not installed, nobody answers, no worker is there, or one has another program.
    """
    try:
        import distributed  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise UserError(f"没有安装集群支持，请先运行 {_EXTRA} · the cluster extra is not installed: {_EXTRA}") from None
    try:
        client = distributed.Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UserError(f"连不上集群 {address}：{error} · no scheduler answers there") from None
    with client:
        programs = client.run(_program)
        if not programs:
            raise UserError(f"集群 {address} 上没有工作进程 · the cluster has no workers")
        other = sorted(worker for worker, program in programs.items() if program != stamp.program())
        if other:
            raise UserError(f"集群上装的程序与这里不同：{'、'.join(other)} · other versions there")
        yield Cluster(client)


def _program() -> str:
    return stamp.program()


def _do(work: Callable[[Item], Result], batch: tuple[Item, ...]) -> list[Result]:
    return [work(item) for item in batch]


@dataclass(slots=True)
class _Batches(Generic[Item, Result]):
    """The batches under way: each future with the number of its first item, and its items."""

    executor: Any
    work: Callable[[Item], Result]
    workers: int
    pending: "dict[Future[list[Result]], tuple[int, tuple[Item, ...]]]" = field(default_factory=dict)

    def results(self, items: Iterable[Item]) -> Iterator[Result | Stopped]:
        """All results in order."""
        todo = iter(items)
        done: dict[int, Result | Stopped] = {}
        given = taken = 0
        try:
            while True:
                while given - taken < max(1, self.workers) * _AHEAD * BATCH and (batch := tuple(islice(todo, BATCH))):
                    self._give(given, batch)
                    given += len(batch)
                if taken == given:
                    return
                if taken not in done:
                    done.update(self._next())
                while taken in done:
                    yield done.pop(taken)
                    taken += 1
        finally:
            for future in self.pending:
                future.cancel()

    def _give(self, first: int, batch: "tuple[Item, ...]") -> None:
        self.pending[self.executor.submit(_do, self.work, batch)] = first, batch

    def _next(self) -> "Iterator[tuple[int, Result | Stopped]]":
        future = next(as_completed(self.pending))
        first, batch = self.pending.pop(future)
        try:
            yield from enumerate(future.result(), start=first)
        except Exception as error:
            if type(error).__name__ != "KilledWorker":
                raise
            if len(batch) == 1:
                yield first, Stopped("died")
            for number, item in enumerate(batch, start=first) if len(batch) > 1 else ():
                self._give(number, (item,))
