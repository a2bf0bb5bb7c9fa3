"""What a corpus of N disclosures costs: ``make bench`` prints one table, made by one run.

For each N a content folder is made (``tests.maker.corpus``, text, one disclosure in twenty with a fault) and built in
one process, stage by stage; then built again with one file changed, and with none. Beside it, on the same input:
plain MkDocs Material with as many pages of the same bytes (search off, as ours is, and on), frictionless alone on
the packages, and pdfplumber on PDFs of such disclosures. Reading is shared by two processes, and by a Dask cluster of
two workers: that alone is told in seconds of the clock. Each N and each rebuild is a process of its own, whose peak of
memory is ``VmHWM`` of Linux.

Times are seconds of the processor (``time.process_time``), for machines are shared; only the ratios mean something, and
they are of one run. ``python -m benchmarks.scale 30 100 --pages content/pages`` keeps the table as two pages of the
site, ``--rows FILE`` what was measured as JSON, one line for each N, to which another run adds.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import distributed

from benchmarks.alternatives import beside, size
from benchmarks.speedpage import pages
from builder import checks, cluster, content, pipeline, steps
from builder.config import Settings
from builder.making import Hands, Making
from builder.outputs import Outputs
from builder.packages import corpus, together
from builder.packages import write as writing
from builder.site import build as site
from builder.site import contents, exports, generator, search
from builder.site.leaves import Leaf, Leaves
from builder.site.page import Page, Site
from builder.site.placing import Placing
from builder.site.render import head_of
from builder.site.shells import Content
from builder.site.summaries import Summaries
from builder.site.works import Works
from tests.maker.corpus import make_corpus


class Clock:
    """Processor seconds by stage, of functions that are wrapped; an inner stage is taken out of the one around it."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inside: list[float] = []

    def wrap(self, module: object, name: str, stage: str) -> None:
        """Add the time of ``module.name`` to a stage."""
        step = getattr(module, name)

        def timed(*given: object, **named: object) -> object:
            before = time.process_time()
            self._inside.append(0.0)
            try:
                return step(*given, **named)
            finally:
                spent = time.process_time() - before
                inner = self._inside.pop()
                self.spent[stage] = self.spent.get(stage, 0) + spent - inner
                if self._inside:
                    self._inside[-1] += spent

        setattr(module, name, timed)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Time that belongs to no stage."""
        before = time.process_time()
        yield
        spent = time.process_time() - before
        self.spent["aside"] = self.spent.get("aside", 0) + spent
        if self._inside:
            self._inside[-1] += spent


def measured(folder: Path, keep: bool) -> dict[str, float]:
    """Build the corpus in ``folder`` in this process: seconds by stage, and MB of memory at most."""
    clock = Clock()
    clock.wrap(Making, "drafts", "read")
    clock.wrap(checks, "run", "check")
    clock.wrap(writing, "write", "package")
    clock.wrap(together, "validate_all", "validate")
    clock.wrap(Making, "packages", "package")
    clock.wrap(corpus, "write_corpus", "corpus")
    clock.wrap(Summaries, "all", "summaries")
    clock.wrap(Works, "of", "charts")
    clock.wrap(Leaves, "all", "leaves")
    clock.wrap(exports, "write_corpus", "parquet")
    clock.wrap(site, "build", "pages")
    clock.wrap(generator, "run", "generator")
    clock.wrap(site, "_place", "filled")
    clock.wrap(site, "_write_explorer", "explorer")
    clock.wrap(search, "write_index", "search")
    if keep:
        place = site._place

        def kept(placing: Placing, apart: Sequence[Page], leaves: Sequence[Leaf], whole: Site, *rest: Any) -> None:  # noqa: ANN401
            place(placing, apart, leaves, whole, *rest)
            with clock.aside():
                shutil.copytree(placing.made.parent / "pages", folder / "plain" / "pages")
                own = (contents.content(page, whole) for page in apart)
                for content in chain(own, chain.from_iterable(leaf.pages() for leaf in leaves)):
                    source = folder / "plain" / "pages" / generator.source_of(content.location)
                    site._write(source, markdown(content))

        site._place = kept
    outputs = Outputs.below(folder / "out", Settings())
    before, began = time.process_time(), time.monotonic()
    outcome = pipeline.build(folder / "content", outputs, Settings(), lambda *_: None)
    clock.spent |= {
        "total": time.process_time() - before - clock.spent.get("aside", 0),
        "clock": time.monotonic() - began,
        "MB": _peak(),
    }
    return {**clock.spent, "unchanged": float(outcome.unchanged)}


def markdown(content: Content) -> str:
    """The source that the generator would have been given for a page that was filled into a shell."""
    headings = [f"{'#' * one.level} {one.html} {{ #{one.anchor} }}\n" for one in content.headings]
    return head_of(content.head) + re.sub("\0(\\d+)\0", lambda found: headings[int(found[1])], content.html)


def shared(folder: Path) -> dict[str, float]:
    """The seconds of the clock in which all files are read by one process, by two, and by a cluster of two workers."""
    found = content.find(folder / "content")
    sources = [steps.Source(one, data=one.path.read_bytes()) for one in found.found]
    work = partial(steps.draft, entities=found.entities)  # as the build gives it

    def clocked(hands: Hands) -> float:
        began = time.monotonic()
        assert all(isinstance(one, steps.Draft) for one in hands.each(work, sources, pipeline.LIMITS))
        return time.monotonic() - began

    spent = {"one process": clocked(Hands(1)), "two processes": clocked(Hands(2))}
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as there,
        cluster.connected(there.scheduler_address) as connected,
    ):
        spent["cluster"] = clocked(Hands(cluster=connected))
    return spent


def one(number: int, folder: Path, alone: bool) -> dict[str, float]:
    """All measurements of a corpus of ``number`` disclosures; ``alone`` without what one would otherwise do."""
    make_corpus(folder, number, seed=1, faults=0.05, formats=("text",))
    row = {"N": float(number)}
    row |= _elsewhere("again" if alone else "full", folder)
    changed = sorted(folder.glob("content/disclosures/*/*/source.txt"))[number // 2]
    changed.write_bytes(changed.read_bytes() + b"\n")
    again, nothing = _elsewhere("again", folder), _elsewhere("again", folder)
    row |= {f"changed {name}": again[name] for name in ("read", "check", "total", "MB")}
    row |= {"none": nothing["total"], "none clock": nothing["clock"], "none unchanged": nothing["unchanged"]}
    if not alone:
        row |= _elsewhere("shared", folder) | _elsewhere("beside", folder)
    out = folder / "out"
    row |= {f"{name} MB": size(path) for name, path in (("packages", out / "datapackages"), ("site", out / "site"))}
    row["pages of a site"] = float(sum(1 for _ in (out / "site").rglob("*.html")))
    return row


def _elsewhere(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scale", f"--{what}", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _peak() -> float:
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _read_rows(path: Path | None) -> list[dict[str, float]]:
    if path is None or not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure, print the table, and keep it if that is asked for."""
    inner = {
        "full": lambda at: measured(at, True),
        "again": lambda at: measured(at, False),
        "shared": shared,
        "beside": beside,
    }
    parser = argparse.ArgumentParser(description="Measure corpora of some sizes.")
    parser.add_argument("numbers", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--pages", type=Path, help="keep the table as pages in this folder")
    parser.add_argument("--rows", type=Path, help="keep what was measured in this file, and add to it")
    parser.add_argument("--alone", action="store_true", help="do not measure what one would otherwise do")
    for hidden in inner:
        parser.add_argument(f"--{hidden}", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    for name, work in inner.items():
        if folder := getattr(given, name):
            print(json.dumps(work(folder)))  # noqa: T201
            return
    rows = _read_rows(given.rows)
    for number in given.numbers:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            rows.append(one(number, Path(name), given.alone))
        print(json.dumps(rows[-1]), file=sys.stderr)  # noqa: T201 - who waits sees what there is
        if given.rows:
            given.rows.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    chinese, english = pages(rows)
    print(chinese)  # noqa: T201 - a table on standard output is what it is for
    if given.pages:
        (given.pages / "speed.md").write_text(chinese, encoding="utf-8")
        (given.pages / "en" / "speed.md").write_text(english, encoding="utf-8")


if __name__ == "__main__":
    main()
