"""What a corpus of N disclosures costs: ``make bench`` prints one table, made by one run.

For each N a content folder is made (``tests.maker.corpus``, text, one disclosure in twenty with a fault) and built in
one process, stage by stage; then built again with one file changed, and with none. Beside it, on the same input:
plain MkDocs Material with as many pages of the same bytes (search off, as ours is, and on), and frictionless alone on
the packages. Each N and each rebuild is a process of its own, whose peak of memory is ``VmHWM`` of Linux.

Times are seconds of the processor (``time.process_time``), for machines are shared; only the ratios mean something, and
they are of one run. ``python -m benchmarks.scale 30 100 --page content/pages/speed.md`` keeps the table as a page.
"""

import argparse
import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import frictionless
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from builder import checks, pipeline
from builder.config import Settings
from builder.making import Making
from builder.outputs import Outputs
from builder.packages import corpus
from builder.packages import write as writing
from builder.site import build as site
from builder.site import exports, generator, search
from builder.site.leaves import Leaf, Leaves
from builder.site.placing import Placing
from builder.site.render import head_of
from builder.site.shells import Content
from builder.site.summaries import Summaries
from builder.site.works import Works
from tests.maker.corpus import make_corpus
from tests.search_twin import Twin

SAMPLE = 20
"""How many packages frictionless validates alone."""
QUERY = "公务接待费"


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

        def kept(placing: Placing, apart: Sequence[Content], leaves: Sequence[Leaf], *rest: Any) -> None:  # noqa: ANN401
            place(placing, apart, leaves, *rest)
            with clock.aside():
                shutil.copytree(placing.made.parent / "pages", folder / "plain" / "pages")
                for content in chain(apart, *(leaf.pages() for leaf in leaves)):
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


def plain(folder: Path, searched: bool) -> float:
    """The processor seconds of MkDocs Material as it comes, with the same pages."""
    config = {
        "site_name": "plain",
        "docs_dir": "pages",
        "site_dir": f"site-{searched}",
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": ["search"] if searched else [],
        "markdown_extensions": ["attr_list", "tables", "toc"],
        "nav": [{"首页": "index.md"}],
        "not_in_nav": "*",
        "validation": {"omitted_files": "ignore", "links": {"unrecognized_links": "ignore", "not_found": "ignore"}},
    }
    for page in (folder / "pages").rglob("*.md") if searched else ():  # our pages keep out of the index
        page.write_text(page.read_text(encoding="utf-8").replace("search:\n  exclude: true\n", ""), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    loaded = load_config(str(folder / "mkdocs.yml"))
    before = time.process_time()
    loaded.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(loaded)
    loaded.plugins.on_shutdown()
    return time.process_time() - before


def validation(packages: Path) -> float:
    """The processor seconds of frictionless for a package, a mean of SAMPLE."""
    found = sorted(packages.glob("*/*/datapackage.json"))[: SAMPLE + 1]
    spent = [_validated(path) for path in found][1:]
    return sum(spent) / len(spent)


def _validated(path: Path) -> float:
    before = time.process_time()
    assert frictionless.Package.from_descriptor(str(path)).validate().valid
    return time.process_time() - before


def searching(folder: Path) -> tuple[int, float]:
    """The bytes that a search for QUERY loads, and the processor seconds of a twin of the search worker."""
    twin = Twin(folder)
    before = time.process_time()
    twin.find(QUERY)
    spent = time.process_time() - before
    files = [folder / "search" / "manifest.json"]
    files += [twin.folder / twin.manifest["version"] / f"{name}.z" for name in twin.read]
    return sum(path.stat().st_size for path in files), spent


def one(number: int, folder: Path) -> dict[str, float]:
    """All measurements of a corpus of ``number`` disclosures."""
    make_corpus(folder, number, seed=1, faults=0.05, formats=("text",))
    row = {"N": float(number)}
    row |= _elsewhere("full", folder)
    changed = sorted(folder.glob("content/disclosures/*/*/source.txt"))[number // 2]
    changed.write_bytes(changed.read_bytes() + b"\n")
    again, nothing = _elsewhere("again", folder), _elsewhere("again", folder)
    row |= {f"changed {name}": again[name] for name in ("read", "check", "total")}
    row |= {"none": nothing["total"], "none clock": nothing["clock"], "none unchanged": nothing["unchanged"]}
    row |= _elsewhere("beside", folder)
    out = folder / "out"
    row |= {f"{name} MB": _size(path) for name, path in (("packages", out / "datapackages"), ("site", out / "site"))}
    row["pages of a site"] = float(sum(1 for _ in (out / "site").rglob("*.html")))
    return row


def beside(folder: Path) -> dict[str, float]:
    """What one would otherwise do, on the same input."""
    bytes_, seconds = searching(folder / "out" / "site")
    without = plain(folder / "plain", searched=False)
    found = {"plain": without, "plain search": plain(folder / "plain", searched=True)}
    found["frictionless"] = validation(folder / "out" / "datapackages")
    return {**found, "search bytes": float(bytes_), "search s": seconds, "index MB": _size(folder / "out/site/search")}


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


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


Value = Callable[[Mapping[str, float]], str]


def _each(*stages: str) -> Value:
    return lambda row: f"{1000 * sum(row.get(stage, 0) for stage in stages) / row['N']:.0f}"


def _ratio(upper: Sequence[str], lower: Sequence[str]) -> Value:
    return lambda row: f"{sum(row.get(name, 0) for name in upper) / max(1e-9, sum(row[name] for name in lower)):.2f}"


ROWS: tuple[tuple[str, Value], ...] = (
    (
        "网页（写页面、生成器）÷ 不带检索的 MkDocs Material",
        _ratio(("pages", "filled", "generator"), ("plain",)),
    ),
    (
        "网页和检索索引 ÷ 带检索的 MkDocs Material",
        _ratio(("pages", "filled", "generator", "search"), ("plain search",)),
    ),
    ("改一份再生成 ÷ 从头生成", _ratio(("changed total",), ("total",))),
    ("没有变化 ÷ 从头生成", _ratio(("none",), ("total",))),
    ("读取和识别，毫秒/份", _each("read")),
    ("核对，毫秒/份", _each("check")),
    ("写数据包（含 frictionless 校验），毫秒/份", _each("package")),
    ("其中 frictionless 单独校验一个包，毫秒", lambda row: f"{1000 * row['frictionless']:.0f}"),
    ("总集，毫秒/份", _each("corpus")),
    ("画图和其他格式，毫秒/份", _each("charts")),
    ("写页面，不经过生成器的，毫秒/份", _each("filled")),
    ("写其余页面，复制，毫秒/份", _each("pages")),
    ("生成器，毫秒/份", _each("generator")),
    ("检索，毫秒/份", _each("search")),
    ("全部，毫秒/份", _each("total")),
    ("改一份：读取和核对，秒", lambda row: f"{row['changed read'] + row['changed check']:.2f}"),
    ("改一份：全部，秒", lambda row: f"{row['changed total']:.1f}"),
    ("没有变化，秒（处理器 / 时钟）", lambda row: f"{row['none']:.2f} / {row['none clock']:.2f}"),
    ("内存最多，MB", lambda row: f"{row['MB']:.0f}"),
    ("数据包 / 网站，MB", lambda row: f"{row['packages MB']:.0f} / {row['site MB']:.0f}"),
    ("网页，个", lambda row: f"{row['pages of a site']:.0f}"),
    (f"检索“{QUERY}”：下载 KB / 秒", lambda row: f"{row['search bytes'] / 1e3:.0f} / {row['search s']:.3f}"),
    ("检索索引，MB", lambda row: f"{row['index MB']:.1f}"),
)


def page(rows: Sequence[Mapping[str, float]]) -> str:
    """The table as a page of the site, the ratios first."""
    machine = (
        f"{platform.machine()}，{os.cpu_count()} 个处理器，{platform.system()}，Python {platform.python_version()}"
    )
    head = ("", *(f"{row['N']:.0f} 份" for row in rows))
    lines = [head, ("---", *("--:" for _ in rows)), *((name, *map(value, rows)) for name, value in ROWS)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return (
        "# 快慢\n\n"
        f"{datetime.date.today():%Y-%m-%d}，{machine}。由 `make bench` 一次运行测得："
        "做出来的文本格式的公开文件，二十份里一份有错；一个进程，时间是处理器时间。机器各不相同，可以比的只有同一次运行里的比值，所以比值在前。"
        "“没有变化”的比值小于 0.01 时显示为 0.00 或 0.01。\n\n"
        f"{table}\n\n"
        "对照的 MkDocs Material 用同样多、同样内容的页面，不加任何修改；它不画图，不写数据包，不做逐数检索。\n"
    )


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure, print the table, and keep it if that is asked for."""
    parser = argparse.ArgumentParser(description="Measure corpora of some sizes.")
    parser.add_argument("numbers", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--page", type=Path, help="keep the table as this page")
    for hidden in ("--full", "--again", "--beside"):
        parser.add_argument(hidden, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    inner = next((name for name in ("full", "again", "beside") if getattr(given, name)), "")
    if inner:
        folder = getattr(given, inner)
        print(json.dumps(beside(folder) if inner == "beside" else measured(folder, inner == "full")))  # noqa: T201
        return
    rows = []
    for number in given.numbers:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            rows.append(one(number, Path(name)))
            print(json.dumps(rows[-1]), file=sys.stderr)  # noqa: T201 - who waits sees what there is
    print(page(rows))  # noqa: T201 - a table on standard output is what it is for
    if given.page:
        given.page.write_text(page(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
