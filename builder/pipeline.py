"""The five steps in order: read, recognise, check, package, publish.

The one place that traps a crash in one document: that file is left out and named, the others are published.
"""

import errno
import traceback
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from builder import (
    checks,
    compare,
    content,
    continuity,
    corrections,
    masking,
    privacy,
    readers,
    recognise,
    removals,
    report,
    stamp,
    workers,
)
from builder.config import Settings
from builder.content import Content, Found
from builder.continuity import Reason
from builder.errors import UnreadableError, UserError
from builder.model.disclosure import Identity
from builder.model.document import Document
from builder.model.entity import Entity
from builder.model.outcome import Checked, Published, Unread
from builder.outputs import Outputs
from builder.packages import corpus, diff
from builder.packages import write as writing
from builder.recognise.sight import Sight
from builder.removals import Removal
from builder.workers import Limits, Stopped

Result = TypeVar("Result")
LIMITS = Limits(seconds=120, memory=2 * 2**30)
"""What reading, recognising and checking one file may take; genuine files of 170 pages need some seconds and 500 MB."""
OCR_LIMITS = Limits(seconds=3600, memory=8 * 2**30)
"""The same with text recognition, which takes seconds for a page and reserves much more memory than it uses."""
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and of how many (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did; ``unchanged`` if everything was there already and nothing was done."""

    front_page: Path
    published: tuple[Published, ...]
    unread: tuple[Unread, ...]
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What whoever runs a build asks for beside the folder.

    With ``ocr`` pages that are pictures are read by text recognition; ``require_ocr`` tells whether that can be done.
    ``reason`` is why figures that are published already may change or be withdrawn. ``jobs`` is how many processes
    read files; without any they are read in this one, without limits. The outputs do not depend on it.
    """

    ocr: bool = False
    reason: Reason | None = None
    jobs: int = 0


_AS_USUAL = Wish()


def build(folder: Path, outputs: Outputs, settings: Settings, progress: Progress, wish: Wish = _AS_USUAL) -> Outcome:
    """Build packages and site of a content folder, or nothing if all of it is there already.

    The new outputs replace the old ones when both are complete, never before. Raises UserError for a mistake in
    the folder, for outputs that are not ours, if no file can be read, and if published figures would change without
    a reason; OSError if the output cannot be written.
    """
    found = content.find(folder, (outputs.datapackages, outputs.site, outputs.notes))
    outputs.guard(folder)
    if wish.ocr:
        found = replace(found, found=tuple(replace(source, ocr=True) for source in found.found))
    inputs = _inputs(folder, outputs, settings, wish)
    if earlier := _unchanged(outputs, inputs):
        return earlier
    with outputs.alone(lambda: progress("另一次生成正在进行，等它结束 · waiting for another build", 0, 0)):
        return _unchanged(outputs, inputs) or _build(found, outputs, settings, progress, wish)


def _build(found: Content, outputs: Outputs, settings: Settings, progress: Progress, wish: Wish) -> Outcome:
    """Build beside the old outputs and replace them at the end."""
    inputs = _inputs(found.folder, outputs, settings, wish)
    (outputs.notes / "crash.log").unlink(missing_ok=True)
    removed = removals.read(found.folder / removals.NAME)
    with outputs.staging() as fresh:
        published, unread = _package(_Files(found, removed, wish.jobs), fresh, settings, progress)
        published = _compare(published, fresh, settings, found.entities, progress)
        books = continuity.Books(found.folder / corrections.NAME, removed, outputs.notes)
        corrected = continuity.account(outputs.datapackages, fresh.datapackages, books, wish.reason)
        progress("数据包总集 corpus", 0, 0)
        written = [fresh.datapackages / name for name in diff.packages(fresh.datapackages)]
        told = corpus.Told(corrected, [removals.row(entry) for entry in removed])
        corpus.write_corpus(written, fresh.datapackages / corpus.NAME, settings, found.entities, told)
        _publish(fresh, found.folder, settings, progress)
        outputs.take(fresh)
    outcome = Outcome(outputs.site / "index.html", tuple(published), tuple(unread))
    if wish.reason is not None:  # the entries that were written for it are an input, too
        inputs = _inputs(found.folder, outputs, settings, wish)
    _write_stamp(outputs, inputs, outcome)
    return outcome


def require_ocr() -> None:
    """Raise UserError if text recognition, an optional extra, is not installed."""
    if not readers.can_recognise():
        extra = "pip install 'mingzhang[ocr]'"
        raise UserError(f"没有安装文字识别，请先运行 {extra} · text recognition is not installed: {extra}")


def check(found: Found, entities: tuple[Entity, ...] = (), removed: tuple[Removal, ...] = ()) -> Checked:
    """Read, recognise and check one file, without the passages that were ``removed``; raises UnreadableError."""
    document = _read(found)
    disclosure = recognise.recognise(document, found.identity, entities)
    if passages := removals.passages(removed, disclosure.identity.disclosure_id):
        document = masking.without(document, passages)
        disclosure = recognise.recognise(document, masking.named_without(disclosure.identity, passages), entities)
    disclosure = masking.masked(disclosure, document)
    if found.note:
        disclosure = replace(disclosure, notes=(found.note, *disclosure.notes))
    return Checked(document, disclosure, checks.run(disclosure))


def look(found: Found) -> Sight:
    """Read and recognise one file and keep what was seen on the way; raises UnreadableError."""
    return recognise.see(_read(found), found.identity)


def has(content: Content, disclosure_id: str, passage: str = "") -> bool:
    """Whether a file in a content folder is this disclosure and has the passage (as ``removals.passage`` gives it)."""
    for source in content.found:
        told = trapped(source, lambda found: whose(found, content.entities)[0])
        if isinstance(told, Identity) and told.disclosure_id == disclosure_id:
            return not passage or masking.holds(_read(source), passage)
    return False


def remarks(found: Found) -> tuple[str, ...]:
    """What is to be said of a file before it is published: what was not read, a form without numbers, no tables."""
    seen = trapped(found, look)
    return (seen.message,) if isinstance(seen, Unread) else seen.disclosure.notes


def whose(found: Found, entities: tuple[Entity, ...] = ()) -> tuple[Identity, str]:
    """What a file (or the card beside it) says of whose it is, and the name ending that fits what it is.

    Raises UnreadableError.
    """
    document = _read(found)
    return found.identity or recognise.whose(document, entities), readers.suffix(document, found.path.name)


def _read(found: Found) -> Document:
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in found.relative):
        raise UnreadableError(
            "SRC003", "文件名里有不能显示的字符，请改名", "the file name has characters that cannot be shown"
        )
    if not found.is_plain:
        raise UnreadableError(
            "SRC014",
            "是指向文件夹以外的链接，或者不是普通文件，没有打开",
            "a link out of the folder, or no plain file; not opened",
        )
    return readers.read(found.path, found.relative, found.ocr)


def trapped(found: Found, step: Callable[[Found], Result], notes: Path | None = None) -> Result | Unread:
    """``step(found)``, with whatever stops it as a value; the traceback of a crash goes to ``notes``/crash.log."""
    try:
        return step(found)
    except UnreadableError as error:
        return Unread(
            privacy.mask(found.relative), error.code, error.message, error.message_en, _is_foreign(found, error.code)
        )
    except MemoryError:
        return _too_large(found)
    except OSError as error:
        if error.errno == errno.ENOMEM:
            return _too_large(found)
        raise  # the disk, not the document: nothing more can be written
    except Exception as error:  # noqa: BLE001 - whatever one document does, the others are published
        return _crash(found, error, notes)


def _too_large(found: Found) -> Unread:
    return Unread(
        privacy.mask(found.relative), "SRC012", "读它所用的内存太多，已放弃", "given up: it takes too much memory"
    )


def _is_foreign(found: Found, code: str) -> bool:
    """A readable file that is no disclosure, or one that does not even call itself by a format that is read."""
    return code in ("SRC010", "SRC013") or (code == "SRC002" and found.path.suffix.lower() not in readers.suffixes())


def _crash(found: Found, error: Exception, notes: Path | None) -> Unread:
    where = ""
    if notes is not None:
        where = f"，详见 {notes / 'crash.log'}"
        _log(found.relative, error, notes)
    kind = type(error).__name__
    return Unread(
        privacy.mask(found.relative), "SRC009", f"程序处理时出错（{kind}）{where}", f"the program failed on it ({kind})"
    )


def _log(name: str, error: Exception, notes: Path) -> None:
    with (notes / "crash.log").open("a", encoding="utf-8") as log:
        log.write(f"{name}\n{''.join(traceback.format_exception(error))}\n")


def _inputs(folder: Path, outputs: Outputs, settings: Settings, wish: Wish) -> str:
    read = stamp.tree(folder, (outputs.datapackages, outputs.site, outputs.notes))
    return stamp.digest((read, repr(settings), stamp.program(), f"ocr {wish.ocr}"))


def _unchanged(outputs: Outputs, inputs: str) -> Outcome | None:
    earlier = stamp.read(outputs.stamp)
    if earlier.get("inputs") != inputs or earlier.get("outputs") != _digests(outputs):
        return None
    published = tuple(Published(**row) for row in earlier["published"])
    return Outcome(outputs.site / "index.html", published, tuple(Unread(**row) for row in earlier["unread"]), True)


def _write_stamp(outputs: Outputs, inputs: str, outcome: Outcome) -> None:
    rows = {"published": [asdict(row) for row in outcome.published], "unread": [asdict(row) for row in outcome.unread]}
    stamp.write(outputs.stamp, {"inputs": inputs, "outputs": _digests(outputs), **rows})


def _digests(outputs: Outputs) -> list[str]:
    return [stamp.tree(outputs.datapackages), stamp.tree(outputs.site)]


@dataclass(frozen=True, slots=True)
class _Files:
    """The files to be read, what was removed from them, and by how many processes."""

    content: Content
    removed: tuple[Removal, ...]
    jobs: int


def _package(
    files: _Files, outputs: Outputs, settings: Settings, progress: Progress
) -> tuple[list[Published], list[Unread]]:
    """Read, recognise, check and write every source that was not removed; raises UserError if none could be read."""
    published: dict[str, Published] = {}
    unread: list[Unread] = []
    found, gone = files.content, removals.whole(files.removed)

    def write(checked: Checked, _: Found) -> None:
        row = report.checked_row(checked)
        if row.disclosure_id in gone:
            return
        if row.disclosure_id in published:
            other = published[row.disclosure_id].source
            raise UnreadableError("SRC008", f"与 {other} 是同一份公开文件", f"the same disclosure as {other}")
        package = outputs.datapackages / checked.disclosure.identity.package
        writing.write(checked.disclosure, checked.verdict, package, settings)
        published[row.disclosure_id] = row

    tasks = [_Task(source, found.entities, outputs.notes, files.removed) for source in found.found]
    for number, (source, result) in enumerate(zip(found.found, _results(tasks, files.jobs), strict=True), start=1):
        progress(f"读取 {report.clean(privacy.mask(source.relative))}", number, len(found.found))
        problem = result if isinstance(result, Unread) else trapped(source, partial(write, result), outputs.notes)
        if problem is not None:
            unread.append(problem)
    if not published:
        why = f"没有一个文件读得了，什么也没有写：{report.unread_line(unread[0])}" if unread else ""
        raise UserError(
            why or f"全部文件都列在 {removals.NAME}，什么也没有写 · all files were removed; nothing was written"
        )
    return list(published.values()), unread


def _compare(
    published: Sequence[Published], outputs: Outputs, settings: Settings, entities: Sequence[Entity], progress: Progress
) -> list[Published]:
    """Check again what can be compared with other documents of the corpus; a crash leaves a package as it was."""
    rows = {row.disclosure_id: row for row in published}
    pairs = list(compare.related(diff.packages(outputs.datapackages), entities))
    read = compare.reader()
    for number, (package, others) in enumerate(pairs, start=1):
        progress(f"对照上年、预算与所属单位 {package.parent.name}/{package.name}", number, len(pairs))
        try:
            disclosure = read(package)
            verdict = compare.against(disclosure, [read(other) for other in others], entities)
        except Exception as error:  # noqa: BLE001 - what was found in the document alone stays published
            _log(f"{package.parent.name}/{package.name}", error, outputs.notes)
            continue
        if verdict is not None:
            writing.write(disclosure, verdict, package, settings)
            rows[disclosure.identity.disclosure_id] = report.row(disclosure, verdict)
    return list(rows.values())


def compared(checked: Sequence[Checked]) -> list[Checked]:
    """The same documents, each checked against those of the others that belong to it."""
    disclosures = [each.disclosure for each in checked]
    verdicts = [compare.against(disclosure, disclosures) for disclosure in disclosures]
    return [replace(one, verdict=new) if new else one for one, new in zip(checked, verdicts, strict=True)]


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker needs to read, recognise and check one file."""

    found: Found
    entities: tuple[Entity, ...]
    notes: Path
    removed: tuple[Removal, ...]


def _results(tasks: Sequence[_Task], jobs: int) -> Iterator[Checked | Unread]:
    """What became of every file, in order; with ``jobs`` each is read in a process of its own, within LIMITS."""
    limits = OCR_LIMITS if any(task.found.ocr for task in tasks) else LIMITS
    made = workers.each(_checked, tasks, jobs, limits) if jobs else map(_checked, tasks)
    for task, result in zip(tasks, made, strict=True):
        yield _given_up(task.found, result, limits) if isinstance(result, Stopped) else result


def _checked(task: _Task) -> Checked | Unread:
    result = trapped(task.found, lambda found: check(found, task.entities, task.removed), task.notes)
    return result if isinstance(result, Unread) else replace(result, document=replace(result.document, pages=()))


def _given_up(found: Found, stopped: Stopped, limits: Limits) -> Unread:
    if stopped.why != "time":
        return _too_large(found)
    reason = f"读了 {limits.seconds:.0f} 秒还没有读完，已放弃", "given up: it takes too long"
    return Unread(privacy.mask(found.relative), "SRC012", *reason)


def _publish(fresh: Outputs, folder: Path, settings: Settings, progress: Progress) -> None:
    from builder.site import build as site  # noqa: PLC0415 - slow to load, and not needed if nothing changed

    site.build(fresh.datapackages, fresh.site, settings, folder, progress)
