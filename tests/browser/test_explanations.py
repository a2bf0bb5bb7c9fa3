"""Words of the tables explained where they stand: by mouse, finger or key, with and without scripts."""

import pytest

from builder.site import addresses, catalogue
from tests.browser.conftest import ROOT


@pytest.fixture(scope="module")
def fullest():
    records = catalogue.read(ROOT / "datapackages").records
    return max(records, key=lambda record: len(record.disclosure.figures))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("place", [".mz-fact dt", "th"])
def test_a_key_opens_the_explanation_and_escape_closes_it(reader, fullest, scripts, place):
    page = reader(addresses.disclosure_page(fullest.identity), java_script_enabled=scripts)
    button = page.locator(f"{place} button.mz-term", has_text="基本支出").first
    button.focus()
    page.keyboard.press("Enter")
    note = page.locator("#explain-basic")
    assert note.is_visible()
    assert note.locator("[lang=en]").last.inner_text()
    assert note.locator("a").get_attribute("href").endswith("glossary.html#term-basic")
    page.keyboard.press("Escape")
    assert not note.is_visible()


def test_every_button_has_its_explanation(reader, fullest):
    page = reader(addresses.disclosure_page(fullest.identity))
    targets = page.locator("button.mz-term").evaluate_all("all => all.map(one => one.getAttribute('popovertarget'))")
    assert len(set(targets)) > 10
    assert all(page.locator(f"#{target}").count() == 1 for target in targets)
    assert page.locator("button.mz-term[title='']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_explanation_is_accessible_and_fits_a_telephone(reader, fullest, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    size = {"width": 360, "height": 800}
    page = reader(addresses.disclosure_page(fullest.identity), color_scheme=scheme, viewport=size)
    page.locator(".mz-fact button.mz-term").first.click()
    note = page.locator(".mz-explain:popover-open")
    box = note.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    violations = axe.Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:160]) for one in violations]
