"""How fast reading is beside what one would otherwise use: ``make bench`` prints one table, made by one run.

Every PDF below the folder in MINGZHANG_DISCLOSURES (or named as an argument) is read in turn, on the same machine and
one right after the other, by

* 明账: reading and recognising the whole disclosure, from the file's bytes to its figures, as at first sight (caches
  that hold what documents say are emptied before);
* pdfplumber: ``extract_tables`` over all pages, and over the table pages alone (where figures or a standard table are);
* 明账 again, with a file that has the table pages alone, cut out by PDFium;
* PDFium as plain text of all pages: nothing that reads the file with PDFium can be faster.

Times are seconds of the processor (``time.process_time``), the least of RUNS turns. Machines differ and are shared:
only the ratios mean something, and they are of one run. The peak of memory is of a process of its own that reads and
recognises the one file, with Python and all modules in it (``VmHWM`` of Linux; elsewhere the column is empty).
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2

from benchmarks.caches import forget
from builder.errors import UnreadableError
from builder.model.disclosure import Disclosure, Identity
from builder.readers import read
from builder.recognise import recognise

RUNS = 5
HEAD = {
    "file": 48,
    "pages": 6,
    "tables on": 10,
    "all/ours": 9,
    "tables/ours": 12,
    "tables/ours there": 18,
    "ours/text": 10,
    "ours s": 8,
    "ours there s": 13,
    "all s": 8,
    "tables s": 9,
    "text s": 8,
    "MB": 5,
}
"""The columns and their widths: ``all``, ``tables`` are pdfplumber; ``there`` is 明账 with the table pages alone."""
_PEAK = "--peak"


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds of one call, at first sight."""
    forget()
    before = time.process_time()
    work()
    return time.process_time() - before


def ours(path: Path, card: Identity | None = None) -> Disclosure:
    """Read and recognise a whole file; ``card`` says whose it is where its pages do not."""
    return recognise(read(path, path.name), card)


def plumber(path: Path, pages: list[int] | None = None) -> None:
    """Extract the tables of some pages (from 1), or of all."""
    with pdfplumber.open(path, pages=pages) as document:
        for page in document.pages:
            page.extract_tables()


def plain(path: Path) -> None:
    """The text of all pages, nothing else."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def cut_out(path: Path, pages: Sequence[int], target: Path) -> None:
    """A file with some of the pages (from 1) of another."""
    with pypdfium2.PdfDocument(path) as document, pypdfium2.PdfDocument.new() as part:
        part.import_pages(document, [page - 1 for page in pages])
        part.save(target)


def peak(path: Path) -> str:
    """The most memory, in megabytes, that a process which does nothing else takes to read and recognise a file."""
    command = [sys.executable, "-m", "benchmarks.reading", _PEAK, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def own_peak() -> str:
    """The most memory, in megabytes, that this process has taken so far; empty where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((f"{int(line.split()[1]) / 1000:.0f}" for line in lines if line.startswith("VmHWM:")), "")


def row(path: Path, folder: Path) -> tuple[str, ...] | None:
    """A file's row of the table, or None if it is no disclosure with tables."""
    try:
        document = read(path, path.name)
        disclosure = recognise(document)
    except UnreadableError:
        return None
    places = [table.location for table in disclosure.tables] + [figure.location for figure in disclosure.figures]
    pages = sorted({place.page for place in places})
    if not pages:
        return None
    tables = folder / "tables.pdf"
    cut_out(path, pages, tables)
    works = (
        partial(ours, path),
        partial(ours, tables, disclosure.identity),
        partial(plumber, path),
        partial(plumber, path, pages),
        partial(plain, path),
    )
    times = [[seconds(work) for work in works] for _ in range(RUNS)]
    mine, there, whole, part, text = least = tuple(min(column) for column in zip(*times, strict=True))
    ratios = (whole / mine, part / mine, part / there, mine / text)
    counts = (path.stem[: HEAD["file"] // 2], f"{len(document.pages)}", f"{len(pages)}")
    return (*counts, *(f"{each:.1f}" for each in ratios), *(f"{each:.3f}" for each in least), peak(path))


def lines(paths: Sequence[Path]) -> Iterator[str]:
    """The table, line by line as it is made."""
    yield " ".join(name.rjust(width) for name, width in HEAD.items())
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            cells = row(path, Path(folder))
            if cells:
                name, *values = cells
                widths = list(HEAD.values())
                # An ideograph is as wide as two letters.
                padded = " " * (widths[0] - len(name) - sum(char > "\u2e7f" for char in name)) + name
                yield " ".join((padded, *(value.rjust(width) for value, width in zip(values, widths[1:], strict=True))))


def main(arguments: Sequence[str]) -> None:
    """Print the table for the files named, or for the folder in the environment; or one file's peak of memory."""
    if arguments[:1] == [_PEAK]:
        ours(Path(arguments[1]))
        print(own_peak())  # noqa: T201 - for the process that asked
        return
    folder = Path(os.environ.get("MINGZHANG_DISCLOSURES", "."))
    paths = [Path(name) for name in arguments] or sorted(folder.rglob("*.pdf"))
    for line in lines(paths):
        print(line, flush=True)  # noqa: T201 - a table on standard output is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
