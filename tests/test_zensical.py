"""Zensical, which the makers of the theme name as its successor, builds the same tree as MkDocs does.

The tree is the one that is given to MkDocs: the pages, mkdocs.yml as it is and all overrides of the theme (custom_dir
with main.html, 404.html, sitemap.xml and the partials); no hook and no plugin but search stands in it. What
``builder.site.build`` adds to a finished site (charts, search index, downloads) needs no generator.
"""

import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
import yaml

from builder.config import Settings
from builder.model.finding import Verdict
from builder.site import addresses, build, catalogue, generator, render
from tests.test_site import DATA_BLOCKS, HOSTILE, LINES, Page, hostile, hostile_verdict, made, quiet, verdict

pytest.importorskip("zensical")

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ROOT = Path(__file__).parent.parent
RECORDS = (
    catalogue.Record(made(), verdict(made())),
    catalogue.Record(made("other", 2022, "budget"), Verdict()),
    catalogue.Record(hostile(), hostile_verdict()),
)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The folder in which Zensical was run."""
    work, content = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("content")
    shutil.copytree(ROOT / "content" / "pages", content / "pages")
    (content / "disclosures").mkdir()
    (content / "disclosures" / "mou.txt").write_text(LINES, encoding="utf-8", newline="")
    settings = Settings(site_url="https://example.org/sub/")
    site = build._site(catalogue.catalogue(RECORDS), settings, content)
    pages = tuple(build._pages(site))
    build._write_pages(work, pages, site, quiet)
    config = generator.configuration(settings, pages, work / "theme")
    (work / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return work


@pytest.fixture(scope="module")
def parsed(work):
    site = work / "site"
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def test_every_page_is_made(work, parsed):
    sources = {path.relative_to(work / "pages").with_suffix(".html").as_posix() for path in work.rglob("pages/**/*.md")}
    assert {addresses.HOME, "disclosures/mou/2023-final.html", "sources/mou/2023-final.html"} <= sources
    assert set(parsed) == sources | {"404.html"}


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.identity.package)
def test_every_figure_is_on_its_page_with_its_id(parsed, record):
    cells = parsed[addresses.disclosure_page(record.identity)].cells
    assert record.disclosure.figures
    for one in record.disclosure.figures:
        assert cells[addresses.figure_anchor(one)].rstrip("◇") == one.amount.printed


def test_hostile_text_is_text(parsed):
    page = parsed[addresses.disclosure_page(hostile().identity)]
    shown = " ".join(page.text.split())
    for text in HOSTILE:
        assert " ".join(render.visible(text).split()) in shown
    assert [tag for tag, _ in page.elements].count("h1") == 1
    assert "hostile" not in page.ids
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_the_frame_is_ours(parsed):
    for location, page in parsed.items():
        policies = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, location
        assert "script-src 'self';" in policies[0]
        assert [a.get("class") for tag, a in page.elements if tag == "footer"] == ["mz-footer"], location
        tabs = [a.get("aria-current") for _, a in page.elements if a.get("class") == "mz-nav__link"]
        assert len(tabs) == (7 if location.startswith("en/") else 6), location  # there each page has its own
    current = [a["href"] for _, a in parsed["method.html"].elements if a.get("aria-current") == "page"]
    assert [urlsplit(address).path.removeprefix("./") for address in current] == ["method.html"]


def test_nothing_is_loaded_from_elsewhere(work, parsed):
    for location, page in parsed.items():
        for tag, attributes in page.elements:
            loaded = [attributes.get(name) for name in ("src", "srcset", "data", "poster", "action")]
            loaded += (
                [attributes.get("href")]
                if tag == "link" and attributes.get("rel") not in ("canonical", "alternate")
                else []
            )
            assert not [address for address in loaded if address and urlsplit(address).netloc], (location, tag)
            if tag == "script":
                assert attributes.get("src") or attributes.get("type") in DATA_BLOCKS, location
    sheets = list((work / "site").rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", sheet.read_text(encoding="utf-8")), sheet


def test_every_link_between_pages_leads_to_its_target(parsed):
    links = 0
    for location, page in parsed.items():
        for _, attributes in page.elements:
            address = urlsplit(attributes.get("href") or "")
            if location == "404.html" or address.netloc or not address.path.endswith(".html"):
                continue
            target = parsed[posixpath.normpath(posixpath.join(posixpath.dirname(location), unquote(address.path)))]
            links += 1
            if address.fragment and not address.fragment.startswith("__"):
                assert unquote(address.fragment) in target.ids, (location, attributes["href"])
    assert links > len(parsed)


def test_the_site_map_names_every_page(work, parsed):
    named = [place.text for place in ElementTree.parse(work / "site" / "sitemap.xml").iter(f"{{{SITEMAP}}}loc")]
    paths = {unquote(address.removeprefix("https://example.org/sub/")) or addresses.HOME for address in named}
    assert paths == set(parsed) - {"404.html"}
