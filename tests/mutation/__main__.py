"""Change the arithmetic, one slip at a time, and see whether a test fails.

    python -m tests.mutation [--jobs N] [MODULE ...]

MODULE is a part of a path in MODULES; all of them without one. A mutant that no test notices must stand, with the
reason, in tests/mutation/survivors.csv. Exit code 1 if one does not, if a reason is no longer needed, or if fewer than
nine of ten are noticed in a module.
"""

import argparse
import sys

from tests.mutation.running import MODULES, explained, run

LEAST = 0.9


def main() -> int:
    """Run the mutants that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    asked = parser.parse_args()
    chosen = [path for path in MODULES if not asked.modules or any(part in path for part in asked.modules)]
    return max([_report(path, asked.jobs) for path in chosen], default=2)


def _report(path: str, jobs: int) -> int:
    results = run(path, jobs)
    survivors = [name for name, killed in results.items() if not killed]
    told = {name for module, name in explained() if module == path}
    share = 1 - len(survivors) / len(results)
    sys.stdout.write(f"{path}: {len(results) - len(survivors)} of {len(results)} noticed, {share:.1%}\n")
    wrong = 0
    for name in survivors:
        sys.stdout.write(f"  {'explained' if name in told else 'NOT NOTICED'}: {name}\n")
        wrong += name not in told
    for name in sorted(told.difference(survivors)):
        sys.stdout.write(f"  NO LONGER NEEDED: {name}\n")
        wrong += 1
    return int(bool(wrong) or share < LEAST)


if __name__ == "__main__":
    sys.exit(main())
