"""The corpus as Parquet, partitioned by kind and year: opens as one table in DuckDB, pandas and Spark.

``<out>/<resource>/kind=final/fiscal_year=2023/data.parquet``. The packages are read one at a time and written as a
stream, so the size of the corpus does not matter to memory. Numbers are exact decimals.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from builder.packages.cells import Row, read_csv
from builder.packages.fields import PACKAGE, Resource
from builder.packages.read import identity, read_descriptor

PARTITIONS = ("kind", "fiscal_year")
GROUP = 50_000
"""Rows after which a group of a file ends: readers skip whole groups, and each costs them something."""
_TYPES = {"integer": pa.int32(), "number": pa.decimal128(28, 8), "string": pa.string(), "date": pa.string()}


Tables = Mapping[str, pa.Table]
"""The tables of a package by resource, without those that are empty and without the columns of PARTITIONS."""


def write(packages: Iterable[Path], out: Path, tables: Callable[[Path], Tables] | None = None) -> tuple[Path, ...]:
    """Write every resource of the packages, in their order; returns the files, which are new each time.

    ``tables`` gets the tables of a package, if they are not to be read from it. The same packages give the same bytes
    with the same version of the library.
    """
    written: list[Path] = []
    for place, group in _parted(packages):
        with ExitStack() as open_files:
            files: dict[str, _File] = {}
            for package in group:
                for name, table in (tables or read)(package).items():
                    if name not in files:
                        path = out / name / place / "data.parquet"
                        path.parent.mkdir(parents=True, exist_ok=True)
                        files[name] = open_files.enter_context(_File(path, table.schema))
                        written.append(path)
                    files[name].add(table)
    return tuple(written)


def _parted(packages: Iterable[Path]) -> Iterator[tuple[str, list[Path]]]:
    """The packages by partition, so that the files of only one are open at a time."""
    found: dict[str, list[Path]] = {}
    for package in packages:
        about = identity(read_descriptor(package))
        found.setdefault(f"kind={about.kind}/fiscal_year={about.fiscal_year}", []).append(package)
    yield from found.items()


class _File:
    """A Parquet file that gets tables one after the other, and writes them in groups of many rows."""

    def __init__(self, path: Path, columns: pa.Schema) -> None:
        self.writer = pq.ParquetWriter(path, columns)
        self.held: list[pa.Table] = []

    def __enter__(self) -> "_File":
        return self

    def __exit__(self, *error: object) -> None:
        self._write()
        self.writer.close()

    def add(self, table: pa.Table) -> None:
        """Put a table at the end."""
        self.held.append(table)
        if sum(len(one) for one in self.held) >= GROUP:
            self._write()

    def _write(self) -> None:
        if self.held:
            self.writer.write_table(pa.concat_tables(self.held).combine_chunks())
        self.held = []


def read(package: Path) -> Tables:
    """The tables of a package, read from its files."""
    found = {resource: list(read_csv(resource, package / resource.file)) for resource in PACKAGE}
    return {resource.name: _table(schema(resource), rows) for resource, rows in found.items() if rows}


def packed(tables: Tables) -> bytes:
    """Tables as bytes that are quick to read: the sizes as JSON on one line, then Arrow streams."""
    streams = {name: _stream(table) for name, table in tables.items()}
    head = json.dumps({name: len(data) for name, data in streams.items()}).encode()
    return b"\n".join((head, b"".join(streams.values())))


def unpacked(data: bytes) -> Tables:
    """The tables in these bytes."""
    head, _, rest = data.partition(b"\n")
    found, start = {}, 0
    for name, size in json.loads(head).items():
        found[name] = pa.ipc.open_stream(pa.py_buffer(rest[start : start + size])).read_all()
        start += size
    return found


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def write_figures(package: Path, out: Path) -> None:
    """Write the figures of one package as one file, with all columns."""
    columns = schema(PACKAGE[0], ())
    pq.write_table(_table(columns, list(read_csv(PACKAGE[0], package / PACKAGE[0].file))), out)


def schema(resource: Resource, without: Sequence[str] = PARTITIONS) -> pa.Schema:
    """The columns of a resource, without those that the folders' names tell."""
    fields = ((name, field) for name, field in resource.fields().items() if name not in without)
    return pa.schema(
        pa.field(name, _TYPES[field.type], metadata={"title": field.title, "description": field.description})
        for name, field in fields
    )


def _table(columns: pa.Schema, rows: list[Row]) -> pa.Table:
    return pa.table({field.name: _column(field, rows) for field in columns}, schema=columns)


def _column(field: pa.Field, rows: Iterable[Mapping[str, str]]) -> pa.Array:
    cells = (row[field.name] for row in rows)
    if field.type == pa.string():
        return pa.array(list(cells), field.type)
    number = int if field.type == pa.int32() else Decimal
    return pa.array([number(cell) if cell else None for cell in cells], field.type)
