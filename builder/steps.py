"""What is done with one document, as functions that any process on any machine can do: nothing else is looked at.

``draft`` reads and recognises a file, ``package`` checks what was recognised in some, beside their relatives if they
have any, and writes their packages. Whatever one document does ends as a value, so that the others are published.
"""

import errno
import shutil
import tempfile
import traceback
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from builder import checks, compare, masking, privacy, readers, recognise, removals, report, stamp
from builder.config import Settings
from builder.content import Found
from builder.errors import UnreadableError, UserError
from builder.frozen import frozen
from builder.model.disclosure import Disclosure, Identity
from builder.model.document import Document
from builder.model.entity import Entity
from builder.model.finding import Verdict
from builder.model.outcome import Published, Unread
from builder.packages import drafts, together
from builder.packages import write as writing
from builder.removals import Removal
from builder.standards import layouts

Result = TypeVar("Result")

_DRAFTS = ("packages/drafts.py", "packages/rows.py", "packages/cells.py", "packages/fields.py")
READING = (
    "steps.py",
    "removals.py",
    "lists.py",
    "config.py",
    "errors.py",
    "readers",
    "recognise",
    "masking.py",
    "privacy.py",
    "model",
    "standards",
    "registry.py",
    "frozen.py",
    "uncollected.py",
    *_DRAFTS,
)
"""The parts of this program that decide what is read in a file, but for the layouts of places."""
PACKING = (
    "registry.py",
    "frozen.py",
    "uncollected.py",
    "steps.py",
    "errors.py",
    "checks",
    "compare.py",
    "packages",
    "report",
    "config.py",
    "model",
    "standards",
    "__init__.py",
)
"""Those that decide what stands in its package."""
_LAYOUTS = ("standards/layouts",)


@frozen
class Source:
    """A file to read.

    ``removed`` says which passages must not be read. ``data`` are its bytes where it is read on another machine, which
    does not have the file. ``notes`` is the folder in which the log of crashes is said to be.
    """

    found: Found
    removed: tuple[Removal, ...] = ()
    notes: str = ""
    data: bytes | None = None


@frozen
class Draft:
    """What was recognised in a file: whose it is, the disclosure as ``packages.drafts`` writes it, and its sha256.

    ``asked`` are the standard tables for which the layouts of places were looked at.
    """

    identity: Identity
    data: bytes
    sha256: str
    asked: tuple[str, ...]


@frozen
class Failure:
    """A file that is left out, and the traceback if the program failed on it."""

    unread: Unread
    log: str = ""


@frozen
class Package:
    """A package to write: the draft, those of its relatives, the entities among which these are told.

    It is written into ``folder``; without one the files are handed back.
    """

    draft: bytes
    others: tuple[bytes, ...]
    entities: tuple[Entity, ...]
    settings: Settings
    folder: Path | None = None
    notes: str = ""


@frozen
class Packed:
    """A package that was written: the document in numbers, the files if they were wanted, what is to be logged."""

    row: Published
    files: tuple[tuple[str, bytes], ...] = ()
    log: str = ""


def reading_code() -> str:
    """The digest of what decides what is read in a file, but for the layouts that it asks for."""
    return stamp.digest((stamp.code(*READING, without=_LAYOUTS), layouts.fingerprint()))


def packing_code() -> str:
    """The digest of what decides what stands in a package that is made from a draft."""
    return stamp.code(*PACKING, without=_LAYOUTS)


def draft(source: Source, entities: tuple[Entity, ...] = ()) -> Draft | Failure:
    """Read and recognise a file, which is of one of the ``entities`` if it has no card and is called like one."""
    return trapped(source.found, lambda found: _draft(source, found, entities), source.notes)


def _draft(source: Source, found: Found, entities: tuple[Entity, ...]) -> Draft:
    if source.data is None:
        return _drafted(found, source, entities)
    with tempfile.TemporaryDirectory() as name:  # readers take files, and look at the ending
        path = Path(name) / f"source{PurePosixPath(found.relative).suffix}"
        path.write_bytes(source.data)
        return _drafted(replace(found, path=path), source, entities)


def _drafted(found: Found, source: Source, entities: tuple[Entity, ...]) -> Draft:
    with layouts.noted() as asked:
        disclosure, _ = recognised(found, entities, source.removed)
    return Draft(disclosure.identity, drafts.write(disclosure), disclosure.source.sha256, tuple(sorted(asked)))


def recognised(
    found: Found, entities: tuple[Entity, ...] = (), removed: tuple[Removal, ...] = ()
) -> tuple[Disclosure, Document]:
    """What a file holds without the passages that were ``removed``, and its document; raises UnreadableError."""
    document = read(found)
    disclosure = recognise.recognise(document, found.identity, entities)
    if passages := removals.passages(removed, disclosure.identity.disclosure_id):
        document = masking.without(document, passages)
        disclosure = recognise.recognise(document, masking.named_without(disclosure.identity, passages), entities)
    disclosure = masking.masked(disclosure, document)
    if found.note:
        disclosure = replace(disclosure, notes=(privacy.mask(found.note), *disclosure.notes))
    return disclosure, document


def read(found: Found) -> Document:
    """The document in a file; raises UnreadableError."""
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


def package(tasks: tuple[Package, ...]) -> list[Packed | Failure]:
    """Check disclosures and write their packages, which are validated together; if one is invalid, each alone."""
    with tempfile.TemporaryDirectory() as name:
        folders = [task.folder or Path(name) / str(number) for number, task in enumerate(tasks)]
        made = [_packed(task, folder, len(tasks) == 1) for task, folder in zip(tasks, folders, strict=True)]
        written = [folder for folder, one in zip(folders, made, strict=True) if isinstance(one, Packed)]
        if len(tasks) > 1:
            try:
                together.validate_all(written)
            except OSError:
                raise
            except Exception:  # noqa: BLE001 - whatever it is, it is told of the package that is to blame
                made = [_packed(task, folder, True) for task, folder in zip(tasks, folders, strict=True)]
        return [_taken(*each) for each in zip(made, tasks, folders, strict=True)]


def _packed(task: Package, folder: Path, validated: bool) -> Packed | Failure:
    """One of them; a crash of a comparison leaves what was found in the disclosure alone."""
    disclosure = drafts.read(task.draft)
    name = disclosure.source.path

    def write(_: Found) -> Packed:
        verdict, log = _verdict(disclosure, task)
        writing.write(disclosure, verdict, folder, task.settings, validated=validated)
        return Packed(report.row(disclosure, verdict), log=log)

    made = trapped(Found(Path(name), name), write, task.notes)
    if isinstance(made, Failure):
        shutil.rmtree(folder, ignore_errors=True)
    return made


def _taken(made: Packed | Failure, task: Package, folder: Path) -> Packed | Failure:
    """What was made, with the files if they are to be handed back."""
    if task.folder is not None or isinstance(made, Failure):
        return made
    return replace(made, files=tuple((path.name, path.read_bytes()) for path in sorted(folder.iterdir())))


def _verdict(disclosure: Disclosure, task: Package) -> tuple[Verdict, str]:
    log = ""
    try:
        others = [drafts.read(other) for other in task.others]
        compared = compare.against(disclosure, others, task.entities) if others else None
    except Exception as error:  # noqa: BLE001 - what is found in the document alone is published
        compared, log = None, _told(disclosure.identity.package, error)
    return compared or checks.run(disclosure), log


def trapped(found: Found, step: Callable[[Found], Result], notes: str = "") -> Result | Failure:
    """``step(found)``, with whatever stops it as a value.

    Raises UserError for a mistake of whoever asked, and OSError for a disk that does not do its work.
    """
    try:
        return step(found)
    except UserError:
        raise
    except UnreadableError as error:
        told = error.code, error.message, error.message_en, _is_foreign(found, error.code)
        return Failure(Unread(privacy.mask(found.relative), *told))
    except MemoryError:
        return Failure(too_large(found))
    except OSError as error:
        if error.errno == errno.ENOMEM:
            return Failure(too_large(found))
        raise  # the disk, not the document: nothing more can be written
    except Exception as error:  # noqa: BLE001 - whatever one document does, the others are published
        return _crash(found, error, notes)


def too_large(found: Found) -> Unread:
    """What is said of a file that took more memory than it may."""
    told = "读它所用的内存太多，已放弃", "given up: it takes too much memory"
    return Unread(privacy.mask(found.relative), "SRC012", *told)


def _is_foreign(found: Found, code: str) -> bool:
    """A readable file that is no disclosure, or one that does not even call itself by a format that is read."""
    if code == "SRC002":
        return found.path.suffix.lower() not in readers.suffixes()
    return code in ("SRC010", "SRC013", "SRC015")


def _crash(found: Found, error: Exception, notes: str) -> Failure:
    kind, where = type(error).__name__, f"，详见 {Path(notes) / 'crash.log'}" if notes else ""
    unread = Unread(
        privacy.mask(found.relative), "SRC009", f"程序处理时出错（{kind}）{where}", f"the program failed on it ({kind})"
    )
    return Failure(unread, _told(found.relative, error))


def _told(name: str, error: Exception) -> str:
    return f"{name}\n{''.join(traceback.format_exception(error))}\n"
