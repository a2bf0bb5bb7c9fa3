"""Which published figures two builds have in common, and what became of the others.

Packages are compared one by one, so the size of the corpus does not matter to memory. A figure is the same figure if
it has the same figure_id; where its package came from does not matter.
"""

import filecmp
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.errors import UserError
from builder.model.correction import Change
from builder.packages.cells import Row, read_csv
from builder.packages.corpus import NAME
from builder.packages.fields import PACKAGE

_FIGURES = PACKAGE[0]


def diff(old: Path, new: Path) -> Iterator[Change]:
    """What became of every figure of ``old`` in ``new``, package by package, in the order of the old and then the new.

    Both are the folder of one package, of many (``datapackages``), or of a build that has such a folder.
    Figures that are as they were are left out. Raises UserError for a folder without packages.
    """
    before, after = packages(old), packages(new)
    if not (before and after):
        empty = new if before else old
        raise UserError(f"{empty} 里没有数据包 · no data package in this folder")
    if len(before) == len(after) == 1:
        yield from _package(*before.values(), *after.values())
        return
    for name in sorted(before.keys() | after.keys()):
        yield from _package(before.get(name), after.get(name))


def packages(folder: Path) -> Mapping[str, Path]:
    """The packages of disclosures in a folder, by their path below it, the package of the corpus left out."""
    if (folder / _FIGURES.file).is_file():
        return {folder.name: folder}
    inner = folder / "datapackages"
    top = inner if inner.is_dir() else folder
    found = (path.parent for path in sorted(top.glob(f"*/*/{_FIGURES.file}")))
    return {path.relative_to(top).as_posix(): path for path in found if path.parent.name != NAME}


def _package(old: Path | None, new: Path | None) -> Iterator[Change]:
    if old and new and _same(old / _FIGURES.file, new / _FIGURES.file):
        return
    before, after = _figures(old), _figures(new)
    for name, row in before.items():
        if name not in after:
            yield Change("withdrawn", row["disclosure_id"], name, _amount(row), "", _place(row))
        elif _amount(row) != _amount(after[name]):
            found = after[name]
            yield Change("changed", row["disclosure_id"], name, _amount(row), _amount(found), _place(found))
        elif _place(row) != _place(after[name]):
            yield Change("moved", row["disclosure_id"], name, _amount(row), _amount(row), _place(after[name]))
    for name, row in after.items():
        if name not in before:
            yield Change("added", row["disclosure_id"], name, "", _amount(row), _place(row))


def _same(old: Path, new: Path) -> bool:
    """Whether two files have the same bytes; a package that was taken over is the same file."""
    return old.samefile(new) or filecmp.cmp(old, new, shallow=False)


def _figures(package: Path | None) -> Mapping[str, Row]:
    if package is None:
        return {}
    return {row["figure_id"]: row for row in read_csv(_FIGURES, package / _FIGURES.file)}


def _amount(row: Row) -> str:
    return f"{row['amount']} {row['unit']}".strip()


def _place(row: Row) -> str:
    return " ".join(filter(None, (row["page"] and f"page {row['page']}", row["source_line"], row["bbox"])))
