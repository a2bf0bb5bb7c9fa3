"""Downloads that are made with the site: a workbook, JSON and Parquet of each disclosure, Parquet of the corpus.

They repeat the data packages in other formats and are no part of them, so they need not be committed with these.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from builder.model.disclosure import Identity
from builder.packages import parquet, records, workbook
from builder.packages.archive import archive_tree
from builder.packages.fields import PACKAGE
from builder.site.catalogue import Download, Record
from builder.site.queries import VIEWS, views

PARQUET = "parquet"
"""The folder of the Parquet files, and the name of the zip of all of them, below ``data/``."""
_TITLES = {
    "xlsx": "表格软件打开就能看：一张标准表一页，数字是数字",
    "json": "程序用：全部数据一个文件，每行一条记录",
    "parquet": "DuckDB、pandas 用：表中数值，数字是精确的十进制数",
}


def write(packages: Path, found: Iterable[Record], out: Path) -> Mapping[str, tuple[Download, ...]]:
    """Write the downloads into ``out`` as they are to lie below ``data/``; what was made, by disclosure_id.

    Under "" are the zip of the Parquet files, then these files, their paths relative to ``out``. Raises OSError.
    """
    identities = [record.identity for record in found]
    made = {identity.disclosure_id: _files(packages, identity, out) for identity in identities}
    made[""] = _parquet([packages / identity.package for identity in identities], out)
    return made


def _files(packages: Path, identity: Identity, out: Path) -> tuple[Download, ...]:
    folder = out / identity.package
    folder.mkdir(parents=True, exist_ok=True)
    paths = {ending: folder / f"{identity.disclosure_id}.{ending}" for ending in _TITLES}
    workbook.write(packages / identity.package, paths["xlsx"])
    records.write(packages / identity.package, paths["json"])
    parquet.write_figures(packages / identity.package, paths["parquet"])
    return tuple(Download(path.name, path.stat().st_size, _TITLES[ending]) for ending, path in paths.items())


def _parquet(packages: Iterable[Path], out: Path) -> tuple[Download, ...]:
    folder = out / PARQUET
    files = sorted(parquet.write(sorted(packages), folder))
    if not files:
        return ()
    written = {path.relative_to(folder).parts[0] for path in files}
    text = views(tuple(resource.name for resource in PACKAGE if resource.name in written))
    (folder / VIEWS).write_text(text, encoding="utf-8", newline="\n")
    bundle = out / f"{PARQUET}.zip"
    archive_tree(folder, bundle)
    return tuple(Download(path.relative_to(out).as_posix(), path.stat().st_size) for path in (bundle, *files))
