"""Search as a reader uses it: typed into the box of the built site."""

import csv
import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.config import load
from builder.model.amount import parse_amount
from builder.model.disclosure import Disclosure, Figure, Identity, Passage, Table
from builder.model.document import Source
from builder.model.finding import Verdict
from builder.model.location import Location
from builder.packages.write import write
from builder.site.build import build
from builder.site.search_text import normalise
from tests.browser.conftest import serving
from tests.search_twin import Twin, holds

MOST_PAGES = 24
"""So many pages are listed, as in search-worker.js; the last result says how many more there may be."""
QUERIES = {
    "劳模津贴": "disclosures/",
    "住房公积金": "codes/2210201.html",
    "2012901": "codes/2012901.html",
    "351.42": "disclosures/liuzhoushi-liujiangqu-zonggonghui/2022-final.html#",
    "新洲区": "entities/wuhanshi-xinzhouqu-zonggonghui.html",
    "柳州市总工会": "entities/liuzhoushi-zonggonghui.html",
    "SUM001": "rules/SUM001.html",
    "三公经费": "glossary.html#term-three_public",
    "2022 汉阳": "disclosures/wuhanshi-hanyangqu-zonggonghui/2022-final.html",
    "公积金 柳江": "disclosures/liuzhoushi-liujiangqu-zonggonghui/2022-final.html#",
}


def type_query(page, query):
    """Type into the search box; the results as (address of the best link, text) per page."""
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text(query)
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    return page.locator(".md-search-result__item").all()


def place(address):
    parts = urlsplit(address)
    return unquote(parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else ""))


def told_of_more(page):
    """How many more pages the last result says there may be; results come into the list as one scrolls."""
    for _ in range(20):
        for place in ("0", "list.scrollHeight"):
            page.locator(".md-search__scrollwrap").evaluate(f"list => list.scrollTo(0, {place})")
            page.wait_for_timeout(50)
        rest = re.search(r"还有约 (\d+) 页没有列出", page.locator(".md-search-result__list").text_content())
        if rest:
            return int(rest[1])
    return 0


@pytest.mark.parametrize("query", QUERIES)
def test_the_first_result_is_the_right_one(reader, query):
    page = reader("index.html")
    type_query(page, query)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("index.html"))
    assert place(page.url).startswith(QUERIES[query])
    anchor = urlsplit(page.url).fragment
    assert not anchor or page.locator(f"[id='{unquote(anchor)}']").is_visible()


@pytest.mark.parametrize("query", QUERIES)
def test_all_results_hold_what_was_typed_and_none_is_missing(reader, site, query):
    page = reader("about.html")
    found = {place(item.locator("a").first.get_attribute("href")).split("#")[0] for item in type_query(page, query)}
    for location in found:
        text = re.sub(r"<[^>]+>", "", (site / location).read_text(encoding="utf-8"))
        assert all(holds(normalise(unescape(text)), word) for word in Twin(site).words(query)), location
    truth = set(Twin(site).find(query))
    assert found <= truth
    shown = min(len(truth), MOST_PAGES)
    assert page.locator(".md-search-result__meta").inner_text() == f"{shown} 个符合条件的结果" or len(truth) == 1
    if len(truth) > shown:
        assert told_of_more(page) >= len(truth) - shown


def best_places(page, query):
    """The first three results of a query, each with its page and its best place on that page."""
    page.locator("[data-md-component=search-query]").fill("没有的词")
    page.get_by_text("没有找到符合条件的结果").wait_for(timeout=10_000)
    page.locator("[data-md-component=search-query]").fill(query)
    page.locator(".md-search-result__item").first.wait_for(timeout=10_000)
    results = []
    for item in page.locator(".md-search-result__item").all()[:3]:
        links = [place(link.get_attribute("href")) for link in item.locator("a").all()]
        results.append({*links[:1], *[link for link in links if "#" in link][:1]})
    return results


def test_a_hundred_queries_lead_where_they_should(reader):
    with (Path(__file__).parent / "queries.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["query"]: row["first"] for row in csv.DictReader(file)}
    assert len(wanted) >= 100
    page = reader("about.html")
    page.locator("[data-md-component=search-query]").click()
    found = {query: best_places(page, query) for query in wanted}
    missed = [query for query, first in wanted.items() if first not in found[query][0]]
    assert len(missed) <= len(wanted) * 0.05, missed
    assert not [query for query, first in wanted.items() if not any(first in places for places in found[query])]


def test_says_what_a_result_is_and_marks_the_word(reader):
    page = reader("index.html")
    first = type_query(page, "351.42")[0]
    assert first.locator("h1").inner_text() == "柳州市柳江区总工会 2022 年决算"
    assert first.locator(".md-tag").all_inner_texts()[:2] == ["公开文件", "金额"]
    assert first.locator("mark").first.inner_text() == "351.42"


def test_keys_lead_through_the_results(reader):
    page = reader("index.html")
    type_query(page, "新洲区")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "md-search-result__link" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_checked()


def test_what_is_not_there_is_not_found(reader):
    page = reader("index.html")
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.insert_text("没有的词")
    page.keyboard.press("End")
    page.get_by_text("没有找到符合条件的结果").wait_for(timeout=10_000)


def test_from_a_page_in_a_folder(reader):
    page = reader("disclosures/wuhanshi-xinzhouqu-zonggonghui/2023-final.html")
    type_query(page, "2012901")
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/2012901.html")


HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    where = Location(line=1)
    made = Disclosure(
        Identity("mou", f"某单位{HOSTILE}", 2023, "final", HOSTILE, HOSTILE),
        Source("a.txt", "text", "0" * 64, 1),
        tables=(Table("expenditure", "公开03表", HOSTILE, "万元", where, "figures", ("total",), HOSTILE),),
        figures=(
            Figure(
                "expenditure", "", "", "", "", "201", HOSTILE, "total", parse_amount("1.00", "万元"), where, "position"
            ),
        ),
        passages=(Passage(HOSTILE, f"支出{HOSTILE}", where),),
    )
    write(made, Verdict(), folder / "packages" / made.identity.package, load(None))
    build(folder / "packages", folder / "site", load(None), None, lambda *_: None)
    return folder / "site"


def test_document_text_is_never_markup_in_results(chromium, hostile_site):
    with serving(hostile_site) as address, chromium.new_context() as context:
        page, seen = context.new_page(), []
        page.on("dialog", lambda dialog: seen.append(dialog.message))
        page.on("console", lambda message: seen.append(message.text))
        page.goto(address)
        for query in ("img", "onerror=alert(1)", HOSTILE, "某单位", "201"):
            results = type_query(page, query)
            assert HOSTILE in page.locator(".md-search-result__list").inner_text()
            assert results and not page.locator(".md-search-result__list img").count()
            page.locator("[data-md-component=search-query]").fill("")
        assert not seen


def test_every_place_in_the_index_exists(site):
    twin, missing = Twin(site), []
    for number in range(twin.manifest["pages"]):
        location, rows = twin.entries(number)
        anchors = set(re.findall(r'\bid="([^"]*)"', (site / location).read_text(encoding="utf-8")))
        missing += [f"{location}#{row[1]}" for row in rows if row[1] not in {"", "top"} | anchors]
    assert not missing


def test_the_search_index_of_the_generator_is_empty(site):
    assert json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"] == []
