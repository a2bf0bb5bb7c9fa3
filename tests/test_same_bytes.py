"""Packages and site are a function of content, settings and program alone: the surroundings change no byte."""

import io
import os
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.packages import squeeze
from tests.maker import docx, make_accounts, pdf, print_accounts, text

ROOT = Path(__file__).parent.parent
ELSEWHERE = """
import datetime, locale, os, random, sys, time, zlib
from pathlib import Path

scandir, listdir, walk, packer, at = os.scandir, os.listdir, os.walk, zlib.compressobj, time.time


class Backwards:
    "The entries of a folder in another order."

    def __init__(self, path):
        self.found = scandir(path)
        self.left = iter(sorted(self.found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self.left

    def __next__(self):
        return next(self.left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.found.close()

    def close(self):
        self.found.close()


os.scandir = lambda path=".": Backwards(path)
os.listdir = lambda path=".": sorted(listdir(path), reverse=True)
zlib.compress = lambda data, level=-1, wbits=15: (lambda made: made.compress(data) + made.flush())(packer(1))
zlib.compressobj = lambda level=-1, method=8, wbits=15, *rest: packer(1, method, wbits)
time.time = lambda: at() + 400 * 86400
os.umask(0o077)
random.seed()
if __name__ == "__main__":  # the workers begin here, too
    from builder import cli

    cli.main()
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    top = tmp_path_factory.mktemp("content")
    for seed, (form, render) in enumerate({"pdf": pdf.render, "docx": docx.render}.items(), start=1):
        (top / f"{form}.{form}").write_bytes(render(print_accounts(make_accounts(seed), seed), seed))
    (top / "text.txt").write_bytes(text.render(print_accounts(make_accounts(3), 3), 3, text.SPACED))
    return top


def build(program, content, out, **surroundings):
    """Run the command on a folder, in surroundings of its own."""
    (out.parent / "here").mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **surroundings}
    arguments = ["build", content, "-o", out, "--jobs", environment.pop("JOBS")]
    done = subprocess.run(
        [sys.executable, *program, *arguments],
        cwd=out.parent / "here",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def files(out):
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".build" not in path.parts
    }


def test_the_surroundings_change_no_byte(content, tmp_path):
    """Once as usual; once in another order, place, zone, locale and year, with another zlib, and in two steps."""
    one, other = tmp_path / "one" / "out", tmp_path / "two" / "elsewhere" / "out"
    for folder in (one, other):
        folder.parent.mkdir(parents=True)
    build(
        ["-c", "from builder import cli; cli.main()"],
        content,
        one,
        JOBS="1",
        TZ="UTC",
        LC_ALL="C.UTF-8",
        PYTHONHASHSEED="0",
    )
    (tmp_path / "elsewhere.py").write_text(ELSEWHERE, encoding="utf-8")
    moved = tmp_path / "moved"
    moved.mkdir()
    names = sorted((path.name for path in content.iterdir()), reverse=True)
    strange = {"JOBS": "3", "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONUTF8": "0"}
    for some in (names[:1], names[1:]):
        for name in some:
            shutil.copy(content / name, moved / name)
            os.utime(moved / name, (1, 1))
        build([tmp_path / "elsewhere.py"], moved, other, **strange)
    assert (other / "site" / "index.html").stat().st_mode & 0o077 == 0
    mine, theirs = files(one), files(other)
    assert sorted(mine) == sorted(theirs)
    assert [name for name in mine if mine[name] != theirs[name]] == []
    endings = {Path(name).suffix for name in mine}
    assert {".html", ".csv", ".json", ".png", ".xlsx", ".parquet", ".zip", ".xml"} <= endings
    assert ".gz" not in endings


@given(st.binary(max_size=3000), st.integers(0, 50))
def test_what_is_squeezed_comes_back(data, times):
    data = data * times
    assert zlib.decompress(squeeze.stream(data)) == data
    assert zlib.decompress(squeeze.deflated(data), -15) == data


@given(st.dictionaries(st.text("ab/中.x", min_size=1, max_size=9), st.binary(max_size=200), max_size=5))
def test_an_archive_is_one_that_anybody_can_open(parts):
    made = squeeze.zipped(parts.items())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == list(parts)
        assert {name: archive.read(name) for name in parts} == parts


def test_a_picture_keeps_its_pixels():
    kept = {b"IHDR": bytes(13), b"IDAT": zlib.compress(b"\0abc", 1), b"IEND": b""}
    parts = (struct.pack(">I", len(data)) + name + data + bytes(4) for name, data in kept.items())
    made = squeeze.picture(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    chunks, at = {}, 8
    while at < len(made):
        (size,) = struct.unpack_from(">I", made, at)
        name, data = made[at + 4 : at + 8], made[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", made, at + 8 + size) == (zlib.crc32(name + data),)
        chunks[name], at = data, at + 12 + size
    assert list(chunks) == [b"IHDR", b"IDAT", b"IEND"]
    assert zlib.decompress(chunks[b"IDAT"]) == b"\0abc"
    assert chunks[b"IHDR"] == bytes(13)
