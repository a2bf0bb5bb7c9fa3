"""The explorer in a browser: what is chosen is shown, kept in the address, drawn, downloaded, and leads on."""

import csv
import json
from decimal import Decimal
from urllib.parse import unquote

import pytest

from builder.model.amount import parse_amount
from builder.site import addresses, catalogue, explorer
from tests.browser.conftest import ROOT

ROWS = "#explorer-table tbody tr"


@pytest.fixture(scope="module")
def records():
    found = catalogue.read(ROOT / "datapackages").records
    return [record for record in found if record.disclosure.figures]


def ready(page):
    page.locator(f"{ROWS} a").first.wait_for()
    return page


def total(page):
    """How many figures the page says there are after its filter."""
    return int(page.locator(".dt-info").inner_text().split("共 ")[1].split(" 个")[0].replace(",", ""))


def tick(page, name, value):
    box = page.locator(f"input[name={name}][value='{value}']")
    if not box.is_visible():
        page.locator("details", has=box).locator("summary").click()
    box.check()
    page.wait_for_function("name => new URLSearchParams(location.search).has(name)", arg=name)


def amounts(page):
    return [Decimal(text.replace(",", "")) for text in page.locator(f"{ROWS} td.mz-amount").all_inner_texts()]


def test_all_figures_are_there(reader, records):
    page = ready(reader("explore.html"))
    assert total(page) == sum(len(record.disclosure.figures) for record in records)
    assert page.locator(ROWS).count() == 25


def test_a_choice_is_kept_in_the_address_and_restored_from_it(reader, records):
    page = ready(reader("explore.html"))
    who = records[0].identity
    tick(page, "entity", who.entity)
    tick(page, "table", "expenditure")
    page.locator("#explorer-table thead th.mz-amount").first.click()
    page.locator("#explorer-table thead th.mz-amount").first.click()
    page.locator("select[name=unit]").select_option("yuan")
    page.locator(".dt-search input").fill("2")
    page.wait_for_function("location.search.includes('q=2') && location.search.includes('unit=yuan')")
    shown, address = page.locator(ROWS).all_inner_texts(), page.url
    again = ready(reader(address.split("/", 3)[3]))
    assert again.locator(ROWS).all_inner_texts() == shown
    assert again.url == address
    expected = [one for one in records[0].disclosure.figures if one.table == "expenditure"]
    assert 0 < total(again) <= len(expected)
    assert amounts(again) == sorted(amounts(again), reverse=True)


def test_the_page_of_the_grid_is_in_the_address(reader):
    page = ready(reader("explore.html"))
    page.locator(".dt-paging-button.next").click()
    page.wait_for_function("location.search === '?page=2'")
    first = page.locator(ROWS).first.inner_text()
    assert ready(reader("explore.html?page=2")).locator(ROWS).first.inner_text() == first


def test_a_figure_leads_to_its_account(reader, records):
    page = ready(reader("explore.html"))
    link = page.locator(f"{ROWS} td.mz-amount a").first
    printed = link.inner_text()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/**")
    anchor = unquote(page.url.split("#")[1])
    assert page.locator(f"[id='{anchor}'] mark").inner_text() == printed


def test_what_is_shown_is_downloaded(reader):
    page = ready(reader("explore.html?measure=basic&sort=-1"))
    shown = total(page)
    with page.expect_download() as waiting:
        page.locator("#explorer-csv").click()
    raw = waiting.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert len(rows) == shown > 0
    values = [Decimal(row["元"]) for row in rows]
    assert values == sorted(values, reverse=True)
    assert rows[0]["出处"].startswith(page.url.split("explore")[0] + "figures/")


def test_the_bars_show_the_numbers_of_the_table(reader):
    page = ready(reader("explore.html?sort=-1"))
    assert (
        page.locator("#explorer-bars li a").all_inner_texts() == page.locator(f"{ROWS} td.mz-amount").all_inner_texts()
    )
    widths = page.evaluate("[...document.querySelectorAll('.mz-bars__bar')].map(one => parseFloat(one.style.width))")
    assert widths[0] == 100
    assert widths == sorted(widths, reverse=True)


def test_the_keyboard_sorts(reader):
    page = ready(reader("explore.html"))
    page.locator("#explorer-table thead th.mz-amount").first.locator(".dt-column-order, [role=button]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === '?sort=1'")
    assert amounts(page) == sorted(amounts(page))


def test_nothing_fits_and_says_so(reader):
    page = reader("explore.html?q=没有这样的项目")
    page.get_by_text("没有符合的数字").first.wait_for()
    assert page.locator("#explorer-bars li").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_accessible_and_no_wider_than_the_window(reader, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = ready(reader("explore.html?sort=-1", color_scheme=scheme, viewport={"width": width, "height": 800}))
    page.locator("#explorer-choices details").first.locator("summary").click()
    violations = axe.Axe().run(page).response["violations"]
    assert not [(one["id"], one["nodes"][0]["html"][:160]) for one in violations]
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth", timeout=3000)


def test_without_scripts_it_says_where_the_data_is(reader, records):
    page = reader("explore.html", java_script_enabled=False)
    assert page.locator("noscript a, .mz-callout a").count() >= 3
    page.locator("details.mz-fold summary").click()
    for record in records:
        assert page.locator(f"a[href='{addresses.package_folder(record.identity)}/figures.csv']").is_visible()


def test_the_data_is_in_parts_and_the_page_is_small(site, records):
    assert (site / addresses.EXPLORE).stat().st_size < 60_000
    for record in records:
        rows = json.loads((site / "explore" / f"{record.identity.package}.json").read_text(encoding="utf-8"))
        assert [row[5] for row in rows] == [figure.amount.printed for figure in record.disclosure.figures]
        text = (site / addresses.figures_page(record.identity)).read_text(encoding="utf-8")
        assert all(f'id="{row[9]}"' in text for row in rows)


@pytest.mark.parametrize(
    ("printed", "unit", "shown"),
    [
        ("673.16", "万元", ("673.16", "6731600")),
        ("1,234,567.89", "元", ("123.46", "1234567.89")),
        ("-50", "元", ("-0.01", "-50")),
        ("0.00", "万元", ("0.00", "0")),
        ("1.005", "万元", ("1.01", "10050")),
        ("12", "人", ("", "")),
    ],
)
def test_units(printed, unit, shown):
    assert explorer.in_units(parse_amount(printed, unit)) == shown
