"""How long reading takes beside what one would otherwise use: ``make bench`` prints one table, made by one run.

Every PDF below the folder in MINGZHANG_DISCLOSURES (or named as an argument) is read in turn by 明账 (reading and
recognising the whole disclosure), by pdfplumber's ``extract_tables`` over all pages and over the pages that have
standard tables, and by PDFium as plain text, the limit. Times are processor seconds, the least of the runs; the ratios
stand first, since machines are noisy.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pdfplumber
import pypdfium2

from builder.errors import UnreadableError
from builder.readers import read
from builder.recognise import recognise

RUNS = 3


def seconds(work: Callable[[], object]) -> float:
    """The processor seconds of one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def ours(path: Path) -> object:
    """Read and recognise a whole file."""
    return recognise(read(path, path.name))


def plumber(path: Path, pages: Sequence[int] | None = None) -> None:
    """Extract the tables of some pages, or of all."""
    with pdfplumber.open(path, pages=pages) as document:
        for page in document.pages:
            page.extract_tables()


def plain(path: Path) -> None:
    """The text of all pages, nothing else."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_bounded()


def table_pages(path: Path) -> list[int]:
    """The pages on which figures or empty standard tables stand."""
    disclosure = recognise(read(path, path.name))
    return sorted({thing.location.page for thing in (*disclosure.tables, *disclosure.figures)})


def row(path: Path, pages: Sequence[int]) -> tuple[str, ...]:
    """A file's row of the table: ratios first, then seconds."""
    works = (partial(ours, path), partial(plumber, path), partial(plumber, path, pages), partial(plain, path))
    times = [[seconds(work) for work in works] for _ in range(RUNS)]
    mine, whole, tables, text = (min(column) for column in zip(*times, strict=True))
    ratios = (f"{whole / mine:.1f}", f"{tables / mine:.1f}", f"{mine / text:.1f}")
    return (path.stem[:24], str(len(pages)), *ratios, *(f"{value:.3f}" for value in (mine, whole, tables, text)))


def rows(paths: Sequence[Path]) -> Iterator[tuple[str, ...]]:
    """One row per file that is a disclosure with tables."""
    for path in paths:
        try:
            pages = table_pages(path)
        except UnreadableError:
            continue
        if pages:
            yield row(path, pages)


def main(arguments: Sequence[str]) -> None:
    """Print the table for the files named, or for the folder in the environment."""
    folder = Path(os.environ.get("MINGZHANG_DISCLOSURES", "."))
    paths = [Path(name) for name in arguments] or sorted(folder.rglob("*.pdf"))
    head = "file|table pages|all/ours|table pages/ours|ours/text|ours s|all s|table pages s|text s"
    for line in (head.split("|"), *rows(paths)):
        print("\t".join(line), flush=True)  # noqa: T201 - a table on standard output is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
