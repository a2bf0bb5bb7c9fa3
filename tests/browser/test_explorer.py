"""The explorer in a browser: what is chosen is shown, kept in the address, drawn, downloaded, and leads on."""

import csv
import json
import zlib
from decimal import Decimal
from urllib.parse import unquote
from urllib.request import urlopen

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


def unpacked(path):
    return json.loads(zlib.decompress(path.read_bytes()))


def test_the_data_is_in_parts_and_the_page_is_small(site, records):
    assert (site / addresses.EXPLORE).stat().st_size < 60_000
    index = unpacked(site / "explore" / "index.z")
    for number, record in enumerate(records):
        package = record.identity.package
        file = site / "explore" / f"{package}.z"
        rows = unpacked(file)
        assert [row[5] for row in rows] == [figure.amount.printed for figure in record.disclosure.figures]
        assert index["disclosures"][number][0] == package
        assert index["disclosures"][number][5:] == [len(rows), file.stat().st_size]
        text = (site / addresses.figures_page(record.identity)).read_text(encoding="utf-8")
        assert all(f'id="{row[9]}"' in text for row in rows)


def test_the_same_figures_stand_in_the_parts_by_table(site):
    index = unpacked(site / "explore" / "index.z")
    listed = index["disclosures"]
    by_disclosure = {(one[0], *row) for one in listed for row in map(tuple, unpacked(site / f"explore/{one[0]}.z"))}
    by_table = set()
    for year, kind, table, section, count, size in index["parts"]:
        file = site / f"explore/tables/{year}-{kind}-{table}-{section}.z"
        assert all((row[4][:3] or "0") == section for row in unpacked(file))
        rows = unpacked(file)
        assert (len(rows), file.stat().st_size) == (count, size)
        assert {(listed[row[0]][3], listed[row[0]][4], row[1]) for row in rows} == {(year, kind, table)}
        by_table |= {(listed[row[0]][0], *row[1:]) for row in rows}
    assert by_table == by_disclosure


def test_a_code_of_all_entities_is_loaded_as_one_part(reader):
    page = ready(reader("explore.html?year=2022&kind=final&table=expenditure&code=2210201"))
    asked = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name).filter(n => n.includes('/explore/'))"
    )
    assert [name.split("/explore/")[1] for name in asked] == ["index.z", "tables/2022-final-expenditure-221.z"]


def test_a_code_is_chosen_by_its_number_or_its_name(reader, records):
    page = ready(reader("explore.html"))
    page.locator("input[name=code]").fill("2210201")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === '?code=2210201'")
    page.wait_for_function("document.querySelector('#explorer-state').textContent.includes('个数字')")
    expected = [one for record in records for one in record.disclosure.figures if one.code == "2210201"]
    assert total(page) == len(expected) > 0
    named = ready(reader("explore.html?code=公积金"))
    assert total(named) > len(expected)


def test_a_page_of_a_code_leads_to_the_same_amounts(reader):
    page = reader("codes/2210201.html")
    shown = set(page.locator("#amounts ~ * td.mz-amount, .mz-table td.mz-amount").all_inner_texts()) - {""}
    page.get_by_role("link", name="在“查数”里排序、筛选、画图、下载").click()
    ready(page)
    assert set(page.locator(f"{ROWS} td.mz-amount").all_inner_texts()) & shown


@pytest.mark.parametrize("name", ["各单位支出合计", "人员经费和公用经费", "住房公积金"])
def test_views_that_many_look_for_have_figures(reader, name):
    page = reader("explore.html")
    page.get_by_role("link", name=name).click()
    ready(page)
    assert total(page) >= 3


def test_a_column_has_the_name_that_its_own_table_gives_it(reader):
    page = ready(reader("explore.html?table=expenditure&measure=total&code=合计"))
    assert set(page.locator(f"{ROWS} td:nth-child(6)").all_inner_texts()) == {"本年支出合计"}


def test_what_the_address_asks_for_and_nobody_has_is_not_left_out(reader):
    page = reader("explore.html?table=three-public")
    page.get_by_text("没有符合的数字").first.wait_for()
    assert page.url.endswith("?table=three-public")


def test_what_is_too_much_is_left_and_said(chromium, site_address):
    with chromium.new_context() as context:
        page = context.new_page()
        script = site_script(site_address).replace("MOST_BYTES = 600000", "MOST_BYTES = 2000")
        page.route("**/explore-data.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
        page.goto(f"{site_address}explore.html")
        page.get_by_text("符合的太多").wait_for()
        assert page.locator(ROWS).count() == 25


def site_script(address):
    with urlopen(f"{address}assets/explore-data.js") as answer:
        return answer.read().decode()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_class_is_accessible_and_fits_a_telephone(reader, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = reader("codes/201.html", color_scheme=scheme)
    assert page.locator("#below ~ .mz a").count() >= 1
    assert not axe.Axe().run(page).response["violations"]
    page.set_viewport_size({"width": 360, "height": 800})
    page.wait_for_function("document.documentElement.scrollWidth <= window.innerWidth", timeout=3000)
