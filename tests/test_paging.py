"""Long lists in parts: everything is on one of them, every part leads to the others, and short lists are one page."""

import re
from dataclasses import replace

import pytest

from builder.config import Settings
from builder.model.finding import Verdict
from builder.site import addresses, build, catalogue, contents, generator, paging, shells
from builder.site.pages import entity, findings, subjects
from tests.test_site import made, quiet, verdict

MANY = 230


def test_parts_hold_everything_once_and_in_order():
    found = paging.parts("a/index.html", range(23), 10)
    assert [list(part.items) for part in found] == [[*range(10)], [*range(10, 20)], [20, 21, 22]]
    assert [part.location for part in found] == ["a/index.html", "lists/a-2.html", "lists/a-3.html"]
    assert [part.whole for part in found] == [23] * 3


def test_a_short_list_is_one_part_and_an_empty_one_too():
    assert [list(part.items) for part in paging.parts("a.html", [1, 2], 2)] == [[1, 2]]
    assert [list(part.items) for part in paging.parts("a.html", [], 2)] == [[]]


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, 3, 0, 50]),
        (3, [1, 2, 3, 4, 5, 0, 50]),
        (25, [1, 0, 23, 24, 25, 26, 27, 0, 50]),
        (50, [1, 0, 48, 49, 50]),
    ],
)
def test_a_part_leads_to_its_neighbours_and_to_both_ends(number, numbers):
    part = paging.parts("a.html", range(500), 10)[number - 1]
    assert [one for one, _ in part.shown] == numbers


@pytest.fixture(scope="module")
def site():
    """A site of many entities, each with a disclosure and its findings."""
    records = [catalogue.Record(one, verdict(one)) for one in (made(f"e{number:03}") for number in range(MANY))]
    return build._site(catalogue.catalogue(records), Settings(site_url="https://example.org/a/"), None)


def rendered(site, module):
    return {page.location: (page, contents.content(page, site).html) for page in module.pages(site)}


@pytest.mark.parametrize("tongue", ["", "en/"])
def test_every_entity_is_on_one_part_of_the_list(site, tongue):
    pages = rendered(site, entity)
    parts = [f"{tongue}{addresses.ENTITIES}", f"{tongue}lists/entities-2.html", f"{tongue}lists/entities-3.html"]
    listed = [
        name for location in parts for name in re.findall(r'<h2[^>]*><a href="[^"]*?(e\d{3})\.html', pages[location][1])
    ]
    assert listed == [f"e{number:03}" for number in range(MANY)]
    assert [page.location for page, _ in pages.values() if page.section] == [
        addresses.ENTITIES,
        f"en/{addresses.ENTITIES}",
    ]
    for location in parts:
        targets = set(re.findall(r'<nav class="mz-parts".*?</nav>', pages[location][1], re.DOTALL)[0].split('"'))
        url = addresses.relative(location)
        assert {url(other) for other in parts} <= targets


def test_every_finding_is_on_one_part_of_each_index(site):
    pages = rendered(site, findings)
    whole = sum(len(record.causes) for record in site.catalogue.records)
    assert whole > findings.LISTED
    for location in (addresses.FINDINGS, addresses.FINDINGS_BY_RULE, addresses.FINDINGS_BY_ENTITY):
        name = location.removesuffix(".html")
        own = re.compile(f"({name}|lists/{name}-[0-9]+).html")
        parts = [html for place, (_, html) in pages.items() if own.fullmatch(place)]
        assert len(parts) == -(-whole // findings.LISTED)
        assert sum(html.count('<li class="mz-cause ') for html in parts) == whole
        assert all(html.count('<li class="mz-cause ') <= findings.LISTED for html in parts)


def test_the_index_of_codes_does_not_list_many_entities(site):
    index = next(page for page in subjects.pages(site) if page.location == addresses.SUBJECTS)
    html = contents.content(index, site).html
    assert f"全部 {MANY} 个单位" in html
    assert "e001.html" not in html


def test_a_list_of_few_says_nothing_of_parts():
    few = build._site(catalogue.catalogue([catalogue.Record(made(), Verdict())]), Settings(), None)
    for module in (entity, findings):
        for location, (page, html) in rendered(few, module).items():
            assert "mz-parts" not in html, location
            assert page.section


def test_a_large_map_of_the_site_is_several(site, tmp_path, monkeypatch):
    monkeypatch.setattr(generator, "MOST_ADDRESSES", 40)
    small = replace(site, catalogue=catalogue.catalogue(site.catalogue.records[:3]))
    pages = tuple(build._own_pages(small))
    build._write_pages(tmp_path, [page for page in pages if not build._is_apart(page)], small, quiet)
    out = generator.run(tmp_path, generator.configuration(small.settings, pages, tmp_path / "theme"))
    apart = [page.location for page in pages if build._is_apart(page)]
    generator.list_pages(out, apart, shells.NAME)
    maps = re.findall(r"<sitemap><loc>https://example.org/a/(.*?)</loc></sitemap>", (out / "sitemap.xml").read_text())
    texts = [(out / name).read_text(encoding="utf-8") for name in maps]
    assert len(maps) > 1
    assert all(0 < text.count("<loc>") <= 40 for text in texts)
    named = [place for text in texts for place in re.findall(r"<loc>https://example.org/a/(.*?)</loc>", text)]
    assert len(named) == len(set(named))
    assert set(named) == {page.location for page in pages}
    assert "<sitemapindex " in (out / "sitemap.xml").read_text()
