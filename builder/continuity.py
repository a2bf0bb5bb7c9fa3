"""Nothing that was published changes or disappears silently.

A build compares what it is about to publish with what is published. A changed or withdrawn figure needs an entry in
corrections.csv; without one nothing is replaced, and the list of what would change is written down.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from builder import corrections
from builder.errors import UserError
from builder.model.correction import CHANGES, Change, Correction
from builder.packages.diff import diff, packages

LIST = "refused.csv"
"""The file with the changes for which a build was refused."""
_WORDS = {"added": "新增", "changed": "改变", "withdrawn": "撤回", "moved": "移位"}
_SHOWN = 8
_MOST = 5
"""Figures may fall by one part in so many before a build asks whether that is meant."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why published figures are changed or withdrawn, and the day (ISO 8601) on which somebody said so."""

    text: str
    date: str


def account(old: Path, new: Path, entries: Path, notes: Path, reason: Reason | None) -> Sequence[Correction]:
    """The corrections that go with what is published; raises UserError if there is a change without one.

    ``old`` and ``new`` are folders of packages, ``entries`` the path of corrections.csv, ``notes`` the folder for the
    list. With a ``reason`` the missing entries are written.
    """
    told = corrections.read(entries)
    if not packages(old):
        return told
    changes = tuple(diff(old, new))
    losses = corrections.unexplained(changes, told)
    if losses and reason is None:
        raise UserError(_refusal(losses, changes, old, entries, _listed(losses, notes)))
    if losses and reason is not None:
        corrections.append(entries, losses, reason.text, reason.date)
        told = corrections.read(entries)
    return told


def _refusal(losses: Sequence[Change], changes: Sequence[Change], old: Path, entries: Path, listed: Path) -> str:
    shown = "".join(f"\n  {line(change)}" for change in losses[:_SHOWN])
    more = f"\n  … 共 {len(losses)} 个，全部列在 {listed}" if len(losses) > _SHOWN else f"\n  列在 {listed}"
    return (
        f"{_counted(losses)}，没有写出任何文件{_fallen(changes, old)}：{shown}{more}\n"
        f"确有更正时，用 --reason '原因' 再运行一次，它会记入 {entries}；要写的是另一批文件时，换一个 -o · "
        "published figures would change or disappear; nothing was written. Say why with --reason, or choose another -o."
    )


def _counted(losses: Sequence[Change]) -> str:
    changed = sum(each.kind == "changed" for each in losses)
    told = (f"改变 {changed} 个" * bool(changed), f"撤回 {len(losses) - changed} 个" * (len(losses) > changed))
    return f"这次会{'、'.join(filter(None, told))}已公布的数"


def _fallen(changes: Sequence[Change], old: Path) -> str:
    """A word of warning where more than one figure in five would be gone: then a reader failed, not an office."""
    gone = sum((each.kind == "withdrawn") - (each.kind == "added") for each in changes)
    before = sum(_rows(package / "figures.csv") for package in packages(old).values())
    return f"（已公布 {before} 个，将少 {gone} 个，超过五分之一）" if gone * _MOST > before else ""


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
