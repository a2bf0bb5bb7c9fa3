"""Work within limits: results in order, and one bad item costs no other."""

import mmap
import os
import time

import pytest

from builder.workers import Limits, Stopped, alone, each

LIMITS = Limits(seconds=30, memory=2_000_000_000)


def double(number):
    return number * 2


def slower_first(number):
    time.sleep(0.2 if number == 0 else 0)
    return number


def misbehave(number):
    if number == 1:
        time.sleep(60)
    if number == 3:
        os._exit(7)
    if number == 5:
        bytearray(4_000_000_000)
    return os.getpid() if number == 7 else number


def take(number):
    return len(bytearray(number))


def fail(number):
    raise OSError(28, "No space left on device", str(number))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs):
    assert list(each(double, range(20), jobs, LIMITS)) == [number * 2 for number in range(20)]
    assert list(each(slower_first, range(5), jobs, LIMITS)) == list(range(5))
    assert list(each(double, [], jobs, LIMITS)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bad_item_is_given_up_and_the_others_are_done(jobs):
    found = list(each(misbehave, range(7), jobs, Limits(seconds=2, memory=2_000_000_000)))
    assert found == [0, Stopped("time"), 2, Stopped("died"), 4, Stopped("memory"), 6]


def test_an_exception_is_raised_where_the_work_was_asked_for():
    with pytest.raises(OSError, match="No space"):
        list(each(fail, [1], 1, LIMITS))


def test_work_is_done_elsewhere_and_ends_with_whoever_asked():
    results = each(misbehave, [7, 0, 0, 0], 2, LIMITS)
    worker = next(results)
    assert worker != os.getpid()
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_one_item_is_worked_on_by_a_process_of_its_own_within_limits():
    limits = Limits(seconds=2, memory=2_000_000_000)
    assert alone(misbehave, 7, limits) not in (7, os.getpid())
    assert [alone(misbehave, number, limits) for number in (0, 1, 3, 5)] == [
        0,
        Stopped("time"),
        Stopped("died"),
        Stopped("memory"),
    ]
    with pytest.raises(OSError, match="No space"):
        alone(fail, 1, limits)


def test_what_this_process_has_mapped_is_not_counted_against_the_file():
    with mmap.mmap(-1, 3_000_000_000):
        assert alone(take, 100_000_000, LIMITS) == 100_000_000
        assert alone(take, 4_000_000_000, LIMITS) == Stopped("memory")
