"""Downloads that are made with the site: a workbook, JSON and Parquet of each disclosure, Parquet of the corpus.

They repeat the data packages in other formats and are no part of them, so they need not be committed with these.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from builder.model.disclosure import Disclosure
from builder.packages import parquet, records, workbook
from builder.packages.archive import archive_tree
from builder.packages.fields import PACKAGE
from builder.site.catalogue import Download
from builder.site.queries import VIEWS, views

PARQUET = "parquet"
"""The folder of the Parquet files, and the name of the zip of all of them, below ``data/``."""
_TITLES = {
    "xlsx": "表格软件打开就能看：一张标准表一页，数字是数字",
    "json": "程序用：全部数据一个文件，每行一条记录",
    "parquet": "DuckDB、pandas 用：表中数值，数字是精确的十进制数",
}


def write_files(package: Path, disclosure: Disclosure, folder: Path) -> tuple[Path, ...]:
    """Write the downloads of a package, from which ``disclosure`` was read, into ``folder``. Raises OSError."""
    paths = {ending: folder / f"{disclosure.identity.disclosure_id}.{ending}" for ending in _TITLES}
    workbook.write(package, disclosure, paths["xlsx"])
    records.write(package, paths["json"])
    parquet.write_figures(package, paths["parquet"])
    return tuple(paths.values())


def downloads(files: Iterable[tuple[str, int]]) -> tuple[Download, ...]:
    """What is said of these files on the site, from their names and sizes."""
    return tuple(Download(name, size, _TITLES[name.rpartition(".")[2]]) for name, size in files)


def write_corpus(
    packages: Iterable[Path], out: Path, tables: Callable[[Path], parquet.Tables] | None = None
) -> tuple[Download, ...]:
    """Write Parquet of all packages into ``out`` as it is to lie below ``data/``. Raises OSError.

    ``tables`` gets those of a package, if they are not to be read from it.

    What was made: the zip of the Parquet files, then these files, their paths relative to ``out``.
    """
    folder = out / PARQUET
    files = sorted(parquet.write(sorted(packages), folder, tables))
    if not files:
        return ()
    written = {path.relative_to(folder).parts[0] for path in files}
    text = views(tuple(resource.name for resource in PACKAGE if resource.name in written))
    (folder / VIEWS).write_text(text, encoding="utf-8", newline="\n")
    bundle = out / f"{PARQUET}.zip"
    archive_tree(folder, bundle)
    return tuple(Download(path.relative_to(out).as_posix(), path.stat().st_size) for path in (bundle, *files))
