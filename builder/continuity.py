"""Nothing that was published changes or disappears silently.

A build compares what it is about to publish with what is published. A changed or withdrawn figure needs an entry in
corrections.csv; without one nothing is replaced, and the list of what would change is written down. Where more than one
figure in five would be gone that is not enough: then more likely a reader fails than so many offices took back what
they said, and whoever means it must say how many. What removals.csv takes out needs neither.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from builder import corrections, privacy, removals
from builder.errors import UserError
from builder.frozen import frozen
from builder.model.correction import CHANGES, Change, Correction
from builder.packages.diff import diff, packages
from builder.removals import Removal

LIST = "refused.csv"
"""The file with the changes for which a build was refused."""
_WORDS = {"added": "新增", "changed": "改变", "withdrawn": "撤回", "moved": "移位"}
_SHOWN = 8
_MOST = 5
"""Figures may fall by one part in so many before a build asks whether that is meant."""


@frozen
class Reason:
    """Why published figures are changed or withdrawn, and the day (ISO 8601) on which somebody said so.

    ``text`` is empty if the entries of corrections.csv say it. ``fewer`` is how many figures less are meant to be
    published, where that is more than one in five.
    """

    text: str
    date: str
    fewer: int = 0


@frozen
class Books:
    """What was written down: the path of corrections.csv, the entries of removals.csv, the folder for refused lists."""

    corrections: Path
    removed: tuple[Removal, ...]
    notes: Path


def account(old: Path, new: Path, books: Books, reason: Reason | None) -> Sequence[Correction]:
    """The corrections that go with what is published; raises UserError if there is a change without one.

    ``old`` and ``new`` are folders of packages. With a ``reason`` the missing entries are written. What was removed is
    in none of them.
    """
    gone = removals.whole(books.removed)
    told = [_without(entry, books.removed) for entry in corrections.read(books.corrections)]
    told = [entry for entry in told if entry.disclosure_id not in gone]
    if not packages(old):
        return told
    changes = [_without(change, books.removed) for change in diff(old, new) if change.disclosure_id not in gone]
    losses = corrections.unexplained(changes, told)
    if losses and not (reason and reason.text):
        raise UserError(_refusal(losses, _listed(losses, books.notes), books.corrections) + _fallen(changes, old))
    if fall := _fallen(changes, old, reason.fewer if reason else 0):
        raise UserError(f"没有写出任何文件：{fall}")
    if losses and reason is not None:
        corrections.append(books.corrections, losses, reason.text, reason.date)
        told += [corrections.entry(change, reason.text, reason.date) for change in losses]
    return told


_Told = TypeVar("_Told", Change, Correction)


def _without(told: _Told, removed: Sequence[Removal]) -> _Told:
    """A change or correction whose figure_id does not repeat a passage that was removed, nor personal data."""
    (name,) = removals.hidden([told.figure_id], removals.passages(removed, told.disclosure_id))
    return replace(told, figure_id=privacy.mask(name))


def _refusal(losses: Sequence[Change], listed: Path, entries: Path) -> str:
    shown = "".join(f"\n  {line(change)}" for change in losses[:_SHOWN])
    more = f"\n  … 共 {len(losses)} 个，全部列在 {listed}" if len(losses) > _SHOWN else f"\n  列在 {listed}"
    return (
        f"{_counted(losses)}，没有写出任何文件：{shown}{more}\n"
        f"确有更正时，用 --reason '原因' 再运行一次，它会记入 {entries}；要写的是另一批文件时，换一个 -o · "
        "published figures would change or disappear; nothing was written. Say why with --reason, or choose another -o."
    )


def _fallen(changes: Sequence[Change], old: Path, meant: int = 0) -> str:
    """What is wrong if more than one figure in five would be gone and not just so many are ``meant`` to."""
    gone = sum((each.kind == "withdrawn") - (each.kind == "added") for each in changes)
    if gone <= 0:
        return ""
    before = sum(_rows(package / "figures.csv") for package in packages(old).values())
    if gone * _MOST <= before or gone == meant:
        return ""
    return (
        f"\n已公布 {before} 个数，将少 {gone} 个，超过五分之一：多半是读取出了毛病。确实要少这么多，另加 "
        f"--fewer {gone} · {gone} of {before} published figures would be gone, more than a fifth; "
        f"if that is meant, add --fewer {gone}"
    )


def _counted(losses: Sequence[Change]) -> str:
    changed = sum(each.kind == "changed" for each in losses)
    told = (f"改变 {changed} 个" * bool(changed), f"撤回 {len(losses) - changed} 个" * (len(losses) > changed))
    return f"这次会{'、'.join(filter(None, told))}已公布的数"


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _listed(losses: Sequence[Change], notes: Path) -> Path:
    notes.mkdir(parents=True, exist_ok=True)
    path = notes / LIST
    path.unlink(missing_ok=True)
    corrections.append(path, losses, "", "")
    return path


def summary(changes: Sequence[Change]) -> str:
    """How many figures were added, changed, withdrawn and moved, in one line."""
    counts = Counter(change.kind for change in changes)
    told = (f"{_WORDS[kind]} {counts[kind]}" for kind in CHANGES)
    return f"{'，'.join(told)} · " + ", ".join(f"{counts[kind]} {kind}" for kind in CHANGES)


def line(change: Change) -> str:
    """A change in one line: what became of which figure, what it was and is."""
    amounts = " → ".join(filter(None, (change.old, change.new if change.new != change.old else "")))
    return f"{_WORDS[change.kind]} {change.kind}  {change.figure_id}  {amounts or '（空）'}  {change.where}".rstrip()
