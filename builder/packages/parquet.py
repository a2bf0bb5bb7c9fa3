"""The corpus as Parquet, partitioned by kind and year: opens as one table in DuckDB, pandas and Spark.

``<out>/<resource>/kind=final/fiscal_year=2023/data.parquet``. The packages are read one at a time and written as a
stream, so the size of the corpus does not matter to memory. Numbers are exact decimals.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from builder.packages.cells import Row, read_csv
from builder.packages.fields import PACKAGE, Resource
from builder.packages.read import identity, read_descriptor

PARTITIONS = ("kind", "fiscal_year")
_TYPES = {"integer": pa.int32(), "number": pa.decimal128(28, 8), "string": pa.string(), "date": pa.string()}


def write(packages: Iterable[Path], out: Path) -> tuple[Path, ...]:
    """Write every resource of the packages, in their order; returns the files, which are new each time.

    The same packages give the same bytes with the same version of the library.
    """
    with ExitStack() as open_files:
        writers: dict[Path, pq.ParquetWriter] = {}
        for package in packages:
            about = identity(read_descriptor(package))
            place = Path(f"kind={about.kind}") / f"fiscal_year={about.fiscal_year}" / "data.parquet"
            for resource in PACKAGE:
                rows = list(read_csv(resource, package / resource.file))
                path = out / resource.name / place
                if rows and path not in writers:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    writers[path] = open_files.enter_context(pq.ParquetWriter(path, schema(resource)))
                if rows:
                    writers[path].write_table(_table(schema(resource), rows))
    return tuple(writers)


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
