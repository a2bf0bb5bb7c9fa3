"""Broken files are refused or read, never more: a short run of what the nightly fuzzing does for long."""

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.seeds import FORMATS, made
from tests.fuzz.target import try_file

KEPT = sorted((Path(__file__).parent / "fuzz" / "kept").glob("*/*"))
ROUNDS = 12


def broken(data, rng):
    """The bytes with some of them changed, moved, doubled or lost, or cut off."""
    data = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        start = rng.randrange(len(data))
        piece = data[start : start + rng.randint(1, 400)]
        kind = rng.randrange(5)
        if kind == 0:
            data[start] = rng.randrange(256)
        elif kind == 1:
            del data[start : start + len(piece)]
        elif kind == 2:
            data[start:start] = piece * rng.randint(1, 30)
        elif kind == 3:
            data[start : start + len(piece)] = rng.randbytes(len(piece))
        else:
            del data[max(start, 100) :]
        if not data:
            break
    return bytes(data)


@pytest.mark.parametrize("form", FORMATS)
def test_a_broken_file_is_refused_or_read(form):
    rng = Random(form)
    for number in range(ROUNDS):
        try_file(form, broken(made(form, number % 3), rng))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_broke_a_reader_does_no_more(path):
    try_file(path.parent.name, path.read_bytes())
