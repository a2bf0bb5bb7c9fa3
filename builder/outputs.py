"""Where a build writes, and how its outputs are replaced: one build at a time, all of it or nothing."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from builder import swap
from builder.config import Settings
from builder.errors import UserError
from builder.frozen import frozen

_STAGE = "stage-"


@frozen
class Outputs:
    """Where a build writes: the two folders, and a hidden one for its own notes."""

    datapackages: Path
    site: Path
    notes: Path

    @staticmethod
    def below(folder: Path, settings: Settings) -> "Outputs":
        """The outputs in ``folder``, with the names that the settings give them."""
        return Outputs(folder / settings.datapackages, folder / settings.site, folder / ".build")

    @property
    def stamp(self) -> Path:
        """The file that says what the outputs were made from."""
        return self.notes / "stamp.json"

    def guard(self, folder: Path) -> None:
        """Raise UserError for outputs that a build did not make, or that hold ``folder``, which is read."""
        source = folder.resolve()
        top = self.notes.parent
        if blocked := next((path for path in (top, *top.parents) if path.exists() and not path.is_dir()), None):
            raise UserError(f"不能写到 {top}：{blocked} 是文件，不是文件夹 · the output is no folder")
        for output in (self.datapackages, self.site):
            if source.is_relative_to(output.resolve()):
                raise UserError(f"输出文件夹 {output} 会覆盖要读的 {folder} · the output would replace what is read")
            if output.exists() and not output.is_dir():
                raise UserError(f"{output} 已存在，但不是文件夹 · it exists and is no folder")
        made = self.stamp.is_file() or (self.datapackages / "corpus" / "datapackage.json").is_file()
        for output in (self.datapackages, self.site):
            if not made and output.is_dir() and any(output.iterdir()):
                chinese = f"{output} 里有不是 build-site 生成的文件；请换一个 -o，或先移走它"
                raise UserError(f"{chinese} · it holds files that build-site did not make")

    @contextmanager
    def alone(self, waiting: Callable[[], None]) -> Iterator[None]:
        """Keep other builds out; calls ``waiting`` once if there is one, and waits. The lock dies with its process.

        What a build that was killed left behind is cleared away.
        """
        self.notes.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.notes / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire()
        try:
            for folder in (self.datapackages, self.site):
                swap.mend(folder)
            for leftover in self.notes.glob(f"{_STAGE}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            yield
        finally:
            lock.release()

    @contextmanager
    def staging(self) -> Iterator["Outputs"]:
        """Outputs of the same names in a hidden folder to build in; it goes away whatever happens."""
        where = self.notes.resolve()
        with tempfile.TemporaryDirectory(dir=where, prefix=_STAGE, ignore_cleanup_errors=True) as name:
            stage = Path(name)
            yield Outputs(stage / "datapackages", stage / "site", self.notes)

    def take(self, fresh: "Outputs") -> None:
        """Put complete new outputs in the place of these: each is the old one whole or the new one whole."""
        self.stamp.unlink(missing_ok=True)
        swap.replace(fresh.datapackages, self.datapackages)
        swap.replace(fresh.site, self.site)
