"""Work without the collector: what is garbage goes all the same, and what is frozen stays so."""

import gc
import weakref

import pytest

from builder.uncollected import passed_over, uncollected


class Knot:
    """An object that holds itself, which only the collector takes away."""

    def __init__(self):
        self.itself = self


def works(times):
    """So many works that leave a hundred knots each; references that tell which of them are gone."""
    told = []
    for _ in range(times):
        with uncollected():
            told += [weakref.ref(Knot()) for _ in range(100)]
    return told


def test_the_collector_is_off_inside_and_on_again_behind():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), uncollected():
        raise ValueError("x")
    assert gc.isenabled()


def test_knots_of_many_works_do_not_pile_up():
    told = works(1000)
    left = sum(one() is not None for one in told)
    assert left < len(told) / 2


def test_work_inside_leaves_what_is_frozen_frozen():
    with passed_over():
        before = gc.get_freeze_count()
        works(3)
        # What its last owner lets go of is freed, frozen or not: a text that a cache gives up, for one.
        assert before / 2 < gc.get_freeze_count() <= before
    assert gc.get_freeze_count() == 0
