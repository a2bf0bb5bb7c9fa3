"""Work without the collector of cycles: afterwards it is on again, and does not go through all that was made."""

import gc

from builder.uncollected import uncollected


def test_what_was_made_counts_as_old() -> None:
    with uncollected():
        assert not gc.isenabled()
        made = [[index] for index in range(5000)]
    young = {id(each) for each in gc.get_objects(generation=0)}
    assert gc.isenabled()
    assert not young & set(map(id, made))
    assert {id(each) for each in gc.get_objects(generation=2)} >= set(map(id, made))


def test_inside_itself_it_changes_nothing() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()


def test_cycles_are_still_found_later() -> None:
    class Node:
        other: "Node"

    with uncollected():
        one = Node()
        one.other = one
        address = id(one)
        del one
    assert gc.collect() >= 1
    assert address not in {id(each) for each in gc.get_objects() if isinstance(each, Node)}
