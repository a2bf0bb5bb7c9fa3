"""Work without Python's collector of cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector, for work that is soon over: it makes many small objects and hardly a cycle.

    Inside itself, or where the collector is off already, it changes nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # What was made counts as old: to look through it at once for cycles takes longer than some of the work did.
        gc.freeze()
        gc.unfreeze()
        gc.enable()


@contextmanager
def frozen() -> Iterator[None]:
    """The collector passes over what is in memory now: of a large corpus that is much, and all of it is needed."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
