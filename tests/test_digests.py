"""Digests of files: what has not changed is not read, what may have changed is."""

import hashlib
import os
from pathlib import Path

import pytest

from builder import digests
from builder.content import Found
from builder.digests import Digests
from builder.store import Store


@pytest.fixture
def read(monkeypatch):
    """The names of the files that were read."""
    names = []
    plain = Path.read_bytes

    def noted(path):
        names.append(path.name)
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    return names


def found(path, **said):
    return Found(path, path.name, **said)


def twice(store, path):
    """The digest of a file, asked for again by a later build."""
    for _ in range(2):
        those = Digests.open(store)
        told = those.of(found(path))
        those.keep()
    return told


def test_a_file_as_it_was_is_not_read_again(tmp_path, read, monkeypatch):
    monkeypatch.setattr(digests, "SETTLED", -(10**9))
    (tmp_path / "a.txt").write_bytes("甲".encode())
    assert twice(Store(tmp_path / "store"), tmp_path / "a.txt") == hashlib.sha256("甲".encode()).hexdigest()
    assert read == ["a.txt"]


def test_a_file_that_has_just_changed_is_read_again(tmp_path, read):
    (tmp_path / "a.txt").write_bytes(b"1")
    twice(Store(tmp_path / "store"), tmp_path / "a.txt")
    assert read == ["a.txt"] * 2


def test_other_bytes_are_seen_though_size_and_time_are_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "SETTLED", -(10**9))
    path, store = tmp_path / "a.txt", Store(tmp_path / "store")
    path.write_bytes(b"1")
    before = path.stat()
    first = twice(store, path)
    path.write_bytes(b"2")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert twice(store, path) == hashlib.sha256(b"2").hexdigest() != first


def test_what_cannot_be_opened_has_no_digest(tmp_path):
    those = Digests.open(Store(tmp_path / "store"))
    assert not those.of(found(tmp_path / "gone.txt"))
    (tmp_path / "a.txt").write_bytes(b"1")
    assert not those.of(found(tmp_path / "a.txt", is_plain=False))
