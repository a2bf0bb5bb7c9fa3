"""Pictures of every kind of page, wide and narrow, light and dark: ``python -m benchmarks.screenshots [FOLDER]``."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.serving import serving

ROOT = Path(__file__).parent.parent
WIDTHS = {"wide": 1280, "narrow": 360}
SCHEMES = ("light", "dark")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_TALLEST = 6000
"""Pixels; what a page has below is left out."""


def main(folder: Path) -> int:
    """Write the pictures, and say where; how many there are."""
    site, count = ROOT / "site", 0
    folder.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        for name, width in WIDTHS.items():
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for kind, location in kinds(site).items():
                    page.goto(address + location)
                    page.wait_for_timeout(300)
                    height = min(_TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                    clip = {"x": 0, "y": 0, "width": width, "height": height}
                    page.screenshot(path=folder / f"{kind}-{name}-{scheme}.png", full_page=True, clip=clip)
                    count += 1
                page.close()
        browser.close()
    sys.stdout.write(f"{count} pictures in {folder}\n")
    return count


def kinds(site: Path) -> dict[str, str]:
    """The largest page of each kind: of each folder, and every page that stands alone."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html"), key=lambda path: path.stat().st_size):
        location = path.relative_to(site).as_posix()
        folder, _, rest = location.removeprefix("en/").rpartition("/")
        language = "en-" if location.startswith("en/") else ""
        found[language + (folder.split("/")[0] if folder else rest.removesuffix(".html"))] = location
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "screenshots")
