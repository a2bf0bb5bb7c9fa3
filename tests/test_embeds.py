"""Charts alone on a page: one for each chart, the same numbers, no script, and text of documents as text."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from builder.config import Settings
from builder.model.finding import Verdict
from builder.site import addresses, build, catalogue, contents, embeds, render
from builder.site.charts import corpus_charts, disclosure_charts
from builder.site.headline import main
from tests.test_charts import hostile, whole

ROOT = Path(__file__).parent.parent
ADDRESS = "https://example.org/sub"


class Seen(HTMLParser):
    """The elements of a page, and the rows of each table by the chart they stand in ("" outside of one)."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.text, self.rows, self._chart, self._cell = [], "", {}, "", False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag == "figure":
            self._chart = values["id"].removeprefix("chart-")
        if tag == "tr":
            self.rows.setdefault(self._chart, []).append([])
        if tag in ("td", "th") and self.rows:
            self.rows[self._chart][-1].append("")
            self._cell = True

    def handle_endtag(self, tag):
        if tag == "figure":
            self._chart = ""
        if tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data):
        self.text += data
        if self._cell:
            self.rows[self._chart][-1][-1] += data


def site_of(records, settings):
    site = build._site(catalogue.catalogue(records), settings, None)
    drawings = {one.identity.disclosure_id: disclosure_charts(one.disclosure, settings.colours) for one in records}
    compared = corpus_charts([main(one.disclosure) for one in records], settings.colours)
    return replace(site, drawings={**drawings, "": compared})


@pytest.fixture(scope="module", params=["", ADDRESS])
def site(request):
    return site_of(catalogue.read(ROOT / "datapackages").records, Settings(site_url=request.param))


@pytest.fixture(scope="module")
def made(site):
    return {location: (html, Seen(html)) for location, html in embeds.pages(site)}


def on_pages(site):
    """The page of each disclosure, as HTML, by disclosure_id."""
    found = {page.location: page for page in build._pages(site)}
    for record in site.catalogue.records:
        page = found[addresses.disclosure_page(record.identity)]
        yield record, render.environment(page.tongue).get_template(page.template).render(contents.values(page, site))


def test_every_chart_has_its_page_with_the_numbers_of_the_disclosure_page(site, made):
    expected = set()
    for record, html in on_pages(site):
        rows = Seen(html).rows
        for drawing in site.drawings[record.identity.disclosure_id]:
            location = addresses.chart_page(record.identity, drawing.name)
            expected.add(location)
            page = made[location][1]
            assert page.rows[""] == rows[drawing.name]
            assert [tuple(row) for row in page.rows[""][1:]] == [
                tuple(render.visible(cell) for cell in row) for row in drawing.rows
            ]
            assert "svg" in [tag for tag, _ in page.elements]
            assert f"{'../' * 3}{addresses.disclosure_page(record.identity)}#chart-{drawing.name}" in made[location][0]
    apart = {addresses.chart_page(None, drawing.name) for drawing in site.drawings[""]}
    assert set(made) == expected | apart
    assert len(expected) > len(site.catalogue.records)


def test_the_charts_of_all_have_their_pages_and_the_comparison_links_them(site, made):
    (page,) = [page for page in build._pages(site) if page.location == addresses.COMPARE]
    html = render.environment(page.tongue).get_template(page.template).render(contents.values(page, site))
    seen = Seen(html)
    assert len(site.drawings[""]) == 3
    for drawing in site.drawings[""]:
        location = addresses.chart_page(None, drawing.name)
        assert made[location][1].rows[""] == seen.rows[drawing.name]
        assert f"../{addresses.COMPARE}#chart-{drawing.name}" in made[location][0]
        assert location in [a.get("href") for _, a in seen.elements]
        assert (f'<iframe src="{ADDRESS}/{location}"' in seen.text) == bool(site.settings.site_url)


def test_a_page_runs_nothing_loads_nothing_and_allows_its_own_style_only(made):
    for location, (html, page) in made.items():
        tags = [tag for tag, _ in page.elements]
        assert not {"script", "iframe", "img", "object", "embed", "form"} & set(tags), location
        assert ("html", {"lang": "zh-CN"}) in page.elements
        policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
        style = re.search("<style>(.*?)</style>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        assert "prefers-color-scheme" in style
        assert "url(" not in style
        assert not [tag for tag, attributes in page.elements if "style" in attributes], location
        assert ("meta", {"name": "robots", "content": "noindex"}) in page.elements


def test_the_page_of_a_disclosure_links_each_and_gives_the_code_if_the_site_knows_its_address(site, made):
    for record, html in on_pages(site):
        page = Seen(html)
        links = [a.get("href") for _, a in page.elements]
        drawings = site.drawings[record.identity.disclosure_id]
        for drawing in drawings:
            location = addresses.chart_page(record.identity, drawing.name)
            assert f"../../{location}" in links
            assert (f'<iframe src="{ADDRESS}/{location}"' in page.text) == bool(site.settings.site_url)
        assert page.text.count("<iframe") == (len(drawings) if site.settings.site_url else 0)


def test_text_of_a_document_stays_text():
    settings = Settings(site_url=ADDRESS, title="<i>x</i>")
    plain, evil = (site_of([catalogue.Record(one, Verdict())], settings) for one in (whole(), hostile()))
    known = {tag for _, html in embeds.pages(plain) for tag, _ in Seen(html).elements} | {"g", "path", "text", "defs"}
    pages = [html for _, html in embeds.pages(evil)]
    assert pages
    for html in pages:
        page = Seen(html)
        assert {tag for tag, _ in page.elements} <= known | {"clippath", "rect", "lineargradient", "stop", "line"}
        assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
        assert "<i>x</i>" in page.text
    record = evil.catalogue.records[0]
    for drawing in evil.drawings[record.identity.disclosure_id]:
        code = Seen(embeds.iframe(settings, record.identity, drawing))
        assert [tag for tag, _ in code.elements] == ["iframe"]
        assert set(code.elements[0][1]) == {"src", "title", "width", "height", "loading", "style"}
