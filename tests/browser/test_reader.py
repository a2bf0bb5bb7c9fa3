"""What a reader does on the page of a disclosure: by keyboard, by click, on a telephone, on a slow line."""

import gzip
import re

import pytest

from builder.site import addresses, catalogue
from builder.site.tongue import ENGLISH
from tests.browser.conftest import ROOT

MOST = 150_000
"""Bytes, compressed, of a disclosure page with all it needs before charts come into view."""
NARROW = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def records():
    return catalogue.read(ROOT / "datapackages").records


@pytest.fixture(scope="module")
def fullest(records):
    return max(records, key=lambda record: len(record.disclosure.figures))


def test_a_disclosure_is_light_before_its_charts(site, records):
    for record in records:
        for location in (
            addresses.disclosure_page(record.identity),
            ENGLISH.page(addresses.disclosure_page(record.identity)),
        ):
            path = site / location
            html = path.read_text(encoding="utf-8")
            needed = re.findall(r'<(?:link rel="stylesheet"|script) (?:src|href)="([^"?#]+)', html)
            files = [path, *((path.parent / address).resolve() for address in needed)]
            assert len(files) > 4 and not [one for one in files if one.name == "vega.js"]
            assert sum(len(gzip.compress(one.read_bytes(), 6)) for one in files) < MOST, location


def test_charts_are_loaded_when_they_come_into_view(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity), viewport=NARROW)
    page.wait_for_timeout(300)
    loaded = "performance.getEntriesByType('resource').filter(one => /vega|charts\\/.*json/.test(one.name)).length"
    assert page.evaluate(loaded) == 0
    page.locator("figure[data-spec]").first.scroll_into_view_if_needed()
    page.locator("figure[data-chart-state=drawn]").first.wait_for()
    assert page.evaluate(loaded) > 0


def test_every_number_of_a_chart_leads_to_its_account(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    chart = page.locator("figure#chart-basic-project")
    linked = chart.locator("details.mz-twin td.mz-amount a")
    assert (
        linked.count()
        == chart.locator("details.mz-twin td.mz-amount").count() - chart.locator("td.mz-amount:empty").count()
    )
    chart.scroll_into_view_if_needed()
    chart.and_(page.locator("[data-chart-state=drawn]")).wait_for()
    chart.locator(".mz-chart__live .mark-rect path").last.click(force=True)
    page.wait_for_url("**/figures/**")
    account = page.url.partition("#")[2]
    assert account.startswith("expenditure")
    assert page.locator(f"[id='{account}'] mark").count() == 1


def test_classes_open_to_their_items_without_scripts(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity), java_script_enabled=False)
    tree = page.locator("#chart-functions > .mz-tree")
    first = tree.locator("> li > details").first
    assert not first.locator("ul a").first.is_visible()
    first.locator("> summary").click()
    assert first.locator("ul a").first.is_visible()


def test_amounts_are_shown_in_yuan_and_as_printed_again(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    amount, unit = page.locator(".mz-fact .mz-num").first, page.locator(".mz-fact .mz-unit").first
    printed = amount.inner_text()
    page.locator(".mz-units button").last.click()
    assert unit.inner_text() == "元"
    assert int(amount.inner_text().replace(",", "")) == round(float(printed.replace(",", "")) * 10_000)
    page.locator(".mz-units button").first.click()
    assert (amount.inner_text(), unit.inner_text()) == (printed, "万元")


def test_an_explanation_opens_at_its_word(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    word = page.locator(".mz-facts .mz-term").first
    word.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".mz-explain:popover-open")
    opened.wait_for()
    below = opened.bounding_box()["y"] - word.bounding_box()["y"] - word.bounding_box()["height"]
    assert 0 <= below < 20


@pytest.mark.parametrize(("button", "switch"), [("menu", "__drawer"), ("search", "__search")])
def test_menu_and_search_of_a_telephone_open_by_keyboard(reader, button, switch):
    page = reader("index.html", viewport=NARROW)
    page.locator(f"button.mz-header__{button}").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(f"document.getElementById('{switch}').checked")


def test_a_reader_changes_the_language_and_back(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    page.locator(".mz-lang").click()
    page.wait_for_url("**/en/disclosures/**")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator(".mz-lang").click()
    page.wait_for_url(re.compile(r"^(?!.*/en/).*/disclosures/.*"))
