"""Work on files in processes of their own, each within limits: whatever a file does, the others are worked on.

A worker that takes too long or too much memory is killed and replaced, and its file is given up. Results come in
the order of the items, whatever the number of workers, so what is made of them does not depend on it.
"""

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from builder.frozen import frozen

Item = TypeVar("Item")
Result = TypeVar("Result")

_START = 300.0
"""Seconds in which a new process must have begun to work: on a machine that is busy it takes some."""
_AHEAD = 4
"""How many items for each worker may be under way or done before the first of them is taken."""


@frozen
class Limits:
    """What one item may take: seconds by the clock, and bytes of address space where it can be limited (0: any).

    What a forked process has mapped already does not count.
    """

    seconds: float
    memory: int


@frozen
class Stopped:
    """An item that was given up; ``why`` is ``time``, ``memory``, or ``died`` (the worker was gone)."""

    why: str


def each(
    work: Callable[[Item], Result], items: Iterable[Item], jobs: int, limits: Limits, method: str = "spawn"
) -> Iterator[Result | Stopped]:
    """``work`` of every item, in the order of the items, by ``jobs`` workers, started as ``method`` says.

    ``work``, items and results must be picklable. An exception of ``work`` is raised here, and ends it all.
    """
    team = _Team(work, limits, method, [])
    todo = enumerate(items)
    done: dict[int, Result | Stopped] = {}
    given = taken = 0
    try:
        while True:
            while given - taken < jobs * _AHEAD and len(team.busy) < jobs and (task := next(todo, None)):
                team.give(*task)
                given += 1
            if taken == given:
                return
            done.update(team.results())
            while taken in done:
                yield done.pop(taken)
                taken += 1
    finally:
        team.dismiss()


def alone(work: Callable[[Item], Result], item: Item, limits: Limits) -> Result | Stopped:
    """``work`` of one item, by a process of its own; an exception of it is raised here.

    On Linux the process is a fork of this one, which is there at once; elsewhere ``work`` must be picklable.
    """
    method = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    (result,) = each(work, [item], 1, limits, method)
    return result


@dataclass(slots=True)
class _Worker(Generic[Item, Result]):
    """A process with our end of its pipe, the number of the item it has, and when it must be done."""

    process: BaseProcess
    pipe: Connection
    number: int = -1
    deadline: float = 0
    begun: bool = False

    def end(self) -> None:
        """Kill it, if it still lives."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


@dataclass(slots=True)
class _Team(Generic[Item, Result]):
    """The workers that are there: those that wait for an item and those that have one."""

    work: Callable[[Item], Result]
    limits: Limits
    method: str
    idle: list["_Worker[Item, Result]"]
    busy: list["_Worker[Item, Result]"] = field(default_factory=list)

    def give(self, number: int, item: Item) -> None:
        """Give an item to a worker that waits, or to a new one."""
        worker = self.idle.pop() if self.idle else self._hire()
        worker.number = number
        worker.deadline = time.monotonic() + (self.limits.seconds if worker.begun else _START)
        worker.pipe.send(item)
        self.busy.append(worker)

    def results(self) -> Iterator[tuple[int, Result | Stopped]]:
        """Wait until something happens: what is done, and what is given up."""
        soonest = min(worker.deadline for worker in self.busy)
        spoke = wait([worker.pipe for worker in self.busy], max(0, soonest - time.monotonic()))
        now = time.monotonic()
        for worker in tuple(self.busy):
            if worker.pipe in spoke and not worker.begun and self._begins(worker):
                worker.deadline = now + self.limits.seconds
            elif worker.pipe in spoke:
                yield worker.number, self._taken(worker)
            elif worker.deadline <= now:
                self._lose(worker)
                yield worker.number, Stopped("time")

    def dismiss(self) -> None:
        """End all workers."""
        for worker in (*self.idle, *self.busy):
            worker.end()

    def _begins(self, worker: "_Worker[Item, Result]") -> bool:
        """Whether a new process says that it has begun, not that it is gone."""
        with suppress(EOFError, ConnectionResetError):
            worker.begun = bool(worker.pipe.recv())
        return worker.begun

    def _taken(self, worker: "_Worker[Item, Result]") -> Result | Stopped:
        try:
            result: Any = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._lose(worker)
            return Stopped("died")
        if isinstance(result, Stopped):
            self._lose(worker)
            return result
        if isinstance(result, BaseException):
            raise result
        self.busy.remove(worker)
        self.idle.append(worker)
        (made,) = result
        return made  # type: ignore[no-any-return]

    def _lose(self, worker: "_Worker[Item, Result]") -> None:
        self.busy.remove(worker)
        worker.end()

    def _hire(self) -> "_Worker[Item, Result]":
        context: Any = multiprocessing.get_context(self.method)
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self.work, self.limits.memory, self.method == "fork"), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)


def _serve(pipe: Connection, work: Callable[[Any], Any], memory: int, forked: bool) -> None:
    """What a worker does: one item after the other, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked for the work ends it
    _limit(memory and memory + (_mapped() if forked else 0))
    pipe.send(True)
    with suppress(EOFError):
        while True:
            item = pipe.recv()
            try:
                made: Any = (work(item),)
            except MemoryError:
                made = Stopped("memory")
            except Exception as error:  # noqa: BLE001 - raised again where the work was asked for
                made = error
            pipe.send(made)


def _mapped() -> int:
    """Bytes of address space that this process has; a fork begins with gigabytes where the first one has drawn."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0


def _limit(memory: int) -> None:
    if sys.platform == "win32" or not memory:
        return
    import resource  # noqa: PLC0415 - not on every system

    with suppress(ValueError, OSError):  # a lower limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
