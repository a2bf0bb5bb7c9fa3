"""What is remembered of earlier builds: believed only if it is whole, and gone when nobody uses it."""

import hashlib
import tracemalloc

import pytest

from builder.store import Store


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "cache")


def test_what_was_put_is_there_for_the_next_build(store):
    name = store.keep("内容".encode())
    store.put({"draft": name, "path": "\udcff"}, "draft", "key")
    store.save()
    again = Store.open(store.folder)
    assert again.get("draft", "key") == {"draft": name, "path": "\udcff"}
    assert again.content(name) == "内容".encode()
    assert again.get("draftk", "ey") is None


def test_whoever_changes_what_was_got_changes_nothing_that_is_kept(store):
    store.put({"asked": ["a"]}, "key")
    store.get("key")["asked"].append("b")
    assert store.get("key") == {"asked": ["a"]}


def test_what_is_kept_of_many_keys_takes_little_memory(store):
    tracemalloc.start()
    for number in range(1000):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        store.put(
            {"files": [[f"f{place}", digest[place:] + digest[:place], place] for place in range(20)]}, str(number)
        )
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken / 1000 < 20 * 130  # a text of 80 letters for each file; as objects they take 400 bytes


def test_what_a_build_did_not_use_is_cleared_away(store):
    used, unused = store.keep(b"used"), store.keep(b"unused")
    store.put({"draft": used}, "a")
    store.put({"draft": unused}, "b")
    store.save()
    again = Store.open(store.folder)
    again.get("a")
    again.save()
    last = Store.open(store.folder)
    assert last.get("b") is None
    assert (last.content(used), last.content(unused)) == (b"used", None)


def test_a_build_that_was_broken_off_forgets_nothing(store):
    store.put(1, "a")
    store.save()
    again = Store.open(store.folder)
    again.put(2, "b")
    again.save(done=False)
    last = Store.open(store.folder)
    assert (last.get("a"), last.get("b")) == (1, 2)


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data.replace(b"1", b"2")])
def test_a_damaged_index_is_an_empty_one(store, damage):
    store.put(1, "a")
    store.save()
    path = store.folder / "index"
    path.write_bytes(damage(path.read_bytes()))
    assert Store.open(store.folder).get("a") is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data + b"x"])
def test_a_damaged_content_is_not_there(store, damage):
    name = store.keep(b"content")
    path = store.folder / name[:2] / name[2:]
    path.write_bytes(damage(path.read_bytes()))
    assert store.content(name) is None
    assert store.content("0" * 64) is None
