"""Search at several sizes: ``python -m benchmarks.searching 5 500 5000`` prints one line for each.

Below it stand the queries whose right place was not the first result. The disclosures are made by the generator of the
tests, read from their text, recognised and checked; with ``--wordy`` each has as much text as the documents of the
corpus, which is fourteen times what the generator writes. Needs the built site (``make site``) and chromium: the
queries are typed into its search box, each in a browser that has loaded nothing of the index yet. Seconds of making the
index are the processor's; its memory is what the process needed beyond what it had with all disclosures read. Seconds
of queries are from the key to the result, on this machine.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, sync_playwright

from builder.site import catalogue
from builder.site.catalogue import Catalogue
from tests import scale
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.typed import Answer, ask, overlaid

ROOT = Path(__file__).parent.parent
EACH = 8
COLUMNS = ("disclosures", "pages", "made in s", "memory MB", "on disk MB", "files", "queries", "first", "in three")
MORE = ("loaded KB (median, most)", "seconds (median, 95 %)")


def measure(count: int, wordy: bool, browser: Browser) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = _found(count, wordy, folder)
        before, start = _memory(), time.process_time()
        scale.write(found, folder / "index")
        spent, memory = time.process_time() - start, _memory() - before
        files = [path for path in (folder / "index").rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        pages = len(scale.pages(found))
        made = f"{count:,} | {pages:,} | {spent:.1f} | {memory:.0f} | {size:.1f} | {len(files):,}"
        with overlaid(ROOT / "site", folder / "index") as (address, sent):
            queries = scale.queries(found, EACH)
            answers = [(query, ask(browser, address, sent, query.typed)) for query in queries]
    return "\n".join((f"| {made} | {_answered(answers)} |", *_missed(answers)))


def _found(count: int, wordy: bool, folder: Path) -> Catalogue:
    records = list(scale.records(count, folder))
    if wordy:
        records = scale.wordy(records, list(catalogue.read(ROOT / "datapackages").records))
    return catalogue.catalogue(records)


def _answered(answers: list[tuple[scale.Query, Answer]]) -> str:
    ranks = [answer.rank(query.first) for query, answer in answers]
    first, three = ranks.count(1), sum(rank > 0 for rank in ranks)
    sizes = [answer.size / 1000 for _, answer in answers]
    times = [answer.seconds or 10 for _, answer in answers]
    loaded = f"{median(sizes):.0f}, {max(sizes):.0f}"
    return f"{len(ranks)} | {first} | {three} | {loaded} | {median(times):.2f}, {quantiles(times, n=20)[-1]:.2f}"


def _missed(answers: list[tuple[scale.Query, Answer]]) -> Iterator[str]:
    """A line for each query whose right place was not the first result: what was, and where it should lead."""
    for query, answer in answers:
        if (rank := answer.rank(query.first)) != 1:
            shown = " | ".join(links[-1] for links in answer.results)
            yield f"  {query.kind} “{query.typed}”: {rank or 'not in three'}, wanted {query.first}, shown {shown}"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure search at several sizes.")
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--wordy", action="store_true", help="as much text as real documents have")
    given = parser.parse_args()
    columns = (*COLUMNS, *MORE)
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")  # noqa: T201
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for count in given.counts:
            print(measure(count, given.wordy, browser), flush=True)  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main()
