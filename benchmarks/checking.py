"""How many disclosures a second the checks get through: ``make bench`` prints one line for each and one for all.

The packages below ``datapackages`` (or the folder named as an argument) are read from disk first, outside the time.
Times are seconds of the processor, the least of RUNS turns. Caches of the checks stay filled: the first
turn of a process is slower.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from builder.checks import run
from builder.model.disclosure import Disclosure
from builder.packages.read import read

RUNS = 10


def seconds(disclosure: Disclosure) -> float:
    """The least processor seconds of all checks of one disclosure alone."""
    times = []
    for _ in range(RUNS):
        before = time.process_time()
        run(disclosure)
        times.append(time.process_time() - before)
    return min(times)


def main(arguments: Sequence[str]) -> None:
    """Print the milliseconds of each package, and how many a second a core checks."""
    folder = Path(arguments[0] if arguments else "datapackages")
    disclosures = [read(path.parent)[0] for path in sorted(folder.glob("*/*/datapackage.json"))]
    times = {each.identity.disclosure_id: seconds(each) for each in disclosures}
    for name, spent in times.items():
        print(f"{spent * 1000:8.2f} ms  {name}")  # noqa: T201 - a table on standard output is what it is for
    if times:
        print(f"{len(times) / sum(times.values()):8.0f} disclosures checked a second")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
