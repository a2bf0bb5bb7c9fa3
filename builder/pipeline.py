"""The five steps in order: read, recognise, check, package, publish.

What is done with one document stands in ``steps``, what is done with many in ``making``.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from builder import (
    checks,
    cluster,
    compare,
    content,
    continuity,
    corrections,
    masking,
    readers,
    recognise,
    removals,
    stamp,
    steps,
    workers,
)
from builder.config import Settings
from builder.content import Content, Found
from builder.continuity import Reason
from builder.errors import UserError
from builder.frozen import frozen
from builder.look import page as look_page
from builder.look import text as look_text
from builder.making import Hands, Making, Progress, given_up
from builder.model.disclosure import Identity
from builder.model.entity import Entity
from builder.model.outcome import Checked, Published, Unread
from builder.outputs import Outputs
from builder.packages import corpus, diff
from builder.packages import write as writing
from builder.recognise.sight import Sight
from builder.removals import Removal
from builder.report import unread_line
from builder.standards import layouts
from builder.steps import Failure, Result
from builder.store import Store
from builder.workers import Limits, Stopped

__all__ = ["Limits", "writing"]
LIMITS = Limits(seconds=120, memory=2 * 2**30)
"""What reading, recognising and checking one file may take; genuine files of 170 pages need some seconds and 500 MB."""
OCR_LIMITS = Limits(seconds=3600, memory=8 * 2**30)
"""The same with text recognition, which takes seconds for a page and reserves much more memory than it uses."""


@frozen
class Outcome:
    """What a build did; ``unchanged`` if everything was there already and nothing was done."""

    front_page: Path
    published: tuple[Published, ...]
    unread: tuple[Unread, ...]
    unchanged: bool = False
    site_bytes: int = 0


@frozen
class Wish:
    """What whoever runs a build asks for beside the folder.

    With ``ocr`` pages that are pictures are read by text recognition; ``require_ocr`` tells whether that can be done.
    ``reason`` is why figures that are published already may change or be withdrawn. ``jobs`` is how many processes
    work; without any it is this one, without limits. ``cluster`` is the address of a Dask scheduler whose workers do
    it instead. The outputs depend on neither.
    """

    ocr: bool = False
    reason: Reason | None = None
    jobs: int = 0
    cluster: str = ""


_AS_USUAL = Wish()


def build(folder: Path, outputs: Outputs, settings: Settings, progress: Progress, wish: Wish = _AS_USUAL) -> Outcome:
    """Build packages and site of a content folder, or nothing if all of it is there already.

    The new outputs replace the old ones when both are complete, never before. Raises UserError for a mistake in
    the folder, for outputs that are not ours, if no file can be read, and if published figures would change without
    a reason; OSError if the output cannot be written.
    """
    outputs.guard(folder)
    inputs = _inputs(folder, outputs, settings, wish)
    if earlier := _unchanged(outputs, inputs):
        return earlier
    found = content.find(folder, (outputs.datapackages, outputs.site, outputs.notes))
    if wish.ocr:
        found = replace(found, found=tuple(replace(source, ocr=True) for source in found.found))
    with outputs.alone(lambda: progress("另一次生成正在进行，等它结束 · waiting for another build", 0, 0)):
        return _unchanged(outputs, inputs) or _build(found, outputs, settings, progress, wish)


def _build(found: Content, outputs: Outputs, settings: Settings, progress: Progress, wish: Wish) -> Outcome:
    """Build beside the old outputs and replace them at the end."""
    inputs = _inputs(found.folder, outputs, settings, wish)
    (outputs.notes / "crash.log").unlink(missing_ok=True)
    removed = removals.read(found.folder / removals.NAME)
    with outputs.staging() as fresh, _store(outputs) as store, _hands(wish) as hands:
        limits = OCR_LIMITS if wish.ocr else LIMITS
        made = Making(outputs, settings, store, hands, progress, limits, removed)
        published = made.packages(made.drafts(found), found.entities, fresh)
        unread = tuple(made.unread[source.relative] for source in found.found if source.relative in made.unread)
        if not published:
            raise UserError(_nothing(unread))
        books = continuity.Books(found.folder / corrections.NAME, removed, outputs.notes)
        corrected = continuity.account(outputs.datapackages, fresh.datapackages, books, wish.reason)
        progress("数据包总集 corpus", 0, 0)
        written = list(diff.packages(fresh.datapackages).values())
        told = corpus.Told(corrected, [removals.row(entry) for entry in removed])
        corpus.write_corpus(written, fresh.datapackages / corpus.NAME, settings, found.entities, told)
        _publish(fresh, found.folder, settings, progress, made)
        outputs.take(fresh)
        store.save()
    outcome = Outcome(outputs.site / "index.html", tuple(published), unread, site_bytes=stamp.size(outputs.site))
    if wish.reason is not None:  # the entries that were written for it are an input, too
        inputs = _inputs(found.folder, outputs, settings, wish)
    _write_stamp(outputs, inputs, outcome)
    return outcome


def _nothing(unread: Sequence[Unread]) -> str:
    if unread:
        return f"没有一个文件读得了，什么也没有写：{unread_line(unread[0])}"
    return f"全部文件都列在 {removals.NAME}，什么也没有写 · all files were removed; nothing was written"


@contextmanager
def _store(outputs: Outputs) -> Iterator[Store]:
    """What was made before; what is made now is remembered even if the build is broken off."""
    store = Store.open(outputs.notes / "cache")
    try:
        yield store
    except BaseException:
        with suppress(OSError):  # a full disk may be why
            store.save(done=False)
        raise


@contextmanager
def _hands(wish: Wish) -> Iterator[Hands]:
    with cluster.connected(wish.cluster) if wish.cluster else nullcontext() as there:
        yield Hands(wish.jobs, there)


def require_ocr() -> None:
    """Raise UserError if text recognition, an optional extra, is not installed."""
    if not readers.can_recognise():
        extra = "pip install 'mingzhang[ocr]'"
        raise UserError(f"没有安装文字识别，请先运行 {extra} · text recognition is not installed: {extra}")


def prepare() -> None:
    """Load the rules and the standard tables once, before the processes of the files fork off, each without them."""
    checks.rules()
    layouts.titles()


def check(found: Found, entities: tuple[Entity, ...] = (), removed: tuple[Removal, ...] = ()) -> Checked:
    """Read, recognise and check one file, without the passages that were ``removed``; raises UnreadableError."""
    disclosure, document = steps.recognised(found, entities, removed)
    return Checked(document, disclosure, checks.run(disclosure))


def see(found: Found) -> Sight:
    """Read and recognise one file and keep what was seen on the way; raises UnreadableError."""
    return recognise.see(steps.read(found), found.identity)


@frozen
class Account:
    """What was seen in a file, told in words (empty where there is no such page), and how many pages it has."""

    text: str
    pages: int


def look(found: Found, page: int | None = None, out: Path | None = None) -> Account:
    """Tell what was seen in one file, or on one page (from 1), and write it as a page of HTML too.

    Raises UnreadableError, and OSError if ``out`` cannot be written.
    """
    seen = see(found)
    last = len(seen.document.pages)
    if page is not None and page > last:
        return Account("", last)
    if out is not None:
        look_page.write(seen, found.path, page, out)
    return Account(look_text.text(seen, page), last)


def has(content: Content, disclosure_id: str, passage: str = "") -> bool:
    """Whether a file in a content folder is this disclosure and has the passage (as ``removals.passage`` gives it)."""
    for source in content.found:
        told = trapped(source, partial(_holds, content.entities, passage))
        if not isinstance(told, Unread) and told[0] == disclosure_id:
            return told[1]
    return False


def _holds(entities: tuple[Entity, ...], passage: str, found: Found) -> tuple[str, bool]:
    """Which disclosure a file is, and whether it has the passage."""
    document = steps.read(found)
    identity = found.identity or recognise.whose(document, entities)
    return identity.disclosure_id, not passage or masking.holds(document, passage)


def remarks(found: Found) -> tuple[str, ...]:
    """What is to be said of a file before it is published: what was not read, a form without numbers, no tables."""
    told = trapped(found, _notes)
    return (told.message,) if isinstance(told, Unread) else told


def _notes(found: Found) -> tuple[str, ...]:
    return see(found).disclosure.notes


def whose(found: Found, entities: tuple[Entity, ...] = ()) -> tuple[Identity, str]:
    """What a file (or the card beside it) says of whose it is, and the name ending that fits what it is.

    Raises UnreadableError.
    """
    document = steps.read(found)
    return found.identity or recognise.whose(document, entities), readers.suffix(document, found.path.name)


def trapped(found: Found, step: Callable[[Found], Result]) -> Result | Unread:
    """``step(found)`` by a process of its own, within the limits of a file, with whatever stops it as a value."""
    limits = OCR_LIMITS if found.ocr else LIMITS
    result = workers.alone(partial(_trapped, step), found, limits)
    return given_up(found, result, limits) if isinstance(result, Stopped) else result


def _trapped(step: Callable[[Found], Result], found: Found) -> Result | Unread:
    result = steps.trapped(found, step)
    return result.unread if isinstance(result, Failure) else result


def _inputs(folder: Path, outputs: Outputs, settings: Settings, wish: Wish) -> str:
    read = stamp.seal(folder, (outputs.datapackages, outputs.site, outputs.notes)) if folder.is_dir() else ""
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
    return [stamp.seal(folder) if folder.is_dir() else "" for folder in (outputs.datapackages, outputs.site)]


def compared(checked: Sequence[Checked]) -> list[Checked]:
    """The same documents, each checked against those of the others that belong to it."""
    disclosures = [each.disclosure for each in checked]
    verdicts = [compare.against(disclosure, disclosures) for disclosure in disclosures]
    return [replace(one, verdict=new) if new else one for one, new in zip(checked, verdicts, strict=True)]


def _publish(fresh: Outputs, folder: Path, settings: Settings, progress: Progress, made: Making) -> None:
    from builder.site import build as site  # noqa: PLC0415 - slow to load, and not needed if nothing changed
    from builder.site.works import Help  # noqa: PLC0415

    site.build(
        fresh.datapackages, fresh.site, settings, folder, progress, Help(made.each_here, made.store, made.outputs.site)
    )
