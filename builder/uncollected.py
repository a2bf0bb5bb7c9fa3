"""Work without Python's collector of cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, for work that is soon over: it makes many small objects and hardly a cycle.

    Inside itself, or where the collector is off already, it changes nothing. What was made is left young: counted as
    old at once it would never be looked through, and the cycles of a corpus would pile up.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def passed_over() -> Iterator[None]:
    """The collector passes over what is in memory now: of a large corpus that is much, and all of it is needed."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
