"""How many disclosures a second the checks get through: ``make bench`` prints one line for each, and the rules.

The packages below ``datapackages`` (or the folders named as arguments) are measured and, if MINGZHANG_DISCLOSURES names
a folder, the documents in it, read once and checked as a build would. Times are seconds of the processor, the least of
RUNS turns.

In ``check`` is all that ``builder.checks.run`` does for a document that is seen for the first time: book, equations,
every rule, findings and ledger. Nothing that an earlier turn made is kept: before each the caches that hold texts
(those with a ``maxsize``) are emptied. What the program reads of itself stays: rules, tables, identities, patterns.
``again`` is the same with these caches left filled, as they are for the names that all documents have in common; the
truth of a long build lies between the two. In neither is reading a package from disk, which is no check and stands in
``read``, nor the comparison with other years and units. On a machine that has other work to do every turn is
interrupted and finds the processor's caches emptied: whole documents may take twice the time that they take on an idle
one. ``calls`` counts the functions that ``check`` calls, Python's own included, which no other work disturbs. The
rules, at the end, are measured with filled caches.

The name of every row (``key``) is no part of the checks: a disclosure gives it when it is made, to tell rows apart.
"""

import gc
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Context, localcontext
from pathlib import Path
from typing import Any

from benchmarks.caches import text_caches
from builder import content, pipeline
from builder.checks import each_rule, run
from builder.checks._case import case
from builder.model.disclosure import Disclosure
from builder.model.outcome import Unread
from builder.packages.read import read

RUNS = 10
SHOWN = 20
"""So many rules are shown, the slowest first."""
Loaded = tuple[str, Disclosure, float]
"""Where a disclosure is from, the disclosure, and the seconds of reading its package (0 for a document)."""


def seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The least processor seconds that something takes."""
    times = []
    for _ in range(runs):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


def first_sight(disclosure: Disclosure, caches: Sequence[Any]) -> float:
    """The least processor seconds that the checks of a document take when it is seen for the first time."""
    times = []
    for _ in range(RUNS):
        for each in caches:
            each.cache_clear()
        times.append(seconds(lambda: run(disclosure), 1))
    return min(times)


def calls(disclosure: Disclosure, caches: Sequence[Any]) -> int:
    """How many functions the checks of a document call that is seen for the first time."""
    events: Counter[str] = Counter()
    for each in caches:
        each.cache_clear()
    sys.setprofile(lambda _frame, event, _argument: events.update((event,)))
    try:
        run(disclosure)
    finally:
        sys.setprofile(None)
    return events["call"] + events["c_call"]


def packages(folder: Path) -> Iterator[Loaded]:
    """The disclosures of the packages below a folder."""
    for path in sorted(folder.glob("*/*/datapackage.json")):
        disclosure = read(path.parent)[0]
        yield folder.name, disclosure, seconds(lambda path=path: read(path.parent), 3)  # type: ignore[misc]


def documents(folder: Path) -> Iterator[Loaded]:
    """The disclosures in the files below a folder; what is none is left out."""
    for source in content.find(folder).found:
        checked = pipeline.trapped(source, pipeline.check)
        if not isinstance(checked, Unread):
            yield source.relative.split("/")[0], checked.disclosure, 0.0


def rules(disclosures: Sequence[Disclosure]) -> Counter[str]:
    """The milliseconds of every rule, and of what all of them need, for one disclosure on average."""
    spent: Counter[str] = Counter()
    gc.disable()  # as while a document is checked
    with localcontext(Context(prec=64)):
        for disclosure in disclosures:
            spent["(case)"] += seconds(lambda disclosure=disclosure: case(disclosure), 5)  # type: ignore[misc]
            books = case(disclosure)
            for code, check in each_rule():
                spent[code] += seconds(lambda check=check, books=books: list(check(books)), 5)  # type: ignore[misc]
    gc.enable()
    return Counter({code: time_ * 1000 / len(disclosures) for code, time_ in spent.items()})


def main(arguments: Sequence[str]) -> None:
    """Print the milliseconds of each disclosure and rule, and how many disclosures a second a core checks."""
    loaded = [one for folder in arguments or ["datapackages"] for one in packages(Path(folder))]
    if os.environ.get("MINGZHANG_DISCLOSURES"):
        loaded += documents(Path(os.environ["MINGZHANG_DISCLOSURES"]))
    caches = text_caches()
    groups: dict[str, list[tuple[float, float]]] = {}
    _say("   check   again   calls      read")
    for group, disclosure, reading in loaded:
        spent = first_sight(disclosure, caches)
        again = seconds(lambda disclosure=disclosure: run(disclosure))  # type: ignore[misc]
        groups.setdefault(group, []).append((spent, again))
        times = f"{spent * 1000:8.2f}{again * 1000:8.2f}{calls(disclosure, caches):8}{reading * 1000:10.2f}"
        _say(f"{times} ms  {group}  {disclosure.identity.disclosure_id}")
    for group, pairs in groups.items():
        first, second = (len(pairs) / sum(each) for each in zip(*pairs, strict=True))
        _say(f"{first:8.0f}{second:8.0f} disclosures checked a second: {group}")
    for code, spent in rules([one for _, one, _ in loaded]).most_common(SHOWN) if loaded else ():
        _say(f"{spent:8.3f} ms  {code}")


def _say(line: str) -> None:
    print(line)  # noqa: T201 - a table on standard output is what it is for


if __name__ == "__main__":
    main(sys.argv[1:])
