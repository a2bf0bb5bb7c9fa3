"""Lighthouse on the site: front page, a disclosure and the explorer, on its mobile profile, from this machine.

``python -m benchmarks.lighthouse [PAGE...]`` after ``npm install --prefix .lighthouse lighthouse``; exit code 1 if a
score is below its bound.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.serving import serving

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / ".lighthouse" / "node_modules" / ".bin" / "lighthouse"
BOUNDS = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
_SHOWN = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "total-byte-weight")


def main(pages: list[str]) -> int:
    """Measure and print; the number of scores below their bounds."""
    site, below = ROOT / "site", 0
    with serving(site) as address:
        for page in pages or default_pages(site):
            report = measured(address + page)
            scores = {name: round(100 * report["categories"][name]["score"]) for name in BOUNDS}
            facts = [report["audits"][name].get("displayValue", "") for name in _SHOWN]
            told = (page, *(f"{name} {score}" for name, score in scores.items()), *facts)
            sys.stdout.write(" · ".join(told) + "\n")
            for name in (name for name, score in scores.items() if score < BOUNDS[name]):
                below += 1
                sys.stdout.write(f"  {name} < {BOUNDS[name]}: {', '.join(faults(report, name))}\n")
    return below


def default_pages(site: Path) -> list[str]:
    """The front page, the largest page of a disclosure, and the explorer."""
    largest = max((site / "disclosures").rglob("*.html"), key=lambda path: path.stat().st_size)
    return ["index.html", largest.relative_to(site).as_posix(), "explore.html"]


def measured(address: str) -> dict:
    """The report of one page."""
    command = [str(PROGRAM), address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    environment = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def faults(report: dict, category: str) -> list[str]:
    """The audits that cost a category its score."""
    audits = (report["audits"][one["id"]] for one in report["categories"][category]["auditRefs"] if one["weight"])
    return [f"{audit['id']} {audit['score']}" for audit in audits if audit["score"] not in (None, 1)]


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
