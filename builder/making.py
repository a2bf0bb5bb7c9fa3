"""Drafts and packages of a whole corpus: only what is not in the store is made, by as many hands as there are.

One document after the other is given to workers and taken from them, so memory does not depend on their number.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder import compare, privacy, removals, report, stamp, steps, swap, workers
from builder.cluster import Cluster
from builder.config import Settings
from builder.content import Content, Found
from builder.digests import Digests
from builder.errors import UserError
from builder.frozen import frozen
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.model.outcome import Published, Unread
from builder.outputs import Outputs
from builder.removals import Removal
from builder.standards import layouts
from builder.steps import Draft, Failure, Packed
from builder.store import Store
from builder.workers import Limits, Stopped

Item = TypeVar("Item")
Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many (0: unknown)."""
TOGETHER = 16
"""How many packages are written and validated together at most, and"""
_ROUNDS = 2
"""into how many batches the packages are parted for each process at least."""
PACKING_LIMITS = Limits(seconds=600, memory=0)
"""What checking and packaging one disclosure may take; memory is not limited."""
_PASSING = ("SRC009", "SRC012")
"""What is not remembered of a file: a mistake of the program, and limits that another machine may not reach."""


@frozen
class Hands:
    """Who does the work: a cluster, ``jobs`` processes here, or this process alone, without limits."""

    jobs: int = 0
    cluster: Cluster | None = None

    def each(self, work: Callable[[Item], Result], items: Iterable[Item], limits: Limits) -> Iterator[Result | Stopped]:
        """``work`` of every item, in the order of the items; a few of them ahead of whoever takes the results."""
        if self.cluster:
            return self.cluster.each(work, items)
        return workers.each(work, items, self.jobs, limits) if self.jobs else map(work, items)


@frozen
class Kept:
    """A draft in the store: of which file, whose it is, and the name of its content."""

    found: Found
    identity: Identity
    name: str


@dataclass(slots=True)
class Making:
    """Makes drafts and packages with a store and hands; ``unread`` are the files that are left out, so far.

    ``entities`` are those of the content whose drafts were asked for.
    """

    outputs: Outputs
    settings: Settings
    store: Store
    hands: Hands
    progress: Progress
    limits: Limits
    removed: tuple[Removal, ...] = ()
    unread: dict[str, Unread] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()

    def drafts(self, content: Content) -> list[Kept]:
        """Read and recognise every source whose draft is not in the store; those that can be read, in their order."""
        self.entities = content.entities
        code, known = steps.reading_code(), stamp.digest(map(repr, content.entities))
        kept: dict[str, Kept] = {}
        sums = Digests.open(self.store)
        new = []
        for found in content.found:
            key = self._draft_key(code, found, known, sums.of(found))
            if not self._known(found, key, kept):
                new.append((found, key))
        sums.keep()
        made = self.hands.each(self._drafting(), (self._source(found) for found, _ in new), self.limits)
        for number, ((found, key), result) in enumerate(zip(new, made, strict=True), start=1):
            self.progress(f"读取 {report.clean(privacy.mask(found.relative))}", number, len(new))
            self._take(found, key, result, kept)
        gone = removals.whole(self.removed)
        listed = (kept[found.relative] for found in content.found if found.relative in kept)
        return [one for one in listed if one.identity.disclosure_id not in gone]

    def _drafting(self) -> Callable[[steps.Source], Draft | Failure]:
        """The reading of a file; a worker gets the entities with it, and not with every file."""
        return partial(steps.draft, entities=self.entities)

    def _draft_key(self, code: str, found: Found, entities: str, content: str) -> tuple[str, ...]:
        """Everything that a draft depends on; the last is the digest of the file, empty if it cannot be read."""
        known = "" if found.identity else entities
        removed = repr(self._removed(found))
        return code, found.relative, repr(found.identity), found.note, str(found.ocr), known, removed, content

    def _known(self, found: Found, key: tuple[str, ...], kept: dict[str, Kept]) -> bool:
        value = self.store.get("draft", *key) if key[-1] else None
        if value is None or any(layouts.fingerprint(table) != told for table, told in value.get("asked", {}).items()):
            return False
        if "unread" in value:
            self.unread[found.relative] = Unread(**value["unread"])
        else:
            kept[found.relative] = Kept(found, Identity(**value["identity"]), value["draft"])
        return True

    def _take(
        self, found: Found, key: tuple[str, ...], result: Draft | Failure | Stopped, kept: dict[str, Kept]
    ) -> None:
        if isinstance(result, Stopped):
            result = Failure(given_up(found, result, self.limits))
        if isinstance(result, Failure):
            self.leave_out(found, result)
            if result.unread.code not in _PASSING:
                self.store.put({"unread": asdict(result.unread)}, "draft", *key)
            return
        name = self.store.keep(result.data)
        kept[found.relative] = Kept(found, result.identity, name)
        asked = {table: layouts.fingerprint(table) for table in result.asked}
        if result.sha256 == key[-1]:  # it was not changed while it was read
            self.store.put({"draft": name, "identity": asdict(result.identity), "asked": asked}, "draft", *key)

    def _source(self, found: Found) -> steps.Source:
        data = _bytes(found) if self.hands.cluster else None
        return steps.Source(found, self._removed(found), str(self.outputs.notes), data)

    def _removed(self, found: Found) -> tuple[Removal, ...]:
        """What may be removed from a file: of what has no card, all that is removed from any."""
        passages = tuple(entry for entry in self.removed if entry.passage)
        name = found.identity.disclosure_id if found.identity else ""
        return tuple(entry for entry in passages if not name or entry.disclosure_id == name)

    def each_here(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """``work`` of every item by processes of this machine; whatever stops one of them is an error."""
        for result in Hands(self.hands.jobs).each(work, items, PACKING_LIMITS):
            if isinstance(result, Stopped):
                raise MemoryError(f"a worker was stopped: {result.why}")  # noqa: TRY004 - no mistake of a type
            yield result

    def leave_out(self, found: Found, failure: Failure) -> None:
        """Note a file that is not published."""
        self.unread[found.relative] = failure.unread
        self.log(failure.log)

    def log(self, text: str) -> None:
        """Write into the log of crashes, if there is something to write."""
        if text:
            with (self.outputs.notes / "crash.log").open("a", encoding="utf-8") as log:
                log.write(text)

    def packages(self, drafts: Sequence[Kept], entities: Sequence[Entity], fresh: Outputs) -> list[Published]:
        """Write the package of every draft into ``fresh``; those that are as they were are taken over."""
        published: dict[str, Published] = {}
        while new := list(self._missing(self._chosen(drafts), entities, fresh, published)):
            self._make(new, fresh, published)
        for one in drafts:
            row = published.get(one.identity.disclosure_id)
            name = privacy.mask(one.found.relative)
            if row and row.source != name and one.found.relative not in self.unread:
                told = f"与 {row.source} 是同一份公开文件", f"the same disclosure as {row.source}"
                self.unread[one.found.relative] = Unread(name, "SRC008", *told)
        order = dict.fromkeys(one.identity.disclosure_id for one in drafts)
        return [published[name] for name in order if name in published]

    def _missing(
        self, chosen: Sequence[Kept], entities: Sequence[Entity], fresh: Outputs, published: dict[str, Published]
    ) -> Iterator["_Job"]:
        """What is to be made; a package that is as it was is taken over meanwhile."""
        for job in self._jobs(chosen, entities):
            name = job.kept.identity.disclosure_id
            row = None if name in published else self._taken_over(job, fresh)
            if row:
                published[name] = row
            elif name not in published:
                yield job

    def _make(self, new: Sequence["_Job"], fresh: Outputs, published: dict[str, Published]) -> None:
        share = len(new) // (_ROUNDS * self.hands.jobs) if self.hands.jobs else len(new)
        size = max(1, min(TOGETHER, share))
        batches = [new[start : start + size] for start in range(0, len(new), size)]
        made = self._packed(batches, fresh)
        for number, (job, result) in enumerate(zip(new, made, strict=True), start=1):
            self.progress(f"核对 {job.kept.identity.package}", number, len(new))
            self._write(job, result, fresh, published)

    def _packed(self, batches: Sequence[Sequence["_Job"]], fresh: Outputs) -> Iterator[Packed | Failure | Stopped]:
        """The packages of all batches in order; of one whose worker was stopped, each package is made alone."""
        tasks = (tuple(self._package(job, fresh) for job in batch) for batch in batches)
        for batch, result in zip(batches, self.hands.each(steps.package, tasks, PACKING_LIMITS), strict=True):
            if not isinstance(result, Stopped):
                yield from result
            elif len(batch) == 1:
                yield result
            else:
                yield from self._packed([[job] for job in batch], fresh)

    def _chosen(self, drafts: Sequence[Kept]) -> list[Kept]:
        """Of every disclosure the first draft that could be written, as far as that is known."""
        first: dict[str, Kept] = {}
        for one in drafts:
            if one.found.relative not in self.unread:
                first.setdefault(one.identity.disclosure_id, one)
        return list(first.values())

    def _jobs(self, chosen: Sequence[Kept], entities: Sequence[Entity]) -> Iterator["_Job"]:
        code = steps.packing_code()
        by_id = {one.identity.disclosure_id: one for one in chosen}
        near = compare.families([one.identity for one in chosen], entities)
        for one in chosen:
            family = near[one.identity.entity]
            others = tuple(by_id[other] for other in family.relatives(one.identity))
            made_of = (one.name, *(other.name for other in others), repr(family.units))
            yield _Job(one, others, family.units, (code, repr(self.settings), *made_of))

    def _taken_over(self, job: "_Job", fresh: Outputs) -> Published | None:
        value = self.store.get("package", *job.key)
        old = self.outputs.datapackages / job.kept.identity.package
        if value is None or not old.is_dir() or stamp.seal(old) != value["seal"]:
            return None
        link(old, fresh.datapackages / job.kept.identity.package)
        return Published(**value["row"])

    def _package(self, job: "_Job", fresh: Outputs) -> steps.Package:
        draft, *others = (self._content(one) for one in (job.kept, *job.others))
        folder = None if self.hands.cluster else fresh.datapackages / job.kept.identity.package
        return steps.Package(draft, tuple(others), job.entities, self.settings, folder, str(self.outputs.notes))

    def _content(self, kept: Kept) -> bytes:
        """The draft; if the store has lost it, it is made again."""
        content = self.store.content(kept.name)
        if content is None:
            result = next(iter(self.hands.each(self._drafting(), [self._source(kept.found)], self.limits)))
            if not isinstance(result, Draft) or self.store.keep(result.data) != kept.name:
                raise UserError(
                    f"{kept.found.relative} 在生成时变了，请再运行一次 · it changed meanwhile, run it again"
                )
            content = result.data
        return content

    def _write(
        self, job: "_Job", result: Packed | Failure | Stopped, fresh: Outputs, published: dict[str, Published]
    ) -> None:
        if isinstance(result, Stopped):
            result = Failure(given_up(job.kept.found, result, PACKING_LIMITS))
        if isinstance(result, Failure):
            self.leave_out(job.kept.found, result)
            return
        self.log(result.log)
        folder = fresh.datapackages / job.kept.identity.package
        for name, content in result.files:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        published[result.row.disclosure_id] = result.row
        if not result.log:
            self.store.put({"row": asdict(result.row), "seal": stamp.seal(folder)}, "package", *job.key)


@frozen
class _Job:
    """A package to make: its draft, those of its relatives, the entities that tell them, and the key of the result."""

    kept: Kept
    others: tuple[Kept, ...]
    entities: tuple[Entity, ...]
    key: tuple[str, ...]


def _bytes(found: Found) -> bytes | None:
    """The bytes of a file; None if it must not or cannot be opened: whoever reads it meets the same, and says so."""
    with suppress(OSError):
        return found.path.read_bytes() if found.is_plain else None
    return None


def link(old: Path, new: Path) -> None:
    """Make ``new`` a folder with the same files as ``old``, which are not copied where the disk can name them twice."""
    shutil.copytree(old, new, copy_function=swap.link, dirs_exist_ok=True)


def given_up(found: Found, stopped: Stopped, limits: Limits) -> Unread:
    """What is said of a file whose worker was stopped."""
    if stopped.why == "memory":
        return steps.too_large(found)
    reason = f"读了 {limits.seconds:.0f} 秒还没有读完，已放弃", "given up: it takes too long"
    if stopped.why == "died":  # whoever ended it, most often a machine without memory left, leaves no word
        reason = "读它的进程中途没有了，多半是机器内存不够，已放弃", "given up: the process that read it was ended"
    return Unread(privacy.mask(found.relative), "SRC012", *reason)
