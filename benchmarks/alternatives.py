"""What one would otherwise do, on the same input: plain MkDocs Material, frictionless alone, pdfplumber; and a search.

All of it in processor seconds.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import frictionless
import pdfplumber
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from builder import steps
from builder.content import Found
from tests.maker.corpus import make_corpus
from tests.search_twin import Twin

SAMPLE = 20
"""How many packages frictionless validates alone, and how many PDFs pdfplumber reads."""
QUERY = "公务接待费"


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


def reading(folder: Path) -> tuple[float, float]:
    """The processor seconds for a PDF: pdfplumber's text and tables of all pages, and reading and recognising here."""
    make_corpus(folder, SAMPLE, seed=2, faults=0, formats=("pdf",))
    files = sorted(folder.glob("content/disclosures/*/*/source.pdf"))[: SAMPLE + 1]
    both = [(_spent(lambda path=path: _plumbed(path)), _spent(lambda path=path: _read(path))) for path in files][1:]
    theirs, ours = (sum(each) / len(both) for each in zip(*both, strict=True))
    return theirs, ours


def _plumbed(path: Path) -> None:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()


def _read(path: Path) -> None:
    steps.recognised(Found(path, path.name))


def _spent(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
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


def size(folder: Path) -> float:
    """How many MB the files in a folder have."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def beside(folder: Path) -> dict[str, float]:
    """What one would otherwise do, on the same input."""
    bytes_, seconds = searching(folder / "out" / "site")
    without = plain(folder / "plain", searched=False)
    found = {"plain": without, "plain search": plain(folder / "plain", searched=True)}
    found["frictionless"] = validation(folder / "out" / "datapackages")
    found["pdfplumber"], found["pdf"] = reading(folder / "pdf")
    return {**found, "search bytes": float(bytes_), "search s": seconds, "index MB": size(folder / "out/site/search")}
